import fc from "fast-check";
import type { Attempt } from "./attempt.ts";
import { option, record } from "./vocabulary.ts";

/** The option that asks `RetrieveMetadataChanges`. */
export const changesQuery = fc
  .oneof(
    record,
    fc.record({ Criteria: record, Properties: record, AttributeQuery: record }, { requiredKeys: [] }),
  )
  .map((value): Attempt["options"] => [["@p1", JSON.stringify(value)]]);

export const definitionPath = fc.constantFrom(
  ...[
    "EntityDefinitions",
    "EntityDefinitions(LogicalName='account')",
    "RelationshipDefinitions",
    "GlobalOptionSetDefinitions",
  ],
  ...[
    "EntityDefinitions(LogicalName='account')/Attributes",
    "GlobalOptionSetDefinitions(Name='new_priority')",
  ],
  ...["EntityDefinitions(LogicalName='account')/Attributes(LogicalName='name')"],
  ...["EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata"],
  ...[
    "EntityDefinitions(LogicalName='account')/ManyToManyRelationships",
    "EntityDefinitions(LogicalName='account')/Keys",
  ],
);
export const definitionOptions = fc.uniqueArray(
  fc.oneof(
    fc.tuple(
      fc.constant("$select"),
      fc.constantFrom("LogicalName", "DisplayName,SchemaName", "Zz", "OptionSet"),
    ),
    fc.tuple(
      fc.constant("$filter"),
      fc.constantFrom(
        ...[
          "LogicalName eq 'name'",
          "IsCustomEntity eq true",
          "CanCreateAttributes/Value ne false",
          "MetadataId eq null",
        ],
        ...[
          "AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'String'",
          "DisplayName eq 'x'",
          "not IsPrivate",
        ],
      ),
    ),
    fc.tuple(
      fc.constant("$expand"),
      fc.constantFrom(
        "Attributes",
        "Attributes($select=LogicalName;$filter=",
        "OptionSet,GlobalOptionSet",
        "Keys($select=Zz)",
      ),
    ),
    option,
  ),
  { selector: ([name]) => name, maxLength: 3 },
);
