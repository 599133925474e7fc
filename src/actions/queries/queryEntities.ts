import { connection } from "../../inputs/connection.ts";
import { entityType } from "../../inputs/entityType.ts";
import { expandPropertyNames } from "../../inputs/expandPropertyNames.ts";
import { fetchAll } from "../../inputs/fetchAll.ts";
import { fieldNames } from "../../inputs/fieldNames.ts";
import { filterExpression } from "../../inputs/filterExpression.ts";
import { maximumRecords } from "../../inputs/maximumRecords.ts";
import { nextPageId } from "../../inputs/nextPageId.ts";
import { queryOptions, readOptions } from "../../inputs/options.ts";
import { orderByFieldNames } from "../../inputs/orderByFieldNames.ts";
import { recordsPerPage } from "../../inputs/recordsPerPage.ts";
import { dataverseAction } from "../dataverseAction.ts";
import { recordPageSchema, withNextLinkAlias } from "./recordPage.ts";

const exampleNextLink =
  "https://my-org.crm.dynamics.com/api/data/v9.2/accounts?$select=name,revenue&$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E";

export const queryEntities = dataverseAction({
  display: {
    label: "[CRM] Query Entities",
    description: "Query for Microsoft Dynamics 365 CRM entity records that satisfy the filter expression.",
  },
  inputs: {
    entityType,
    fieldNames,
    filterExpression,
    orderByFieldNames,
    expandPropertyNames,
    fetchAll,
    maximumRecords,
    recordsPerPage,
    nextPageId,
    connection,
    options: queryOptions,
  },
  run: async ({ queries }, { entityType, options, ...inputs }) => {
    const query = {
      select: inputs.fieldNames,
      filter: inputs.filterExpression,
      orderBy: inputs.orderByFieldNames,
      expand: inputs.expandPropertyNames,
      includeCount: options.includeCount,
    };
    const paging = { nextLink: inputs.nextPageId, ...readOptions(options) };
    const page = inputs.fetchAll
      ? await queries.all(entityType, query, { ...paging, maximumRecords: inputs.maximumRecords })
      : await queries.page(entityType, query, { ...paging, pageSize: inputs.recordsPerPage });
    return withNextLinkAlias(page);
  },
  effect: "read",
  output: recordPageSchema,
  example: {
    "@odata.context": "https://my-org.crm.dynamics.com/api/data/v9.2/$metadata#accounts(name,revenue)",
    value: [
      {
        "@odata.etag": 'W/"80649578"',
        name: "Contoso Ltd.",
        revenue: 5_000_000,
        accountid: "00000000-0000-0000-0000-000000000001",
      },
    ],
    "@odata.nextLink": exampleNextLink,
    oDataNextLink: exampleNextLink,
  },
});
