const hour = 3_600_000;
export const day = 24 * hour;

/** A point in time as Dataverse stores it: in UTC, to the second. */
export const timestamp = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

/** A calendar day without a time. */
export const date = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
