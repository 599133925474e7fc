import { DataverseError } from "./dataverseError.ts";

/** An argument of a message the platform does not take. */
export const invalidArgument = (message: string): DataverseError =>
  new DataverseError(400, "0x80040203", message);
