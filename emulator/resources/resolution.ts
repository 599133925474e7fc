import type { Session } from "../organization/session.ts";
import type { Resolution } from "../records/reference.ts";

/** Where the references in a request's body are resolved. */
export const resolutionOf = ({ dataverse, request }: Session): Resolution => ({
  store: dataverse.store,
  root: request.root,
});
