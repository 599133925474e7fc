import { z } from "zod";

/** A record as Dataverse returns it: columns by logical name, lookups as `_name_value`, annotations beside their columns. */
export const recordSchema = z
  .looseObject({
    "@odata.context": z.string().optional().describe("Where the record's type is described."),
    "@odata.etag": z.string().optional().describe("The record's version, for If-Match."),
  })
  .describe(
    "The record, by logical column name. Lookups are named _name_value and hold the related record's id.",
  );

export const upsertedRecordSchema = recordSchema.extend({
  "@created": z
    .boolean()
    .nullable()
    .describe(
      "true when the record was created, false when it existed; empty when an interrupted call leaves it open.",
    ),
});

export const deletedRecordSchema = z.object({
  id: z.string().describe("The record's id, or the alternate key it was addressed by."),
  deleted: z.literal(true),
});

/** The example payload of the actions that return one account. */
export const exampleAccount = {
  "@odata.context": "https://my-org.crm.dynamics.com/api/data/v9.2/$metadata#accounts/$entity",
  "@odata.etag": 'W/"80649578"',
  accountid: "00000000-0000-0000-0000-000000000001",
  name: "Contoso Ltd.",
  accountnumber: "A-000001",
  revenue: 5_000_000,
  numberofemployees: 250,
  creditonhold: false,
  industrycode: 7,
  emailaddress1: "info@contoso.example",
  _primarycontactid_value: "00000000-0000-0000-0000-000000000002",
  _ownerid_value: "00000000-0000-0000-0000-000000000007",
  statecode: 0,
  statuscode: 1,
  createdon: "2026-01-31T08:15:30Z",
  modifiedon: "2026-01-31T08:15:30Z",
  versionnumber: 80_649_578,
};
