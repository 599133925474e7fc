import type { ActionLogger } from "@prismatic-io/spectral";
import type { Log, LogFields } from "../client/log.ts";

/** Writes the client's log through the platform's logger; fields that are undefined are left out. */
export const platformLog = (logger: ActionLogger): Log => ({
  debug: (message, fields) => logger.debug(...line(message, fields)),
  info: (message, fields) => logger.info(...line(message, fields)),
  warn: (message, fields) => logger.warn(...line(message, fields)),
});

const line = (message: string, fields: LogFields | undefined): readonly unknown[] =>
  fields === undefined
    ? [message]
    : [message, Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))];
