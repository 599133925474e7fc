import type { RequestLine } from "../target/requestLine.ts";
import { column, duration } from "./layout.ts";
import type { Style } from "./style.ts";

const methodWidth = 7;
const statusWidth = 5;
const timeWidth = 9;

/** The part that every request shares is left out, and %20 and the like are shown as what they mean. */
const shortPath = (path: string): string => {
  const short = path.replace(/^\/api\/data\/v\d+\.\d+\/(?=.)/, "");
  try {
    return decodeURIComponent(short).replace(/\s+/g, " ");
  } catch {
    return short;
  }
};

const statusText = (status: number | undefined, { good, bad }: Style): string =>
  (status !== undefined && status < 400 ? good : bad)(String(status ?? "-").padStart(statusWidth));

/** One line per request: method, path, status, time. */
export const requestLines = (
  requests: readonly RequestLine[],
  style: Style,
  indentation: number,
): readonly string[] =>
  requests.map(({ method, path, status, reason, ms }) => {
    const pathWidth = style.width - indentation - methodWidth - statusWidth - timeWidth;
    return [
      " ".repeat(indentation),
      style.accent(method.padEnd(methodWidth)),
      style.dim(column(reason === undefined ? shortPath(path) : `${shortPath(path)}: ${reason}`, pathWidth)),
      statusText(status, style),
      style.dim(duration(ms).padStart(timeWidth)),
    ].join("");
  });
