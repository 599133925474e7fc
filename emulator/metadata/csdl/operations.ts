import { type Attributes, element } from "./xml.ts";

/** Parameter or response property name to its type; a type that ends in "!" may not be null. */
type Members = Readonly<Record<string, string>>;

interface Operation {
  readonly kind: "Function" | "Action";
  readonly name: string;
  /** The type a bound operation is called on, its first parameter. */
  readonly boundTo?: string;
  readonly takes?: Members;
  /** Properties of `…Response`. */
  readonly gives?: Members;
}

const option: Members = {
  OptionSetName: "Edm.String",
  AttributeLogicalName: "Edm.String",
  EntityLogicalName: "Edm.String",
  SolutionUniqueName: "Edm.String",
};

const targets: Members = { Targets: "Collection(mscrm.crmbaseentity)!" };

/** The operations of the service that clients of records and definitions call, by their documented signatures. */
const operations: readonly Operation[] = [
  {
    kind: "Function",
    name: "WhoAmI",
    gives: { BusinessUnitId: "Edm.Guid!", UserId: "Edm.Guid!", OrganizationId: "Edm.Guid!" },
  },
  { kind: "Function", name: "RetrieveVersion", gives: { Version: "Edm.String" } },
  {
    kind: "Function",
    name: "RetrieveTotalRecordCount",
    takes: { EntityNames: "Collection(Edm.String)!" },
    gives: { EntityRecordCountCollection: "mscrm.EntityRecordCountCollection" },
  },
  {
    kind: "Function",
    name: "RetrieveCurrentOrganization",
    takes: { AccessType: "mscrm.EndpointAccessType!" },
    gives: { Detail: "mscrm.OrganizationDetail" },
  },
  { kind: "Action", name: "PublishXml", takes: { ParameterXml: "Edm.String!" } },
  { kind: "Action", name: "PublishAllXml" },
  {
    kind: "Action",
    name: "InsertOptionValue",
    takes: { ...option, Value: "Edm.Int32", Label: "mscrm.Label", Description: "mscrm.Label" },
    gives: { NewOptionValue: "Edm.Int32!" },
  },
  {
    kind: "Action",
    name: "InsertStatusValue",
    takes: { ...option, Value: "Edm.Int32", Label: "mscrm.Label", StateCode: "Edm.Int32!" },
    gives: { NewOptionValue: "Edm.Int32!" },
  },
  {
    kind: "Action",
    name: "UpdateOptionValue",
    takes: { ...option, Value: "Edm.Int32!", Label: "mscrm.Label", MergeLabels: "Edm.Boolean!" },
  },
  { kind: "Action", name: "OrderOption", takes: { ...option, Values: "Collection(Edm.Int32)!" } },
  { kind: "Action", name: "DeleteOptionValue", takes: { ...option, Value: "Edm.Int32!" } },
  {
    kind: "Action",
    name: "CanBeReferenced",
    takes: { EntityName: "Edm.String!" },
    gives: { CanBeReferenced: "Edm.Boolean!" },
  },
  {
    kind: "Action",
    name: "CanManyToMany",
    takes: { EntityName: "Edm.String!" },
    gives: { CanManyToMany: "Edm.Boolean!" },
  },
  ...["CreateMultiple", "UpdateMultiple", "UpsertMultiple", "DeleteMultiple"].map(
    (name): Operation => ({
      kind: "Action",
      name,
      boundTo: "Collection(mscrm.crmbaseentity)",
      takes: targets,
      ...(name === "CreateMultiple" && { gives: { Ids: "Collection(Edm.Guid)" } }),
    }),
  ),
];

const typed = (type: string): Attributes =>
  type.endsWith("!") ? { Type: type.slice(0, -1), Nullable: "false" } : { Type: type };

const members = (tag: string, all: Members): readonly string[] =>
  Object.entries(all).map(([name, type]) => element(tag, { Name: name, ...typed(type) }));

const operationOf = ({ kind, name, boundTo, takes = {}, gives }: Operation): string =>
  element(
    kind,
    { Name: name, IsBound: boundTo === undefined ? undefined : "true" },
    ...(boundTo === undefined ? [] : members("Parameter", { entityset: `${boundTo}!` })),
    ...members("Parameter", takes),
    ...(gives === undefined
      ? []
      : [element("ReturnType", { Type: `mscrm.${name}Response`, Nullable: "false" })]),
  );

const responseOf = ({ name, gives }: Operation): string =>
  gives === undefined
    ? ""
    : element("ComplexType", { Name: `${name}Response` }, ...members("Property", gives));

export const operationTypes = (): string => operations.map(responseOf).join("");

export const operationElements = (): string => operations.map(operationOf).join("");

/** Unbound operations are called through the container. */
export const operationImports = (): string =>
  operations
    .filter(({ boundTo }) => boundTo === undefined)
    .map(({ kind, name }) =>
      element(`${kind}Import`, { Name: name, [kind]: `Microsoft.Dynamics.CRM.${name}` }),
    )
    .join("");
