import { fileURLToPath } from "node:url";
import { cases } from "./bulk/cases.ts";
import { serve } from "./bulk/environment.ts";
import { formula } from "./bulk/optimum.ts";
import { openStage } from "./bulk/pace.ts";
import { courseOf, overviewOf } from "./bulk/sentRequests.ts";
import { measureMemory, work } from "./bulk/memory.ts";
import { measureByHand, printRow } from "./commandLine.ts";
import { onFirstMessage } from "./processes.ts";

const help = `TODO
${formula}
`;

const print = (columns: readonly string[]): void => printRow(columns, 32);

const file = fileURLToPath(import.meta.url);

const run = async ({ scale, ...options }: Readonly<Record<string, string>>): Promise<void> => {
  if (options["case"] === "memory") {
    for (const results of ["all", "failures"]) console.log(await measureMemory(file, { results, records: Number(options["records"]) || 500_000, heapMb: options["heap"] ?? "" }));
    return;
  }
  print(["", "records", "requests", "429", "a request", "at once", "seconds", "best", "ratio", "real s", "CPU client", "CPU emul."]);
  for (const [name, situation] of cases) {
    if (options["case"] !== "all" && options["case"] !== name) continue;
    const stage = await openStage(file, Number(scale));
    const m = await stage.measure(situation, Number(options["records"]) || situation.records);
    const o = overviewOf(m.requests);
    const s = (ms: number): string => (ms / 1000).toFixed(2);
    print([situation.title, String(m.summary.total), String(o.requests), String(o.refused), String(o.recordsPerRequest), String(o.mostAtOnce), s(m.took), s(m.best), (m.took / m.best).toFixed(3), s(m.realMs), s(m.clientCpuMs), s(m.emulatorCpuMs)]);
    if (options["trace"] !== "0") {
      console.log(JSON.stringify(m.summary));
      for (const line of courseOf(m.requests, 40)) console.log(line.map((v) => v.toFixed(1).padStart(10)).join(""));
    }
    stage.close();
  }
};

const [role] = process.argv.slice(2);
if (role === "serve") {
  onFirstMessage(serve);
} else if (role === "work") {
  onFirstMessage(work);
} else {
  measureByHand({ help, defaults: { records: "", scale: "0.1", case: "all", trace: "0", heap: "" }, run });
}
