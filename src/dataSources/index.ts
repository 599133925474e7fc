import { alternateKeys } from "./alternateKeys.ts";
import { attributes } from "./attributes.ts";
import { choiceValues } from "./choiceValues.ts";
import { entities } from "./entities.ts";
import { entityTypes } from "./entityTypes.ts";
import { fieldMapping } from "./fieldMapping.ts";
import { getEntitiesMetaData } from "./getEntitiesMetaData.ts";
import { records } from "./records.ts";
import { users } from "./users.ts";

/** Every data source by its public key. */
export const dataSources = {
  entityTypes,
  entities,
  attributes,
  getEntitiesMetaData,
  fieldMapping,
  records,
  choiceValues,
  alternateKeys,
  users,
};
