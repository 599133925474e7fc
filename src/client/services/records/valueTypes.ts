import { DataverseError, invalidInput } from "../../errors.ts";
import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { textLiteral } from "../../odata/literal.ts";
import { quoted } from "../../odata/names.ts";
import { queryString } from "../../odata/query.ts";
import { isJsonObject, jsonObjects } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { numberText } from "./numberText.ts";
import { bodyText, type ExactText, type RecordValues } from "./recordValues.ts";

/** One write, made with the body it is given. */
export interface ValueWrite<Result> {
  readonly entitySet: string;
  readonly record: RecordValues;
  readonly send: (body: string) => Promise<Result>;
}

/**
 * Sends values whose column types are not known. Dataverse converts text itself for whole numbers, choices, booleans
 * and dates, so mostly one request does. It refuses text for decimal, money and big integer columns, and then the
 * types of the table's columns are read and the values are sent once more. The refused request wrote nothing.
 */
export const writeTextValues = async <Result>(
  context: ServiceContext,
  { entitySet, record, send }: ValueWrite<Result>,
  exact: ExactText = new Map(),
): Promise<Result> => {
  const body = bodyText(record, exact);
  try {
    return await send(body);
  } catch (error) {
    if (!refusesText(error) || Object.keys(record.textValues).length === 0) {
      throw error;
    }
    const types = await readColumnTypes(context, entitySet);
    const typed = bodyText(record, new Map([...typedTexts(record, types), ...exact]));
    if (typed === body) {
      throw error;
    }
    context.log.info("Dataverse wants numbers for some of the text values; they are sent again as numbers.");
    return send(typed);
  }
};

/**
 * ODataLib's complaints about text where it wants a number or a boolean: "conflict between input format string/number
 * and parameter 'IEEE754Compatible'" for decimals and big integers, "Cannot convert the literal" for the others.
 */
const textComplaint = /IEEE754Compatible|Cannot convert the literal/i;

const refusesText = (error: unknown): error is DataverseError =>
  error instanceof DataverseError &&
  error.kind === "badRequest" &&
  textComplaint.test(error.serverMessage ?? "");

type ColumnTypes = ReadonlyMap<string, string>;

/** `AttributeType` by logical name; empty when the definitions cannot be read, so that the first error stays the one shown. */
const readColumnTypes = async (context: ServiceContext, entitySet: string): Promise<ColumnTypes> => {
  const query = queryString({
    select: ["LogicalName"],
    filter: `EntitySetName eq ${textLiteral(entitySet).literal}`,
    expand: ["Attributes($select=LogicalName,AttributeType)"],
  });
  const request: DataverseRequest = {
    operation: `Read the column types of ${entitySet}`,
    method: "GET",
    path: `EntityDefinitions${query}`,
    repeat: "read",
  };
  try {
    const body = jsonObject(request, await context.send(request));
    const attributes = jsonObjects(request, body).flatMap((table) => table["Attributes"]);
    return new Map(
      attributes
        .filter(isJsonObject)
        .map((attribute) => [String(attribute["LogicalName"]), String(attribute["AttributeType"])]),
    );
  } catch (error) {
    context.log.debug("The column types could not be read.", { reason: String(error) });
    return new Map();
  }
};

/** The JSON text for each text value whose column wants a number or a boolean. */
const typedTexts = ({ textValues }: RecordValues, types: ColumnTypes): ExactText =>
  new Map(
    Object.entries(textValues).flatMap(([column, text]) => {
      const read = readers.get(types.get(column) ?? "");
      return read === undefined ? [] : [[column, read(column, text.trim())]];
    }),
  );

type Reader = (column: string, text: string) => string;

const refuse = (column: string, text: string, wanted: string): never => {
  throw invalidInput(
    text === ""
      ? `Field Value ${column} is empty, but the column takes ${wanted}. To clear the column, set it to null in Dynamic Values instead.`
      : `Field Value ${column} is ${quoted(text)}, but the column takes ${wanted}.`,
  );
};

const numberReader =
  (type: string, wanted: string): Reader =>
  (column, text) =>
    numberText(type, text) ?? refuse(column, text, wanted);

const aWholeNumber = "a whole number such as 1200";
const aNumber = "a number such as 1200.50, with a point and without thousands separators";

const booleanTexts: ReadonlyMap<string, string> = new Map([
  ["true", "true"],
  ["1", "true"],
  ["false", "false"],
  ["0", "false"],
]);

const booleanReader: Reader = (column, text) =>
  booleanTexts.get(text.toLowerCase()) ?? refuse(column, text, "true or false");

/** By `AttributeType`. Text for columns of other types, choices and dates among them, goes as it is. */
const readers: ReadonlyMap<string, Reader> = new Map([
  ["BigInt", numberReader("BigInt", aWholeNumber)],
  ["Boolean", booleanReader],
  ["Decimal", numberReader("Decimal", aNumber)],
  ["Double", numberReader("Double", aNumber)],
  ["Integer", numberReader("Integer", aWholeNumber)],
  ["Money", numberReader("Money", aNumber)],
]);
