/** A request the emulator has answered, or broken off. Tokens and secrets are not in it. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Undefined when the connection was broken without an answer. */
  readonly status: number | undefined;
  readonly ms: number;
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly at: number;
  /** The kind of the fault that was played, if any. */
  readonly fault: string | undefined;
}

export interface RequestLog {
  readonly add: (request: LoggedRequest) => void;
  /** The requests since the last clear; of very many only the latest. */
  readonly all: () => readonly LoggedRequest[];
  /** How many requests there were since the last clear. */
  readonly count: () => number;
  readonly clear: () => void;
}

/** Enough for any test; a benchmark must not fill the memory. */
const mostEntries = 10_000;

const redactedHeaders: ReadonlySet<string> = new Set(["authorization", "cookie"]);

/** Headers with their secrets replaced. */
export const redactHeaders = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      redactedHeaders.has(name.toLowerCase()) ? "[redacted]" : value,
    ]),
  );

/** The form of a token request without its secrets. */
export const redactForm = (body: string): string =>
  body.replace(/(^|&)(client_secret|client_assertion|password)=[^&]*/gi, "$1$2=[redacted]");

/** A body without the secrets of webhooks. */
export const redactSecrets = (body: string): string =>
  body.replace(/("authvalue"\s*:\s*)"(?:[^"\\]|\\.)*"/gi, '$1"[redacted]"');

export const createRequestLog = (): RequestLog => {
  let entries: LoggedRequest[] = [];
  let count = 0;
  return {
    add: (request) => {
      if (entries.length >= mostEntries) {
        entries = entries.slice(mostEntries / 2);
      }
      entries.push(request);
      count += 1;
    },
    all: () => [...entries],
    count: () => count,
    clear: () => {
      entries = [];
      count = 0;
    },
  };
};
