import type { Batch, Operation } from "./batch.ts";
import { UnknownReference } from "./batchError.ts";

/** The URL of what an earlier operation of the change set created, by its Content-ID. */
export type Locate = (contentId: string) => string;

/** `$1` at the beginning of a URL, alone or before a slash, also written below the service root. */
const urlReference = /^(?:https?:\/\/[^/]+)?(?:\/api\/data\/v9\.\d\/|\/)?\$([A-Za-z0-9._~-]+)(?=[/?]|$)/;

/** Segments of the service that begin like a reference. */
const systemSegments: ReadonlySet<string> = new Set(["metadata", "batch", "entity", "crossjoin", "all"]);

const resolveUrl = (target: string, locate: Locate): string => {
  const resolved = target.replace(urlReference, (text, contentId: string) =>
    systemSegments.has(contentId) ? text : locate(contentId),
  );
  return resolved.replace(
    /([?&]\$id=)\$([A-Za-z0-9._~-]+)/,
    (_, option: string, contentId: string) => `${option}${locate(contentId)}`,
  );
};

/** A JSON string, and the colon after it when it is the name of a member. */
const jsonText = /"((?:[^"\\]|\\.)*)"(\s*:)?/g;

const valueReference = /^\$([A-Za-z0-9._~-]+)(?=\/|$)/;

/** Replaces references in the values of `@odata.bind` and `@odata.id`, and nothing else of the text. */
const resolveBody = (body: string, locate: Locate): string => {
  let name = "";
  return body.replace(jsonText, (whole: string, text: string, colon: string | undefined) => {
    if (colon !== undefined) {
      name = text;
      return whole;
    }
    const isLink = name.endsWith("@odata.bind") || name === "@odata.id";
    return isLink ? `"${text.replace(valueReference, (_, contentId: string) => locate(contentId))}"` : whole;
  });
};

const isJson = ({ headers }: Operation): boolean => /json|^$/i.test(headers.get("content-type") ?? "");

/** The operation with its references replaced by URLs (Microsoft, Reference URIs in an operation). */
export const resolveReferences = (operation: Operation, locate: Locate): Operation => {
  const body =
    isJson(operation) && operation.body.includes('"$')
      ? Buffer.from(resolveBody(operation.body.toString("utf8"), locate))
      : operation.body;
  return { ...operation, target: resolveUrl(operation.target, locate), body };
};

/** Refuses references to anything but earlier operations of the same change set, before anything is carried out. */
export const checkReferences = ({ items }: Batch): void => {
  for (const item of items) {
    const declared = new Set<string>();
    for (const operation of item.kind === "operation" ? [item.operation] : item.operations) {
      resolveReferences(operation, (contentId) => {
        if (!declared.has(contentId)) {
          throw new UnknownReference(contentId);
        }
        return "";
      });
      declared.add(operation.contentId ?? "");
    }
  }
};
