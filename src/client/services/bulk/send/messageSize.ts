import { DataverseError } from "../../../errors.ts";
import { errorSentence } from "../../../http/errorSentence.ts";

/**
 * Dataverse takes messages of up to 116.85 MB where plug-ins run (Microsoft, "Use bulk operation messages"); far below
 * that, a request still ends within its time, and eight of them fit into the memory of the platform's runner.
 */
const MOST_BYTES = 16 * 1024 * 1024;

interface Sized {
  readonly operation: string;
  readonly records: number;
  readonly bodies: readonly string[];
}

/** Refuses a request of several records that is too large, as Dataverse would, so that it goes in halves. */
export const checkSize = ({ operation, records, bodies }: Sized): void => {
  const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
  if (records > 1 && bytes > MOST_BYTES) {
    const what = `${records} records together are ${Math.ceil(bytes / 2 ** 20)} MB`;
    throw new DataverseError(errorSentence({ operation, what }), { kind: "tooLarge", operation });
  }
};
