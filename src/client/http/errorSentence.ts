export interface ErrorParts {
  readonly operation: string;
  readonly what: string;
  readonly serverMessage?: string | undefined;
  readonly hint?: string | undefined;
  readonly mayHaveWritten?: boolean | undefined;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
}

/** A message of the server can quote a whole record or a plug-in's trace: `serverMessage` keeps it, the sentence does not. */
const LONGEST_SERVER_MESSAGE = 1_000;

const CHECK_FIRST = "It is not known whether it was carried out: check in Dataverse before you run it again.";

/** What failed, what the server says, what to do, and the numbers to quote to support. */
export const errorSentence = (parts: ErrorParts): string =>
  [
    `${couldNot(parts.operation)}: ${parts.what}.`,
    parts.serverMessage === undefined ? "" : `Dataverse says: ${asSentence(shortened(parts.serverMessage))}`,
    parts.hint ?? "",
    parts.mayHaveWritten ? CHECK_FIRST : "",
    numbers(parts),
  ]
    .filter((part) => part !== "")
    .join(" ");

/** How every such sentence begins. */
export const couldNot = (operation: string): string => `Could not ${lowerFirst(operation)}`;

const numbers = ({ status, code, requestId }: ErrorParts): string => {
  const known = [
    status === undefined ? "" : `HTTP ${status}`,
    code === undefined ? "" : `Dataverse code ${code}`,
    requestId === undefined ? "" : `request id ${requestId}`,
  ].filter((part) => part !== "");
  return known.length === 0 ? "" : `(${known.join(", ")})`;
};

/** What Dataverse wraps around the reason when a body is refused: the set's name, a help link, names of exceptions. */
const wrapping = /^Error identified in Payload.*?InnerException : (?:[\w.]+Exception: )?/;

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim().replace(wrapping, "");
  return line.length <= LONGEST_SERVER_MESSAGE ? line : `${line.slice(0, LONGEST_SERVER_MESSAGE).trimEnd()}…`;
};

const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
