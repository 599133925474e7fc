import { type Image, imageTypes, postOperation, type RegisteredStep, type Step } from "./registration.ts";

/** Columns of a step that are to be changed. */
export interface StepChange {
  readonly id: string;
  readonly columns: Readonly<Record<string, string | number | null>>;
}

/** The writes that make the registered steps those that are wanted. Empty lists when they are already. */
export interface Plan {
  readonly createSteps: readonly Step[];
  readonly updateSteps: readonly StepChange[];
  readonly deleteSteps: readonly string[];
  readonly createImages: readonly {
    readonly stepId: string;
    readonly message: Step["message"];
    readonly image: Image;
  }[];
  readonly updateImages: readonly { readonly id: string; readonly attributes: string | null }[];
  readonly deleteImages: readonly string[];
}

/** Dataverse gives lists of columns as they were written, by hand with spaces and in any order. */
const columnsIn = (list: string | null): string =>
  (list ?? "")
    .split(",")
    .map((column) => column.trim().toLowerCase())
    .filter((column) => column !== "")
    .sort()
    .join();

const isSameList = (one: string | null, other: string | null): boolean => columnsIn(one) === columnsIn(other);

/** What tells steps apart: a message of a table has one step. A stage cannot be changed while there are images. */
const identity = ({ messageId, filterId }: Pick<Step, "messageId" | "filterId">): string =>
  `${messageId}/${filterId ?? ""}`;

const stepColumns = (step: Step, registered: RegisteredStep): StepChange["columns"] => ({
  ...(registered.mode !== step.mode && { mode: step.mode }),
  ...(!isSameList(registered.filteringAttributes, step.filteringAttributes) && {
    filteringattributes: step.filteringAttributes,
  }),
  ...(!registered.isEnabled && { statecode: 0, statuscode: 1 }),
});

const imagePlan = (step: Step, { id: stepId, images }: RegisteredStep) => {
  const pairs = step.images.map((image) => ({
    image,
    found: images.find(({ alias, type }) => alias === image.alias && type === imageTypes[image.alias]),
  }));
  const kept = new Set(pairs.map(({ found }) => found?.id));
  return {
    createImages: pairs.flatMap(({ image, found }) =>
      found === undefined ? [{ stepId, message: step.message, image }] : [],
    ),
    updateImages: pairs.flatMap(({ image, found }) =>
      found === undefined || isSameList(found.attributes, image.attributes)
        ? []
        : [{ id: found.id, attributes: image.attributes }],
    ),
    deleteImages: images.map(({ id }) => id).filter((id) => !kept.has(id)),
  };
};

/**
 * Compares the steps that are wanted with those of the endpoint. A second step for the same message and table is one too
 * many, since each of them would start the flow.
 */
export const planSteps = (wanted: readonly Step[], registered: readonly RegisteredStep[]): Plan => {
  const usable = registered.filter(({ stage }) => stage === postOperation);
  const pairs = wanted.map((step) => ({
    step,
    found: usable.find((candidate) => identity(candidate) === identity(step)),
  }));
  const kept = new Set(pairs.map(({ found }) => found?.id));
  const images = pairs.flatMap(({ step, found }) => (found === undefined ? [] : [imagePlan(step, found)]));
  return {
    createSteps: pairs.filter(({ found }) => found === undefined).map(({ step }) => step),
    updateSteps: pairs
      .flatMap(({ step, found }) =>
        found === undefined ? [] : [{ id: found.id, columns: stepColumns(step, found) }],
      )
      .filter(({ columns }) => Object.keys(columns).length > 0),
    deleteSteps: registered.map(({ id }) => id).filter((id) => !kept.has(id)),
    createImages: images.flatMap((plan) => plan.createImages),
    updateImages: images.flatMap((plan) => plan.updateImages),
    deleteImages: images.flatMap((plan) => plan.deleteImages),
  };
};
