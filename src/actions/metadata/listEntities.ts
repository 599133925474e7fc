import { z } from "zod";
import { connection } from "../../inputs/connection.ts";
import { maxPageSize } from "../../inputs/tables/maxPageSize.ts";
import { nextLink } from "../../inputs/tables/nextLink.ts";
import { dataverseAction } from "../dataverseAction.ts";

const entitySetPageSchema = z.object({
  entities: z
    .array(
      z.object({
        name: z.string().describe("The entity set name, for the Entity Type of the record actions."),
        kind: z.string().describe("EntitySet, but for special resources."),
        url: z.string().describe("The address, relative to that of the Web API."),
      }),
    )
    .describe("The entity types of this page, in the order of their names."),
  totalCount: z.number().describe("How many entity types there are on all pages together."),
  nextLink: z
    .string()
    .nullable()
    .describe("For the Next Link input, to get the next page; null on the last."),
  hasMore: z.boolean().describe("True when there are more entity types behind this page."),
});

export const listEntities = dataverseAction({
  display: {
    label: "List Entity Types",
    description:
      "Retrieve a list of entity types available in your Microsoft Dynamics 365 environment with pagination support",
  },
  inputs: { connection, maxPageSize, nextLink },
  run: ({ tables }, { maxPageSize: pageSize, nextLink }) => tables.entitySets({ pageSize, nextLink }),
  effect: "read",
  output: entitySetPageSchema,
  example: {
    entities: [
      { name: "accounts", kind: "EntitySet", url: "accounts" },
      { name: "contacts", kind: "EntitySet", url: "contacts" },
    ],
    totalCount: 812,
    nextLink: "https://my-org.crm.dynamics.com/api/data/v9.2/?$skiptoken=contacts",
    hasMore: true,
  },
});
