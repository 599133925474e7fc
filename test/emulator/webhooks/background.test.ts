import { describe, expect, it } from "vitest";
import { createBackground } from "../../../emulator/webhooks/background.ts";

const gate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

describe("work in the background", () => {
  it("is done in order within a lane, and lanes do not wait for each other", async () => {
    const { add, idle } = createBackground();
    const done: string[] = [];
    const slow = gate();
    add("slow", async () => {
      await slow.opened;
      done.push("slow 1");
    });
    add("slow", async () => void done.push("slow 2"));
    add("quick", async () => {
      done.push("quick");
      slow.open();
    });
    await idle();
    expect(done).toEqual(["quick", "slow 1", "slow 2"]);
  });

  it("is waited for, what it adds itself included", async () => {
    const { add, idle } = createBackground();
    const done: string[] = [];
    add("a", async () => {
      add("b", async () => void done.push("added"));
      done.push("first");
    });
    await idle();
    expect(done).toEqual(["first", "added"]);
    await idle();
  });

  it("goes on after a failure, which is told to whoever waits", async () => {
    const { add, idle } = createBackground();
    const done: string[] = [];
    add("a", () => Promise.reject(new Error("broken")));
    add("a", async () => void done.push("next"));
    await expect(idle()).rejects.toThrow("broken");
    expect(done).toEqual(["next"]);
    await idle();
  });

  it("does not begin any more once it is closed", async () => {
    const { add, idle, close } = createBackground();
    const done: string[] = [];
    add("a", async () => void done.push("never"));
    close();
    await idle();
    expect(done).toEqual([]);
  });
});
