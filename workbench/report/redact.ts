import type { ErrorReport, StepReport } from "../scenario/stepReport.ts";
import type { RequestLine } from "../target/requestLine.ts";

/** Takes the secrets out of texts and of plain data. Redact before a text is cut or wrapped, or a part of a secret may stay. */
export interface Redact {
  readonly text: (text: string) => string;
  /** JSON-like data; a value that JSON cannot hold comes out as JSON would show it. */
  readonly data: (data: unknown) => unknown;
}

const hidden = "[hidden]";

/** The forms in which a secret could turn up: as it is, in a URL, in a form body. */
const forms = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams({ "": secret }).toString().slice(1),
];

export const redacting = (secrets: readonly string[]): Redact => {
  const unwanted = secrets
    .filter((secret) => secret !== "")
    .flatMap(forms)
    .sort((one, other) => other.length - one.length);
  const text = (given: string): string =>
    unwanted.reduce((clean, secret) => clean.replaceAll(secret, hidden), given);
  const clean = (value: unknown): unknown => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [text(key), clean(child)]));
  };
  return {
    text,
    data: (data) => (data === undefined ? undefined : clean(JSON.parse(JSON.stringify(data)))),
  };
};

export const redactError = (error: ErrorReport, redact: Redact): ErrorReport => ({
  ...error,
  message: redact.text(error.message),
});

export const redactRequests = (requests: readonly RequestLine[], redact: Redact): readonly RequestLine[] =>
  requests.map((request) => ({ ...request, path: redact.text(request.path) }));

export const redactStep = (step: StepReport, redact: Redact): StepReport => ({
  ...step,
  requests: redactRequests(step.requests, redact),
  expectations: step.expectations.map((expectation) => ({
    ...expectation,
    seen: redact.data(expectation.seen),
    wanted: redact.text(expectation.wanted),
  })),
  ...("data" in step && { data: redact.data(step.data) }),
  ...(step.error !== undefined && { error: redactError(step.error, redact) }),
});
