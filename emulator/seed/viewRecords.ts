import { fixedRecord } from "./fixedRecord.ts";
import type { SeedRecord } from "./seedRecord.ts";
import { businessUnitReference, userReference } from "./staff.ts";
import { applicationUserId, rootBusinessUnitId } from "./wellKnown.ts";

interface View {
  readonly name: string;
  readonly table: string;
  readonly primaryId: string;
  readonly columns: readonly string[];
  /** The FetchXML of the filter; without it the view shows everything. */
  readonly filter?: string;
}

const active = '<filter type="and"><condition attribute="statecode" operator="eq" value="0"/></filter>';

const fetchXml = ({ table, primaryId, columns, filter = "" }: View): string => {
  const attributes = [...columns, primaryId].map((name) => `<attribute name="${name}"/>`).join("");
  const order = `<order attribute="${columns[0]}" descending="false"/>`;
  return `<fetch version="1.0" output-format="xml-platform" mapping="logical"><entity name="${table}">${attributes}${order}${filter}</entity></fetch>`;
};

const layoutXml = ({ primaryId, columns }: View): string => {
  const cells = columns.map((name) => `<cell name="${name}" width="150"/>`).join("");
  return `<grid name="resultset" jump="${columns[0]}" select="1" icon="1" preview="1"><row name="result" id="${primaryId}">${cells}</row></grid>`;
};

const viewValues = (view: View): SeedRecord["values"] => ({
  name: view.name,
  returnedtypecode: view.table,
  fetchxml: fetchXml(view),
  layoutxml: layoutXml(view),
  querytype: 0,
  statecode: 0,
  statuscode: 1,
});

const accounts = {
  table: "account",
  primaryId: "accountid",
  columns: ["name", "primarycontactid", "telephone1"],
};
const contacts = {
  table: "contact",
  primaryId: "contactid",
  columns: ["fullname", "parentcustomerid", "emailaddress1"],
};

/** The first one has the id it has in every environment, as Microsoft's samples show it. */
const systemViews: readonly (View & { readonly id?: string })[] = [
  {
    ...accounts,
    id: "00000000-0000-0000-00aa-000010001002",
    name: "Active Accounts",
    filter: active,
  },
  { ...accounts, name: "All Accounts" },
  { ...contacts, name: "Active Contacts", filter: active },
  {
    name: "Open Opportunities",
    table: "opportunity",
    primaryId: "opportunityid",
    columns: ["name", "estimatedvalue", "customerid"],
    filter: active,
  },
  {
    name: "Active Cases",
    table: "incident",
    primaryId: "incidentid",
    columns: ["title", "ticketnumber", "customerid"],
    filter: active,
  },
];

const ownView: View = {
  ...contacts,
  name: "Contacts of Contoso",
  filter:
    '<link-entity name="account" from="accountid" to="parentcustomerid" alias="company"><filter type="and"><condition attribute="name" operator="like" value="Contoso%"/></filter></link-entity>',
};

/** System views, and one of the application user's own. */
export const viewRecords = (): readonly SeedRecord[] => [
  ...systemViews.map(({ id, ...view }, number) => {
    const record = fixedRecord("savedquery", number, viewValues(view));
    return id === undefined ? record : { ...record, id };
  }),
  fixedRecord("userquery", 0, {
    ...viewValues(ownView),
    ownerid: userReference(applicationUserId),
    owninguser: userReference(applicationUserId),
    owningbusinessunit: businessUnitReference(rootBusinessUnitId),
  }),
];
