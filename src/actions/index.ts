import { batchEntityActions } from "./batch/batchEntityActions.ts";
import { createEntities } from "./bulk/createEntities.ts";
import { deleteEntities } from "./bulk/deleteEntities.ts";
import { updateEntities } from "./bulk/updateEntities.ts";
import { upsertEntities } from "./bulk/upsertEntities.ts";
import { createAttribute } from "./metadata/attributes/createAttribute.ts";
import { getAttribute } from "./metadata/attributes/getAttribute.ts";
import { listAttributesAction } from "./metadata/attributes/listAttributesAction.ts";
import { queryAttributes } from "./metadata/attributes/queryAttributes.ts";
import { updateAttribute } from "./metadata/attributes/updateAttribute.ts";
import { getEntitiesMetaData } from "./metadata/getEntitiesMetaData.ts";
import { getEntityMetaData } from "./metadata/getEntityMetaData.ts";
import { listEntities } from "./metadata/listEntities.ts";
import { listEntitiesAction } from "./metadata/listEntitiesAction.ts";
import { fetchXml } from "./queries/fetchXml.ts";
import { queryEntities } from "./queries/queryEntities.ts";
import { rawRequest } from "./raw/rawRequest.ts";
import { rawRequestV2 } from "./raw/rawRequestV2.ts";
import { createEntity } from "./records/createEntity.ts";
import { deleteEntity } from "./records/deleteEntity.ts";
import { getEntity } from "./records/getEntity.ts";
import { updateEntity } from "./records/updateEntity.ts";
import { upsertEntity } from "./records/upsertEntity.ts";
import { getCurrentUser } from "./users/getCurrentUser.ts";

/** Every action by its public key, in the order of the documentation: that of their labels. */
export const actions = {
  batchEntityActions,
  createAttribute,
  createEntities,
  createEntity,
  deleteEntities,
  deleteEntity,
  getAttribute,
  getCurrentUser,
  getEntitiesMetaData,
  getEntity,
  getEntityMetaData,
  listAttributesAction,
  listEntitiesAction,
  queryAttributes,
  queryEntities,
  rawRequest,
  fetchXml,
  updateAttribute,
  updateEntities,
  updateEntity,
  upsertEntities,
  upsertEntity,
  listEntities,
  rawRequestV2,
};
