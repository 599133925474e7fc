import { z } from "zod";
import { DataverseError, invalidInput } from "../../client/errors.ts";
import { isIdentifier, quoted } from "../../client/odata/names.ts";
import { parseRecordKey, type RecordKey } from "../../client/odata/recordKey.ts";
import { cannotTravelInUrl } from "../../client/odata/recordPath.ts";
import { isContentId, looksLikeReference, referencedId } from "../../client/services/batch/references.ts";
import { checkNames, isEmpty } from "../../client/services/records/recordValues.ts";
import { ifMatchHeader } from "../../client/services/requestOptions.ts";
import { flag } from "../parsers/flag.ts";
import { type JsonObject, jsonObject } from "../parsers/jsonObject.ts";
import { optionalText } from "../parsers/text.ts";

/** The members of an item of a batch. Each takes whatever it is given and says what is wrong with it in one sentence. */

/** A record's key, or the Content-ID of the item that creates the record. */
export type KeyOrReference = RecordKey | { readonly kind: "contentId"; readonly contentId: string };

/** A parser of inputs as a schema: what it refuses becomes an issue, so that all problems are told at once. */
const member = <Value>(read: (value: unknown) => Value) =>
  z.unknown().transform((value, context) => {
    try {
      return read(value);
    } catch (error) {
      if (error instanceof DataverseError) {
        context.addIssue({ code: "custom", message: error.message });
        return z.NEVER;
      }
      throw error;
    }
  });

export const isBlank = (value: unknown): boolean => value === undefined || value === null || value === "";

/** What other items refer to the item by. A number is taken too, and a dollar in front of it is no part of it. */
export const contentIdMember = () =>
  member((value): string | undefined => {
    const text = optionalText("'contentId'")(value)?.replace(/^\$/, "");
    if (text !== undefined && !isContentId(text)) {
      throw invalidInput(
        `'contentId' ${quoted(text)} cannot be referred to: enter up to 50 letters, digits, or any of . _ ~ and -.`,
      );
    }
    return text;
  });

/** A version as the record's `@odata.etag` tells it. */
export const ifMatchMember = () =>
  member((value): string | undefined => {
    const text = optionalText("'ifMatch'")(value);
    named("If-Match", "ifMatch", () => ifMatchHeader(text));
    return text;
  });

export const flagMember = (name: string) => member(flag(`'${name}'`, false));

/** A name that goes into a path, such as a table's entity set; empty when there is none. */
export const nameMember = (name: string, example: string) =>
  member((value): string => {
    const text = optionalText(`'${name}'`)(value) ?? "";
    if (text !== "" && !isIdentifier(text)) {
      throw invalidInput(
        `'${name}' ${quoted(text)} is not a name: enter one such as ${example}, and nothing else.`,
      );
    }
    return text;
  });

export const requiredNameMember = (name: string, example: string) =>
  nameMember(name, example).refine((text) => text !== "", missing(name, example));

export const missing = (name: string, example: string): string =>
  `'${name}' is missing: enter one, such as ${example}.`;

/** The values to write. */
export const dataMember = (allowsNone: boolean) =>
  member((value): JsonObject => {
    if (isBlank(value)) {
      throw invalidInput(`'data' is missing: enter the values to write, such as {"name":"Contoso"}.`);
    }
    const data = jsonObject("'data'")(value);
    const record = { values: data, textValues: {} };
    checkNames(record, "'data'");
    if (!allowsNone && isEmpty(record)) {
      throw invalidInput("'data' is empty: enter at least one value to change.");
    }
    return data;
  });

export const keyMember = (name: string) =>
  member((value): KeyOrReference => {
    const contentId = referencedId(value);
    if (contentId !== undefined) {
      return { kind: "contentId", contentId };
    }
    if (isBlank(value)) {
      throw invalidInput(`'${name}' is missing: enter the record's GUID or an alternate key.`);
    }
    if (looksLikeReference(value)) {
      throw invalidInput(
        `'${name}' ${quoted(value)} is no reference: enter a dollar and the contentId of an earlier item, such as $1, and nothing else.`,
      );
    }
    const key = named("Entity ID", name, () => parseRecordKey(value));
    if (cannotTravelInUrl(key)) {
      throw invalidInput(
        `'${name}' has a value that Dataverse does not take in a batch, because it holds one of / < > * % & : \\ ? +. Use the record's GUID.`,
      );
    }
    return key;
  });

/** The entity set that a key names beside the record, as in `accounts(…)`; undefined where it names none. */
export const entitySetInKey = (value: unknown): string | undefined => {
  try {
    return parseRecordKey(value).entitySet;
  } catch (error) {
    if (error instanceof DataverseError) {
      return undefined;
    }
    throw error;
  }
};

/** A parser calls what it reads by the label of the input that other actions have for it. */
const named = <Value>(label: string, name: string, read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    throw error instanceof DataverseError && error.message.startsWith(label)
      ? invalidInput(`'${name}'${error.message.slice(label.length)}`)
      : error;
  }
};
