import type { DataverseError } from "../../../errors.ts";
import { isUnknownSegment } from "../../tables/entitySets.ts";
import type { Sending } from "../send/sending.ts";

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

/** PrivilegeDenied (Microsoft, "Use bulk operation messages", troubleshooting) names the privilege: `prvCreateAccount`. */
const NO_PRIVILEGE = "0x80040220";
const MISSING_PRIVILEGE = /prv(?:Create|Write|Delete)(\w+)/;

/** Activities of all kinds share one privilege (Microsoft, "Activity tables"). */
const OF_ACTIVITIES = "activity";

/** The run in which a request failed. */
export interface Circumstances {
  readonly sending: Pick<Sending, "table">;
  /** Nothing was written so far, so that a privilege may be missing for all of it. */
  readonly isFirst: () => boolean;
}

export const meaningOf = (error: DataverseError, circumstances: Circumstances): FailureMeaning => {
  switch (error.kind) {
    case "aborted":
    case "throttled":
      return error.mayHaveWritten ? "lost" : "notNow";
    case "unauthorized":
      return "hopeless";
    case "forbidden":
      return isOfTheTable(error, circumstances) ? "hopeless" : "refused";
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

/** A plug-in may need privileges of other tables, for some records and not for others. */
const isOfTheTable = (
  { code, serverMessage = "" }: DataverseError,
  { sending: { table }, isFirst }: Circumstances,
): boolean => {
  const [, of = ""] = MISSING_PRIVILEGE.exec(serverMessage) ?? [];
  const name = of.toLowerCase();
  return code === NO_PRIVILEGE && isFirst() && (name === table.logicalName || name === OF_ACTIVITIES);
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
