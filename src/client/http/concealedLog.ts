import type { Log, LogFields } from "../log.ts";

const HIDDEN = "(access token)";

/**
 * The same log without the access token, wherever it comes from: a flow can put it into a header, a body or a URL of its
 * own, and those are logged before `authorize` sees them.
 */
export const concealedLog = (log: Log, accessToken: string): Log => {
  const token = accessToken.trim();
  const conceal = <T>(value: T): T | string =>
    typeof value === "string" && token !== ""
      ? value.replaceAll(token, HIDDEN).replaceAll(encodeURIComponent(token), HIDDEN)
      : value;
  const concealed = (fields: LogFields | undefined): LogFields | undefined =>
    fields && Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, conceal(value)]));
  return {
    debug: (message, fields) => log.debug(conceal(message), concealed(fields)),
    info: (message, fields) => log.info(conceal(message), concealed(fields)),
    warn: (message, fields) => log.warn(conceal(message), concealed(fields)),
  };
};
