import type { TableDefinition } from "../schema/model.ts";
import { defaultTables } from "../schema/tables/index.ts";
import { fixedRecord, fixedReference } from "./fixedRecord.ts";
import type { SeedRecord } from "./seedRecord.ts";

/** The messages events are raised for, and the bulk ones. */
const messages = [
  "Create",
  "Update",
  "Delete",
  "Associate",
  "Disassociate",
  "CreateMultiple",
  "UpdateMultiple",
  "UpsertMultiple",
  "DeleteMultiple",
] as const;

type Message = (typeof messages)[number];

/** What an event has for a table when it belongs to none. */
const noTable = "none";

const messageRecord = (name: Message, number: number): SeedRecord =>
  fixedRecord("sdkmessage", number, {
    name,
    availability: 0,
    categoryname: name.endsWith("Multiple") ? name.replace("Multiple", "") : name,
    isactive: true,
    expand: true,
  });

/** Upserts are never listed: they come as creates and updates (Microsoft, Use bulk operation messages). */
const messagesOf = ({ tableType, writes, intersect, ownership }: TableDefinition): readonly Message[] => {
  if (intersect === true) {
    return [];
  }
  const plain = writes ?? (["Create", "Update", "Delete"] as const);
  if (plain.length === 0) {
    return [];
  }
  const bulk: readonly Message[] = ownership === "UserOwned" ? ["CreateMultiple", "UpdateMultiple"] : [];
  return [...plain, ...bulk, ...(tableType === "Elastic" ? (["DeleteMultiple"] as const) : [])];
};

const filters = (): readonly (readonly [message: Message, table: string])[] => [
  ["Associate", noTable],
  ["Disassociate", noTable],
  ...defaultTables.flatMap((table) =>
    messagesOf(table).map((message) => [message, table.logicalName] as const),
  ),
];

/** The messages a webhook can be registered for, and the tables each of them is there for. */
export const messageRecords = (): readonly SeedRecord[] => [
  ...messages.map(messageRecord),
  ...filters().map(([message, table], number) =>
    fixedRecord("sdkmessagefilter", number, {
      sdkmessageid: fixedReference("sdkmessage", messages.indexOf(message)),
      primaryobjecttypecode: table,
      secondaryobjecttypecode: noTable,
      availability: 0,
      restrictionlevel: 0,
      iscustomprocessingstepallowed: true,
      isvisible: true,
    }),
  ),
];
