import { z } from "zod";
import type { RawAnswer } from "../../client/services/raw/rawAnswer.ts";
import type { RawCall } from "../../client/services/raw/rawCall.ts";
import { connection } from "../../inputs/connection.ts";
import { rawOptions } from "../../inputs/options.ts";
import { data } from "../../inputs/raw/data.ts";
import { debugRequest } from "../../inputs/raw/debugRequest.ts";
import { fileData } from "../../inputs/raw/fileData.ts";
import { fileDataFileNames } from "../../inputs/raw/fileDataFileNames.ts";
import { formData } from "../../inputs/raw/formData.ts";
import { headers } from "../../inputs/raw/headers.ts";
import { maxRetries } from "../../inputs/raw/maxRetries.ts";
import { method } from "../../inputs/raw/method.ts";
import { queryParams } from "../../inputs/raw/queryParams.ts";
import { responseType } from "../../inputs/raw/responseType.ts";
import { retryAllErrors } from "../../inputs/raw/retryAllErrors.ts";
import { retryDelay } from "../../inputs/raw/retryDelay.ts";
import { timeout } from "../../inputs/raw/timeout.ts";
import type { url } from "../../inputs/raw/url.ts";
import { useExponentialBackoff } from "../../inputs/raw/useExponentialBackoff.ts";
import { fileOrDataAction } from "../dataverseAction.ts";

interface RawAction {
  readonly display: { readonly label: string; readonly description: string };
  readonly url: typeof url;
  readonly pathsFrom: RawCall["pathsFrom"];
}

/** Any value fits: the names are those that most answers of the Web API have. */
const answerSchema = z.unknown().meta({
  description:
    "The body of the answer: data, text, or a file. With Include Response Details an object of status, headers and body.",
  properties: {
    "@odata.context": { type: "string", description: "Where the type of the answer is described." },
    value: { description: "The records or values, when the answer is a list of them." },
    status: { type: "integer", description: "With Include Response Details: the HTTP status." },
    headers: {
      type: "object",
      description: "With Include Response Details: the headers, with names in lower case.",
      additionalProperties: { type: "string" },
    },
    body: { description: "With Include Response Details: the body." },
  },
});

const example: RawAnswer = {
  data: {
    "@odata.context": "https://my-org.crm.dynamics.com/api/data/v9.2/$metadata#accounts(name)",
    value: [
      {
        "@odata.etag": 'W/"80649578"',
        name: "Contoso Ltd.",
        accountid: "00000000-0000-0000-0000-000000000001",
      },
    ],
  },
};

/** The raw request actions differ in where paths count from, and in nothing else. */
export const rawAction = ({ display, url, pathsFrom }: RawAction) =>
  fileOrDataAction({
    display,
    inputs: {
      connection,
      url,
      method,
      data,
      formData,
      fileData,
      fileDataFileNames,
      queryParams,
      headers,
      responseType,
      timeout,
      debugRequest,
      retryDelayMS: retryDelay,
      retryAllErrors,
      maxRetries,
      useExponentialBackoff,
      options: rawOptions,
    },
    run: ({ raw }, { queryParams: queryParameters, fileDataFileNames: fileNames, options, ...inputs }) =>
      raw.send(
        { ...inputs, pathsFrom, queryParameters, fileNames },
        {
          responseType: inputs.responseType,
          responseDetails: options.includeResponseDetails,
          timeoutMs: inputs.timeout,
          trace: inputs.debugRequest,
          maxRetries: inputs.maxRetries,
          retryDelayMs: inputs.retryDelayMS,
          exponentialBackoff: inputs.useExponentialBackoff,
          retryAllErrors: inputs.retryAllErrors,
        },
      ),
    effect: "write",
    output: answerSchema,
    example,
  });
