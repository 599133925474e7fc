import type { DataverseErrorKind } from "../errors.ts";

/** The kinds an answer can have; the others are about requests without one. */
export type AnsweredKind = Exclude<
  DataverseErrorKind,
  "invalidInput" | "timeout" | "unreachable" | "aborted"
>;

export interface DataverseCode {
  /** Microsoft's name of the code, for readers of this table. */
  readonly name: string;
  readonly kind: AnsweredKind;
  /** What a flow builder can do about it, as full sentences. */
  readonly hint?: string;
}

const SLOW_DOWN = "Run it again later, with fewer requests at a time.";
const ASK_FOR_ROLE =
  "Ask an administrator to give the user of the connection a security role with the missing privilege.";
const READ_AGAIN = "The record was changed since it was read: read it again and repeat the change.";
const FIND_DUPLICATE = "Find the record that exists already and update that one, or use Upsert.";
const FULL_READ = "Start again with a full read.";

/**
 * The codes that mean the same whatever the HTTP status (duplicate detection answers 412 or 500) and those where more
 * can be said than the server does. Sources: Microsoft, "Web service error codes"; "Troubleshoot Dataverse Web API client
 * errors"; "Service protection API limits"; "Use change tracking to synchronize data with external systems".
 */
export const dataverseCodes: ReadonlyMap<string, DataverseCode> = new Map<string, DataverseCode>([
  ["0x80040217", { name: "ObjectDoesNotExist", kind: "notFound" }],
  [
    "0x80060891",
    {
      name: "RecordNotFoundByEntityKey",
      kind: "notFound",
      hint: "No record has these alternate key values: check them, also for spaces and letter case.",
    },
  ],
  [
    "0x8006088a",
    {
      name: "ResourceNotFoundForSegment",
      kind: "notFound",
      hint: "Check the table: the Web API takes the entity set name, such as accounts, exactly as written in Dataverse.",
    },
  ],
  ["0x80040220", { name: "PrivilegeDenied", kind: "forbidden", hint: ASK_FOR_ROLE }],
  ["0x80048306", { name: "unManagedidsaccessdenied", kind: "forbidden", hint: ASK_FOR_ROLE }],
  ["0x80048405", { name: "AccessDenied", kind: "forbidden", hint: ASK_FOR_ROLE }],
  [
    "0x80042f09",
    {
      name: "no roles are assigned to user",
      kind: "forbidden",
      hint: "Ask an administrator to give the user of the connection a security role: it has none.",
    },
  ],
  [
    "0x8004a110",
    {
      name: "CannotActOnBehalfOfAnotherUser",
      kind: "forbidden",
      hint: "To impersonate, the user of the connection needs the privilege to act on behalf of another user (Delegate role).",
    },
  ],
  ["0x8005f101", { name: "AccessTokenExpired", kind: "unauthorized" }],
  ["0x80040237", { name: "DuplicateRecord", kind: "duplicate", hint: FIND_DUPLICATE }],
  [
    "0x80040333",
    {
      name: "DuplicateRecordsFound",
      kind: "duplicate",
      hint: "A duplicate detection rule found it: change the values, or suppress duplicate detection for this write.",
    },
  ],
  ["0x80060892", { name: "DuplicateRecordEntityKey", kind: "duplicate", hint: FIND_DUPLICATE }],
  ["0x80060882", { name: "ConcurrencyVersionMismatch", kind: "conflict", hint: READ_AGAIN }],
  [
    "0x80040227",
    {
      name: "CannotDeleteDueToAssociation",
      kind: "conflict",
      hint: "Delete or unlink the records that refer to it first.",
    },
  ],
  ["0x80044352", { name: "ExpiredVersionStamp", kind: "conflict", hint: FULL_READ }],
  [
    "0x8006088f",
    {
      name: "InvalidEntityKeyOperation",
      kind: "badRequest",
      hint: "Check that the alternate key exists on the table and is active.",
    },
  ],
  [
    "0x80048d19",
    {
      name: "payload error",
      kind: "badRequest",
      hint: "Check the names of the columns, letter case included, and the types of their values.",
    },
  ],
  [
    "0x80040265",
    {
      name: "IsvAborted",
      kind: "badRequest",
      hint: "A plug-in or a workflow of this environment stopped the operation: its owner can tell why.",
    },
  ],
  ["0x80044331", { name: "StringLengthTooLong", kind: "badRequest", hint: "Shorten the text." }],
  [
    "0x8004e023",
    {
      name: "AggregateQueryRecordLimitExceeded",
      kind: "tooLarge",
      hint: "Narrow the filter so that fewer than 50,000 records are aggregated.",
    },
  ],
  ["0x80044a02", { name: "AttachmentFileSizeTooBig", kind: "tooLarge" }],
  [
    "0x80041102",
    {
      name: "unknown table in FetchXML",
      kind: "badRequest",
      hint: "FetchXML takes the logical names of tables, such as account instead of accounts.",
    },
  ],
  [
    "0x80041128",
    {
      name: "FetchXML of another table",
      kind: "badRequest",
      hint: "Entity Type and the <entity> of the FetchXML must be the same table: the entity set name there, such as accounts, and the logical name here, such as account.",
    },
  ],
  [
    "0x80060888",
    {
      name: "syntax error or option not supported",
      kind: "badRequest",
      hint: "Check the names and the syntax of the filter, the expands and the key.",
    },
  ],
  [
    "0x80072321",
    {
      name: "combined execution time over 1,200 s in 300 s",
      kind: "throttled",
      hint: SLOW_DOWN,
    },
  ],
  ["0x80072322", { name: "more than 6,000 requests in 300 s", kind: "throttled", hint: SLOW_DOWN }],
  ["0x80072326", { name: "more than 52 requests at once", kind: "throttled", hint: SLOW_DOWN }],
  [
    "0x80044150",
    {
      name: "Generic SQL error",
      kind: "serverError",
      hint: "Often two writes met on one record: avoid writing to the same records at the same time, and run it again.",
    },
  ],
  [
    "0x80044151",
    {
      name: "SqlTimeout",
      kind: "serverError",
      hint: "The operation took the database too long: ask for less at a time.",
    },
  ],
]);
