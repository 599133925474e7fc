import { z } from "zod";
import { quoted } from "../../client/odata/names.ts";
import { looksLikeReference } from "../../client/services/batch/references.ts";
import { closestNames } from "../../client/services/tables/closestNames.ts";
import type { JsonObject } from "../parsers/jsonObject.ts";
import { kindOf } from "../parsers/text.ts";
import {
  contentIdMember,
  dataMember,
  entitySetInKey,
  flagMember,
  ifMatchMember,
  isBlank,
  keyMember,
  missing,
  nameMember,
  requiredNameMember,
} from "./itemFields.ts";

const collection = nameMember("collection", "accounts");
const contentId = contentIdMember();
const key = keyMember("key");
const ifMatch = ifMatchMember();
const returnRepresentation = flagMember("returnRepresentation");
const place = { collection, contentId, key };

const link = {
  ...place,
  relationship: requiredNameMember("relationship", "contact_customer_accounts"),
  relatedCollection: nameMember("relatedCollection", "contacts"),
  relatedKey: keyMember("relatedKey"),
};
const change = { ...place, data: dataMember(false), returnRepresentation, ifMatch };

const kinds = {
  create: z.object({
    action: z.literal("create"),
    collection,
    contentId,
    data: dataMember(true),
    returnRepresentation,
  }),
  update: z.object({ action: z.literal("update"), ...change }),
  upsert: z.object({ action: z.literal("upsert"), ...change, data: dataMember(true) }),
  delete: z.object({ action: z.literal("delete"), ...place, ifMatch }),
  associate: z.object({ action: z.literal("associate"), ...link }),
  disassociate: z.object({ action: z.literal("disassociate"), ...link }),
};

type Action = keyof typeof kinds;
const actions = Object.keys(kinds);
const isAction = (text: string): text is Action => actions.includes(text);

/** An item as it was given, every member read. References name items by the Content-IDs of the user. */
export type GivenItem = { readonly position: number } & z.infer<(typeof kinds)[Action]>;

export type ReadItem =
  | { readonly item: GivenItem; readonly problems: readonly [] }
  | { readonly item: undefined; readonly problems: readonly string[] };

/** Reads one item of the list; `position` is counted from 1. Each problem is the rest of a sentence about the item. */
export const readItem = (given: JsonObject, position: number): ReadItem => {
  const action = actionIn(given);
  if (action === undefined) {
    return { item: undefined, problems: [actionProblem(given["action"]), ...misspelt(given, allMembers)] };
  }
  const own = Object.keys(kinds[action].shape);
  const absent = Object.fromEntries(own.map((name) => [name, undefined]));
  const read = kinds[action].safeParse({ ...absent, ...given, ...tablesInKeys(given, action), action });
  const problems = [
    ...(read.success ? [] : read.error.issues.map(({ message }) => message)),
    ...tableProblems(given, action),
    ...(action === "create" ? keyProblem(given) : []),
    ...misspelt(given, own),
  ];
  return read.success && problems.length === 0
    ? { item: { position, ...read.data }, problems: [] }
    : { item: undefined, problems };
};

const actionIn = ({ action }: JsonObject): Action | undefined => {
  const text = typeof action === "string" ? action.trim().toLowerCase() : "";
  return isAction(text) ? text : undefined;
};

const actionProblem = (given: unknown): string => {
  const text = typeof given === "string" ? quoted(given) : kindOf(given);
  return `'action' is ${isBlank(given) ? "missing" : text}: it must be one of ${actions.join(", ")}.`;
};

interface Place {
  /** The members that name the table and the record. */
  readonly table: string;
  readonly record: string;
  readonly example: string;
}

const placesOf = (action: Action): readonly Place[] => {
  const own = { table: "collection", record: "key", example: "accounts" };
  return action === "associate" || action === "disassociate"
    ? [own, { table: "relatedCollection", record: "relatedKey", example: "contacts" }]
    : [own];
};

/** A key such as `accounts(…)` names the table too, so that it need not be named again. */
const tablesInKeys = (given: JsonObject, action: Action): JsonObject =>
  Object.fromEntries(
    placesOf(action)
      .filter(({ table }) => action !== "create" && isBlank(given[table]))
      .map(({ table, record }) => [table, entitySetInKey(given[record])]),
  );

/** A reference to an earlier item needs no table; the key of another table would hit a wrong record. */
const tableProblems = (given: JsonObject, action: Action): readonly string[] =>
  placesOf(action).flatMap(({ table, record, example }) => {
    const key = action === "create" ? undefined : given[record];
    const inKey = entitySetInKey(key);
    if (isBlank(given[table])) {
      return inKey === undefined && !looksLikeReference(key) ? [missing(table, example)] : [];
    }
    return inKey === undefined || inKey === String(given[table]).trim()
      ? []
      : [
          `'${record}' is that of a record of ${inKey}, but '${table}' is ${quoted(String(given[table]))}: make them the same.`,
        ];
  });

/** Left out in silence, a key would end in a record with another id. */
const keyProblem = ({ key: given }: JsonObject): readonly string[] =>
  isBlank(given)
    ? []
    : ["'key' does not go with a create: use upsert, or put the id of the new record into 'data'."];

const allMembers = [...new Set(Object.values(kinds).flatMap(({ shape }) => Object.keys(shape)))];

/** Members of other names are left alone, as flows may carry notes of their own, unless they look like a slip. */
const misspelt = (given: JsonObject, known: readonly string[]): readonly string[] =>
  Object.keys(given)
    .filter((name) => !allMembers.includes(name))
    .flatMap((name) => {
      const [meant] = closestNames(
        name,
        known.filter((candidate) => !(candidate in given)),
        1,
      );
      return meant === undefined ? [] : [`'${name}' is not known: did you mean '${meant}'?`];
    });
