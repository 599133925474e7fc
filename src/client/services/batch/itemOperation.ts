import type { BatchOperation } from "../../batch/operation.ts";
import { recordPath } from "../../odata/recordPath.ts";
import { bodyText, type RecordValues, withoutColumns } from "../records/recordValues.ts";
import { ifMatchHeader, type WriteOptions, writeHeaders } from "../requestOptions.ts";
import type { BatchItem, ChangeItem, CreateItem, DeleteItem, ItemKey, LinkItem } from "./batchItem.ts";

/** What turns an item into an operation. */
export interface OperationSetting {
  readonly serviceRoot: string;
  readonly options: WriteOptions;
  /** Entity sets by the names that items give for them. */
  readonly entitySets: ReadonlyMap<string, string>;
}

/** The operation of a `$batch` request that carries out an item. Its Content-ID is the item's position. */
export const itemOperation = (item: BatchItem, setting: OperationSetting): BatchOperation => ({
  ...operationOf(item, setting),
  contentId: String(item.position),
});

const operationOf = (item: BatchItem, setting: OperationSetting): BatchOperation => {
  switch (item.action) {
    case "create":
      return createOperation(item, setting);
    case "update":
    case "upsert":
      return changeOperation(item, setting);
    case "delete":
      return deleteOperation(item, setting);
    default:
      return linkOperation(item, setting);
  }
};

const createOperation = (item: CreateItem, setting: OperationSetting): BatchOperation => ({
  method: "POST",
  url: rootPath(setting) + entitySet(item.collection, setting),
  headers: bodyHeaders(item, setting),
  body: bodyText(valuesOf(item)),
});

/** `If-Match` keeps PATCH from creating the record (Microsoft, "Perform conditional operations"). */
const changeOperation = (item: ChangeItem, setting: OperationSetting): BatchOperation => ({
  method: "PATCH",
  url: recordUrl(item, setting),
  headers: {
    ...bodyHeaders(item, setting),
    ...((item.action === "update" || item.ifMatch !== undefined) && ifMatchHeader(item.ifMatch)),
  },
  body: bodyText(dataBesideKey(item)),
});

/**
 * An upsert without the columns of its alternate key: Dataverse ignores them on update, but on create takes them even if
 * they differ from the key (Microsoft, "Use Upsert to create or update a record").
 */
const dataBesideKey = (item: ChangeItem): RecordValues => {
  const { action, key } = item;
  const columns =
    action === "upsert" && key.kind === "alternate" ? key.columns.map(({ column }) => column) : [];
  return withoutColumns(valuesOf(item), columns);
};

const valuesOf = ({ data }: CreateItem | ChangeItem): RecordValues => ({ values: data, textValues: {} });

const deleteOperation = (item: DeleteItem, setting: OperationSetting): BatchOperation => ({
  method: "DELETE",
  url: recordUrl(item, setting),
  headers: {
    ...writeHeaders(setting.options),
    ...(item.ifMatch !== undefined && ifMatchHeader(item.ifMatch)),
  },
});

/** Microsoft, "Associate and disassociate table rows using the Web API". */
const linkOperation = (item: LinkItem, setting: OperationSetting): BatchOperation => {
  const links = `${recordUrl(item, setting)}/${item.relationship}`;
  const headers = writeHeaders(setting.options);
  if (item.action === "associate") {
    return {
      method: "POST",
      url: `${links}/$ref`,
      headers: { ...headers, ...JSON_BODY },
      body: JSON.stringify({ "@odata.id": relatedUrl(item, setting) }),
    };
  }
  const { key } = item.related;
  const url =
    key.kind === "id" ? `${links}(${key.id})/$ref` : `${links}/$ref?$id=${relatedUrl(item, setting)}`;
  return { method: "DELETE", url, headers };
};

const JSON_BODY = { "Content-Type": "application/json" } as const;

const bodyHeaders = (
  { returnRepresentation }: CreateItem | ChangeItem,
  { options }: OperationSetting,
): Readonly<Record<string, string>> => ({
  ...writeHeaders(options, { returnRepresentation }),
  ...JSON_BODY,
});

const rootPath = ({ serviceRoot }: OperationSetting): string => new URL(serviceRoot).pathname;

const entitySet = (collection: string, { entitySets }: OperationSetting): string =>
  entitySets.get(collection) ?? collection;

const recordUrl = (
  { collection, key }: { readonly collection: string; readonly key: ItemKey },
  setting: OperationSetting,
): string =>
  key.kind === "reference"
    ? `$${key.position}`
    : rootPath(setting) + recordPath(entitySet(collection, setting), key);

/** `@odata.id` takes an absolute URL or a reference. */
const relatedUrl = ({ related: { collection, key } }: LinkItem, setting: OperationSetting): string =>
  key.kind === "reference"
    ? `$${key.position}`
    : setting.serviceRoot + recordPath(entitySet(collection, setting), key);
