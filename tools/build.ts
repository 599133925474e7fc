import { buildComponent } from "./building/bundle.ts";
import { runCommand } from "./runCommand.ts";

runCommand(async () => {
  const { files, sha256 } = await buildComponent();
  for (const { name, bytes } of files) {
    console.log(`dist/${name}  ${(bytes.length / 1000).toFixed(1)} kB`);
  }
  console.log(`sha256 of dist/index.js: ${sha256}`);
  return 0;
});
