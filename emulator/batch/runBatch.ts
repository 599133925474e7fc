import { DataverseError } from "../errors/dataverseError.ts";
import { notImplemented } from "../errors/refusals.ts";
import type { Dataverse } from "../organization/dataverse.ts";
import { runUnit } from "../organization/unit.ts";
import type { Answer } from "../server/message.ts";
import type { WireRequest } from "../server/wireRequest.ts";
import { type Batch, type BatchItem, type Operation, operationsOf } from "./batch.ts";
import { UnknownReference } from "./batchError.ts";
import { type BatchAddress, innerRequest } from "./innerRequest.ts";
import { type Locate, resolveReferences } from "./references.ts";
import { batchResponse, changeSetPart, responsePart } from "./responsePart.ts";

/** How a batch has its operations carried out. */
export interface BatchRoom {
  readonly dataverse: Dataverse;
  /** Scheme and host of the environment. */
  readonly resource: string;
  /** Carries out one request without a transaction of its own. Refusals are thrown. */
  readonly carryOut: (request: WireRequest) => Promise<Answer>;
  /** The answer to a refused request. */
  readonly refuse: (error: unknown, request: Pick<WireRequest, "header">) => Answer;
}

interface Run {
  readonly room: BatchRoom;
  readonly address: BatchAddress;
  /** The operation whose body the service cannot read because of the line breaks of the batch. */
  readonly unreadable: Operation | undefined;
}

interface Outcome {
  readonly status: number;
  readonly part: Buffer;
}

const entitySetOf = (target: string): string =>
  /^(?:https?:\/\/[^/]+)?(?:\/api\/data\/v9\.\d\/|\/)?([^/?(]*)/i.exec(target)?.[1] ?? "";

/** Microsoft, Troubleshoot Dataverse Web API client errors: what becomes of line endings other than CRLF. */
const notReadable = ({ target }: Operation): DataverseError =>
  new DataverseError(
    400,
    "0x80048d19",
    `Error identified in Payload provided by the user for Entity :'${entitySetOf(target)}', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : System.ArgumentException: Stream was not readable.`,
  );

const perform = async (run: Run, operation: Operation, locate: Locate): Promise<Answer> => {
  if (operation === run.unreadable) {
    throw notReadable(operation);
  }
  return run.room.carryOut(innerRequest(run.address, resolveReferences(operation, locate)));
};

/** The answer to a refusal. A reference that leads nowhere is no answer of a part: it ends the whole batch. */
const refusal = ({ room }: Run, error: unknown, { headers }: Operation): Answer => {
  if (error instanceof UnknownReference) {
    throw error;
  }
  return room.refuse(error, { header: (name) => headers.get(name.toLowerCase()) });
};

const noReferences: Locate = (contentId) => {
  throw new UnknownReference(contentId);
};

/** One operation on its own is one transaction; reading needs none. */
const performAlone = async (run: Run, operation: Operation, locate: Locate): Promise<Answer> => {
  const work = () => perform(run, operation, locate);
  try {
    return await (operation.method === "GET" ? work() : runUnit(run.room.dataverse, work));
  } catch (error) {
    return refusal(run, error, operation);
  }
};

const runOperation = async (run: Run, operation: Operation): Promise<Outcome> => {
  const answer = await performAlone(run, operation, noReferences);
  return { status: answer.status, part: responsePart(answer, operation.contentId) };
};

const wrap = (answers: readonly (readonly [Operation, Answer])[], status: number): Outcome => ({
  status,
  part: changeSetPart(answers.map(([operation, answer]) => responsePart(answer, operation.contentId))),
});

/** The URLs of what was created so far. An answer with the record in its body has no URL to refer to. */
const createLocations = () => {
  const known = new Map<string, string>();
  return {
    locate: (contentId: string): string => known.get(contentId) ?? noReferences(contentId),
    note: ({ contentId }: Operation, { headers }: Answer): void => {
      const url = headers["OData-EntityId"];
      if (contentId !== undefined && typeof url === "string") {
        known.set(contentId, url);
      }
    },
  };
};

type Failure = readonly [Operation, Answer];

/** A change set: all or nothing, and a failure is one answer for all of it. */
const runAtomic = async (run: Run, operations: readonly Operation[]): Promise<Outcome> => {
  const { locate, note } = createLocations();
  const answers: Failure[] = [];
  let failure: Failure | undefined;
  const work = async (): Promise<Answer> => {
    for (const operation of operations) {
      const answer = await perform(run, operation, locate).catch((error: unknown) =>
        refusal(run, error, operation),
      );
      if (answer.status >= 400) {
        failure = [operation, answer];
        throw new Error("The change set is taken back.");
      }
      note(operation, answer);
      answers.push([operation, answer]);
    }
    return { status: 200, headers: {} };
  };
  try {
    await runUnit(run.room.dataverse, work);
  } catch (error) {
    if (failure === undefined) {
      throw error;
    }
    return wrap([failure], failure[1].status);
  }
  return wrap(answers, 200);
};

/** Elastic tables know no transactions: what came before a failure stays (Microsoft, Elastic tables for developers). */
const runElastic = async (run: Run, operations: readonly Operation[]): Promise<Outcome> => {
  const { locate, note } = createLocations();
  const answers: Failure[] = [];
  for (const operation of operations) {
    const answer = await performAlone(run, operation, locate);
    if (answer.status >= 400) {
      return wrap([[operation, answer]], answer.status);
    }
    note(operation, answer);
    answers.push([operation, answer]);
  }
  return wrap(answers, 200);
};

const isElastic = ({ room }: Run, { target }: Operation): boolean =>
  room.dataverse.schema.byEntitySet.get(entitySetOf(target))?.definition.tableType === "Elastic";

const runChangeSet = async (run: Run, operations: readonly Operation[]): Promise<Outcome> => {
  const elastic = operations.filter((operation) => isElastic(run, operation));
  const [first] = elastic;
  if (first === undefined) {
    return runAtomic(run, operations);
  }
  if (elastic.length < operations.length) {
    const error = notImplemented("a change set over elastic and other tables together");
    return wrap([[first, refusal(run, error, first)]], error.status);
  }
  return runElastic(run, operations);
};

const runItem = (run: Run, item: BatchItem): Promise<Outcome> =>
  item.kind === "operation" ? runOperation(run, item.operation) : runChangeSet(run, item.operations);

/**
 * Carries out a batch in order. It ends at the first failure, whose status becomes that of the batch, unless the client
 * prefers to go on (Microsoft, Execute batch operations using the Web API).
 */
export const runBatch = async (
  room: BatchRoom,
  address: BatchAddress,
  { batch, continues }: { readonly batch: Batch; readonly continues: boolean },
): Promise<Answer> => {
  const unreadable = batch.readable ? undefined : operationsOf(batch.items).at(-1);
  const run = { room, address, unreadable };
  const parts: Buffer[] = [];
  for (const item of batch.items) {
    const { status, part } = await runItem(run, item);
    parts.push(part);
    if (status >= 400 && !continues) {
      return batchResponse(status, parts);
    }
  }
  return batchResponse(200, parts);
};
