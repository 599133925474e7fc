import { DataverseError } from "../errors/dataverseError.ts";
import { badRequestUrl, badSyntax, notImplemented, unknownSegment } from "../errors/refusals.ts";
import { parseLiteral } from "../odata/literal.ts";
import type { Segment } from "../odata/requestPath.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { type Answer, jsonAnswer } from "../server/message.ts";
import type { Kind, Room } from "./kinds/kind.ts";
import { readProperty } from "./kinds/readProperty.ts";
import { parseShape, type Relations, writeItem } from "./shape.ts";

/** A collection of definitions that a URL names. */
export interface Listing<S> {
  readonly kind: Kind<S>;
  readonly relations: (kind: Kind<S>) => Relations<S>;
  readonly items: () => readonly S[];
  /** "EntityDefinitions" or "EntityDefinitions('account')/Attributes" */
  readonly context: string;
  /** The refusal of a key that names nothing. */
  readonly missing: (key: string) => DataverseError;
  readonly isFilterable?: boolean;
}

export const roomOf = ({ dataverse }: Session): Room => ({
  schema: dataverse.schema,
  definitions: dataverse.catalog.published(),
});

/** Reads the key of a definition: a `MetadataId`, or its name as in `LogicalName='x'`. Gives the test that finds it. */
export const keyTest = <S>(kind: Kind<S>, text: string): ((source: S) => boolean) => {
  const [, name = "MetadataId", value = ""] = /^(?:(\w+)\s*=)?(.*)$/s.exec(text.trim()) ?? [];
  const literal = parseLiteral(value.trim());
  if (name === "MetadataId" && literal?.kind === "guid") {
    return (source) => kind.idOf(source) === literal.value;
  }
  if (name === kind.keyProperty && literal?.kind === "string") {
    return (source) => readProperty(kind, source, name) === literal.value;
  }
  throw badRequestUrl();
};

export const findItem = <S>({ kind, items, missing }: Listing<S>, key: string): S => {
  const found = items().find(keyTest(kind, key));
  if (found === undefined) {
    throw missing(key);
  }
  return found;
};

/** The kind a URL casts to. Only kinds of the service's own can be cast to; EnumAttributeMetadata has no entity set. */
const castOf = <S>({ kind }: Listing<S>, { name, arguments: key }: Segment): Kind<S> => {
  const cast = kind.derived?.get(name);
  if (cast === undefined) {
    throw name.includes(".")
      ? badSyntax(
          `The type '${name}' specified in the URI is neither a base type nor a sub-type of the previously-specified type '${kind.type}'.`,
        )
      : unknownSegment(name);
  }
  if (key !== undefined) {
    throw notImplemented("a key after a cast of definitions");
  }
  return cast;
};

const answer = ({ request }: Session, context: string, body: object): Answer =>
  jsonAnswer(200, JSON.stringify({ "@odata.context": `${request.root}$metadata#${context}`, ...body }));

const optionsOf = ({ request: { options } }: Session, allowed: readonly string[]) => {
  requireOptions(options, allowed);
  return {
    select: options.get("$select"),
    filter: options.get("$filter"),
    expand: options.get("$expand"),
  };
};

/** Definitions come all at once: there is no paging, sorting or counting (Microsoft, Query table definitions). */
export const answerList = <S>(session: Session, listing: Listing<S>, cast?: Segment): Answer => {
  if (listing.isFilterable === false && session.request.options.get("$filter") !== undefined) {
    throw new DataverseError(405, "0x0", "The query option '$filter' is not supported for this resource.");
  }
  const kind = cast === undefined ? listing.kind : castOf(listing, cast);
  const options = optionsOf(session, ["$select", "$filter", "$expand"]);
  const shape = parseShape(kind, listing.relations(kind), options);
  const room = roomOf(session);
  const value = listing
    .items()
    .filter((item) => cast === undefined || listing.kind.kindOf?.(item) === kind)
    .filter(shape.keeps)
    .map((item) => writeItem(shape, room, item));
  return answer(session, `${listing.context}${castText(cast)}${shape.text}`, { value });
};

const castText = (cast: Segment | undefined): string => (cast === undefined ? "" : `/${cast.name}`);

export const answerItem = <S>(
  session: Session,
  listing: Listing<S>,
  at: { readonly key: string; readonly cast: Segment | undefined },
): Answer => {
  const { key, cast } = at;
  const item = findItem(listing, key);
  const kind = cast === undefined ? listing.kind : castOf(listing, cast);
  if (cast !== undefined && listing.kind.kindOf?.(item) !== kind) {
    throw listing.missing(key);
  }
  const shape = parseShape(kind, listing.relations(kind), optionsOf(session, ["$select", "$expand"]));
  const context = `${listing.context}${castText(cast)}${shape.text}/$entity`;
  return answer(session, context, writeItem(shape, roomOf(session), item));
};

export const noRelations = <S>(): Relations<S> => [];
