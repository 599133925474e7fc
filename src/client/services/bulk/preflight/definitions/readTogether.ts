import { errorFromResponse } from "../../../../http/errorFromResponse.ts";
import type { DataverseRequest, DataverseResponse } from "../../../../http/message.ts";
import { isOfChangeSet, sendBatch, unreadableBatch } from "../../../batch/sendBatch.ts";
import type { ServiceContext } from "../../../serviceContext.ts";

/** A request that reads. */
export type Read = Pick<DataverseRequest, "operation" | "path">;

/** Sends reads as one `$batch` and gives the answer to each, in their order. Throws when one of them was refused. */
export const readTogether = async (
  context: ServiceContext,
  operation: string,
  reads: readonly Read[],
): Promise<readonly DataverseResponse[]> => {
  const { pathname } = new URL(context.serviceRoot);
  const answers = await sendBatch(context, {
    operation,
    parts: reads.map(({ path }) => ({ method: "GET", url: `${pathname}${path}`, headers: JSON_ANSWER })),
    repeat: "read",
    continueOnError: true,
  });
  return reads.map((read, index) => {
    const answer = answers[index];
    if (answer === undefined || isOfChangeSet(answer)) {
      throw unreadableBatch({ operation, repeat: "read" });
    }
    return accepted(read, answer);
  });
};

/** Headers of the batch do not apply to what is in it (Microsoft, "Compose HTTP requests and handle errors"). */
const JSON_ANSWER = { Accept: "application/json" };

const accepted = (read: Read, response: DataverseResponse): DataverseResponse => {
  if (response.status >= 300) {
    throw errorFromResponse({ ...read, method: "GET", repeat: "read" }, response, { now: 0 });
  }
  return response;
};
