import type { CascadeDelete, Choice, ColumnDefinition, ColumnType, LookupTarget } from "./model.ts";

/** When a client may set the column. Dataverse's `IsValidForCreate` and `IsValidForUpdate` in one word. */
type Writable = "always" | "never" | "onCreate" | "onUpdate";

/** What a column may say beyond its name, label and type. */
export interface ColumnExtras
  extends Partial<
    Pick<
      ColumnDefinition,
      | "description"
      | "required"
      | "maxLength"
      | "minValue"
      | "maxValue"
      | "precision"
      | "dateFormat"
      | "choices"
      | "trueLabel"
      | "falseLabel"
      | "targets"
      | "defaultValue"
      | "format"
      | "globalChoices"
      | "translations"
      | "validForRead"
      | "maxSizeInKb"
      | "canStoreFullImage"
      | "globalChoices"
      | "format"
    >
  > {
  readonly writable?: Writable;
}

/** The limits Dataverse puts on every money column that shows an amount in the base currency. */
const baseCurrencyLimit = 922_337_203_685_477;

/**
 * Custom tables and columns carry their publisher's prefix: "new", Dataverse's default, is this org's own one, "contoso"
 * that of its solution, "msevtmgt" that of Microsoft's event management, which is a managed solution.
 */
const isCustom = (schemaName: string): boolean => /^(new|contoso|msevtmgt)_/.test(schemaName);

/** A builder for one column type. The logical name is the schema name in lower case, as it is everywhere in Dataverse. */
const columnOf =
  <E extends ColumnExtras>(type: ColumnType, usual: ColumnExtras = {}) =>
  (schemaName: string, label: string, extras?: E): ColumnDefinition => {
    const { writable = "always", ...details } = { ...usual, ...extras };
    return {
      logicalName: schemaName.toLowerCase(),
      schemaName,
      type,
      label,
      required: "None",
      custom: isCustom(schemaName),
      validForCreate: writable === "always" || writable === "onCreate",
      validForUpdate: writable === "always" || writable === "onUpdate",
      ...details,
    };
  };

type With<K extends keyof ColumnExtras> = ColumnExtras & {
  readonly [P in K]-?: NonNullable<ColumnExtras[P]>;
};

export const text = columnOf("String", { maxLength: 100 });
export const memo = columnOf("Memo", { maxLength: 2000 });
export const whole = columnOf("Integer", { minValue: -2_147_483_648, maxValue: 2_147_483_647 });
export const bigWhole = columnOf("BigInt", { writable: "never" });
export const decimal = columnOf<With<"precision">>("Decimal");
export const float = columnOf<With<"precision">>("Double");
export const dateTime = columnOf("DateTime", { dateFormat: "DateAndTime" });

/**
 * A date without a time. Only columns whose `DateTimeBehavior` is DateOnly are dates in the Web API; columns that merely
 * display as dates (`overriddencreatedon`, `actualend` of a task) hold a time and are `dateTime` columns.
 */
export const dateOnly = columnOf("DateTime", { dateFormat: "DateOnly" });

export const choice = columnOf<With<"choices">>("Picklist");
export const choices = columnOf<With<"choices">>("MultiSelectPicklist");
export const guid = columnOf("Uniqueidentifier");
export const tableName = columnOf("EntityName", { writable: "never" });
export const file = columnOf<With<"maxSizeInKb">>("File", { writable: "never" });
export const image = columnOf<With<"maxSizeInKb">>("Image");

/** The primary key: chosen by the server unless the client brings a value on create. */
export const primaryId = columnOf("Uniqueidentifier", { writable: "onCreate", required: "SystemRequired" });

export const yesNo = columnOf("Boolean", { trueLabel: "Yes", falseLabel: "No", defaultValue: false });

/** Choice values counted up from `first`: `numbered(1, "Hot", "Warm")` is 1 Hot, 2 Warm. */
export const numbered = (first: number, ...labels: readonly string[]): readonly Choice[] =>
  labels.map((label, index) => ({ value: first + index, label }));

/** The single value of the many choice columns that wait for an org to fill them. */
export const defaultValueOnly = numbered(1, "Default Value");

/** A money column and the read-only column that shows it in the base currency. */
export const money = (
  schemaName: string,
  label: string,
  extras?: ColumnExtras,
): readonly ColumnDefinition[] => [
  columnOf("Money", { minValue: 0, maxValue: 1_000_000_000_000, precision: 2 })(schemaName, label, extras),
  columnOf("Money", {
    minValue: -baseCurrencyLimit,
    maxValue: baseCurrencyLimit,
    precision: 4,
    writable: "never",
  })(`${schemaName}_Base`, `${label} (Base)`),
];

export interface StateDefinition {
  readonly state: number;
  readonly label: string;
  /** The status reasons of this state. The first one is what the state falls back to when none is given. */
  readonly reasons: readonly Choice[];
}

/** `statecode` and `statuscode`. A new row starts in the first state with that state's first reason. */
export const stateAndStatus = (
  states: readonly [StateDefinition, ...StateDefinition[]],
): readonly ColumnDefinition[] => {
  const [first] = states;
  const reasons = states.flatMap(({ state, reasons }) => reasons.map((reason) => ({ ...reason, state })));
  const firstReason = first.reasons[0]?.value;
  return [
    columnOf("State")("StateCode", "Status", {
      required: "SystemRequired",
      writable: "onUpdate",
      choices: states.map(({ state, label }) => ({ value: state, label })),
      defaultValue: first.state,
    }),
    columnOf("Status")("StatusCode", "Status Reason", {
      choices: reasons,
      ...(firstReason !== undefined && { defaultValue: firstReason }),
    }),
  ];
};

/** Table pointed to -> schema name of the relationship, which also names the collection on that table. */
type Relationships = Readonly<Record<string, string>>;

export interface LookupExtras extends ColumnExtras {
  readonly to: Relationships;
  /**
   * Ends every navigation property of an activity table ("_task" in `regardingobjectid_account_task`): the plain names
   * belong to the activity pointer the table derives from.
   */
  readonly suffix?: string;
  /** What becomes of the rows when the record they point to is deleted, for all targets or for each. */
  readonly onDelete?: CascadeDelete | Readonly<Record<string, CascadeDelete>>;
}

const cascadeOf = (
  onDelete: LookupExtras["onDelete"],
  table: string,
): Pick<LookupTarget, "cascadeDelete"> => {
  const cascadeDelete = typeof onDelete === "object" ? onDelete[table] : onDelete;
  return cascadeDelete === undefined ? {} : { cascadeDelete };
};

const lookupOf =
  (type: "Lookup" | "Customer" | "Owner", propertyPerTarget: (extras: LookupExtras) => boolean) =>
  (schemaName: string, label: string, extras: LookupExtras): ColumnDefinition => {
    const { to, suffix = "", onDelete, ...details } = extras;
    const name = isCustom(schemaName) ? schemaName : schemaName.toLowerCase();
    const separate = propertyPerTarget(extras);
    const targets: readonly LookupTarget[] = Object.entries(to).map(([table, relationship]) => ({
      table,
      navigationProperty: `${name}${separate ? `_${table}` : ""}${suffix}`,
      collectionProperty: relationship,
      relationship,
      ...cascadeOf(onDelete, table),
    }));
    return columnOf(type)(schemaName, label, { ...details, targets });
  };

/** A lookup to one table binds by its own name; one to several tables has a navigation property for each of them. */
export const lookup = lookupOf("Lookup", ({ to }) => Object.keys(to).length > 1);
export const customer = lookupOf("Customer", () => true);
/** A lookup that could point to several tables has a navigation property for each, although only one of them is here. */
export const lookupAmong = lookupOf("Lookup", () => true);
/** An owner is a user or a team, both bound by the one property `ownerid`. */
export const owner = lookupOf("Owner", () => false);
