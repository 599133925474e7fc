import { beforeEach, describe, expect, it } from "vitest";
import { type Data, dataOf, recordsOf, useTestBench } from "../support/dataverse.ts";
import {
  type FlowInput,
  type FlowInputs,
  type FlowResults,
  type FlowStep,
  referenced,
  runFlow,
} from "./flow.ts";

/** An event as the other system, Acme, has it. */
interface AcmeEvent {
  readonly acme_id: string | number;
  readonly event_name: string;
}

const value = (text: string): FlowInput => ({ type: "value", value: text });
const reference = (path: string): FlowInput => ({ type: "reference", value: path });
const configVar = (key: string): FlowInput => ({ type: "configVar", value: key });
const connection = configVar("Microsoft Dynamics 365 Connection");
const entityType = configVar("Event Entity Type");
const emptyList: FlowInput = { type: "complex", value: [] };

/** As the designer saves a step whose other inputs were never touched. */
const queryInputs: FlowInputs = {
  connection,
  entityType,
  expandPropertyNames: emptyList,
  fieldNames: {
    type: "complex",
    value: [value("msevtmgt_name"), value("msevtmgt_eventid"), value("new_acmeexternalid")],
  },
  filterExpression: value(""),
  nextPageId: value(""),
  orderByFieldNames: emptyList,
  recordsPerPage: value("100"),
};

const fieldValues: FlowInput = {
  type: "complex",
  value: [
    { name: "msevtmgt_name", ...reference("loopOverItems.currentItem.event_name") },
    { name: "new_acmeexternalid", ...reference("loopOverItems.currentItem.acme_id") },
    { name: "msevtmgt_eventtype", ...value("100000002") },
  ],
};

const currentItem = (results: FlowResults): Data => dataOf(referenced(results, "loopOverItems.currentItem"));

/** The events in Dynamics that are the current one of Acme: none or one. */
const match: FlowStep = {
  name: "Filter",
  code: (results) =>
    recordsOf(referenced(results, "crmQueryEntities.results")).filter(
      (event) => event["new_acmeexternalid"] === String(currentItem(results)["acme_id"]),
    ),
};

const exists = (results: FlowResults): string => {
  const found = referenced(results, "filter.results");
  return Array.isArray(found) && found.length > 0 ? "Event Exists" : "Else";
};

const acmeEvents = (events: readonly AcmeEvent[]): FlowStep => ({ name: "Get Request", code: () => events });
const queryEvents: FlowStep = { name: "[CRM] Query Entities", action: "queryEntities", inputs: queryInputs };

/** Acme to Dynamics, one event at a time. */
const oneByOne = (events: readonly AcmeEvent[]): readonly FlowStep[] => [
  acmeEvents(events),
  queryEvents,
  {
    name: "Loop Over Items",
    items: "getRequest.results",
    steps: [
      match,
      {
        name: "Branch",
        choose: exists,
        branches: {
          "Event Exists": [
            {
              name: "[CRM] Update Entity",
              action: "updateEntity",
              inputs: {
                connection,
                dynamicValues: value(""),
                entityId: reference("filter.results.0.msevtmgt_eventid"),
                entityType,
                fieldValues,
              },
            },
          ],
          Else: [
            {
              name: "[CRM] Create Entity",
              action: "createEntity",
              inputs: { connection, dynamicValues: value(""), entityType, fieldValues },
            },
          ],
        },
      },
    ],
  },
];

/** Dynamics to Acme: what Acme does not know yet, with Acme's id written back. */
const backToAcme = (nextAcmeId: () => string): readonly FlowStep[] => [
  queryEvents,
  {
    name: "Unknown To Acme",
    code: (results) =>
      recordsOf(referenced(results, "crmQueryEntities.results")).filter(
        (event) => event["new_acmeexternalid"] === null,
      ),
  },
  {
    name: "Loop Over Items",
    items: "unknownToAcme.results",
    steps: [
      { name: "Create In Acme", code: () => ({ acme_id: nextAcmeId() }) },
      {
        name: "[CRM] Update Entity",
        action: "updateEntity",
        inputs: {
          connection,
          dynamicValues: value(""),
          entityId: reference("loopOverItems.currentItem.msevtmgt_eventid"),
          entityType,
          fieldValues: {
            type: "complex",
            value: [{ name: "new_acmeexternalid", ...reference("createInAcme.results.acme_id") }],
          },
        },
      },
    ],
  },
];

/** Acme to Dynamics through one batch: the list grows while the loop runs and is handed over as a reference. */
const oneBatch = (events: readonly AcmeEvent[]): readonly FlowStep[] => [
  acmeEvents(events),
  queryEvents,
  {
    name: "Execution Get Value",
    code: (results) =>
      events.map((event) => {
        const found = recordsOf(referenced(results, "crmQueryEntities.results")).find(
          (record) => record["new_acmeexternalid"] === String(event.acme_id),
        );
        const data = {
          msevtmgt_name: event.event_name,
          new_acmeexternalid: String(event.acme_id),
          msevtmgt_eventtype: "100000002",
        };
        return found === undefined
          ? { collection: "msevtmgt_events", action: "create", data }
          : { collection: "msevtmgt_events", action: "update", key: found["msevtmgt_eventid"], data };
      }),
  },
  {
    name: "[CRM] Batch Entity Actions",
    action: "batchEntityActions",
    inputs: { connection, actions: reference("executionGetValue.results") },
  },
];

const clearAll: readonly FlowStep[] = [
  queryEvents,
  {
    name: "Execution Get Value",
    code: (results) =>
      recordsOf(referenced(results, "crmQueryEntities.results")).map((event) => ({
        collection: "msevtmgt_events",
        action: "delete",
        key: event["msevtmgt_eventid"],
      })),
  },
  {
    name: "[CRM] Batch Entity Actions",
    action: "batchEntityActions",
    inputs: { connection, actions: reference("executionGetValue.results") },
  },
];

describe("an integration made for the documented connector: a two-way sync of events", () => {
  const bench = useTestBench({ only: ["account"], records: 1 });

  const run = (steps: readonly FlowStep[]) =>
    runFlow(steps, {
      bench: bench(),
      configVars: {
        "Microsoft Dynamics 365 Connection": bench().connection,
        "Event Entity Type": "msevtmgt_events",
      },
    });

  const events = async (): Promise<Readonly<Record<string, unknown>>> => {
    const results = await run([queryEvents]);
    const records = recordsOf(referenced(results, "crmQueryEntities.results"));
    return Object.fromEntries(
      records.map((event) => [String(event["new_acmeexternalid"]), event["msevtmgt_name"]]),
    );
  };

  const createInDynamics = (name: string) =>
    bench().runner.action("createEntity", {
      entityType: "msevtmgt_events",
      fieldValues: [{ key: "msevtmgt_name", value: name }],
    });

  beforeEach(() => bench().emulator.control.resetData());

  it("creates and updates one by one, with Field Values as strings", async () => {
    await run(oneByOne([{ acme_id: "1", event_name: "Spring Fair" }]));
    await run(
      oneByOne([
        { acme_id: "1", event_name: "Spring Fair 2027" },
        { acme_id: 2, event_name: "Autumn Fair" },
      ]),
    );
    expect(await events()).toEqual({ "1": "Spring Fair 2027", "2": "Autumn Fair" });
  });

  it("sends a request for the query and one for each event, and nothing more", async () => {
    await run(oneByOne([{ acme_id: "1", event_name: "Spring Fair" }]));
    bench().emulator.control.requests.clear();
    await run(
      oneByOne([
        { acme_id: "1", event_name: "Spring Fair" },
        { acme_id: "2", event_name: "Autumn Fair" },
      ]),
    );
    expect(
      bench()
        .requests()
        .map(({ method }) => method),
    ).toEqual(["GET", "PATCH", "POST"]);
  });

  it("writes the ids of the other system back to what was new in Dynamics", async () => {
    await createInDynamics("Made in Dynamics");
    await run(oneByOne([{ acme_id: "1", event_name: "Made in Acme" }]));
    await run(backToAcme(() => "17"));
    expect(await events()).toEqual({ "1": "Made in Acme", "17": "Made in Dynamics" });
    await run(backToAcme(() => "18"));
    expect(await events()).toEqual({ "1": "Made in Acme", "17": "Made in Dynamics" });
  });

  it("does the same through one batch", async () => {
    await run(oneByOne([{ acme_id: "1", event_name: "Spring Fair" }]));
    bench().emulator.control.requests.clear();
    const results = await run(
      oneBatch([
        { acme_id: "1", event_name: "Spring Fair 2027" },
        { acme_id: 2, event_name: "Autumn Fair" },
      ]),
    );
    expect(
      bench()
        .requests()
        .map(({ method }) => method),
    ).toEqual(["GET", "POST"]);
    expect(await events()).toEqual({ "1": "Spring Fair 2027", "2": "Autumn Fair" });
    const written = referenced(results, "crmBatchEntityActions.results");
    expect(written).toEqual([{ id: expect.any(String) }, { id: expect.any(String) }]);
  });

  it("clears all events through one batch, and does nothing when there are none", async () => {
    await run(oneByOne([{ acme_id: "1", event_name: "Spring Fair" }]));
    const results = await run(clearAll);
    expect(referenced(results, "crmBatchEntityActions.results")).toEqual([
      { id: expect.any(String), deleted: true },
    ]);
    expect(await events()).toEqual({});
    expect(referenced(await run(clearAll), "crmBatchEntityActions.results")).toEqual([]);
  });

  it("writes nothing at all when one event of a batch is refused", async () => {
    const batch = oneBatch([
      { acme_id: "1", event_name: "Spring Fair" },
      { acme_id: "x".repeat(51), event_name: "Too long an id" },
    ]);
    await expect(run(batch)).rejects.toThrow(/item 2/i);
    expect(await events()).toEqual({});
  });

  it("adds the column for the ids of the other system, also by a body with leftovers and numbers as text", async () => {
    const label = (text: string) => ({ LocalizedLabels: [{ Label: text, LanguageCode: 1033 }] });
    const body = {
      AttributeType: "String",
      AttributeTypeName: { Value: "AcmeReference" },
      DisplayName: label("Acme Reference"),
      Description: label("The id that Acme knows the event by"),
      RequiredLevel: { Value: "None", CanBeChanged: true },
      SchemaName: "new_acmeReference",
      "@odata.type": "Microsoft.Dynamics.CRM.StringAttributeMetadata",
      MaxLength: "100",
    };
    const attributeBody = value(JSON.stringify(body, null, 2));
    const created = await run([
      {
        name: "[CRM] Get Entity Metadata",
        action: "getEntityMetaData",
        inputs: { connection, entityType: value("msevtmgt_event"), lookupField: value("true") },
      },
      {
        name: "[CRM] Create Attribute",
        action: "createAttribute",
        inputs: {
          connection,
          entityId: reference("crmGetEntityMetadata.results.result.MetadataId"),
          attributeBody,
        },
      },
    ]);
    expect(referenced(created, "crmCreateAttribute.results")).toMatchObject({
      LogicalName: "new_acmereference",
      AttributeTypeName: { Value: "StringType" },
      MaxLength: 100,
      MetadataId: expect.any(String),
    });
  });
});
