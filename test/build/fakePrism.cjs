#!/usr/bin/env node
const { appendFileSync, readFileSync, existsSync } = require("node:fs");
const { join } = require("node:path");

const { FAKE_PRISM_FOLDER: folder, FAKE_PRISM_STORY: story, PRISM_REFRESH_TOKEN: token } = process.env;
const signature = "0123456789abcdef0123456789abcdef01234567";
const journal = join(folder, "calls.jsonl");
const earlier = existsSync(journal)
  ? readFileSync(journal, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
  : [];
const args = process.argv.slice(2);
appendFileSync(journal, `${JSON.stringify(args)}\n`);

const publish = {
  success: [0, "Successfully submitted Microsoft Dynamics 365 (v7)! The package is being processed.\n", ""],
  match: [0, "Package signatures match, skipping publish.\n", ""],
  lostUpload: [
    0,
    "Successfully submitted Microsoft Dynamics 365 (v7)! The package is being processed.\n",
    "",
  ],
  refused: [1, "", `Error: the token ${token} was not accepted.\n`],
  badFlag: [2, "", "Error: Nonexistent flag.\n"],
};

const answersBeforeProcessed = { success: 2, match: 0, lostUpload: Number.POSITIVE_INFINITY };

const finish = ([exitCode, stdout, stderr]) => {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
};

if (args[0] === "components:publish") {
  finish(publish[story]);
} else {
  const asked = earlier.filter(([command]) => command === "components:signature").length;
  finish(
    asked === 1
      ? [1, "", "Error: socket hang up\n"]
      : [0, asked < answersBeforeProcessed[story] ? "\n" : `${signature}\n`, ""],
  );
}
