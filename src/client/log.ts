/**
 * Where the client tells what it does. Fields are plain data and never hold a token or a secret; short bodies appear
 * only when the client was asked for them (`debug`).
 */
export interface Log {
  readonly debug: (message: string, fields?: LogFields) => void;
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

const discard = (): void => undefined;

/** A log that keeps nothing, for callers that want none. */
export const silentLog: Log = { debug: discard, info: discard, warn: discard };
