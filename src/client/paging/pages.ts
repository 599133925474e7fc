import { DataverseError } from "../errors.ts";
import { errorSentence } from "../http/errorSentence.ts";

export interface Page {
  readonly "@odata.nextLink"?: string | undefined;
}

export interface PagingStart {
  /** What the pages are read for, as the start of an error sentence. */
  readonly operation: string;
  /** The next link to go on from; the first page when absent. */
  readonly from?: string | undefined;
}

/**
 * Yields pages until the server sends no next link. Each link is handed to `getPage` exactly as it came, because it is
 * opaque and breaks when it is re-encoded (Microsoft, "Page results using OData"). There is no cap; a server that sends
 * a link for the second time would be followed for ever, so that is an error.
 */
export async function* pages<P extends Page>(
  getPage: (link: string | undefined) => Promise<P>,
  { operation, from }: PagingStart,
): AsyncGenerator<P, void, undefined> {
  const followed = new Set<string>();
  let link = from;
  for (;;) {
    const page = await getPage(link);
    const next = page["@odata.nextLink"];
    if (link !== undefined) {
      followed.add(link);
    }
    if (next !== undefined && followed.has(next)) {
      throw new DataverseError(
        errorSentence({
          operation,
          what: "Dataverse sent the same next page link twice, so the remaining records cannot be reached",
        }),
        { kind: "unexpectedAnswer", operation },
      );
    }
    yield page;
    if (next === undefined) {
      return;
    }
    link = next;
  }
}
