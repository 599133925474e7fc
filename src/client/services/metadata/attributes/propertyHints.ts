import { DataverseError } from "../../../errors.ts";
import { restated } from "../../../http/restated.ts";
import { propertiesOf, typesWithProperty } from "../../../odata/attributeProperties.ts";
import { closestNames } from "../../tables/closestNames.ts";

/**
 * ODataLib's complaints about a name in a select, a filter or an expand, and about one in a body; attributes of all types
 * are `AttributeMetadata`.
 */
const unknownProperty =
  /property (?:named )?'(\w+)' (?:on type|was found in entity) 'Microsoft\.Dynamics\.CRM\.(\w*?)AttributeMetadata'/i;

/** ODataLib's complaint about text where an enumeration is compared. */
const textForEnumeration = /operand types '(Microsoft\.Dynamics\.CRM\.\w+)' and 'Edm\.String'/i;

/** The answer to every function in a filter of definitions, under a code that else means an unknown table. */
const functionInFilter = /"(\w+)" function isn't supported for Metadata Entities/i;

/**
 * Makes a call about attributes. When Dataverse refuses it for a property that the attributes do not have, the error says
 * which types have it, or which property may have been meant. `chooseType` says what to do where the type was left open.
 */
export const withPropertyHints = async <Result>(
  call: () => Promise<Result>,
  chooseType: ChooseType = belongsTo,
): Promise<Result> => {
  try {
    return await call();
  } catch (error) {
    throw error instanceof DataverseError ? withHint(error, chooseType) : error;
  }
};

type ChooseType = (types: string) => string;

const belongsTo: ChooseType = (types) => `It belongs to the types ${types}.`;

const withHint = (error: DataverseError, chooseType: ChooseType): DataverseError => {
  const [, property, type] = unknownProperty.exec(error.serverMessage ?? "") ?? [];
  if (property !== undefined && type !== undefined) {
    return unknownName(error, { property, type }, chooseType);
  }
  return aboutFilter(error) ?? error;
};

const aboutFilter = (error: DataverseError): DataverseError | undefined => {
  const enumeration = textForEnumeration.exec(error.serverMessage ?? "")?.[1];
  if (enumeration !== undefined) {
    return restated(error, {
      what: "Filter Expression compares one of a fixed list of values with plain text",
      hint: `Write the value as ${enumeration}'…', with its name between the quotes.`,
    });
  }
  const called = functionInFilter.exec(error.serverMessage ?? "")?.[1];
  return called === undefined
    ? undefined
    : restated(error, {
        kind: "notSupported",
        what: `Filter Expression uses ${called}, but definitions cannot be filtered by functions`,
        hint: "Compare with eq or ne, or leave Filter Expression empty and filter the result in the flow.",
      });
};

interface UnknownName {
  readonly property: string;
  /** `Money`; empty for attributes of all types. */
  readonly type: string;
}

const unknownName = (
  error: DataverseError,
  { property, type }: UnknownName,
  chooseType: ChooseType,
): DataverseError => {
  const owners = type === "" ? "that all attributes have" : `of attributes of the type ${type}`;
  return restated(error, {
    what: `'${property}' is not a property ${owners}`,
    hint: hintFor({ property, type }, chooseType),
  });
};

const hintFor = ({ property, type }: UnknownName, chooseType: ChooseType): string => {
  const types = listed(typesWithProperty(property));
  if (types !== "") {
    return (type === "" ? chooseType : belongsTo)(types);
  }
  const close = closestNames(property, propertiesOf(type === "" ? undefined : type), 3);
  return close.length === 0
    ? "The names are those of Microsoft's metadata, such as LogicalName, DisplayName or RequiredLevel."
    : `Did you mean ${close.map((name) => `'${name}'`).join(" or ")}?`;
};

/** `Memo and String`, `Decimal, Double and Money` */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
