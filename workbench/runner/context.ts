import { randomUUID } from "node:crypto";
import type { Logger } from "./logger.ts";

/** What outlives a step on the platform; a component may change these objects in place (polling triggers do). */
export interface PersistedState {
  readonly instanceState: Record<string, unknown>;
  readonly crossFlowState: Record<string, unknown>;
  readonly executionState: Record<string, unknown>;
  readonly integrationState: Record<string, unknown>;
}

export const emptyState = (): PersistedState => ({
  instanceState: {},
  crossFlowState: {},
  executionState: {},
  integrationState: {},
});

/**
 * Keeps the states that a step returned: their keys are added, others stay (the doc comments of Spectral's
 * `ActionPerformDataReturn`). It is assumed that the platform keeps nothing of a step that failed. The state of an
 * execution lasts as long as that of an instance here; the keys in it tell executions apart.
 */
export const keepReturned = (state: PersistedState, result: Readonly<Record<string, unknown>>): void => {
  Object.assign(state.instanceState, result["instanceState"]);
  Object.assign(state.crossFlowState, result["crossFlowState"]);
  Object.assign(state.executionState, result["executionState"]);
  Object.assign(state.integrationState, result["integrationState"]);
};

/** What the platform tells a step of where it is; a step that is run again finds the same. */
export interface StepPlace {
  readonly executionId?: string;
  readonly stepId?: string;
  readonly startedAt?: string;
  readonly executionFrame?: object;
}

export interface ContextOptions {
  readonly logger: Logger;
  readonly state: PersistedState;
  readonly configVars: Readonly<Record<string, unknown>>;
  readonly globalDebug: boolean;
  readonly isSimulatedTest?: boolean;
  /** Which run of which step this is. Default: the only run of a step in an execution of its own. */
  readonly place?: StepPlace | undefined;
  /** The flow's webhook URL. Default: one that nobody listens at. */
  readonly webhookUrl?: string | undefined;
}

export type PlatformContext = ReturnType<typeof createContext>;

const flowName = "Workbench flow";
const unheardUrl = "https://hooks.example.com/trigger/workbench";

/**
 * The context that the platform's runner hands to a perform function, before Spectral adds `debug` and `invokeFlow`
 * to it. Names and ids are made up; the memory is the platform's default for an instance.
 */
export const createContext = ({
  logger,
  state,
  configVars,
  globalDebug,
  isSimulatedTest = false,
  place,
  webhookUrl: invokeUrl = unheardUrl,
}: ContextOptions) => ({
  logger,
  ...state,
  configVars,
  components: {},
  stepId: randomUUID(),
  executionId: randomUUID(),
  webhookUrls: { [flowName]: invokeUrl },
  webhookApiKeys: {},
  invokeUrl,
  customer: { id: "customer-1", externalId: "workbench-customer", name: "Workbench customer" },
  instance: { id: "instance-1", name: "Workbench instance" },
  user: {
    id: "user-1",
    email: "workbench@example.com",
    name: "Workbench user",
    externalId: "workbench-user",
  },
  integration: { id: "integration-1", name: "Workbench", versionSequenceId: "1", externalVersion: "" },
  flow: { id: "flow-1", name: flowName, stableId: "workbench-flow" },
  startedAt: new Date().toISOString(),
  executionFrame: {},
  flowSchemas: {},
  isSimulatedTestExecution: isSimulatedTest,
  globalDebug,
  runnerAllocatedMemoryMb: 1024,
  ...place,
});
