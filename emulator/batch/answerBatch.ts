import { methodNotAllowed } from "../errors/refusals.ts";
import type { Answer } from "../server/message.ts";
import type { WireRequest } from "../server/wireRequest.ts";
import { UnknownReference } from "./batchError.ts";
import { readBatch } from "./readBatch.ts";
import { checkReferences } from "./references.ts";
import { type BatchRoom, runBatch } from "./runBatch.ts";

const continueOnError = /(?:^|,)\s*odata\.continue-on-error\s*(?:=\s*"?true"?\s*)?(?:[,;]|$)/i;

const servicePathOf = ({ url }: WireRequest): string =>
  /^\/api\/data\/v9\.\d\//.exec(url)?.[0] ?? "/api/data/v9.2/";

/**
 * Answers `POST $batch`. What makes the batch unreadable is refused with an ordinary error before anything is carried
 * out; a reference that leads nowhere with plain text (Microsoft, Execute batch operations using the Web API).
 */
export const answerBatch = async (wire: WireRequest, room: BatchRoom): Promise<Answer> => {
  if (wire.method !== "POST") {
    throw methodNotAllowed(wire.method);
  }
  const batch = readBatch(wire.header("content-type"), wire.bytes);
  const address = { resource: room.resource, servicePath: servicePathOf(wire) };
  const continues = continueOnError.test(wire.header("prefer") ?? "");
  try {
    checkReferences(batch);
    return await runBatch(room, address, { batch, continues });
  } catch (error) {
    if (error instanceof UnknownReference) {
      return { status: 400, headers: { "Content-Type": "text/plain" }, body: error.message };
    }
    throw error;
  }
};
