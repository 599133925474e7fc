import { describe, expect, it } from "vitest";
import { DataverseError } from "../../../../../src/client/errors.ts";
import { readPreflight } from "../../../../../src/client/services/bulk/preflight/preflight.ts";
import { scripted } from "../../scriptedSend.ts";
import { usePreflight } from "./emulatedPreflight.ts";

const errorOf = async (call: Promise<unknown>): Promise<DataverseError> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DataverseError)) throw new Error("The call did not fail as a DataverseError.");
  return error;
};

describe("what a dry run checks by", () => {
  const bench = usePreflight();

  it("is read in one request", async () => {
    const { caller, context, tableOf } = await bench();
    const table = await tableOf("contacts");
    caller.emulator.control.requests.clear();
    await readPreflight(context, table);
    expect(caller.emulator.control.requests.all().map(({ method }) => method)).toEqual(["POST"]);
  });

  it("names what could not be read, with Dataverse's own words", async () => {
    const { context, tableOf } = await bench();
    const table = { ...(await tableOf("contacts")), logicalName: "nothing" };
    const error = await errorOf(readPreflight(context, table));
    expect(error.kind).toBe("notFound");
    expect(error.message).toMatch(/^Could not read the columns of the table nothing: .*Dataverse says: /);
  });

  it("is not made of half an answer", async () => {
    const { tableOf } = await bench();
    const boundary = "batchresponse_1";
    const { context } = scripted({
      headers: { "content-type": `multipart/mixed; boundary=${boundary}` },
      body: `--${boundary}\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"value":[]}\r\n--${boundary}--\r\n`,
    });
    const error = await errorOf(readPreflight(context, await tableOf("contacts")));
    expect([error.kind, error.mayHaveWritten]).toEqual(["unexpectedAnswer", false]);
  });
});
