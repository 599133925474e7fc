import { buildComponent } from "./building/bundle.ts";
import { budgetProblems, bundleBudgetBytes, measureBundle } from "./building/bundleBudget.ts";
import { runCommand } from "./runCommand.ts";

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

runCommand(async () => {
  const measure = measureBundle(await buildComponent());
  console.log(
    `dist/index.js: ${megabytes(measure.bytes)} of ${megabytes(bundleBudgetBytes)}, ${megabytes(measure.gzipBytes)} zipped.`,
  );
  for (const [name, files] of Object.entries(measure.entries)) {
    console.log(`${name}: ${files.join(", ")}`);
  }
  const problems = budgetProblems(measure);
  for (const problem of problems) {
    console.error(problem);
  }
  return problems.length === 0 ? 0 : 1;
});
