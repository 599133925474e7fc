import { badRequestUrl, payloadError, unknownSegment } from "../errors/refusals.ts";
import { parseKey } from "../odata/key.ts";
import { parsePath } from "../odata/requestPath.ts";
import type { Navigation, Table } from "../schema/schema.ts";
import type { Reference } from "../store/cells.ts";
import type { Store } from "../store/store.ts";
import { requireRecord } from "./locate.ts";

/** Where references are resolved. */
export interface Resolution {
  readonly store: Store;
  /** The absolute service root, which absolute references must lie below. */
  readonly root: string;
}

/** `/contacts(…)`, `contacts(…)`, a path from the host, or an absolute URL of this service in any version. */
export const relativePath = (root: string, text: string): string => {
  const { origin } = new URL(root);
  const path = text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;
  return path.replace(/^\/api\/data\/v9\.\d\//, "");
};

/**
 * Follows the URI of an `@odata.bind`. The record must exist; an alternate key in the URI is looked up.
 */
export const resolveReference = (
  { store, root }: Resolution,
  { table, navigation }: { readonly table: Table; readonly navigation: Pick<Navigation, "name" | "targets"> },
  uri: string,
): Reference => {
  const [segment, ...rest] = parsePath(relativePath(root, uri));
  const target = segment === undefined ? undefined : store.schema.byEntitySet.get(segment.name);
  if (segment === undefined || target === undefined) {
    throw unknownSegment(segment?.name ?? uri);
  }
  if (rest.length > 0 || segment.arguments === undefined) {
    throw badRequestUrl();
  }
  if (!navigation.targets.includes(target.name)) {
    throw payloadError(
      table.entitySet,
      `The navigation property '${navigation.name}' cannot be bound to a resource of type '${target.type}'.`,
    );
  }
  const rows = store.table(target.name);
  return { table: target.name, id: rows.idOf(requireRecord(rows, parseKey(target, segment.arguments))) };
};
