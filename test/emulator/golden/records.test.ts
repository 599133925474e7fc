import { describe } from "vitest";
import { useClient } from "../support/dataverseClient.ts";
import { conditions } from "./fixtures/conditions.ts";
import { keys } from "./fixtures/keys.ts";
import { records } from "./fixtures/records.ts";
import { references, relatedReads } from "./fixtures/relations.ts";
import { runFixtures } from "./runFixtures.ts";

describe("as Microsoft's pages show it", () => {
  const client = useClient({ records: 3 });

  describe("one record", () => runFixtures(client, records));
  describe("related records", () => runFixtures(client, relatedReads));
  describe("references", () => runFixtures(client, references));
  describe("conditions", () => runFixtures(client, conditions));
  describe("keys and names", () => runFixtures(client, keys));
});
