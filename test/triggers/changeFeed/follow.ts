import type { LogLine } from "../../../workbench/runner/logger.ts";
import { createPoller, type PolledPage, type PollerOptions } from "../../../workbench/runner/pollTrigger.ts";
import { type Data, dataOf, type TestBench } from "../../support/dataverse.ts";

/** What one poll of a flow without batching told. */
export interface Told {
  readonly created: readonly Data[];
  readonly updated: readonly Data[];
  readonly deleted: readonly Data[];
  readonly data: Data;
  readonly resultType: unknown;
  readonly logs: readonly LogLine[];
  /** Warnings alone, as text. */
  readonly warnings: readonly string[];
  /** Paths below the service root, without the queries. */
  readonly requests: readonly string[];
}

export type FlowOptions = Partial<
  Pick<PollerOptions, "batchSize" | "isSimulatedTest" | "state" | "connection">
>;

const listOf = (data: Data, key: string): readonly Data[] => {
  const list = data[key];
  if (!Array.isArray(list)) throw new Error(`The payload has no list ${key}.`);
  return list.map(dataOf);
};

/** A flow that polls with New and Updated Records. */
export const follow = (bench: TestBench, inputs: Data, options: FlowOptions = {}) => {
  const { connection, runner, emulator } = bench;
  const poller = createPoller({
    component: runner.component,
    connection,
    trigger: "pollChangesTrigger",
    ...options,
  });
  const pages = async (changed: Data = {}): Promise<readonly PolledPage[]> => {
    const taken: PolledPage[] = [];
    await poller.poll({ ...inputs, ...changed }, (page) => taken.push(page));
    return taken;
  };
  const poll = async (changed: Data = {}): Promise<Told> => {
    const taken: PolledPage[] = [];
    emulator.control.requests.clear();
    const logs = await poller.poll({ ...inputs, ...changed }, (page) => taken.push(page));
    const [page] = taken;
    const data = dataOf(dataOf(page?.payload["body"])["data"]);
    return {
      created: listOf(data, "created"),
      updated: listOf(data, "updated"),
      deleted: listOf(data, "deleted"),
      data,
      resultType: page?.resultType,
      logs,
      warnings: logs.filter(({ level }) => level === "warn").map(({ message }) => message),
      requests: bench.requests().map(({ url }) => url.replace(/^.*\/v9\.2\//, "").replace(/\?.*$/, "")),
    };
  };
  return { poll, pages, state: poller.state };
};

/** The values of one column. */
export const column = (records: readonly Data[], name: string): readonly unknown[] =>
  records.map((record) => record[name]);
