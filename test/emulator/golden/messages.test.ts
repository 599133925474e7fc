import { describe } from "vitest";
import { useClient } from "../support/dataverseClient.ts";
import { batches } from "./fixtures/batches.ts";
import { bulk } from "./fixtures/bulk.ts";
import { fetching } from "./fixtures/fetching.ts";
import { fileColumns } from "./fixtures/fileColumns.ts";
import { messages } from "./fixtures/messages.ts";
import { runFixtures } from "./runFixtures.ts";

describe("as Microsoft's pages show it", () => {
  const client = useClient({ records: 3 });

  describe("functions and actions", () => runFixtures(client, messages));
  describe("files and images", () => runFixtures(client, fileColumns));
  describe("batches", () => runFixtures(client, batches));
  describe("FetchXML", () => runFixtures(client, fetching));
  describe("several records at once", () => runFixtures(client, bulk));
});
