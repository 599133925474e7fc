import { badSyntax, notImplemented, unknownProperty } from "../errors/refusals.ts";
import { splitOutside } from "../odata/split.ts";
import type { Definition } from "./definition.ts";
import type { Kind, Room } from "./kinds/kind.ts";
import { readProperty } from "./kinds/readProperty.ts";
import { metadataFilter } from "./metadataFilter.ts";

/** Query options of definitions, at the top or inside an expansion. */
export interface ShapeOptions {
  readonly select?: string | undefined;
  readonly filter?: string | undefined;
  readonly expand?: string | undefined;
}

/** One expansion, ready to write. */
export interface Expansion<S> {
  readonly name: string;
  /** "Attributes(LogicalName)", as the `@odata.context` prints it. */
  readonly text: string;
  readonly write: (room: Room, source: S) => unknown;
}

/** What a kind of definition can be expanded by. */
export interface Relation<S> {
  readonly name: string;
  readonly parse: (options: ShapeOptions) => Expansion<S>;
}

export type Relations<S> = readonly Relation<S>[];

/** What is shown of definitions of one kind, and of which. */
export interface Shape<S> {
  readonly kind: Kind<S>;
  /** Undefined selects all. */
  readonly selection: readonly string[] | undefined;
  /** What is written of an item; undefined writes all its own type has. */
  readonly names: readonly string[] | undefined;
  readonly keeps: (source: S) => boolean;
  readonly expansions: readonly Expansion<S>[];
  /** "(LogicalName,Attributes(LogicalName))" or empty. */
  readonly text: string;
}

const parseSelection = <S>(kind: Kind<S>, text: string | undefined): readonly string[] | undefined => {
  const names = (text ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const wrong = names.find((name) => !Object.hasOwn(kind.properties, name));
  if (wrong !== undefined) {
    throw unknownProperty(wrong, kind.type);
  }
  return names.length === 0 ? undefined : [...new Set(names)];
};

const parseInner = (text: string): ShapeOptions => {
  const options = new Map(
    splitOutside(text, ";")
      .filter((option) => option.trim() !== "")
      .map((option) => {
        const at = option.indexOf("=");
        return [option.slice(0, at).trim(), option.slice(at + 1).trim()];
      }),
  );
  const wrong = [...options.keys()].find((name) => name !== "$select" && name !== "$filter");
  if (wrong !== undefined) {
    throw wrong === "$expand"
      ? notImplemented("$expand inside $expand of definitions")
      : badSyntax(`The query option '${wrong}' is not supported inside $expand of definitions.`);
  }
  return { select: options.get("$select"), filter: options.get("$filter") };
};

const parseExpansion = <S>(kind: Kind<S>, relations: Relations<S>, text: string): Expansion<S> => {
  const [, name = "", inner = ""] = /^\s*([^()]+?)\s*(?:\((.*)\))?\s*$/s.exec(text) ?? [];
  if (name.includes("/")) {
    throw notImplemented(`the cast '${name}' in $expand of definitions`);
  }
  const relation = relations.find((candidate) => candidate.name === name);
  if (relation === undefined) {
    throw unknownProperty(name, kind.type);
  }
  return relation.parse(parseInner(inner));
};

const shapeText = (
  selection: readonly string[] | undefined,
  expansions: readonly { readonly text: string }[],
): string => {
  const parts = [...(selection ?? []), ...expansions.map(({ text }) => text)];
  return parts.length === 0 ? "" : `(${parts.join(",")})`;
};

/**
 * The members of an item, in the order of the type as in Microsoft's samples, whatever the order asked for.
 * `MetadataId` always comes along (Microsoft, Query table definitions using the Web API).
 */
const namesOf = <S>(
  { properties }: Kind<S>,
  selection: readonly string[] | undefined,
): readonly string[] | undefined =>
  selection === undefined
    ? undefined
    : Object.keys(properties).filter((name) => name === "MetadataId" || selection.includes(name));

export const parseShape = <S>(
  kind: Kind<S>,
  relations: Relations<S>,
  { select, filter, expand }: ShapeOptions,
): Shape<S> => {
  const selection = parseSelection(kind, select);
  const expansions = splitOutside(expand ?? "", ",")
    .filter((part) => part.trim() !== "")
    .map((part) => parseExpansion(kind, relations, part));
  return {
    kind,
    selection,
    names: namesOf(kind, selection),
    expansions,
    keeps: metadataFilter(kind, filter),
    text: shapeText(selection, expansions),
  };
};

export const writeItem = <S>(shape: Shape<S>, room: Room, source: S): Definition => {
  const { kind, expansions } = shape;
  const own = kind.kindOf?.(source) ?? kind;
  const names = shape.names ?? Object.keys(own.properties);
  const item: Record<string, unknown> = own.type === kind.type ? {} : { "@odata.type": `#${own.type}` };
  for (const name of names) {
    item[name] = readProperty(own, source, name);
  }
  for (const expansion of expansions) {
    item[expansion.name] = expansion.write(room, source);
  }
  return item;
};

/** An expansion to several definitions. */
export const toMany = <S, T>(
  name: string,
  kind: Kind<T>,
  items: (room: Room, source: S) => readonly T[],
): Relation<S> => ({
  name,
  parse: (options) => {
    const shape = parseShape(kind, [], options);
    return {
      name,
      text: `${name}${shape.text || "()"}`,
      write: (room, source) =>
        items(room, source)
          .filter(shape.keeps)
          .map((item) => writeItem(shape, room, item)),
    };
  },
});

/** An expansion to one definition. */
export const toOne = <S, T>(name: string, kind: Kind<T>, item: (source: S) => T): Relation<S> => ({
  name,
  parse: (options) => {
    if (options.filter !== undefined) {
      throw badSyntax("The query option '$filter' is not supported inside $expand of one definition.");
    }
    const shape = parseShape(kind, [], options);
    return {
      name,
      text: `${name}${shape.text || "()"}`,
      write: (room, source) => writeItem(shape, room, item(source)),
    };
  },
});
