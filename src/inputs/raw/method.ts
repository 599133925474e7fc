import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import type { HttpMethod } from "../../client/http/message.ts";
import { quoted } from "../../client/odata/names.ts";
import { requiredText } from "../parsers/text.ts";

const label = "Method";
const methods: readonly HttpMethod[] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
const parse = requiredText(label);

/** LINK, PURGE and UNLINK, which other raw request steps offer, are no methods of the Web API. */
const parseMethod = (value: unknown): HttpMethod => {
  const text = parse(value);
  const method = methods.find((known) => known === text.toUpperCase());
  if (method !== undefined) return method;
  throw invalidInput(
    `${label} must be one of ${methods.join(", ")}, which Dataverse knows, but it is ${quoted(text)}.`,
  );
};

export const method = input({
  label,
  type: "string",
  required: true,
  model: methods.map((value) => ({ label: value, value })),
  comments:
    "The HTTP method. GET reads, POST creates or calls an action, PATCH updates or upserts, DELETE deletes.",
  clean: parseMethod,
});
