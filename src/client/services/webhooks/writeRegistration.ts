import { DataverseError } from "../../errors.ts";
import type { Records } from "../records/records.ts";
import type { Plan } from "./plan.ts";
import { type Image, imageTypes, postOperation, type Step } from "./registration.ts";

type Values = Readonly<Record<string, unknown>>;

/** The tables of a registration with the columns of their ids. */
const ids = {
  serviceendpoints: "serviceendpointid",
  sdkmessageprocessingsteps: "sdkmessageprocessingstepid",
  sdkmessageprocessingstepimages: "sdkmessageprocessingstepimageid",
} as const;

export type RegistrationTable = keyof typeof ids;

export const createIn = async (
  records: Records,
  table: RegistrationTable,
  values: Values,
): Promise<string> => {
  const record = await records.create(table, { values, textValues: {} });
  return String(record[ids[table]]);
};

const at = (entityType: RegistrationTable, id: string) => ({ entityType, key: { kind: "id", id } as const });

export const updateIn = async (
  records: Records,
  { table, id }: { readonly table: RegistrationTable; readonly id: string },
  values: Values,
): Promise<void> => {
  await records.update(at(table, id), { values, textValues: {} });
};

/** What is gone already is fine. */
export const deleteIn = async (records: Records, table: RegistrationTable, id: string): Promise<void> => {
  try {
    await records.delete(at(table, id));
  } catch (error) {
    if (!(error instanceof DataverseError && error.kind === "notFound")) throw error;
  }
};

/** Microsoft, "Register a plug-in": the property of the message that holds the record. */
const propertyOf = (message: Step["message"]): string => (message === "Create" ? "Id" : "Target");

const createImage = (
  records: Records,
  stepId: string,
  { message, image }: { readonly message: Step["message"]; readonly image: Image },
): Promise<string> =>
  createIn(records, "sdkmessageprocessingstepimages", {
    name: image.alias,
    entityalias: image.alias,
    imagetype: imageTypes[image.alias],
    messagepropertyname: propertyOf(message),
    attributes: image.attributes,
    "sdkmessageprocessingstepid@odata.bind": `/sdkmessageprocessingsteps(${stepId})`,
  });

/** The system jobs of deliveries that succeeded go away, as a million of them would fill the environment. */
const createStep = async (records: Records, endpointId: string, step: Step): Promise<void> => {
  const { message, table, messageId, filterId, mode, filteringAttributes, images } = step;
  const id = await createIn(records, "sdkmessageprocessingsteps", {
    name: `Record Change Webhook: ${message}${table === null ? "" : ` of ${table}`}`,
    stage: postOperation,
    mode,
    rank: 1,
    supporteddeployment: 0,
    asyncautodelete: mode === 1,
    ...(filteringAttributes !== null && { filteringattributes: filteringAttributes }),
    "eventhandler_serviceendpoint@odata.bind": `/serviceendpoints(${endpointId})`,
    "sdkmessageid@odata.bind": `/sdkmessages(${messageId})`,
    ...(filterId !== null && { "sdkmessagefilterid@odata.bind": `/sdkmessagefilters(${filterId})` }),
  });
  for (const image of images) {
    await createImage(records, id, { message, image });
  }
};

/**
 * Carries out a plan: what is new first and what is not wanted last, so that no event is lost between them. The client's
 * lane lets through as many requests at once as it should. Waits for all of them, so that a failure leaves none under way.
 */
export const carryOut = async (records: Records, endpointId: string, plan: Plan): Promise<void> => {
  await all([
    ...plan.createSteps.map((step) => createStep(records, endpointId, step)),
    ...plan.createImages.map(({ stepId, ...image }) => createImage(records, stepId, image)),
    ...plan.updateSteps.map(({ id, columns }) =>
      updateIn(records, { table: "sdkmessageprocessingsteps", id }, columns),
    ),
    ...plan.updateImages.map(({ id, attributes }) =>
      updateIn(records, { table: "sdkmessageprocessingstepimages", id }, { attributes }),
    ),
  ]);
  await all(plan.deleteImages.map((id) => deleteIn(records, "sdkmessageprocessingstepimages", id)));
  await deleteSteps(records, plan.deleteSteps);
};

/** Their images go with them. */
export const deleteSteps = (records: Records, steps: readonly string[]): Promise<void> =>
  all(steps.map((id) => deleteIn(records, "sdkmessageprocessingsteps", id)));

const all = async (calls: readonly Promise<unknown>[]): Promise<void> => {
  const failed = (await Promise.allSettled(calls)).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
};
