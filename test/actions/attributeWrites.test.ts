import { describe, expect, it } from "vitest";
import type { FaultRule } from "../../emulator/control/faults.ts";
import { loadComponent } from "../../workbench/runner/component.ts";
import { dataOf, distPath, useTestBench } from "../support/dataverse.ts";

type Inputs = Readonly<Record<string, unknown>>;

const label = (text: string, languageCode = 1033) => ({
  LocalizedLabels: [{ Label: text, LanguageCode: languageCode }],
});
const text = (SchemaName: string, more: Inputs = {}) => ({
  "@odata.type": "Microsoft.Dynamics.CRM.StringAttributeMetadata",
  SchemaName,
  DisplayName: label(SchemaName),
  MaxLength: 100,
  ...more,
});

const useWriting = () => {
  const bench = useTestBench();
  const run = async (action: string, inputs: Inputs) =>
    dataOf((await bench().runner.action(action, { entityId: "account", ...inputs })).data);
  const create = (attributeBody: unknown, options: Inputs = {}) =>
    run("createAttribute", { attributeBody, options });
  const update = (attributeBody: unknown, options: Inputs = {}) =>
    run("updateAttribute", { attributeBody, options });
  const get = (attributeType: string) => run("getAttribute", { attributeType });
  const failure = async (action: string, inputs: Inputs) => {
    const outcome = await bench().runner.attempt(action, { entityId: "account", ...inputs });
    const error = outcome.succeeded ? undefined : outcome.error;
    return error instanceof Error ? { ...error, message: error.message } : { message: "" };
  };
  const fail = (match: FaultRule["match"], fault: FaultRule["fault"], times: FaultRule["times"] = 1) =>
    bench().emulator.control.faults.add({ ...(match && { match }), fault, times });
  const calls = () =>
    bench()
      .requests()
      .map(({ method, url }) => `${method} ${decodeURIComponent(url).replace("/api/data/v9.2/", "")}`);
  return { bench, create, update, get, failure, fail, calls };
};

const attributes = "EntityDefinitions(LogicalName='account')/Attributes";
const noAnswer = { kind: "resetAfter" } as const;
const refused = {
  kind: "status",
  status: 400,
  body: { error: { code: "0x80071151", message: "Locked." } },
} as const;

const textsOf = (attribute: Inputs) => {
  const texts = dataOf(attribute["DisplayName"])["LocalizedLabels"];
  return Array.isArray(texts) ? texts.map((one) => dataOf(one)["Label"]) : [];
};

/** The default that the designer fills in. */
const documentedBody = (): unknown => {
  const { inputs } = dataOf(loadComponent(distPath).actions["createAttribute"]);
  const body = Array.isArray(inputs)
    ? inputs.map(dataOf).find(({ key }) => key === "attributeBody")
    : undefined;
  return body?.["default"];
};

describe("[CRM] Create Attribute", () => {
  const { bench, create, get, failure, fail, calls } = useWriting();

  it("takes the documented body, and returns what was made as it was read back past the cache", async () => {
    const created = await create(documentedBody());
    expect(created).toMatchObject({
      "@odata.type": "#Microsoft.Dynamics.CRM.MoneyAttributeMetadata",
      MetadataId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      LogicalName: "new_balance",
      SchemaName: "new_Balance",
      PrecisionSource: 2,
    });
    expect(calls()).toEqual([`POST ${attributes}`, `GET ${attributes}(${created["MetadataId"]})`]);
    expect(bench().requests()[1]?.headers["consistency"]).toBe("Strong");
  });

  it("derives @odata.type, sends the solution's name and publishes when asked to", async () => {
    const { "@odata.type": _type, ...body } = text("new_Derived", { AttributeType: "string" });
    await create(JSON.stringify(body), { solutionName: "ContosoCore", publish: true });
    const [post, , publish] = bench().requests();
    expect(post?.headers["mscrm.solutionuniquename"]).toBe("ContosoCore");
    expect(JSON.parse(post?.body ?? "")).toMatchObject({
      "@odata.type": "Microsoft.Dynamics.CRM.StringAttributeMetadata",
      AttributeType: "String",
    });
    expect([publish?.url, publish?.body]).toEqual([
      "/api/data/v9.2/PublishXml",
      expect.stringContaining("<entity>account</entity>"),
    ]);
  });

  it("is not sent twice when the table is named by its entity set: the first is refused for its name", async () => {
    await bench().runner.action("createAttribute", {
      entityId: "accounts",
      attributeBody: text("new_BySet"),
    });
    expect(calls().filter((call) => call.startsWith("POST"))).toEqual([
      "POST EntityDefinitions(LogicalName='accounts')/Attributes",
      `POST ${attributes}`,
    ]);
  });

  it("says that the name is taken, and what to do", async () => {
    await create(text("new_Taken"));
    expect(await failure("createAttribute", { attributeBody: text("new_Taken") })).toMatchObject({
      kind: "duplicate",
      message: expect.stringContaining(
        "Could not create the attribute new_Taken of account: the table has an attribute of this name already. Change that one with the action [CRM] Update Attribute, or choose another SchemaName.",
      ),
    });
  });

  it("says which property the type does not have", async () => {
    const attributeBody = text("new_Odd", { Maxlenght: 5 });
    expect((await failure("createAttribute", { attributeBody })).message).toContain(
      "'Maxlenght' is not a property of attributes of the type String. Did you mean 'MaxLength'?",
    );
  });

  it("is never repeated blindly: a broken connection is told as unknown", async () => {
    fail({ method: "POST" }, noAnswer);
    expect(await failure("createAttribute", { attributeBody: text("new_Lost") })).toMatchObject({
      mayHaveWritten: true,
      message: expect.stringContaining("It is not known whether it was carried out: check in Dataverse"),
    });
    expect(calls()).toEqual([`POST ${attributes}`]);
    expect(await get("new_lost")).toMatchObject({ LogicalName: "new_lost" });
  });

  it("tells that the attribute was created when only reading it back fails", async () => {
    fail({ method: "GET" }, refused);
    expect(await failure("createAttribute", { attributeBody: text("new_Unread") })).toMatchObject({
      mayHaveWritten: true,
      message: expect.stringMatching(/^The attribute new_Unread was created\. Could not get the attribute /),
    });
  });

  it("tells that the attribute was created when only publishing fails", async () => {
    fail({ pathContains: "PublishXml" }, refused);
    const { message } = await failure("createAttribute", {
      attributeBody: text("new_Unpublished"),
      options: { publish: true },
    });
    expect(message).toMatch(
      /^The attribute new_Unpublished was created\. It is not published yet\. Could not publish the table account: .*Locked\./,
    );
  });
});

describe("[CRM] Update Attribute", () => {
  const { bench, create, update, get, failure, fail, calls } = useWriting();

  it("takes the documented body when the attribute exists", async () => {
    await create(documentedBody());
    bench().emulator.control.requests.clear();
    expect(await update(documentedBody())).toMatchObject({ LogicalName: "new_balance", PrecisionSource: 2 });
    const one = `${attributes}(LogicalName='new_balance')`;
    expect(calls()).toEqual([
      `GET ${one}/Microsoft.Dynamics.CRM.MoneyAttributeMetadata`,
      `PUT ${one}`,
      "POST PublishXml",
      `GET ${one}`,
    ]);
  });

  it("changes what the body says and nothing else, other languages' labels included", async () => {
    await create(text("new_Whole", { DisplayName: label("Whole"), MaxLength: 77 }));
    await update({ SchemaName: "NEW_WHOLE", DisplayName: label("Ganz", 1031) });
    const before = await get("new_whole");
    expect([textsOf(before), before["MaxLength"]]).toEqual([["Whole", "Ganz"], 77]);
    const after = await update({ LogicalName: "new_whole", RequiredLevel: { Value: "Recommended" } });
    const { RequiredLevel: _, ...others } = before;
    expect(after).toMatchObject(others);
    expect(dataOf(after["RequiredLevel"])).toMatchObject({ Value: "Recommended", CanBeChanged: true });
  });

  it("sends the whole definition, and asks for the labels to be merged", async () => {
    await create(text("new_Sent"));
    bench().emulator.control.requests.clear();
    await update({ DisplayName: label("Other") }, { attributeKey: "new_Sent", solutionName: "ContosoCore" });
    const put = bench()
      .requests()
      .find(({ method }) => method === "PUT");
    expect(put?.headers).toMatchObject({
      "mscrm.mergelabels": "true",
      "mscrm.solutionuniquename": "ContosoCore",
    });
    const body = dataOf(JSON.parse(put?.body ?? ""));
    expect(body).toMatchObject({
      "@odata.type": "#Microsoft.Dynamics.CRM.StringAttributeMetadata",
      MetadataId: expect.any(String),
      LogicalName: "new_sent",
      MaxLength: 100,
    });
    expect(body).not.toHaveProperty("@odata.context");
  });

  it("finds the attribute by its MetadataId, also with a table named by its entity set", async () => {
    const { MetadataId } = await create(text("new_ById"));
    const { data } = await bench().runner.action("updateAttribute", {
      entityId: "accounts",
      attributeBody: { MetadataId, MaxLength: 5 },
    });
    expect(dataOf(data)).toMatchObject({ LogicalName: "new_byid", MaxLength: 5 });
  });

  it("takes its own result as a body", async () => {
    const created = await create(text("new_Again"));
    expect(await update({ ...created, MaxLength: 42 })).toMatchObject({ MaxLength: 42 });
  });

  it("without publishing returns the definition as it will be, which nobody sees yet", async () => {
    await create(text("new_Waiting"));
    expect(await update({ SchemaName: "new_Waiting", MaxLength: 9 }, { publish: "false" })).toMatchObject({
      MaxLength: 9,
    });
    expect(await get("new_waiting")).toMatchObject({ MaxLength: 100 });
    expect(calls().some((call) => call.includes("PublishXml"))).toBe(false);
  });

  it.each([
    [
      { LogicalName: "new_fixed", AttributeType: "Money" },
      "Attribute Body says that new_fixed is of the type Money, but it is String, and the type of an attribute cannot be changed.",
    ],
    [
      { LogicalName: "new_fixed", SchemaName: "new_Other" },
      'Attribute Body has the SchemaName "new_Other", but the attribute has "new_Fixed", and that cannot be changed.',
    ],
    [
      { LogicalName: "new_fixde" },
      "the table account has no attribute 'new_fixde'. Did you mean 'new_fixed'?",
    ],
  ])("refuses %j without sending it", async (attributeBody, problem) => {
    await bench().runner.attempt("createAttribute", {
      entityId: "account",
      attributeBody: text("new_Fixed"),
    });
    bench().emulator.control.requests.clear();
    expect((await failure("updateAttribute", { attributeBody })).message).toContain(problem);
    expect(calls().filter((call) => !call.startsWith("GET"))).toEqual([]);
  });

  it("is repeated after a broken connection, as the same definition lands again", async () => {
    await create(text("new_Twice"));
    fail({ method: "PUT" }, noAnswer);
    expect(await update({ SchemaName: "new_Twice", MaxLength: 3 })).toMatchObject({ MaxLength: 3 });
  });

  it("tells that the change was saved when only publishing fails", async () => {
    await create(text("new_Saved"));
    fail({ pathContains: "PublishXml" }, refused);
    const attributeBody = { SchemaName: "new_Saved", MaxLength: 8 };
    expect(await failure("updateAttribute", { attributeBody })).toMatchObject({
      mayHaveWritten: true,
      message: expect.stringMatching(
        /^The change of the attribute new_saved of account was saved, but it is not published, so nobody sees it yet\. Could not publish the table account: .*Locked\./,
      ),
    });
  });

  it("tells that the change was published when only reading it back fails", async () => {
    await create(text("new_Blind"));
    fail({ method: "GET", nth: 2 }, refused);
    const attributeBody = text("new_Blind", { MaxLength: 8 });
    expect((await failure("updateAttribute", { attributeBody })).message).toMatch(
      /^The change of the attribute new_blind of account was saved and published\. Could not get /,
    );
  });
});
