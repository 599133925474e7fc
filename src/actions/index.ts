import { queryEntities } from "./queries/queryEntities.ts";
import { createEntity } from "./records/createEntity.ts";
import { deleteEntity } from "./records/deleteEntity.ts";
import { getEntity } from "./records/getEntity.ts";
import { updateEntity } from "./records/updateEntity.ts";
import { upsertEntity } from "./records/upsertEntity.ts";
import { getCurrentUser } from "./users/getCurrentUser.ts";

/** Every action by its public key; the order is the order in which the designer lists them. */
export const actions = {
  queryEntities,
  getEntity,
  createEntity,
  updateEntity,
  upsertEntity,
  deleteEntity,
  getCurrentUser,
};
