import { isReference } from "../store/cells.ts";
import { type Draft, setKnown } from "./draft.ts";

/** Columns that say which table a lookup points to, by table: `objecttypecode` tells it of `objectid`. */
const typeCodes: Readonly<Record<string, { readonly lookup: string; readonly code: string }>> = {
  activityparty: { lookup: "partyid", code: "partyobjecttypecode" },
  annotation: { lookup: "objectid", code: "objecttypecode" },
  sdkmessageprocessingstep: { lookup: "eventhandler", code: "eventhandlertypecode" },
};

const describeTarget = (draft: Draft): void => {
  const pair = typeCodes[draft.table.name];
  const reference = pair === undefined ? undefined : draft.values.get(pair.lookup);
  if (pair !== undefined && reference !== undefined) {
    setKnown(draft, pair.code, isReference(reference) ? reference.table : null);
  }
};

const addressColumns: readonly string[] = ["emailaddress1", "internalemailaddress"];

/** A party shows the name of the person, and the address the activity uses unless the client says another one. */
const describeParty = (draft: Draft): void => {
  const party = draft.values.get("partyid");
  if (draft.table.name !== "activityparty" || !isReference(party)) {
    return;
  }
  const people = draft.writing.dataverse.store.table(party.table);
  const slot = people.slotOf(party.id);
  if (slot === undefined) {
    return;
  }
  draft.values.set("partyidname", people.values(people.table.definition.primaryName)(slot));
  const column = addressColumns.find((name) => people.table.columns.has(name));
  if (!draft.values.has("addressused") && column !== undefined) {
    draft.values.set("addressused", people.values(column)(slot));
  }
};

/** A note with a document is a document, of this many bytes. */
const describeNote = ({ table, values }: Draft): void => {
  const body = values.get("documentbody");
  if (table.name === "annotation" && body !== undefined) {
    values.set("isdocument", body !== null);
    values.set("filesize", body === null ? null : Buffer.byteLength(String(body), "base64"));
  }
};

/** Secrets cannot be read, but whether there is one can. */
const secrets: readonly (readonly [secret: string, flag: string])[] = [
  ["authvalue", "isauthvalueset"],
  ["saskey", "issaskeyset"],
  ["sastoken", "issastokenset"],
];

const describeSecrets = (draft: Draft): void => {
  for (const [secret, flag] of secrets) {
    const value = draft.values.get(secret);
    if (draft.table.name === "serviceendpoint" && value !== undefined) {
      draft.values.set(flag, value !== null);
    }
  }
};

/** Fills in the columns that describe what other columns of the same row hold. */
export const describeColumns = (draft: Draft): void => {
  describeTarget(draft);
  describeParty(draft);
  describeNote(draft);
  describeSecrets(draft);
};
