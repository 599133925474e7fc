import type { Dataverse } from "../organization/dataverse.ts";
import type { Table } from "../schema/schema.ts";
import { isElastic } from "./partition.ts";

const lifetimeColumn = "ttlinseconds";

/** Removes the rows of an elastic table whose time to live is over, as the service does by and by. */
export const dropExpired = ({ store, now }: Dataverse, table: Table): void => {
  if (!isElastic(table) || !table.columns.has(lifetimeColumn)) {
    return;
  }
  const rows = store.table(table.name);
  const [lifetime, modified] = [rows.values(lifetimeColumn), rows.values("modifiedon")];
  const isOver = (slot: number): boolean => {
    const seconds = lifetime(slot);
    return typeof seconds === "number" && seconds > 0 && Number(modified(slot)) + seconds * 1000 <= now();
  };
  for (const slot of rows.order.sorted().filter(isOver)) {
    rows.remove(slot, store.nextVersion());
  }
};
