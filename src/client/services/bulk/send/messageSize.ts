import { DataverseError } from "../../../errors.ts";
import { errorSentence } from "../../../http/errorSentence.ts";

/**
 * Dataverse takes messages of up to 116.85 MB where plug-ins run (Microsoft, "Use bulk operation messages"); far below
 * that, a request still ends within its time, and eight of them fit into the memory of the platform's runner.
 */
const MOST_BYTES = 16 * 1024 * 1024;

/** Refuses a request of several records that is too large, as Dataverse would, so that it goes in halves. */
export const checkSize = (operation: string, parts: readonly string[]): void => {
  const bytes = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  if (parts.length > 1 && bytes > MOST_BYTES) {
    const what = `${parts.length} records together are ${Math.ceil(bytes / 2 ** 20)} MB`;
    throw new DataverseError(errorSentence({ operation, what }), { kind: "tooLarge", operation });
  }
};
