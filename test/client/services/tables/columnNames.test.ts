import { describe, expect, it } from "vitest";
import { withNameSuggestions } from "../../../../src/client/services/tables/columnNames.ts";
import { refusal, type ScriptedAnswer, scripted } from "../scriptedSend.ts";

const lookup = (ReferencingAttribute: string, ReferencingEntityNavigationPropertyName: string) => ({
  ReferencingAttribute,
  ReferencingEntityNavigationPropertyName,
});
const contact = {
  body: {
    value: [
      {
        LogicalName: "contact",
        Attributes: ["contactid", "fullname", "emailaddress1", "parentcustomerid"].map((LogicalName) => ({
          LogicalName,
        })),
        ManyToOneRelationships: [
          lookup("parentcustomerid", "parentcustomerid_account"),
          lookup("parentcustomerid", "parentcustomerid_contact"),
          lookup("new_coachid", "new_CoachId"),
        ],
      },
    ],
  },
};

const unknownProperty = (name: string): ScriptedAnswer =>
  refusal(400, "0x0", `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.contact'.`);
const undeclared = (name: string): ScriptedAnswer =>
  refusal(
    400,
    "0x80048d19",
    `Error identified in Payload provided by the user for Entity :'contacts'  ---->  InnerException : Microsoft.OData.ODataException: An undeclared property '${name}' which only has property annotations in the payload but no property value was found in the payload.`,
  );

const failure = async (...answers: readonly ScriptedAnswer[]) => {
  const script = scripted(...answers);
  const { context, requests } = script;
  const call = () =>
    context.send({
      operation: "Get the record contacts(1)",
      method: "GET",
      path: "contacts",
      repeat: "read",
    });
  const error: unknown = await withNameSuggestions(context, call).catch((thrown: unknown) => thrown);
  return { error, paths: requests.slice(1).map(({ path }) => path) };
};

describe("a name that a table does not have", () => {
  it.each([
    ["emailadress1", "'emailaddress1'"],
    ["FullName", "'fullname'"],
    ["new_coachid", "'_new_coachid_value' or 'new_CoachId'"],
    ["_New_CoachId_value", "'_new_coachid_value' or 'new_CoachId'"],
    [
      "parentcustomerid",
      "'_parentcustomerid_value' or 'parentcustomerid_account' or 'parentcustomerid_contact'",
    ],
    [
      "parentcustomerid_acount",
      "'parentcustomerid_account' or 'parentcustomerid_contact' or 'parentcustomerid'",
    ],
  ])("%s leads to the names that may have been meant", async (name, suggestions) => {
    const { error } = await failure(unknownProperty(name), contact);
    expect(error).toMatchObject({
      kind: "badRequest",
      status: 400,
      message: `Could not get the record contacts(1): the table contact has no column or relationship named '${name}'. Did you mean ${suggestions}? (HTTP 400)`,
    });
  });

  it.each([
    ["parentcustomerid", "'parentcustomerid_account@odata.bind' or 'parentcustomerid_contact@odata.bind'"],
    ["new_coachid", "'new_CoachId@odata.bind'"],
    ["new_CoachIds", "'new_CoachId@odata.bind'"],
  ])("%s in front of @odata.bind leads to navigation properties", async (name, suggestions) => {
    const { error } = await failure(undeclared(name), contact);
    expect(error).toMatchObject({
      message: `Could not get the record contacts(1): the table contacts has no lookup named '${name}'. Did you mean ${suggestions}? (HTTP 400, Dataverse code 0x80048d19)`,
    });
  });

  it.each([
    ["fullnam", "'fullname'"],
    ["_parentcustomerid_value", "'parentcustomerid'"],
    ["Parentcustomer", "'parentcustomerid'"],
  ])("%s in FetchXML leads to columns", async (name, suggestions) => {
    const text = `'Contact' entity doesn't contain attribute with Name = '${name}' and NameMapping = 'Logical'.`;
    const { error, paths } = await failure(refusal(400, "0x80041103", text), contact);
    expect(error).toMatchObject({
      message: `Could not get the record contacts(1): the table contact has no column named '${name}'. Did you mean ${suggestions}? (HTTP 400, Dataverse code 0x80041103)`,
    });
    expect(paths[0]).toContain("$filter=LogicalName%20eq%20'contact'");
  });

  it("that resembles no other leads to the action that lists them", async () => {
    const { error } = await failure(unknownProperty("zzz"), contact);
    expect(error).toMatchObject({
      message: expect.stringContaining("[CRM] List Attributes lists the names"),
    });
  });

  it("costs one request for the names, by logical name or entity set", async () => {
    const names =
      "$expand=Attributes($select=LogicalName),ManyToOneRelationships($select=ReferencingAttribute,ReferencingEntityNavigationPropertyName)";
    expect((await failure(unknownProperty("a"), contact)).paths).toEqual([
      `EntityDefinitions?$select=LogicalName&$filter=LogicalName%20eq%20%27contact%27&${names}`.replaceAll(
        "%27",
        "'",
      ),
    ]);
    expect((await failure(undeclared("a"), contact)).paths).toHaveLength(1);
  });
});

describe("an error that is left as it is", () => {
  it("when it is about something else, without a request", async () => {
    const { error, paths } = await failure(refusal(404, "0x80040217", "contact With Id = 1 Does Not Exist"));
    expect(error).toMatchObject({ kind: "notFound" });
    expect(paths).toEqual([]);
  });

  it.each([
    ["the definitions are out of reach", refusal(403, "0x80040220", "no privilege")],
    ["the table has no definition", { body: { value: [] } }],
  ])("when %s", async (_, answer) => {
    const { error } = await failure(unknownProperty("fullnam"), answer);
    expect(error).toMatchObject({ message: expect.stringContaining("Could not find a property named") });
  });
});
