import type { Choice, GlobalChoiceDefinition } from "../../schema/model.ts";
import { stableGuid } from "../../store/guid.ts";
import { type Definition, type LabelOrigin, label } from "../definition.ts";
import type { ColumnSource } from "./columnSource.ts";
import {
  complex,
  enumeration,
  flag,
  guid,
  type Kind,
  labelled,
  list,
  managed,
  type Properties,
  text,
  typeName,
} from "./kind.ts";

/** A choice: one of a column, or a global one. */
export interface OptionSetSource extends Omit<GlobalChoiceDefinition, "choices"> {
  readonly isGlobal: boolean;
  readonly setType: "Picklist" | "State" | "Status" | "Boolean";
  readonly options: readonly Choice[];
}

export const globalChoiceId = (name: string): string => stableGuid(`choice:${name}`);

export const globalChoice = ({ choices, ...choice }: GlobalChoiceDefinition): OptionSetSource => ({
  ...choice,
  isGlobal: true,
  setType: "Picklist",
  options: choices,
});

const setTypes: Readonly<Record<string, OptionSetSource["setType"]>> = {
  State: "State",
  Status: "Status",
  Boolean: "Boolean",
};

/** The choice of a choice or boolean column. */
export const columnChoice = ({ table, column }: ColumnSource): OptionSetSource => {
  const { translations = {} } = column;
  const boolean: readonly Choice[] = [
    { value: 1, label: column.trueLabel ?? "Yes", translations: { label: translations.trueLabel ?? {} } },
    { value: 0, label: column.falseLabel ?? "No", translations: { label: translations.falseLabel ?? {} } },
  ];
  return {
    name: column.globalChoices ?? `${table.name}_${column.logicalName}`,
    isGlobal: column.globalChoices !== undefined,
    label: column.label,
    custom: column.custom,
    translations,
    setType: setTypes[column.type] ?? "Picklist",
    options: column.type === "Boolean" ? boolean : (column.choices ?? []),
    ...(column.description !== undefined && { description: column.description }),
  };
};

const originOf = ({ name, custom }: OptionSetSource, part: string): LabelOrigin => ({
  origin: `choice:${name}:${part}`,
  isManaged: !custom,
});

const stateNames: Readonly<Record<number, string>> = { 0: "Active", 1: "Inactive" };

const ownOf = (set: OptionSetSource, choice: Choice): Definition => {
  if (set.setType === "State") {
    return {
      "@odata.type": `#${typeName("StateOptionMetadata")}`,
      DefaultStatus: choice.value + 1,
      InvariantName: stateNames[choice.value] ?? choice.label,
    };
  }
  return set.setType === "Status"
    ? {
        "@odata.type": `#${typeName("StatusOptionMetadata")}`,
        State: choice.state ?? 0,
        TransitionData: null,
      }
    : {};
};

const optionOf =
  (set: OptionSetSource) =>
  (choice: Choice): Definition => ({
    ...ownOf(set, choice),
    Value: choice.value,
    Color: choice.color ?? null,
    IsManaged: !set.custom,
    ExternalValue: null,
    ParentValues: [],
    Tag: null,
    IsHidden: false,
    MetadataId: null,
    HasChanged: null,
    Label: label(choice.label, choice.translations?.label, originOf(set, String(choice.value))),
    Description: label(
      choice.description,
      choice.translations?.description,
      originOf(set, `${choice.value}:description`),
    ),
  });

const described: Properties<OptionSetSource> = {
  MetadataId: guid(({ name }) => globalChoiceId(name)),
  HasChanged: flag(() => null),
  IsCustomOptionSet: flag(({ custom }) => custom),
  IsGlobal: flag(({ isGlobal }) => isGlobal),
  IsManaged: flag(({ custom }) => !custom),
  Name: text(({ name }) => name),
  ExternalTypeName: text(() => null),
  OptionSetType: enumeration("OptionSetType", ({ setType }) => setType),
  IntroducedVersion: text(({ custom }) => (custom ? "1.0.0.0" : null)),
  ParentOptionSetName: text(() => null),
  Description: labelled((set) =>
    label(set.description, set.translations?.description, originOf(set, "description")),
  ),
  DisplayName: labelled((set) => label(set.label, set.translations?.label, originOf(set, "label"))),
  IsCustomizable: managed("iscustomizable", true),
};

const common = {
  idOf: ({ name }: OptionSetSource) => globalChoiceId(name),
  keyProperty: "Name",
};

export const optionSetKind: Kind<OptionSetSource> = {
  ...common,
  type: typeName("OptionSetMetadata"),
  properties: {
    ...described,
    Options: list(typeName("OptionMetadata"), (set) => set.options.map(optionOf(set))),
  },
};

const option = (value: number) =>
  complex<OptionSetSource>("OptionMetadata", (set) => {
    const found = set.options.find((choice) => choice.value === value);
    return found === undefined ? null : optionOf(set)(found);
  });

export const booleanOptionSetKind: Kind<OptionSetSource> = {
  ...common,
  type: typeName("BooleanOptionSetMetadata"),
  properties: { ...described, TrueOption: option(1), FalseOption: option(0) },
};

/** Global choices are listed by the type they derive from. */
export const globalChoiceKind: Kind<OptionSetSource> = {
  ...common,
  type: typeName("OptionSetMetadataBase"),
  properties: described,
  derived: new Map([[optionSetKind.type, optionSetKind]]),
  kindOf: () => optionSetKind,
};
