import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { startEmulator } from "../../emulator/emulator.ts";

const start = (...flags: readonly string[]) => {
  const script = fileURLToPath(new URL("../../emulator/main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.setEncoding("utf8");
  child.stderr.setEncoding("utf8");
  return child;
};

describe("the emulator on its own", () => {
  it("prints where it is and how to sign in, and ends on SIGTERM", async () => {
    const child = start("--records", "1");
    const [text] = await once(child.stdout, "data");
    const url = /Environment URL {2}(http:\/\/127\.0\.0\.1:\d+)/.exec(String(text))?.[1] ?? "";
    expect(text).toMatch(/Token URL .*\n.*Client ID .*\n.*Client Secret .*\n.*Scope .*\n.*Control API /);
    expect((await fetch(`${url}/api/data/v9.2/WhoAmI`)).status).toBe(401);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("saves its records at the end, and starts with them again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    const path = join(folder, "data.json");
    const child = start("--records", "2", "--only", "account", "--save", path, "--limits", "off");
    await once(child.stdout, "data");
    child.kill("SIGINT");
    const [text] = await once(child.stdout, "data");
    expect(text).toBe(`All records are in ${path}.\n`);
    expect(await once(child, "exit")).toEqual([0, null]);
    const emulator = await startEmulator({ load: path });
    expect(emulator.control.data.export().tables["account"]).toHaveLength(2);
    await emulator.close();
    rmSync(folder, { recursive: true });
  });

  it("explains itself, and refuses flags it cannot read", async () => {
    const child = start("--help");
    const [text] = await once(child.stdout, "data");
    expect(text).toContain("npm run emulator -- [options]");
    expect(await once(child, "exit")).toEqual([0, null]);
    const wrong = start("--records", "many");
    const [message] = await once(wrong.stderr, "data");
    expect(message).toBe("--records takes a whole number, not 'many'.\n");
    expect(await once(wrong, "exit")).toEqual([1, null]);
  });
});
