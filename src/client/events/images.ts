import { isJsonObject, type JsonObject } from "../services/jsonObject.ts";
import { entriesIn, objectOf } from "./contractMembers.ts";
import { plainColumns } from "./plainValue.ts";

/** The record as images show it, by the alias each image was registered with. */
export type Images = Readonly<Record<string, JsonObject>>;

const imagesOf = (list: unknown, read: (image: JsonObject) => JsonObject): Images =>
  Object.fromEntries(
    Object.entries(objectOf(entriesIn(list))).flatMap(([alias, image]) =>
      isJsonObject(image) ? [[alias, read(image)]] : [],
    ),
  );

/** The columns of each image as plain values. */
export const imageColumns = (list: unknown): Images => imagesOf(list, plainColumns);

/** The texts that Dataverse shows for the values of an entity: labels, formatted amounts and dates, names. */
export const formattedColumns = (entity: JsonObject): JsonObject =>
  objectOf(entriesIn(entity["FormattedValues"]));

export const imageTexts = (list: unknown): Images => imagesOf(list, formattedColumns);

/** Dataverse adds this one to asynchronous steps by itself, with the record's name (seen in Microsoft's sample). */
const automaticAlias = "AsynchronousStepPrimaryName";

/**
 * The image when the step has just one, so that a flow need not know its alias; else null. The one that Dataverse adds
 * counts only when it is alone.
 */
export const onlyImage = (images: Images): JsonObject | null => {
  const { [automaticAlias]: automatic = null, ...registered } = images;
  const [image = automatic, ...more] = Object.values(registered);
  return more.length === 0 ? image : null;
};
