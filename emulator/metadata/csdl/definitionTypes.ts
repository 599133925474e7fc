import { columnKind } from "../kinds/columnKind.ts";
import { keyKind } from "../kinds/keyKind.ts";
import { complexMembers, type Kind } from "../kinds/kind.ts";
import { globalChoiceKind } from "../kinds/optionSetKind.ts";
import { relationshipKind } from "../kinds/relationshipKind.ts";
import { tableKind } from "../kinds/tableKind.ts";
import { element } from "./xml.ts";

const nameOf = (type: string): string => type.slice(type.lastIndexOf(".") + 1);

export const short = (type: string): string => type.replace("Microsoft.Dynamics.CRM.", "mscrm.");

const properties = <S>(kind: Kind<S>, without: ReadonlySet<string>): readonly string[] =>
  Object.entries(kind.properties)
    .filter(([name]) => !without.has(name))
    .map(([name, { type }]) => element("Property", { Name: name, Type: short(type) }));

const toMany = (name: string, type: string): string =>
  element("NavigationProperty", { Name: name, Type: `Collection(mscrm.${type})`, ContainsTarget: "true" });

/** A kind as an entity type of its own, and those that derive from it. */
const typesOf = <S>(kind: Kind<S>, ...navigations: readonly string[]): string => {
  const key = element("Key", {}, element("PropertyRef", { Name: "MetadataId" }));
  const base = element(
    "EntityType",
    { Name: nameOf(kind.type) },
    key,
    ...properties(kind, new Set()),
    ...navigations,
  );
  const inherited = new Set(Object.keys(kind.properties));
  const derived = [...(kind.derived?.values() ?? [])].map((own) =>
    element(
      "EntityType",
      { Name: nameOf(own.type), BaseType: short(kind.type) },
      ...properties(own, inherited),
    ),
  );
  return [base, ...derived].join("");
};

const complexTypes = (): string =>
  [
    element(
      "ComplexType",
      { Name: "LocalizedLabel" },
      element("Property", { Name: "Label", Type: "Edm.String" }),
      element("Property", { Name: "LanguageCode", Type: "Edm.Int32" }),
    ),
    element(
      "ComplexType",
      { Name: "Label" },
      element("Property", { Name: "LocalizedLabels", Type: "Collection(mscrm.LocalizedLabel)" }),
      element("Property", { Name: "UserLocalizedLabel", Type: "mscrm.LocalizedLabel" }),
    ),
    ...Object.entries(complexMembers).map(([type, members]) =>
      element(
        "ComplexType",
        { Name: nameOf(type) },
        ...Object.entries(members).map(([name, member]) =>
          element("Property", { Name: name, Type: short(member) }),
        ),
      ),
    ),
  ].join("");

/** The types of the definitions themselves. */
export const definitionTypes = (): string =>
  [
    complexTypes(),
    typesOf(
      tableKind,
      toMany("Attributes", "AttributeMetadata"),
      toMany("Keys", "EntityKeyMetadata"),
      toMany("OneToManyRelationships", "OneToManyRelationshipMetadata"),
      toMany("ManyToOneRelationships", "OneToManyRelationshipMetadata"),
      toMany("ManyToManyRelationships", "ManyToManyRelationshipMetadata"),
    ),
    typesOf(columnKind),
    typesOf(keyKind),
    typesOf(relationshipKind),
    typesOf(globalChoiceKind),
  ].join("");

export const definitionSets = (): string =>
  [
    ["EntityDefinitions", tableKind.type],
    ["RelationshipDefinitions", relationshipKind.type],
    ["GlobalOptionSetDefinitions", globalChoiceKind.type],
  ]
    .map(([name, type]) => element("EntitySet", { Name: name, EntityType: type }))
    .join("");
