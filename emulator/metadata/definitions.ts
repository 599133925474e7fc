import { DataverseError } from "../errors/dataverseError.ts";
import { methodNotAllowed } from "../errors/refusals.ts";
import type { Segment } from "../odata/requestPath.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import type { Answer } from "../server/message.ts";
import { answerMetadataChanges } from "./changes/metadataChanges.ts";
import { csdlOf } from "./csdl/csdl.ts";
import { answerMetadata, type WritersBySet } from "./metadataResource.ts";
import { choiceWriters } from "./writing/choiceWriters.ts";
import { columnWriters } from "./writing/columnWriters.ts";
import { keyWriters } from "./writing/keyWriters.ts";
import { bodyOf, metadataMessages } from "./writing/optionMessages.ts";
import { relationshipWriters } from "./writing/relationshipWriters.ts";
import { tableWriters } from "./writing/tableWriters.ts";

const writers: WritersBySet = {
  EntityDefinitions: tableWriters,
  Attributes: columnWriters,
  Keys: keyWriters,
  RelationshipDefinitions: relationshipWriters,
  GlobalOptionSetDefinitions: choiceWriters,
};

const sets: ReadonlySet<string> = new Set([
  "EntityDefinitions",
  "RelationshipDefinitions",
  "GlobalOptionSetDefinitions",
]);

const answerCsdl = (session: Session): Answer => {
  if (session.request.method !== "GET") {
    throw methodNotAllowed(session.request.method);
  }
  requireOptions(session.request.options, []);
  return {
    status: 200,
    headers: { "Content-Type": "application/xml" },
    body: csdlOf(session.dataverse.schema, session.request.options.get("annotations") === "true"),
  };
};

/** An operation called with the wrong verb is a resource that does not exist. */
const noSuchResource = ({ request: { url } }: Session): DataverseError =>
  new DataverseError(404, "", `No HTTP resource was found that matches the request URI '${url}'.`);

const answerMessage = (session: Session, name: string): Answer => {
  const message = Object.hasOwn(metadataMessages, name) ? metadataMessages[name] : undefined;
  if (message === undefined || session.request.method !== "POST") {
    throw noSuchResource(session);
  }
  return message(session, bodyOf(session, name), name);
};

/** Answers what is about definitions below the root; undefined when the URL is about something else. */
export const answerDefinitions = (session: Session, segments: readonly Segment[]): Answer | undefined => {
  const [first, ...rest] = segments;
  const name = first?.name ?? "";
  if (sets.has(name)) {
    return answerMetadata(session, segments, writers);
  }
  if (name === "RetrieveMetadataChanges" && rest.length === 0) {
    if (session.request.method !== "GET") {
      throw noSuchResource(session);
    }
    return answerMetadataChanges(session, first?.arguments);
  }
  if (rest.length > 0 || first?.arguments !== undefined) {
    return undefined;
  }
  if (name === "$metadata") {
    return answerCsdl(session);
  }
  return Object.hasOwn(metadataMessages, name) ? answerMessage(session, name) : undefined;
};
