import { fileURLToPath } from "node:url";
import { type Case, cases } from "./bulk/cases.ts";
import { serve } from "./bulk/environment.ts";
import { measureMemory, work } from "./bulk/memory.ts";
import { formula } from "./bulk/optimum.ts";
import { courseOf, overviewOf } from "./bulk/sentRequests.ts";
import { type Measured, perform } from "./bulk/stage.ts";
import { measureByHand, printRow } from "./commandLine.ts";
import { onFirstMessage } from "./processes.ts";

const help = `Measures how fast many records are written, and compares it with the best that is possible under the local Dataverse's
cost model and service protection limits (emulator/README.md).

  npm run bench:bulk -- [--case all] [--records <number>] [--scale 0.2] [--repeat 1] [--trace 0]
  npm run bench:bulk -- --case memory [--records 500000] [--heap <MB>]

--case: ${[...cases.keys()].join(", ")}, all of these (five minutes), or memory.
--records: instead of the number that a case has.
--scale: how much of the service's time passes in real time. All times but "real s" and CPU are the service's. The emulator
  runs in a process of its own, and so does the client, whose clock is as fast as the emulator's: Retry-After, in whole
  seconds, would be far too coarse otherwise. Therefore this drives the client's sources (client.bulk.run) instead of the
  built component, whose clock is the real one. What both need of the processor is not scaled: at 0.2 it counts five times.
  Where either needs more than about half of the real time, the scale is too small for the case.
--repeat: how often each case is measured. --trace: into how many lines to divide the course of each run.

best: the shortest time for a client that has no more than P requests under way (proof in bench/bulk/optimum.ts):
${formula}
  Of bad records, the good ones alone count.

memory: Create Entities of the built component in a process of its own, which makes the records too and holds the result;
  nothing costs time. After 5 seconds most records remain, and are in the result once more. peak: its resident set at the
  worst. --heap: Node's --max-old-space-size.
`;

const file = fileURLToPath(import.meta.url);

const print = (columns: readonly string[]): void => printRow(columns, 32);

const seconds = (ms: number): string => (ms / 1000).toFixed(2);

const printMeasured = ({ title }: Case, { report, took, best, ...measured }: Measured): void => {
  const { summary } = report;
  const { requests, refused, recordsPerRequest, mostAtOnce } = overviewOf(measured.requests);
  print([
    title,
    ...[summary.total, summary.succeeded, requests, refused, recordsPerRequest, mostAtOnce].map(String),
    ...[took, best].map(seconds),
    (took / best).toFixed(2),
    ...[measured.realMs, measured.clientCpuMs, measured.emulatorCpuMs].map(seconds),
  ]);
};

const printCourse = ({ requests }: Measured, parts: number): void => {
  if (parts > 0) {
    print(["  from second", "at once", "a request", "429"]);
  }
  for (const { from, atOnce, recordsPerRequest, refused } of courseOf(requests, parts)) {
    print([`  ${from.toFixed(1)}`, atOnce.toFixed(1), recordsPerRequest?.toFixed(0) ?? "", String(refused)]);
  }
};

type Options = Readonly<Record<string, string>>;

const comparePace = async ({ records, scale, repeat, trace, ...options }: Options): Promise<void> => {
  const chosen = [...cases].filter(([name]) => options["case"] === "all" || options["case"] === name);
  if (chosen.length === 0) {
    throw new Error(`--case takes all, memory, ${[...cases.keys()].join(", ")}, not '${options["case"]}'.`);
  }
  const counts = ["records", "written", "requests", "429", "a request", "at once"];
  print(["", ...counts, "seconds", "best", "ratio", "real s", "client CPU", "emul. CPU"]);
  for (const [, situation] of chosen) {
    for (let run = 0; run < Number(repeat); run += 1) {
      const count = records === "" ? situation.records : Number(records);
      const measured = await perform(file, { situation, records: count, scale: Number(scale) });
      printMeasured(situation, measured);
      printCourse(measured, Number(trace));
    }
  }
};

const amounts = [
  { title: "Results to Return: all", results: "all", maximumDuration: 780 },
  { title: "Results to Return: failures", results: "failures", maximumDuration: 780 },
  { title: "Maximum Duration: 5 seconds", results: "all", maximumDuration: 5 },
] as const;

const compareMemory = async ({ records, heap = "" }: Options): Promise<void> => {
  print(["", "written", "results", "seconds", "idle", "+ records", "peak"]);
  for (const { title, ...told } of amounts) {
    const count = records === "" ? 500_000 : Number(records);
    const footprint = await measureMemory(file, { records: count, heap, ...told });
    const { idle, withRecords, peak } = footprint;
    print([
      title,
      ...[footprint.succeeded, footprint.results].map(String),
      footprint.seconds.toFixed(1),
      ...[idle, withRecords, peak].map((megabytes) => `${megabytes.toFixed(0)} MB`),
    ]);
  }
};

const [role] = process.argv.slice(2);
if (role === "serve") {
  onFirstMessage(serve);
} else if (role === "work") {
  onFirstMessage(work);
} else {
  measureByHand({
    help,
    defaults: { case: "all", records: "", scale: "0.2", repeat: "1", trace: "0", heap: "" },
    run: (options) => (options["case"] === "memory" ? compareMemory(options) : comparePace(options)),
  });
}
