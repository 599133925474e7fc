import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawIcons } from "./drawing/icons.ts";
import { projectRoot } from "./projectRoot.ts";

const assets = join(projectRoot, "assets");
mkdirSync(assets, { recursive: true });
for (const [name, png] of drawIcons()) {
  writeFileSync(join(assets, name), png);
  console.log(`assets/${name}: ${png.length} bytes`);
}
