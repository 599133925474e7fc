/** Properties that attributes of all types have (Microsoft, "AttributeMetadata EntityType"). */
const common = [
  "AttributeOf",
  "AttributeType",
  "AttributeTypeName",
  "AutoNumberFormat",
  "CanBeSecuredForCreate",
  "CanBeSecuredForRead",
  "CanBeSecuredForUpdate",
  "CanModifyAdditionalSettings",
  "ColumnNumber",
  "CreatedOn",
  "DeprecatedVersion",
  "Description",
  "DisplayName",
  "EntityLogicalName",
  "ExternalName",
  "HasChanged",
  "InheritsFrom",
  "IntroducedVersion",
  "IsAuditEnabled",
  "IsCustomAttribute",
  "IsCustomizable",
  "IsDataSourceSecret",
  "IsFilterable",
  "IsGlobalFilterEnabled",
  "IsLogical",
  "IsManaged",
  "IsPrimaryId",
  "IsPrimaryName",
  "IsRenameable",
  "IsRequiredForForm",
  "IsRetrievable",
  "IsSearchable",
  "IsSecured",
  "IsSortableEnabled",
  "IsValidForAdvancedFind",
  "IsValidForCreate",
  "IsValidForForm",
  "IsValidForGrid",
  "IsValidForRead",
  "IsValidForUpdate",
  "IsValidODataAttribute",
  "LinkedAttributeId",
  "LogicalName",
  "MetadataId",
  "ModifiedOn",
  "RequiredLevel",
  "SchemaName",
  "Settings",
  "SourceType",
] as const;

const choices = ["MultiSelectPicklist", "Picklist", "State", "Status"];

/** Properties of single types, with those types by name (Microsoft, the reference of each type that derives from it). */
const own: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    CalculationOf: ["Money"],
    CanChangeDateTimeBehavior: ["DateTime"],
    CanStoreFullImage: ["Image"],
    ChildPicklistLogicalNames: ["MultiSelectPicklist", "Picklist"],
    DatabaseLength: ["String"],
    DateTimeBehavior: ["DateTime"],
    DefaultFormValue: choices,
    DefaultValue: ["Boolean"],
    Format: ["DateTime", "Integer", "Lookup", "Memo", "String"],
    FormatName: ["Memo", "String"],
    FormulaDefinition: ["Boolean", "DateTime", "Decimal", "Integer", "Money", "Picklist", "String"],
    GlobalOptionSet: ["Boolean", ...choices],
    ImeMode: ["DateTime", "Decimal", "Double", "Memo", "Money", "String"],
    IsBaseCurrency: ["Money"],
    IsEntityReferenceStored: ["EntityName"],
    IsLocalizable: ["Memo", "String"],
    IsPrimaryImage: ["Image"],
    MaxHeight: ["Image"],
    MaxLength: ["Memo", "String"],
    MaxSizeInKB: ["File", "Image"],
    MaxValue: ["BigInt", "Decimal", "Double", "Integer", "Money"],
    MaxWidth: ["Image"],
    MinValue: ["BigInt", "Decimal", "Double", "Integer", "Money"],
    OptionSet: ["Boolean", ...choices],
    ParentPicklistLogicalName: ["MultiSelectPicklist", "Picklist"],
    Precision: ["Decimal", "Double", "Money"],
    PrecisionSource: ["Money"],
    SourceTypeMask: ["Boolean", "DateTime", "Decimal", "Integer", "Money", "Picklist", "String"],
    Targets: ["Lookup"],
    YomiOf: ["String"],
  }),
);

const commonNames: ReadonlySet<string> = new Set(common);
const inAnyCase = new Map([...common, ...own.keys()].map((name) => [name.toLowerCase(), name]));

/** True for a property that can be selected without a cast; false for one of single types and for an unknown one. */
export const isCommonProperty = (name: string): boolean => commonNames.has(name);

/** The property as Dataverse writes it, where it is known in another case; names of properties are case sensitive. */
export const propertyName = (name: string): string => inAnyCase.get(name.toLowerCase()) ?? name;

/** The types that have a property which not all types have, by name; empty for a common or an unknown property. */
export const typesWithProperty = (name: string): readonly string[] => own.get(name) ?? [];

/** The names of properties that attributes of a type can have, of any type when none is given. */
export const propertiesOf = (typeName?: string): readonly string[] => [
  ...common,
  ...[...own].filter(([, types]) => typeName === undefined || types.includes(typeName)).map(([name]) => name),
];
