import { randomUUID } from "node:crypto";
import type { TestBench } from "../../support/dataverse.ts";

/** A record of the table as the tests write and compare it. */
export interface FeedRecord {
  readonly id: string;
  readonly text: string;
  readonly amount: number;
}

/** One write of a record. */
export type Write =
  | { readonly kind: "create" | "update"; readonly record: FeedRecord }
  | { readonly kind: "delete"; readonly id: string };

/** A table of its own, whose changes a test makes and follows. */
export interface FeedTable {
  readonly entitySet: string;
  readonly idColumn: string;
  /** Writes one record after another in one request; a write of a record that is gone is left out. */
  readonly write: (writes: readonly Write[]) => Promise<void>;
  /** As an administrator switches on "Track changes". */
  readonly trackChanges: () => Promise<void>;
  readonly rows: (filter?: string) => Promise<readonly FeedRecord[]>;
}

const bodyOf = (idColumn: string, { id, text, amount }: FeedRecord): string =>
  JSON.stringify({ [idColumn]: id, new_name: text, new_amount: amount });

const part = (lines: readonly string[], body = ""): string =>
  ["Content-Type: application/http", "Content-Transfer-Encoding: binary", "", ...lines, "", body, ""].join(
    "\r\n",
  );

/** Columns of a record that a query or the feed delivered. */
export const feedRecord = (idColumn: string, record: Readonly<Record<string, unknown>>): FeedRecord => ({
  id: String(record[idColumn]),
  text: String(record["new_name"]),
  amount: Number(record["new_amount"]),
});

let tables = 0;

/** Adds a table to the bench's emulator, with or without change tracking. */
export const createFeedTable = (
  { emulator, connection, runner }: TestBench,
  changeTracking: boolean,
): FeedTable => {
  tables += 1;
  const { logicalName, entitySetName: entitySet } = emulator.control.schema.addTable({
    schemaName: `new_Feed${tables}`,
    changeTracking,
    columns: [{ schemaName: "new_Amount", type: "Integer" }],
  });
  const idColumn = `${logicalName}id`;
  const partOf = (write: Write): string => {
    if (write.kind === "create") {
      const head = [`POST /api/data/v9.2/${entitySet} HTTP/1.1`, "Content-Type: application/json"];
      return part(head, bodyOf(idColumn, write.record));
    }
    if (write.kind === "delete") {
      return part([`DELETE /api/data/v9.2/${entitySet}(${write.id}) HTTP/1.1`]);
    }
    const head = [
      `PATCH /api/data/v9.2/${entitySet}(${write.record.id}) HTTP/1.1`,
      "Content-Type: application/json",
      "If-Match: *",
    ];
    return part(head, bodyOf(idColumn, write.record));
  };
  return {
    entitySet,
    idColumn,
    write: async (writes) => {
      const boundary = `batch_${randomUUID()}`;
      const body = [...writes.map((write) => `--${boundary}\r\n${partOf(write)}`), `--${boundary}--\r\n`];
      const response = await fetch(`${emulator.url}/api/data/v9.2/$batch`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${connection.token?.access_token}`,
          "Content-Type": `multipart/mixed; boundary=${boundary}`,
          Prefer: "odata.continue-on-error",
        },
        body: body.join("\r\n"),
      });
      const answer = await response.text();
      const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status);
      if (
        statuses.length !== writes.length ||
        statuses.some((status) => status !== "204" && status !== "404")
      ) {
        throw new Error(`The writes were answered with ${response.status} ${statuses.join(" ")}: ${answer}`);
      }
    },
    trackChanges: async () => {
      const url = `${emulator.url}/api/data/v9.2/EntityDefinitions(LogicalName='${logicalName}')`;
      const headers = {
        Authorization: `Bearer ${connection.token?.access_token}`,
        "Content-Type": "application/json",
        "MSCRM.MergeLabels": "true",
      };
      const definition: unknown = await (await fetch(url, { headers })).json();
      const body = JSON.stringify({ ...Object(definition), ChangeTrackingEnabled: true });
      const { status } = await fetch(url, { method: "PUT", headers, body });
      if (status !== 204) throw new Error(`The definition was answered with ${status}.`);
      await fetch(`${emulator.url}/api/data/v9.2/PublishAllXml`, { method: "POST", headers, body: "{}" });
    },
    rows: async (filter = "") => {
      const inputs = { entityType: entitySet, filterExpression: filter, fetchAll: "true" };
      const { data } = await runner.action("queryEntities", inputs);
      const { value }: { readonly value?: unknown } = Object(data);
      return (Array.isArray(value) ? value : [])
        .map((record) => feedRecord(idColumn, record))
        .sort((left, right) => (left.id < right.id ? -1 : 1));
    },
  };
};
