import { type ActionInputParameters, action, type Inputs, PerformSafety } from "@prismatic-io/spectral";
import type { z } from "zod";
import type { Client } from "../client/client.ts";
import type { RecordIds } from "../client/services/records/recordIds.ts";
import type { connection as connectionInput } from "../inputs/connection.ts";
import { withAbsentGroups } from "../platform/absentGroups.ts";
import { type ExecutionState, inInvocation } from "../platform/invocation.ts";
import { withClient } from "../platform/withClient.ts";
import { publishedSchema } from "./outputSchema.ts";

type WithConnection = Inputs & { readonly connection: typeof connectionInput };

/** An action as its file states it: what the designer shows, what it does with the client, and what comes out. */
interface DataverseAction<TInputs extends WithConnection, TOutput> {
  readonly display: { readonly label: string; readonly description: string };
  readonly inputs: TInputs;
  readonly run: (client: Client, inputs: ActionInputParameters<TInputs>) => Promise<TOutput>;
  /** `read`: the designer may run the action to fetch sample data. `write`: it must not. */
  readonly effect: "read" | "write";
  /** `ids`: for the records that it creates, so that the step creates none twice when it is run again. */
  readonly chooses?: "ids";
  /** Shape of the output, published as JSON Schema. */
  readonly output: z.ZodType;
  readonly example: TOutput;
}

/** What a step hands to the platform; with a content type, `data` is a file. */
interface StepResult {
  readonly data: unknown;
  readonly contentType?: string;
  /** For the platform to keep until the execution ends. */
  readonly executionState?: ExecutionState;
}

/** The frame every action shares: it makes the client from the connection, runs the action and wraps the result. */
export const dataverseAction = <TInputs extends WithConnection, TOutput>(
  definition: DataverseAction<TInputs, TOutput>,
) =>
  fileOrDataAction({
    ...definition,
    run: async (client, inputs) => ({ data: await definition.run(client, inputs) }),
    example: { data: definition.example },
  });

/** The same for an action whose result may be a file, so that it makes the whole result itself. */
export const fileOrDataAction = <TInputs extends WithConnection>(
  definition: DataverseAction<TInputs, StepResult>,
) =>
  action({
    display: definition.display,
    inputs: definition.inputs,
    perform: async (context, inputs): Promise<StepResult> => {
      const run = (recordIds?: RecordIds) =>
        withClient({ context, connection: inputs.connection, recordIds }, (client) =>
          definition.run(client, withAbsentGroups(definition.inputs, inputs)),
        );
      if (definition.chooses === undefined) {
        return run();
      }
      const { result, executionState } = await inInvocation(context, ({ recordIds }) => run(recordIds));
      return { ...result, executionState };
    },
    examplePayload: definition.example,
    outputSchema: publishedSchema(definition.output),
    ...(definition.effect === "read"
      ? { performSafety: PerformSafety.SAFE, examplePerform: async () => definition.example }
      : { performSafety: PerformSafety.NOT_ALLOWED }),
  });
