import { z } from "zod";

/** What names a flow of an instance. */
export interface FlowPlace {
  readonly flow: { readonly stableId: string };
  readonly instance: { readonly id: string };
}

const stateShape = z.object({
  endpointId: z.string(),
  secret: z.string().min(1),
  tables: z.array(z.object({ logicalName: z.string(), entitySet: z.string() })),
  userId: z.string().optional(),
});

/** What a deployment keeps for the events that follow. */
export type RegistrationState = z.infer<typeof stateShape>;

/** The state is shared by all flows of an instance. */
const stateKey = ({ flow }: FlowPlace): string => `recordChangeWebhook:${flow.stableId}`;

/** Undefined when there is none, or none that can be read. */
export const readState = (
  context: FlowPlace & { readonly crossFlowState?: Readonly<Record<string, unknown>> },
): RegistrationState | undefined => {
  const parsed = stateShape.safeParse(context.crossFlowState?.[stateKey(context)]);
  return parsed.success ? parsed.data : undefined;
};

/** The part of the state to give back: the platform keeps the keys that it does not name. */
export const stateToKeep = (place: FlowPlace, state: RegistrationState | null) => ({
  crossFlowState: { [stateKey(place)]: state },
});

/** The same for every deployment of the flow, so that a registration is found again without the state. */
export const registrationName = ({ flow, instance }: FlowPlace): string =>
  `Record Change Webhook ${instance.id}/${flow.stableId}`;
