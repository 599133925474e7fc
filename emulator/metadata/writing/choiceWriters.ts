import { payloadError } from "../../errors/refusals.ts";
import type { Edit } from "../../organization/catalog.ts";
import type { GlobalChoiceDefinition } from "../../schema/model.ts";
import { noContent } from "../../server/message.ts";
import { globalChoiceId } from "../kinds/optionSetKind.ts";
import { findItem } from "../listing.ts";
import { choiceListing } from "../listings.ts";
import type { Writers } from "../metadataResource.ts";
import {
  bodyType,
  checkSchemaName,
  type Json,
  mergeTranslations,
  objectAt,
  parseBody,
  readLabel,
  requiredText,
} from "./body.ts";
import { inUse } from "./columnWriters.ts";
import { created, keepsLabels, replaced } from "./created.ts";
import { readOptions } from "./optionBody.ts";
import { nameTaken } from "./tableWriters.ts";

export const putChoice =
  (choice: GlobalChoiceDefinition): Edit =>
  (definitions) => ({
    ...definitions,
    choices: new Map(definitions.choices).set(choice.name, choice),
  });

const removeChoice =
  (name: string): Edit =>
  (definitions) => ({
    ...definitions,
    choices: new Map([...definitions.choices].filter(([known]) => known !== name)),
  });

const choiceBody = (text: string): Json => {
  const json = parseBody("GlobalOptionSetDefinitions", text);
  if (bodyType(json) !== "OptionSetMetadata") {
    throw payloadError(
      "GlobalOptionSetDefinitions",
      "The annotation 'odata.type' must name Microsoft.Dynamics.CRM.OptionSetMetadata.",
    );
  }
  return json;
};

const labelsOf = (json: Json, before: GlobalChoiceDefinition | undefined, keepsOthers: boolean) => {
  const [label, description] = [
    readLabel(objectAt(json, "DisplayName")),
    readLabel(objectAt(json, "Description")),
  ];
  return {
    label: label.text ?? "",
    ...(description.text !== undefined && { description: description.text }),
    translations: mergeTranslations(before?.translations, { label, description }, keepsOthers),
  };
};

export const choiceWriters: Writers = {
  create: (session) => {
    const json = choiceBody(session.request.body);
    const name = requiredText(json, "Name");
    checkSchemaName(name);
    const { catalog } = session.dataverse;
    if (catalog.published().choices.has(name.toLowerCase())) {
      throw nameTaken(name);
    }
    const choice: GlobalChoiceDefinition = {
      name: name.toLowerCase(),
      custom: true,
      choices: readOptions(json),
      ...labelsOf(json, undefined, false),
    };
    catalog.change(putChoice(choice));
    return created(session, globalChoiceId(choice.name));
  },
  replace: (session, key) => {
    const { name } = findItem(choiceListing(session), key);
    const json = choiceBody(session.request.body);
    const { catalog } = session.dataverse;
    const before = catalog.draft().choices.get(name);
    if (before !== undefined) {
      const { description, ...rest } = before;
      catalog.propose(putChoice({ ...rest, ...labelsOf(json, before, keepsLabels(session)) }));
    }
    return replaced(session);
  },
  remove: (session, key) => {
    const { name, custom } = findItem(choiceListing(session), key);
    const { catalog } = session.dataverse;
    const user = [...catalog.published().tables.values()].find(({ columns }) =>
      columns.some(({ globalChoices }) => globalChoices === name),
    );
    if (!custom || user !== undefined) {
      throw inUse(`OptionSet(${name})`, user === undefined ? "the system" : `columns of ${user.logicalName}`);
    }
    catalog.change(removeChoice(name));
    return noContent();
  },
};
