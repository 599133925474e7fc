import { describe, expect, it } from "vitest";
import { keyValues, recordsOf, useTestBench } from "../support/dataverse.ts";

const unknownNames = Array.from({ length: 1000 }, (_, index) => `Somebody Else & Partners ${index}`);

describe("a query that is too long for a URL", () => {
  const bench = useTestBench({ only: ["account"], records: 3 });

  const namedContoso = async () => {
    await bench().runner.action("createEntity", {
      entityType: "accounts",
      fieldValues: keyValues({ name: "Contoso Långgatan" }),
    });
    bench().emulator.control.requests.clear();
  };
  const sent = () =>
    bench()
      .requests()
      .map(({ method, url }) => `${method} ${url}`);

  it("of Query Entities takes one request, inside of a batch, and pages with it", async () => {
    await namedContoso();
    const filterExpression = [...unknownNames, "Contoso Långgatan"]
      .map((name) => `name eq '${name}'`)
      .join(" or ");
    const inputs = {
      entityType: "accounts",
      fieldNames: ["name"],
      filterExpression: filterExpression.slice(-30_000).replace(/^.*? or /, ""),
    };
    const { data } = await bench().runner.action("queryEntities", inputs);
    expect(recordsOf(data).map(({ name }) => name)).toEqual(["Contoso Långgatan"]);
    expect(sent()).toEqual(["POST /api/data/v9.2/$batch"]);
  });

  it("of Run Fetch XML Query too", async () => {
    await namedContoso();
    const values = [...unknownNames.slice(0, 400), "Contoso Långgatan"].map(
      (name) => `<value>${name.replace("&", "&amp;")}</value>`,
    );
    const xmlQuery = `<fetch><entity name="account"><attribute name="name"/><filter><condition attribute="name" operator="in">${values.join("")}</condition></filter></entity></fetch>`;
    const { data } = await bench().runner.action("fetchXml", { entityType: "accounts", xmlQuery });
    expect(recordsOf(data).length).toBeGreaterThan(0);
    expect(sent()).toEqual(["POST /api/data/v9.2/$batch"]);
  });

  it("still gives Dataverse's own error", async () => {
    const outcome = await bench().runner.attempt("queryEntities", {
      entityType: "accounts",
      filterExpression: `${"name eq 'x' or ".repeat(700)}nmae eq 'x'`,
    });
    expect(outcome).toMatchObject({
      succeeded: false,
      error: {
        kind: "badRequest",
        message: expect.stringContaining("no column or relationship named 'nmae'"),
      },
    });
  });

  it("is refused before it is sent when it is too long even for a batch", async () => {
    const outcome = await bench().runner.attempt("queryEntities", {
      entityType: "accounts",
      filterExpression: `${"name eq 'x' or ".repeat(7000)}name eq 'y'`,
    });
    expect(outcome).toMatchObject({
      succeeded: false,
      error: { kind: "invalidInput", message: expect.stringContaining("The query is too long") },
    });
    expect(sent()).toEqual([]);
  });
});
