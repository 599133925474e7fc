import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildComponent } from "./building/bundle.ts";
import { loadComponent } from "./describing/loadComponent.ts";
import { publicSurface, surfaceText } from "./describing/publicSurface.ts";
import { projectRoot } from "./projectRoot.ts";
import { runCommand } from "./runCommand.ts";

runCommand(async () => {
  const { outdir } = await buildComponent();
  const file = "test/golden/publicSurface.json";
  await writeFile(join(projectRoot, file), surfaceText(publicSurface(loadComponent(outdir))));
  console.log(`${file} is written.`);
  return 0;
});
