/**
 * How many records one operation holds: a bulk message for all of the records, operations of a batch that hold one record
 * each, or, in between, bulk messages of so many records in a batch.
 */
export const TOGETHER = Number.POSITIVE_INFINITY;
export const SINGLY = 1;
