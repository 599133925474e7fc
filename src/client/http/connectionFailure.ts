import { NoAnswer } from "./noAnswer.ts";

interface Failure {
  readonly reason: string;
  /** Whether the request may have reached the server, where the code alone tells. */
  readonly sent?: boolean;
  readonly lasting?: true;
}

const REFUSED: Failure = { reason: "connection refused", sent: false };
const NO_ROUTE: Failure = { reason: "host unreachable", sent: false };
const UNKNOWN_HOST: Failure = { reason: "host not found", sent: false, lasting: true };
const LOOKUP_FAILED: Failure = { reason: "host name lookup failed", sent: false };
const BAD_CERTIFICATE: Failure = { reason: "certificate not accepted", sent: false, lasting: true };
const NO_TLS: Failure = { reason: "no secure connection possible", sent: false, lasting: true };
const RESET: Failure = { reason: "connection reset", sent: true };
const CLOSED: Failure = { reason: "connection closed", sent: true };
const CUT_OFF: Failure = { reason: "answer was cut off", sent: true };

/** Codes of Node.js ("Errors", "TLS: X509 certificate error codes", "Zlib"), its resolver, and axios (the answer's stream broke). */
const FAILURES: ReadonlyMap<string, Failure> = new Map([
  ["ECONNREFUSED", REFUSED],
  ["EHOSTUNREACH", NO_ROUTE],
  ["ENETUNREACH", NO_ROUTE],
  ["EADDRNOTAVAIL", NO_ROUTE],
  ["ENOTFOUND", UNKNOWN_HOST],
  ["EAI_AGAIN", LOOKUP_FAILED],
  ["EAI_FAIL", LOOKUP_FAILED],
  ["CERT_HAS_EXPIRED", BAD_CERTIFICATE],
  ["CERT_NOT_YET_VALID", BAD_CERTIFICATE],
  ["CERT_UNTRUSTED", BAD_CERTIFICATE],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", BAD_CERTIFICATE],
  ["SELF_SIGNED_CERT_IN_CHAIN", BAD_CERTIFICATE],
  ["UNABLE_TO_GET_ISSUER_CERT", BAD_CERTIFICATE],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", BAD_CERTIFICATE],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", BAD_CERTIFICATE],
  ["ERR_TLS_CERT_ALTNAME_INVALID", BAD_CERTIFICATE],
  ["ERR_SSL_WRONG_VERSION_NUMBER", NO_TLS],
  ["EPROTO", NO_TLS],
  ["ECONNRESET", RESET],
  ["EPIPE", CLOSED],
  ["ETIMEDOUT", { reason: "connection timed out" }],
  ["ERR_BAD_RESPONSE", CUT_OFF],
  ["Z_BUF_ERROR", CUT_OFF],
  ["Z_DATA_ERROR", { reason: "answer was damaged", sent: true }],
]);

/**
 * Names what went wrong on the wire from the error's code alone. `connected` tells whether a connection stood, TLS
 * included: before that, no byte of the request left.
 */
export const connectionFailure = (error: unknown, connected: boolean): NoAnswer => {
  const code = codeOf(error);
  const failure = FAILURES.get(code) ?? {
    reason: code === "" ? "connection failed" : `connection failed: ${code}`,
  };
  return new NoAnswer({
    kind: "unreachable",
    reason: failure.reason,
    sent: failure.sent ?? connected,
    lasting: failure.lasting ?? false,
  });
};

/** Only what looks like a code: a message may quote the request. */
const codeOf = (error: unknown): string => {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : "";
};
