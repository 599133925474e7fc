import { describe, expect, it } from "vitest";
import { type Delivery, readDelivery } from "../../../src/client/events/delivery.ts";

const contract = (name: string): string => `${name}:http://schemas.microsoft.com/xrm/2011/Contracts`;
const contactId = "6d81597f-0f9f-e711-8122-000d3aa2331c";
const userId = "75c2dd85-e89e-e711-8122-000d3aa2331c";

const image = (key: string, columns: Readonly<Record<string, unknown>>) => ({
  key,
  value: {
    Attributes: Object.entries(columns).map(([name, value]) => ({ key: name, value })),
    FormattedValues: [{ key: "statecode", value: "Active" }],
    Id: contactId,
    LogicalName: "contact",
  },
});

/** In the form that Microsoft's page shows for an update of a contact (Use webhooks to create external handlers). */
const context = {
  BusinessUnitId: "e2b9dd85-e89e-e711-8122-000d3aa2331c",
  CorrelationId: "b374239d-4233-41a9-8b17-a86cb4f737b5",
  Depth: 2,
  InitiatingUserId: userId,
  InputParameters: [
    {
      key: "Target",
      value: {
        __type: contract("Entity"),
        Attributes: [
          { key: "firstname", value: "James" },
          { key: "contactid", value: contactId },
          { key: "modifiedon", value: "/Date(1506384247000)/" },
        ],
        FormattedValues: [],
        Id: contactId,
        LogicalName: "contact",
      },
    },
    { key: "SuppressDuplicateDetection", value: false },
  ],
  MessageName: "Update",
  Mode: 1,
  OperationCreatedOn: "/Date(1506409448000-0700)/",
  OperationId: "4af10637-4ea2-e711-8122-000d3aa2331c",
  OrganizationId: "4ef5b371-e89e-e711-8122-000d3aa2331c",
  OrganizationName: "OrgName",
  OutputParameters: [],
  OwningExtension: { Id: "75417616-4ea2-e711-8122-000d3aa2331c", LogicalName: "sdkmessageprocessingstep" },
  PostEntityImages: [image("AsynchronousStepPrimaryName", { fullname: "James Glynn (sample)" })],
  PreEntityImages: [],
  PrimaryEntityId: contactId,
  PrimaryEntityName: "contact",
  RequestId: null,
  SharedVariables: [{ key: "tag", value: "import" }],
  Stage: 40,
  UserId: userId,
};

const deliver = (body: unknown, headers: object = {}, query: object = {}): Delivery =>
  readDelivery({ headers: { ...headers }, query: { ...query }, bodies: [body] }, undefined);

const eventOf = (changes: object = {}, headers: object = {}) => {
  const delivery = deliver({ ...context, ...changes }, headers);
  if (delivery.kind !== "event") throw new Error(`It is ${delivery.kind}.`);
  return delivery.event;
};

describe("a delivery", () => {
  it("is an event with everything that Dataverse says about it", () => {
    expect(eventOf()).toEqual({
      operation: "Update",
      table: "contact",
      id: contactId,
      changedColumns: ["firstname", "modifiedon"],
      record: { firstname: "James", contactid: contactId, modifiedon: "2017-09-26T00:04:07Z" },
      preImage: null,
      postImage: { fullname: "James Glynn (sample)" },
      preImages: {},
      postImages: { AsynchronousStepPrimaryName: { fullname: "James Glynn (sample)" } },
      formattedValues: {
        record: {},
        preImage: null,
        postImage: { statecode: "Active" },
        preImages: {},
        postImages: { AsynchronousStepPrimaryName: { statecode: "Active" } },
      },
      relationship: null,
      relatedRecords: [],
      parameters: { SuppressDuplicateDetection: false },
      outputs: {},
      sharedVariables: { tag: "import" },
      userId,
      initiatingUserId: userId,
      businessUnitId: "e2b9dd85-e89e-e711-8122-000d3aa2331c",
      organizationId: "4ef5b371-e89e-e711-8122-000d3aa2331c",
      organizationName: "OrgName",
      correlationId: "b374239d-4233-41a9-8b17-a86cb4f737b5",
      operationId: "4af10637-4ea2-e711-8122-000d3aa2331c",
      requestId: null,
      stepId: "75417616-4ea2-e711-8122-000d3aa2331c",
      depth: 2,
      stage: "PostOperation",
      mode: "Asynchronous",
      occurredOn: "2017-09-26T07:04:08Z",
      sizeExceeded: false,
    });
  });

  it("offers the only registered image without its alias, and none of several", () => {
    const automatic = image("AsynchronousStepPrimaryName", { fullname: "James" });
    const one = eventOf({ PostEntityImages: [automatic, image("after", { firstname: "James" })] });
    expect(one.postImage).toEqual({ firstname: "James" });
    const two = eventOf({ PostEntityImages: [image("a", { firstname: "James" }), image("b", {})] });
    expect(two.postImage).toBeNull();
    expect(two.postImages).toEqual({ a: { firstname: "James" }, b: {} });
  });

  it("does not call changed what an image shows to have been the same before", () => {
    const owner = (name: string | null) => ({
      __type: contract("EntityReference"),
      Id: userId,
      LogicalName: "systemuser",
      Name: name,
    });
    const attributes = [
      { key: "firstname", value: "James" },
      { key: "ownerid", value: owner(null) },
      { key: "creditlimit", value: { __type: contract("Money"), Value: 5 } },
      { key: "birthdate", value: "/Date(0)/" },
    ];
    const Target = {
      __type: contract("Entity"),
      Attributes: attributes,
      Id: contactId,
      LogicalName: "contact",
    };
    const before = { firstname: "Jim", ownerid: owner("Ada"), creditlimit: { Value: 5 } };
    const event = eventOf({
      InputParameters: [{ key: "Target", value: Target }],
      PreEntityImages: [image("before", before)],
    });
    expect(event.changedColumns).toEqual(["firstname", "birthdate"]);
  });

  it("of a custom action brings its parameters and results, and no record", () => {
    const event = eventOf({
      MessageName: "new_Invite",
      PrimaryEntityName: "none",
      PrimaryEntityId: "00000000-0000-0000-0000-000000000000",
      InputParameters: [
        { key: "Target", value: "a text" },
        { key: "Relationship", value: "a friend" },
        { key: "Amount", value: { __type: contract("Money"), Value: 5 } },
      ],
      OutputParameters: [
        {
          key: "Invited",
          value: { __type: contract("EntityReference"), Id: contactId, LogicalName: "contact" },
        },
      ],
      PostEntityImages: [],
    });
    expect(event).toMatchObject({
      operation: "new_Invite",
      table: null,
      id: null,
      record: {},
      parameters: { Target: "a text", Relationship: "a friend", Amount: 5 },
      outputs: { Invited: { id: contactId, table: "contact", name: null } },
    });
  });

  it("over the size limit still tells what it is about", () => {
    const { InputParameters, PreEntityImages, PostEntityImages, ...rest } = context;
    const delivery = deliver(rest, { "X-MS-Dynamics-Msg-Size-Exceeded": "" });
    expect(delivery).toMatchObject({
      kind: "event",
      event: {
        sizeExceeded: true,
        operation: "Update",
        table: "contact",
        id: contactId,
        record: {},
        postImage: null,
      },
    });
    expect(eventOf({}, { "x-ms-dynamics-msg-size-exceeded": "false" }).sizeExceeded).toBe(false);
  });

  it("without details takes them from the headers and the record, and is complete all the same", () => {
    const bare = deliver(
      {
        MessageName: "Update",
        InputParameters: [
          { key: "Target", value: { Attributes: [], Id: contactId, LogicalName: "contact" } },
        ],
      },
      { "X-Request-Id": "4AF10637-4ea2-e711-8122-000d3aa2331c" },
    );
    expect(bare).toMatchObject({
      event: {
        table: "contact",
        id: contactId,
        requestId: "4af10637-4ea2-e711-8122-000d3aa2331c",
        stage: null,
        mode: null,
        occurredOn: null,
        depth: null,
      },
    });
  });

  it.each([
    ["a validation request", "", { "X-MS-Dynamics-Request-Name": "URL_VALIDATION" }],
    ["a validation request with a body", "anything", { "x-ms-dynamics-request-name": "url_validation" }],
    ["a request without a body", undefined, {}],
    ["a request with a blank body", " ", {}],
  ])("is a heartbeat: %s", (_name, body, headers) => {
    expect(deliver(body, headers)).toEqual({ kind: "heartbeat" });
  });

  it.each([
    ["no JSON", "name=value", "its body is not JSON"],
    ["a list", "[]", "its body is JSON, but no object"],
    ["somebody else's JSON", '{"event":"push"}', "its body is no Dataverse event: it has no MessageName"],
    [
      "a message name that is no text",
      '{"MessageName":{}}',
      "its body is no Dataverse event: it has no MessageName",
    ],
    [
      "parameters that are no list",
      '{"MessageName":"Update","InputParameters":{}}',
      "its body is no Dataverse event: InputParameters is no list",
    ],
    [
      "images that are no list",
      '{"MessageName":"Update","PostEntityImages":"x"}',
      "its body is no Dataverse event: PostEntityImages is no list",
    ],
  ])("is refused with 400: %s", (_name, body, reason) => {
    expect(deliver(body)).toEqual({ kind: "rejected", status: 400, reason });
  });

  it("without the key is refused with 401 before anything else is looked at", () => {
    for (const body of ["", "no JSON", JSON.stringify(context)]) {
      const headers = { "x-ms-dynamics-request-name": "URL_VALIDATION" };
      expect(
        readDelivery({ headers, query: { code: "wrong" }, bodies: [body] }, { value: "right" }),
      ).toMatchObject({
        kind: "rejected",
        status: 401,
      });
    }
  });
});
