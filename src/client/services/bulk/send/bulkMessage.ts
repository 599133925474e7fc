import { DataverseError } from "../../../errors.ts";
import { errorSentence } from "../../../http/errorSentence.ts";
import { jsonObject } from "../../../http/jsonBody.ts";
import type { DataverseRequest, DataverseResponse, HeaderMap } from "../../../http/message.ts";
import { recordPath } from "../../../odata/recordPath.ts";
import { writeHeaders } from "../../requestOptions.ts";
import type { BulkAction } from "../bulkCall.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import { idMember, membersJson } from "./recordJson.ts";
import { LEFT_TO_THE_RUN, operationOn, type Sending } from "./sending.ts";

/** The bulk message for each action (Microsoft, "Use bulk operation messages"). */
export const MESSAGES = {
  create: "CreateMultiple",
  update: "UpdateMultiple",
  upsert: "UpsertMultiple",
  delete: "DeleteMultiple",
} as const satisfies Readonly<Record<BulkAction, string>>;

/** Elastic tables say what became of each record only to those who ask for annotations of errors. */
const ERROR_DETAILS = "Microsoft.PowerApps.CDS.ErrorDetails*";

/** A bulk message as a request. */
export interface BulkMessage extends DataverseRequest {
  readonly method: "POST";
  readonly headers: HeaderMap;
  readonly body: string;
}

export const bulkMessage = (sending: Sending, records: readonly BulkRecord[]): BulkMessage => {
  const { action, table, options } = sending;
  const targets = records.map((record) => target(sending, record));
  return {
    operation: operationOn(sending, records.length),
    method: "POST",
    path: `${table.entitySet}/Microsoft.Dynamics.CRM.${MESSAGES[action]}`,
    repeat: LEFT_TO_THE_RUN,
    headers: writeHeaders({ ...options, ...(table.isElastic && { includeAnnotations: ERROR_DETAILS }) }),
    body: `{"Targets":[${targets.join(",")}]}`,
  };
};

const NO_CONTENT = 204;

/**
 * CreateMultiple answers with the ids in the order of the records, the others with nothing (204 in Microsoft's samples).
 * Anything else is no answer of Dataverse, whatever its status: a page of something in between says nothing about the records.
 */
export const idsIn = (
  request: DataverseRequest,
  response: DataverseResponse,
  records: number,
): readonly string[] | undefined => {
  const hasIds = request.path.endsWith(MESSAGES.create);
  if (!hasIds && response.status === NO_CONTENT) {
    return undefined;
  }
  const { Ids: ids } = response.body.byteLength === 0 ? {} : jsonObject(request, response);
  if (ids === undefined && !hasIds && response.headers["odata-version"] !== undefined) {
    return undefined;
  }
  if (!Array.isArray(ids) || ids.length !== records) {
    throw notOfThese(request, response);
  }
  return ids.map((id) => String(id).toLowerCase());
};

const notOfThese = ({ operation }: DataverseRequest, { status }: DataverseResponse): DataverseError => {
  const what = "the answer of Dataverse is not one to these records";
  return new DataverseError(errorSentence({ operation, what, mayHaveWritten: true, status }), {
    kind: "unexpectedAnswer",
    operation,
    status,
    mayHaveWritten: true,
  });
};

const target = ({ action, table }: Sending, record: BulkRecord): string => {
  const type = `"@odata.type":"Microsoft.Dynamics.CRM.${table.logicalName}"`;
  const place = [...nameOf({ action, table }, record), ...partitionOf(action, record)];
  return `{${[type, ...place, ...membersJson(table, record.values)].join(",")}}`;
};

/** An alternate key stands in `@odata.id`; its columns must not be repeated in the record. */
const nameOf = ({ table }: Pick<Sending, "action" | "table">, record: BulkRecord): readonly string[] =>
  record.key?.kind === "alternate"
    ? [`"@odata.id":${JSON.stringify(recordPath(table.entitySet, record.key))}`]
    : idMember(table, record);

/** The other actions have it among the values. */
const partitionOf = (action: BulkAction, { partition }: BulkRecord): readonly string[] =>
  action === "delete" && partition !== undefined ? [`"partitionid":${JSON.stringify(partition)}`] : [];
