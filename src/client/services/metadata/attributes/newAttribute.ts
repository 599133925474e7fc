import { quoted } from "../../../odata/names.ts";
import type { JsonObject } from "../../jsonObject.ts";
import { labelTexts, refusedBody, textMember, typeInBody, withNumbers, withType } from "./attributeBody.ts";
import { typeAdvice } from "./typeAdvice.ts";

/** The definition of an attribute to be created, checked as far as it can be without asking Dataverse. */
export interface NewAttribute {
  readonly schemaName: string;
  /** In lower case, which is how Dataverse makes it from the schema name. */
  readonly logicalName: string;
  readonly body: JsonObject;
}

/**
 * The prefix of a publisher is 2 to 8 letters and digits, begins with a letter and is not "mscrm" (Microsoft, "Create a
 * publisher": customization prefix).
 */
const prefixed = /^(?!mscrm)[a-z][a-z0-9]{1,7}_[a-z0-9_]+$/i;

/** Reads the body of a new attribute; throws `invalidInput` that names the member which is missing or wrong. */
export const parseNewAttribute = (body: JsonObject): NewAttribute => {
  if (Object.keys(body).length === 0) {
    throw refusedBody("is empty. Enter the definition of the attribute, as in the input's default.");
  }
  const schemaName = schemaNameIn(body);
  const typed = withCreatableType(body);
  checkLabels(body);
  return {
    schemaName,
    logicalName: schemaName.toLowerCase(),
    body: { ...withNumbers(typed), SchemaName: schemaName },
  };
};

const schemaNameIn = (body: JsonObject): string => {
  const schemaName = textMember(body, "SchemaName");
  if (schemaName === undefined) {
    throw refusedBody(
      "has no SchemaName. Add one such as new_Balance: the prefix of the publisher, an underscore and a name.",
    );
  }
  if (!prefixed.test(schemaName)) {
    throw refusedBody(
      `has the SchemaName ${quoted(schemaName)}, which is not the prefix of a publisher, an underscore and a name of letters, digits and underscores. Enter one such as new_Balance.`,
    );
  }
  return schemaName;
};

const lookupForm =
  "A lookup is created together with its relationship: send its definition to RelationshipDefinitions with the action [CRM] Raw Request.";

const withCreatableType = (body: JsonObject): JsonObject => {
  const type = typeInBody(body);
  if (type === undefined) {
    throw refusedBody(
      'does not say which type the attribute has. Add its @odata.type, such as "@odata.type": "Microsoft.Dynamics.CRM.MoneyAttributeMetadata".',
    );
  }
  if (type.metadataType === "LookupAttributeMetadata") {
    throw refusedBody(`has the type ${type.name}. ${lookupForm}`);
  }
  if (type.metadataType === undefined) {
    throw refusedBody(
      `has the type ${type.name}, which does not say what the attribute holds, so none can be created. ${typeAdvice("")}`,
    );
  }
  return withType(body, type, type.metadataType);
};

const checkLabels = (body: JsonObject): void => {
  if (body["DisplayName"] === undefined || body["DisplayName"] === null) {
    throw refusedBody(
      'has no DisplayName. Add one such as {"LocalizedLabels":[{"Label":"Balance","LanguageCode":1033}]}.',
    );
  }
  if (labelTexts(body, "DisplayName").length === 0) {
    throw refusedBody("has a DisplayName without a text. Add one in the language of the environment.");
  }
  if (body["Description"] !== undefined && body["Description"] !== null) {
    labelTexts(body, "Description");
  }
};
