import { describe, expect, it } from "vitest";
import { concealedLog } from "../../../src/client/http/concealedLog.ts";
import type { LogFields } from "../../../src/client/log.ts";

const recorded = (accessToken: string) => {
  const lines: [string, LogFields | undefined][] = [];
  const note = (message: string, fields?: LogFields): void => {
    lines.push([message, fields]);
  };
  return { log: concealedLog({ debug: note, info: note, warn: note }, accessToken), lines };
};

describe("the log of a client", () => {
  it("holds no access token, at any level, encoded or not", () => {
    const token = "abc.def+g/h==";
    const { log, lines } = recorded(` ${token}\n`);
    log.debug(`x ${token} y ${token}`, { body: `{"t":"${token}"}`, status: 200, code: undefined });
    log.info(encodeURIComponent(token));
    log.warn("fine", { path: token });
    expect(lines).toEqual([
      ["x (access token) y (access token)", { body: '{"t":"(access token)"}', status: 200, code: undefined }],
      ["(access token)", undefined],
      ["fine", { path: "(access token)" }],
    ]);
  });

  it("is the log as it is when there is no token to hide", () => {
    const { log, lines } = recorded(" ");
    log.info("as it is", { a: 1 });
    expect(lines).toEqual([["as it is", { a: 1 }]]);
  });
});
