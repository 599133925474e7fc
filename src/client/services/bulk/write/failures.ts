import type { DataverseError } from "../../../errors.ts";
import { isUnknownSegment } from "../../tables/entitySets.ts";

/** What a failed request means for the records in it. */
export type FailureMeaning =
  /** It was not carried out and nothing is wrong with the records: they wait. */
  | "notNow"
  /** No answer came: it may have been carried out. */
  | "lost"
  /** Nothing that this run does can succeed. */
  | "hopeless"
  /** The table does not take the bulk message. */
  | "notTogether"
  /** Fewer records at once may do. */
  | "tooMuch"
  /** It was taken back because of something that passes. */
  | "passing"
  /** It was taken back because of a record. */
  | "refused";

/** SQL timeout and deadlock (Microsoft, "Use bulk operation messages", troubleshooting), also as Dataverse words them. */
const SQL_TIMEOUT = "0x80044151";
const SQL_ERROR = "0x80044150";
const ROLLED_BACK = /deadlock|transaction of the SQL command has already been rolled back/i;

/** PrivilegeDenied: the first line of a bulk message's troubleshooting; the table's own privilege, not that of a lookup. */
const MISSING_PRIVILEGE = /prv(?:Create|Write|Delete)\w*/;

/** `isFirst`: nothing was written so far, so that a privilege may be missing for all of it. */
export const meaningOf = (error: DataverseError, isFirst: boolean): FailureMeaning => {
  switch (error.kind) {
    case "aborted":
    case "throttled":
      return error.mayHaveWritten ? "lost" : "notNow";
    case "unauthorized":
      return "hopeless";
    case "forbidden":
      return isFirst && error.code === "0x80040220" && MISSING_PRIVILEGE.test(error.serverMessage ?? "")
        ? "hopeless"
        : "refused";
    case "notSupported":
      return "notTogether";
    case "tooLarge":
      return "tooMuch";
    case "timeout":
    case "unreachable":
      return error.mayHaveWritten ? "lost" : "passing";
    default:
      return error.mayHaveWritten ? "lost" : meaningOfAnswer(error);
  }
};

const meaningOfAnswer = (error: DataverseError): FailureMeaning => {
  const isUnknownMessage: boolean = isUnknownSegment(error);
  if (isUnknownMessage) {
    return "notTogether";
  }
  if (error.kind === "unexpectedAnswer") {
    return "hopeless";
  }
  if (error.code === SQL_TIMEOUT) {
    return "tooMuch";
  }
  return error.code === SQL_ERROR || ROLLED_BACK.test(error.serverMessage ?? "") ? "passing" : "refused";
};
