import type { TableDefinition } from "../model.ts";
import { account } from "./account.ts";
import { businessunit } from "./businessunit.ts";
import { contact } from "./contact.ts";
import { lead } from "./lead.ts";
import { opportunity } from "./opportunity.ts";
import { systemuser } from "./systemuser.ts";
import { task } from "./task.ts";
import { team } from "./team.ts";
import { transactioncurrency } from "./transactioncurrency.ts";

/** The tables a new emulator has. */
export const defaultTables: readonly TableDefinition[] = [
  account,
  contact,
  lead,
  opportunity,
  task,
  systemuser,
  team,
  businessunit,
  transactioncurrency,
];
