import { isJsonObject, type JsonObject } from "../services/jsonObject.ts";
import { changedColumns } from "./changedColumns.ts";
import { isoDate } from "./contractDate.ts";
import { entriesIn, idOrNull, textOrNull, valueIn } from "./contractMembers.ts";
import { formattedColumns, type Images, imageColumns, imageTexts, onlyImage } from "./images.ts";
import {
  plainColumns,
  plainMembers,
  plainReference,
  plainValue,
  type RecordReference,
} from "./plainValue.ts";

/** The texts Dataverse shows for values, each at the place where the event has the value. */
interface FormattedValues {
  readonly record: JsonObject;
  readonly preImage: JsonObject | null;
  readonly postImage: JsonObject | null;
  readonly preImages: Images;
  readonly postImages: Images;
}

/** What happened in Dataverse, as plain data. */
export interface WebhookEvent {
  /** The message: Create, Update, Delete, Associate, Disassociate, or the name of another message or custom action. */
  readonly operation: string;
  /** Logical name. */
  readonly table: string | null;
  /** Null where there is no record yet or none is meant: before a create, for an action without a table. */
  readonly id: string | null;
  readonly changedColumns: readonly string[];
  /** The columns that the create or update set, with those the system filled in; empty for other operations. */
  readonly record: JsonObject;
  /** The record before and after the operation, when the step has just one such image; else null. */
  readonly preImage: JsonObject | null;
  readonly postImage: JsonObject | null;
  readonly preImages: Images;
  readonly postImages: Images;
  readonly formattedValues: FormattedValues;
  /** Schema name; of Associate and Disassociate. */
  readonly relationship: string | null;
  readonly relatedRecords: readonly RecordReference[];
  /** The other input parameters of the message, such as those of a custom action. */
  readonly parameters: JsonObject;
  readonly outputs: JsonObject;
  readonly sharedVariables: JsonObject;
  /** The user as whom the step runs. */
  readonly userId: string | null;
  readonly initiatingUserId: string | null;
  readonly businessUnitId: string | null;
  readonly organizationId: string | null;
  readonly organizationName: string | null;
  readonly correlationId: string | null;
  readonly operationId: string | null;
  readonly requestId: string | null;
  /** The registered step that sent this. */
  readonly stepId: string | null;
  /** 1 for what a user or an application did, more for what custom logic did because of it. */
  readonly depth: number | null;
  readonly stage: string | null;
  readonly mode: string | null;
  /** ISO 8601, UTC. */
  readonly occurredOn: string | null;
  /** True when the message was over 256 KB and came without record, images and parameters. */
  readonly sizeExceeded: boolean;
}

/** Headers of a delivery by lower-case name. */
type Headers = ReadonlyMap<string, string>;

/** Microsoft, Understand the execution context. */
const stages: ReadonlyMap<unknown, string> = new Map([
  [10, "PreValidation"],
  [20, "PreOperation"],
  [40, "PostOperation"],
]);
const modes: ReadonlyMap<unknown, string> = new Map([
  [0, "Synchronous"],
  [1, "Asynchronous"],
]);

const numberOrNull = (value: unknown): number | null => (typeof value === "number" ? value : null);

const asObject = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/** Only an entity has attributes; the target of a delete or of an associate is a reference. */
const isEntity = (target: JsonObject): boolean => Array.isArray(target["Attributes"]);

const associations: ReadonlySet<string> = new Set(["Associate", "Disassociate"]);

type Relation = Pick<WebhookEvent, "relationship" | "relatedRecords">;

const relationOf = (input: unknown): Relation => {
  const related = valueIn(input, "RelatedEntities");
  return {
    relationship: textOrNull(plainValue(valueIn(input, "Relationship"))),
    relatedRecords: Array.isArray(related) ? related.filter(isJsonObject).map(plainReference) : [],
  };
};

/** What the input parameters hold that is not the record, its id or its relation. */
const otherParameters = (operation: string, input: unknown): JsonObject => {
  const isShown = ([name, value]: readonly [string, unknown]): boolean =>
    name === "Target"
      ? isJsonObject(value)
      : associations.has(operation) && (name === "Relationship" || name === "RelatedEntities");
  return plainMembers(entriesIn(input).filter((entry) => !isShown(entry)));
};

const imagesOf = ({ PreEntityImages, PostEntityImages }: JsonObject, record: JsonObject) => {
  const [preImages, postImages] = [imageColumns(PreEntityImages), imageColumns(PostEntityImages)];
  const texts = { pre: imageTexts(PreEntityImages), post: imageTexts(PostEntityImages) };
  return {
    preImage: onlyImage(preImages),
    postImage: onlyImage(postImages),
    preImages,
    postImages,
    formattedValues: {
      record,
      preImage: onlyImage(texts.pre),
      postImage: onlyImage(texts.post),
      preImages: texts.pre,
      postImages: texts.post,
    },
  };
};

const circumstancesOf = (context: JsonObject, headers: Headers) => ({
  userId: idOrNull(context["UserId"]),
  initiatingUserId: idOrNull(context["InitiatingUserId"]),
  businessUnitId: idOrNull(context["BusinessUnitId"]),
  organizationId: idOrNull(context["OrganizationId"]),
  organizationName: textOrNull(context["OrganizationName"]),
  correlationId: idOrNull(context["CorrelationId"]) ?? idOrNull(headers.get("x-ms-correlation-request-id")),
  operationId: idOrNull(context["OperationId"]),
  requestId: idOrNull(context["RequestId"]) ?? idOrNull(headers.get("x-request-id")),
  stepId: idOrNull(asObject(context["OwningExtension"])["Id"]),
  depth: numberOrNull(context["Depth"]),
  stage: stages.get(context["Stage"]) ?? null,
  mode: modes.get(context["Mode"]) ?? null,
  occurredOn: isoDate(textOrNull(context["OperationCreatedOn"]) ?? "") ?? null,
  sizeExceeded: isSet(headers.get("x-ms-dynamics-msg-size-exceeded")),
});

/** Microsoft documents that the header is there, not what it holds. */
const isSet = (flag: string | undefined): boolean =>
  flag !== undefined && flag.trim().toLowerCase() !== "false";

/**
 * Reads the execution context that Dataverse posts (RemoteExecutionContext; Microsoft, Use webhooks to create external
 * handlers for server events). `operation` is its MessageName. What a message over 256 KB comes without is empty.
 */
export const webhookEvent = (operation: string, context: JsonObject, headers: Headers): WebhookEvent => {
  const input = context["InputParameters"];
  const target = asObject(valueIn(input, "Target"));
  const record = isEntity(target) ? plainColumns(target) : {};
  const id = idOrNull(context["PrimaryEntityId"]) ?? idOrNull(target["Id"]);
  const images = imagesOf(context, isEntity(target) ? formattedColumns(target) : {});
  return {
    operation,
    table:
      tableOrNull(context["PrimaryEntityName"]) ??
      tableOrNull(headers.get("x-ms-dynamics-entity-name")) ??
      textOrNull(target["LogicalName"]),
    id,
    changedColumns: changedColumns(record, { id, before: Object.values(images.preImages) }),
    record,
    ...images,
    ...(associations.has(operation) ? relationOf(input) : { relationship: null, relatedRecords: [] }),
    parameters: otherParameters(operation, input),
    outputs: plainMembers(entriesIn(context["OutputParameters"])),
    sharedVariables: plainMembers(entriesIn(context["SharedVariables"])),
    ...circumstancesOf(context, headers),
  };
};

/** Messages without a table name it "none". */
const tableOrNull = (value: unknown): string | null => {
  const name = textOrNull(value);
  return name === "none" ? null : name;
};
