import { describe } from "vitest";
import { useClient } from "../support/dataverseClient.ts";
import { expansions, relatedFilters } from "./fixtures/expansions.ts";
import { queries } from "./fixtures/queries.ts";
import { runFixtures } from "./runFixtures.ts";

describe("as Microsoft's pages show it", () => {
  const client = useClient({ records: 3 });

  describe("lists", () => runFixtures(client, queries));
  describe("lists with related records", () => runFixtures(client, expansions));
  describe("filters along relationships", () => runFixtures(client, relatedFilters));
});
