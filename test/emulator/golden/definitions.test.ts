import { describe } from "vitest";
import { useClient } from "../support/dataverseClient.ts";
import { customizations, definitions } from "./fixtures/definitions.ts";
import { newDefinitions } from "./fixtures/newDefinitions.ts";
import { registrations } from "./fixtures/registrations.ts";
import { runFixtures } from "./runFixtures.ts";

describe("as Microsoft's pages show it", () => {
  const client = useClient({ records: 3 });

  describe("definitions", () => runFixtures(client, definitions));
  describe("changes of definitions", () => runFixtures(client, customizations));
  describe("new definitions", () => runFixtures(client, newDefinitions));
  describe("registrations", () => runFixtures(client, registrations));
});
