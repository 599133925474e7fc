import { describe, expect, it } from "vitest";
import { parseEnvironmentUrl } from "../../../../src/client/environmentUrl.ts";
import { DataverseError } from "../../../../src/client/errors.ts";
import type { DataverseRequest, DataverseResponse } from "../../../../src/client/http/message.ts";
import { authorize } from "../../../../src/client/http/policies/authorize.ts";
import { answer, read } from "../messages.ts";

const environment = parseEnvironmentUrl("https://org.crm.dynamics.com");
const accessToken = "eyJ0eXAi.eyJhdWQi.c2lnbmF0dXJl-_==";

const through = (response: DataverseResponse) => {
  const sent: DataverseRequest[] = [];
  const send = authorize({ ...environment, accessToken })(async (request) => {
    sent.push(request);
    return response;
  });
  return { send, sent };
};

describe("the access token", () => {
  it("goes with a request to the environment, in place of any the caller wrote", async () => {
    const { send, sent } = through(answer(200));
    await send({ ...read, headers: { AUTHORIZATION: "Basic abc", Prefer: "x" } });
    expect(sent).toEqual([
      {
        ...read,
        path: "https://org.crm.dynamics.com/api/data/v9.2/accounts(1)",
        headers: { Prefer: "x", Authorization: `Bearer ${accessToken}` },
      },
    ]);
  });

  it("does not go anywhere else: nothing is sent", async () => {
    const { send, sent } = through(answer(200));
    await expect(send({ ...read, path: "https://evil.example/" })).rejects.toMatchObject({
      kind: "invalidInput",
    });
    expect(sent).toEqual([]);
  });

  it("is taken out of an answer that repeats it, and nothing else is", async () => {
    const echo = answer(500, `ü ${accessToken} \u0000 Bearer ${accessToken}`, {
      location: `https://x/?t=${accessToken}`,
    });
    const response = await through(echo).send(read);
    expect(Buffer.from(response.body).toString()).toBe("ü (access token) \u0000 Bearer (access token)");
    expect(response.headers).toEqual({ location: "https://x/?t=(access token)" });
  });

  it("leaves other answers untouched", async () => {
    const plain = answer(200, "{}");
    expect(await through(plain).send(read)).toBe(plain);
  });

  it("may have blanks around it", async () => {
    const sent: DataverseRequest[] = [];
    await authorize({ ...environment, accessToken: ` ${accessToken}\n` })(async (request) => {
      sent.push(request);
      return answer(204);
    })(read);
    expect(sent[0]?.headers?.["Authorization"]).toBe(`Bearer ${accessToken}`);
  });

  it.each(["", "  ", "two words", "line\nbreak", "Bearer\u0000", "ü"])(
    "of %j is refused without repeating it",
    (bad) => {
      const attempt = () => authorize({ ...environment, accessToken: bad });
      expect(attempt).toThrow(DataverseError);
      expect(attempt).toThrow(
        "The connection has no usable access token: reconnect it, then run this again.",
      );
    },
  );
});
