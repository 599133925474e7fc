import { methodNotAllowed, notImplemented, unknownProperty, unknownSegment } from "../errors/refusals.ts";
import type { Segment } from "../odata/requestPath.ts";
import type { Session } from "../organization/session.ts";
import type { TableDefinition } from "../schema/model.ts";
import type { Answer } from "../server/message.ts";
import type { ColumnSource } from "./kinds/columnSource.ts";
import { tableKind } from "./kinds/tableKind.ts";
import { answerItem, answerList, findItem, type Listing } from "./listing.ts";
import {
  choiceListing,
  columnListing,
  keyListing,
  relationshipListing,
  tableListing,
  tableRelationshipListing,
} from "./listings.ts";
import { relationshipKinds } from "./relations.ts";

/** What answers writes of one kind of definition; each refuses by throwing. */
export interface Writers {
  readonly create: (session: Session, table: TableDefinition | undefined) => Answer;
  readonly replace: (session: Session, key: string, table: TableDefinition | undefined) => Answer;
  readonly remove: (session: Session, key: string, table: TableDefinition | undefined) => Answer;
}

export type WritersBySet = Readonly<Record<string, Writers>>;

interface Place<S> {
  readonly listing: Listing<S>;
  readonly segments: readonly Segment[];
  readonly writers: Writers | undefined;
  readonly table?: TableDefinition;
}

const write = <S>(session: Session, { segments: [set], writers, table }: Place<S>): Answer => {
  const { method } = session.request;
  const key = set?.arguments;
  if (writers === undefined) {
    throw notImplemented(`${method} of '${set?.name ?? ""}'`);
  }
  if (key === undefined && method === "POST") {
    return writers.create(session, table);
  }
  if (key !== undefined && method === "PUT") {
    return writers.replace(session, key, table);
  }
  if (key !== undefined && method === "DELETE") {
    return writers.remove(session, key, table);
  }
  throw methodNotAllowed(method);
};

/** A collection or one of it, with a cast after it or not. */
const answerPlace = <S>(session: Session, place: Place<S>): Answer => {
  const [set, cast, ...rest] = place.segments;
  if (rest[0] !== undefined) {
    throw unknownSegment(rest[0].name);
  }
  if (session.request.method !== "GET") {
    if (cast !== undefined) {
      throw methodNotAllowed(session.request.method);
    }
    return write(session, place);
  }
  return set?.arguments === undefined
    ? answerList(session, place.listing, cast)
    : answerItem(session, place.listing, { key: set.arguments, cast });
};

/** `OptionSet` and `GlobalOptionSet` as a resource after a cast. */
const isOptionSet = (segments: readonly Segment[]): boolean =>
  /^(?:Global)?OptionSet$/.test(segments[2]?.name ?? "");

const answerMember = (
  session: Session,
  table: TableDefinition,
  { segments, writers }: { readonly segments: readonly Segment[]; readonly writers: WritersBySet },
): Answer => {
  const name = segments[0]?.name ?? "";
  const place = { segments, writers: writers[name], table };
  if (name === "Attributes") {
    if (isOptionSet(segments)) {
      throw notImplemented("'OptionSet' as a resource; expand it");
    }
    const listing: Listing<ColumnSource> = columnListing(session, table);
    return answerPlace(session, { ...place, listing });
  }
  if (name === "Keys") {
    return answerPlace(session, { ...place, listing: keyListing(table) });
  }
  if (Object.hasOwn(relationshipKinds, name)) {
    return answerPlace(session, { ...place, listing: tableRelationshipListing(session, table, name) });
  }
  throw Object.hasOwn(tableKind.properties, name)
    ? notImplemented(`'${name}' of a table definition as a resource`)
    : unknownProperty(name, tableKind.type);
};

const answerTables = (session: Session, segments: readonly Segment[], writers: WritersBySet): Answer => {
  const [set, member] = segments;
  const listing = tableListing(session);
  if (set?.arguments !== undefined && member !== undefined && !member.name.includes(".")) {
    const table = findItem(listing, set.arguments);
    return answerMember(session, table, { segments: segments.slice(1), writers });
  }
  return answerPlace(session, { listing, segments, writers: writers["EntityDefinitions"] });
};

/** Answers what is below `EntityDefinitions`, `RelationshipDefinitions` and `GlobalOptionSetDefinitions`. */
export const answerMetadata = (
  session: Session,
  segments: readonly Segment[],
  writers: WritersBySet,
): Answer => {
  const name = segments[0]?.name ?? "";
  switch (name) {
    case "RelationshipDefinitions":
      return answerPlace(session, {
        listing: relationshipListing(session),
        segments,
        writers: writers[name],
      });
    case "GlobalOptionSetDefinitions":
      return answerPlace(session, { listing: choiceListing(session), segments, writers: writers[name] });
    default:
      return answerTables(session, segments, writers);
  }
};
