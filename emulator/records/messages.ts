import { DataverseError } from "../errors/dataverseError.ts";
import type { WriteMessage } from "../schema/model.ts";
import type { Table } from "../schema/schema.ts";

/**
 * Refuses a plain write to a table that has no such message: tables of many-to-many relationships are written by
 * associating, activity parties along with their activity, and some system tables not at all. Code and text are those
 * the service gives for an intersect table.
 */
export const requireMessage = ({ name, definition }: Table, message: WriteMessage): void => {
  const isKnown = definition.writes?.includes(message) ?? definition.intersect !== true;
  if (!isKnown) {
    throw new DataverseError(
      400,
      "0x80040800",
      `The '${message}' method does not support entities of type '${name}'. MessageProcessorCache returned MessageProcessor.Empty. `,
    );
  }
};
