import { quoted } from "../../client/odata/names.ts";
import type { BatchItem, ItemKey } from "../../client/services/batch/batchItem.ts";
import { referencesInData, replaceReferences } from "../../client/services/batch/references.ts";
import type { JsonObject } from "../parsers/jsonObject.ts";
import type { GivenItem } from "./batchItem.ts";
import type { KeyOrReference } from "./itemFields.ts";

/** What is wrong with the references of the items, by the item's position. */
export type ReferenceProblems = ReadonlyMap<number, readonly string[]>;

/**
 * The position of each item by the Content-ID that others refer to it by: its own, or its place in the list when it has
 * none.
 */
const positionsByContentId = (items: readonly GivenItem[]): ReadonlyMap<string, number> => {
  const own = items.flatMap(({ contentId, position }) =>
    contentId === undefined ? [] : [[contentId, position] as const],
  );
  const byPlace = items.flatMap(({ contentId, position }) =>
    contentId === undefined ? [[String(position), position] as const] : [],
  );
  return new Map([...byPlace, ...own]);
};

const keysOf = (item: GivenItem): readonly KeyOrReference[] => [
  ...("key" in item ? [item.key] : []),
  ...("relatedKey" in item ? [item.relatedKey] : []),
];

/** The Content-IDs that an item refers to, in its keys and in its data. */
const referencesOf = (item: GivenItem): readonly string[] => [
  ...keysOf(item).flatMap((key) => (key.kind === "contentId" ? [key.contentId] : [])),
  ...("data" in item ? referencesInData(item.data).ids : []),
];

/** Every reference must lead to an earlier item that creates or changes a record (OData 4.0, part 1, 11.7.3.1). */
export const referenceProblems = (items: readonly GivenItem[]): ReferenceProblems => {
  const positions = positionsByContentId(items);
  const byPosition = new Map(items.map((item) => [item.position, item]));
  const referred = new Set(
    items.flatMap((item) => referencesOf(item).flatMap((id) => positions.get(id) ?? [])),
  );
  return new Map(
    items.map((item) => [
      item.position,
      [
        ...repeatedId(item, items),
        ...(referred.has(item.position) ? hiddenId(item) : []),
        ...("data" in item ? referencesInData(item.data).unreadable.map(unreadableReference) : []),
        ...referencesOf(item).flatMap((id) =>
          referenceProblem(item, id, byPosition.get(positions.get(id) ?? 0)),
        ),
      ],
    ]),
  );
};

const unreadableReference = (text: string): string =>
  `${quoted(text)} is no reference: write a dollar and the contentId of an earlier item, such as $1.`;

const repeatedId = ({ contentId, position }: GivenItem, items: readonly GivenItem[]): readonly string[] => {
  const first = contentId === undefined ? undefined : items.find((item) => item.contentId === contentId);
  return first === undefined || first.position === position
    ? []
    : [`'contentId' "${contentId}" is that of item ${first.position} too: give each item another one.`];
};

/** With the representation, Dataverse does not name the record in a header, which is what a reference is resolved by. */
const hiddenId = (item: GivenItem): readonly string[] =>
  "returnRepresentation" in item && item.returnRepresentation
    ? [
        "'returnRepresentation' must be false, because another item refers to this one, and Dataverse resolves that only without it.",
      ]
    : [];

const referenceProblem = (item: GivenItem, id: string, target: GivenItem | undefined): readonly string[] => {
  if (target === undefined) {
    return [`it refers to $${id}, but no item has the contentId ${id}.`];
  }
  if (target.position >= item.position) {
    return [
      `it refers to $${id}, which is item ${target.position}: an item can only refer to an earlier one.`,
    ];
  }
  return "data" in target ? [] : [`it refers to $${id}, but item ${target.position} writes no record.`];
};

/** The items as the client takes them, with references by position. The references must have been checked. */
export const resolvedItems = (items: readonly GivenItem[]): readonly BatchItem[] => {
  const positions = positionsByContentId(items);
  const positionOf = (id: string): number => positions.get(id) ?? 0;
  const renumbered = (data: JsonObject): JsonObject =>
    replaceReferences(data, (id) => String(positionOf(id)));
  const resolvedKey = (key: KeyOrReference): ItemKey =>
    key.kind === "contentId" ? { kind: "reference", position: positionOf(key.contentId) } : key;
  return items.map((item): BatchItem => {
    const { position, collection } = item;
    if (item.action === "create") {
      return { ...item, position, collection, data: renumbered(item.data) };
    }
    const key = resolvedKey(item.key);
    if (item.action === "associate" || item.action === "disassociate") {
      const { action, relationship, relatedCollection, relatedKey } = item;
      const related = { collection: relatedCollection, key: resolvedKey(relatedKey) };
      return { position, collection, action, key, relationship, related };
    }
    return item.action === "delete"
      ? { position, collection, action: item.action, key, ifMatch: item.ifMatch }
      : { ...item, key, data: renumbered(item.data) };
  });
};
