import { DataverseError } from "../errors/dataverseError.ts";

/** A batch the service cannot read: nothing of it is carried out, and the answer is an ordinary error, no multipart. */
export const unreadableBatch = (message: string): DataverseError => new DataverseError(400, "0x0", message);

/** A `$1` that names no earlier operation of the same change set, or one whose answer had no `OData-EntityId`. */
export class UnknownReference extends Error {
  constructor(contentId: string) {
    super(`Content-ID Reference: '$${contentId}' does not exist in the batch context.`);
    this.name = "UnknownReference";
  }
}
