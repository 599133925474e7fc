import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Plan, planSteps } from "../../../../src/client/services/webhooks/plan.ts";
import {
  imageTypes,
  postOperation,
  type RegisteredStep,
  type Step,
} from "../../../../src/client/services/webhooks/registration.ts";

const columns = fc.option(fc.constantFrom("name", "telephone1, name", "name,telephone1", "fax"), {
  nil: null,
});

const wantedStep: fc.Arbitrary<Step> = fc.record({
  message: fc.constantFrom("Create", "Update", "Delete"),
  messageId: fc.constantFrom("m1", "m2", "m3"),
  filterId: fc.constantFrom("f1", "f2", null),
  table: fc.constant("account"),
  mode: fc.constantFrom(0, 1),
  filteringAttributes: columns,
  images: fc.uniqueArray(
    fc.record({ alias: fc.constantFrom("before" as const, "after" as const), attributes: columns }),
    {
      selector: ({ alias }) => alias,
    },
  ),
});
const wantedSteps = fc.uniqueArray(wantedStep, {
  selector: ({ messageId, filterId }) => `${messageId}/${filterId}`,
});

const registeredStep = (id: string): fc.Arbitrary<RegisteredStep> =>
  fc.record({
    id: fc.constant(id),
    messageId: fc.constantFrom("m1", "m2", "m3"),
    filterId: fc.constantFrom("f1", "f2", null),
    mode: fc.constantFrom(0, 1, null),
    stage: fc.constantFrom(10, postOperation, null),
    filteringAttributes: columns,
    isEnabled: fc.boolean(),
    images: fc
      .array(
        fc.record({
          alias: fc.constantFrom("before", "after", "mine"),
          type: fc.constantFrom(0, 1, null),
          attributes: columns,
        }),
        {
          maxLength: 3,
        },
      )
      .map((images) => images.map((image, index) => ({ ...image, id: `${id}-${index}` }))),
  });
const registeredSteps = fc
  .integer({ min: 0, max: 6 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => registeredStep(`s${index}`))));

/** What Dataverse holds after the writes, by code of its own. */
const applied = (plan: Plan, registered: readonly RegisteredStep[]): readonly RegisteredStep[] => {
  const image = ({ alias, attributes }: Step["images"][number], id: string) => ({
    id,
    alias,
    type: imageTypes[alias],
    attributes,
  });
  const kept = registered
    .filter(({ id }) => !plan.deleteSteps.includes(id))
    .map((step) => {
      const change = plan.updateSteps.find(({ id }) => id === step.id)?.columns ?? {};
      const images = step.images
        .filter(({ id }) => !plan.deleteImages.includes(id))
        .map((one) => ({ ...one, ...plan.updateImages.find(({ id }) => id === one.id) }));
      const added = plan.createImages
        .filter(({ stepId }) => stepId === step.id)
        .map((one, index) => image(one.image, `${step.id}+${index}`));
      const { mode, filteringattributes } = change;
      return {
        ...step,
        ...(typeof mode === "number" && { mode }),
        ...(filteringattributes !== undefined && {
          filteringAttributes: filteringattributes === null ? null : String(filteringattributes),
        }),
        ...("statecode" in change && { isEnabled: change["statecode"] === 0 }),
        images: [...images, ...added],
      };
    });
  const created = plan.createSteps.map((step, index) => ({
    ...step,
    id: `new${index}`,
    stage: postOperation,
    isEnabled: true,
    images: step.images.map((one, number) => image(one, `new${index}+${number}`)),
  }));
  return [...kept, ...created];
};

const isNothing = (plan: Plan): boolean => Object.values(plan).every((list) => list.length === 0);

describe("the plan of a deployment", () => {
  it("makes the registered steps those that are wanted, so that a second one has nothing to do", () => {
    fc.assert(
      fc.property(wantedSteps, registeredSteps, (wanted, registered) => {
        const after = applied(planSteps(wanted, registered), registered);
        expect(after).toHaveLength(wanted.length);
        expect(isNothing(planSteps(wanted, after))).toBe(true);
      }),
    );
  });

  it("removes every step when none is wanted, and touches only what is registered", () => {
    fc.assert(
      fc.property(registeredSteps, (registered) => {
        const { deleteSteps, ...others } = planSteps([], registered);
        expect(deleteSteps).toEqual(registered.map(({ id }) => id));
        expect(Object.values(others).flat()).toEqual([]);
      }),
    );
  });
});
