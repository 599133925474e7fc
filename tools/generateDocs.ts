import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { buildComponent } from "./building/bundle.ts";
import { loadComponent } from "./describing/loadComponent.ts";
import {
  actionsPage,
  connectionsPage,
  dataSourcesPage,
  readmeWithActions,
  triggersPage,
} from "./describing/pages.ts";
import { projectRoot } from "./projectRoot.ts";
import { runCommand } from "./runCommand.ts";

const current = (file: string): Promise<string> => readFile(join(projectRoot, file), "utf8").catch(() => "");

const freshPages = async (): Promise<Map<string, string>> => {
  const { outdir } = await buildComponent();
  const component = loadComponent(outdir);
  return new Map([
    ["docs/actions.md", actionsPage(component)],
    ["docs/triggers.md", triggersPage(component)],
    ["docs/dataSources.md", dataSourcesPage(component)],
    ["docs/connections.md", connectionsPage(component)],
    ["README.md", readmeWithActions(await current("README.md"), component)],
  ]);
};

runCommand(async () => {
  const { values } = parseArgs({ options: { check: { type: "boolean" } } });
  let stale = 0;
  for (const [file, text] of await freshPages()) {
    if (text === (await current(file))) {
      continue;
    }
    stale += 1;
    if (values.check) {
      console.error(`${file} is stale: run "npm run docs" and commit it.`);
    } else {
      await mkdir(dirname(join(projectRoot, file)), { recursive: true });
      await writeFile(join(projectRoot, file), text);
      console.log(`${file} is written.`);
    }
  }
  return values.check && stale > 0 ? 1 : 0;
});
