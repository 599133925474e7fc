import { textLiteral } from "../../odata/literal.ts";
import { isJsonObject, type JsonObject } from "../jsonObject.ts";
import type { Queries } from "../queries/queries.ts";
import type { RegisteredEndpoint, RegisteredImage, RegisteredStep } from "./registration.ts";

/** Contract 8 is a webhook, authtype 4 a Webhook Key, messageformat 2 JSON (Microsoft, ServiceEndpoint table reference). */
export const webhookColumns = { contract: 8, authtype: 4, messageformat: 2, connectionmode: 1 } as const;

const most = 5000;

const textOrNull = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;
const numberOrNull = (value: unknown): number | null => (typeof value === "number" ? value : null);

const endpointIn = (record: JsonObject): RegisteredEndpoint => ({
  id: String(record["serviceendpointid"]),
  name: String(record["name"] ?? ""),
  url: String(record["url"] ?? ""),
  isWellFormed:
    Object.entries(webhookColumns).every(([column, value]) => record[column] === value) &&
    record["isauthvalueset"] !== false,
});

/** The endpoints of a name: more than one when two deployments ran at once. Oldest first, so that all choose the same. */
export const readEndpoints = async (
  queries: Queries,
  name: string,
): Promise<readonly RegisteredEndpoint[]> => {
  const { value } = await queries.all(
    "serviceendpoints",
    {
      select: ["serviceendpointid", "name", "url", "isauthvalueset", ...Object.keys(webhookColumns)],
      filter: `name eq ${textLiteral(name).literal}`,
      orderBy: ["createdon", "serviceendpointid"],
    },
    { maximumRecords: most },
  );
  return value.map(endpointIn);
};

const imageIn = (record: JsonObject): RegisteredImage => ({
  id: String(record["sdkmessageprocessingstepimageid"]),
  alias: String(record["entityalias"] ?? ""),
  type: numberOrNull(record["imagetype"]),
  attributes: textOrNull(record["attributes"]),
});

const imagesNavigation = "sdkmessageprocessingstepid_sdkmessageprocessingstepimage";

const stepIn = (record: JsonObject): RegisteredStep => {
  const images = record[imagesNavigation];
  return {
    id: String(record["sdkmessageprocessingstepid"]),
    messageId: String(record["_sdkmessageid_value"]),
    filterId: textOrNull(record["_sdkmessagefilterid_value"]),
    mode: numberOrNull(record["mode"]),
    stage: numberOrNull(record["stage"]),
    filteringAttributes: textOrNull(record["filteringattributes"]),
    isEnabled: record["statecode"] === 0,
    images: Array.isArray(images) ? images.filter(isJsonObject).map(imageIn) : [],
  };
};

/** The steps that deliver to an endpoint, with their images. */
export const readSteps = async (queries: Queries, endpointId: string): Promise<readonly RegisteredStep[]> => {
  const { value } = await queries.all(
    "sdkmessageprocessingsteps",
    {
      select: [
        "sdkmessageprocessingstepid",
        "_sdkmessageid_value",
        "_sdkmessagefilterid_value",
        "mode",
        "stage",
        "filteringattributes",
        "statecode",
      ],
      filter: `_eventhandler_value eq ${endpointId}`,
      expand: [
        `${imagesNavigation}($select=sdkmessageprocessingstepimageid,entityalias,imagetype,attributes)`,
      ],
    },
    { maximumRecords: most },
  );
  return value.map(stepIn);
};
