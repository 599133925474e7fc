import http from "node:http";
import https from "node:https";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import axios, { type AxiosInstance, type AxiosResponse } from "axios";
import { connectionFailure } from "./connectionFailure.ts";
import type { DataverseRequest, DataverseResponse, HeaderMap, Send } from "./message.ts";
import { abortedBeforeSending, NoAnswer } from "./noAnswer.ts";

export interface TransportOptions {
  /** How long an answer may take, from the first byte out to the last byte in, unless the request says so itself. */
  readonly requestTimeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * An idle connection is closed well before any gateway in between would drop it (Azure's drop them after some
 * minutes): a write on a connection that is gone fails without telling whether it arrived.
 */
const IDLE_SOCKET_MS = 15_000;

/**
 * Sends requests with an absolute URL byte for byte and returns every answer, whatever its status. Throws `NoAnswer`
 * and nothing else. Redirects are not followed: they would carry the token to wherever they point.
 */
export const createTransport = ({ requestTimeoutMs, signal }: TransportOptions): Send => {
  const wire = createWire();
  return async (request) => {
    if (signal?.aborted) {
      throw abortedBeforeSending();
    }
    const flight = startFlight(request.timeoutMs ?? requestTimeoutMs, signal);
    try {
      const answer = await wire.request<Uint8Array>({
        url: request.path,
        method: request.method,
        headers: withoutGuessedType(request.headers ?? {}),
        data: bytesOf(request.body),
        signal: flight.signal,
        transport: exactPath(request.path, flight.connected),
      });
      return await toResponse(answer);
    } catch (error) {
      throw flight.failure(error);
    } finally {
      flight.end();
    }
  };
};

/**
 * axios with everything off that would touch a request or an answer. `proxy: false`: a proxy named in the
 * environment of the runner would see requests, and over http the token, without anyone having chosen it.
 */
const createWire = (): AxiosInstance => {
  const agentOptions = { keepAlive: true, timeout: IDLE_SOCKET_MS };
  return axios.create({
    adapter: "http",
    httpAgent: new http.Agent(agentOptions),
    httpsAgent: new https.Agent(agentOptions),
    maxRedirects: 0,
    proxy: false,
    decompress: false,
    responseType: "arraybuffer",
    validateStatus: () => true,
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    maxContentLength: Number.POSITIVE_INFINITY,
    maxBodyLength: Number.POSITIVE_INFINITY,
  });
};

/**
 * axios passes the URL through `URL`, which turns `'` in a query into `%27`, and a next link must go back as it came
 * (Microsoft, "Page results"). So the path is taken from the text again when the request is made.
 */
const exactPath = (url: string, onConnected: () => void) => ({
  request: (options: https.RequestOptions, onAnswer: (answer: http.IncomingMessage) => void) => {
    const secure = options.protocol === "https:";
    const path = url.slice(url.indexOf("/", url.indexOf("//") + 2));
    const outgoing = (secure ? https : http).request({ ...options, path }, onAnswer);
    outgoing.once("socket", (socket) => {
      if (socket.connecting) {
        socket.once(secure ? "secureConnect" : "connect", onConnected);
      } else {
        onConnected();
      }
    });
    return outgoing;
  },
});

/** The life of one request: its deadline, the caller's signal, and whether it got as far as a connection. */
const startFlight = (requestTimeoutMs: number, signal: AbortSignal | undefined) => {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  let connected = false;
  let timedOut = false;
  const deadline = setTimeout(() => {
    timedOut = true;
    abort();
  }, requestTimeoutMs);
  signal?.addEventListener("abort", abort);
  return {
    signal: stop.signal,
    connected: () => {
      connected = true;
    },
    failure: (error: unknown): NoAnswer => {
      if (timedOut) {
        return new NoAnswer({
          kind: "timeout",
          reason: "timed out",
          sent: connected,
          waitedMs: requestTimeoutMs,
        });
      }
      if (signal?.aborted) {
        return new NoAnswer({ kind: "aborted", reason: "aborted", sent: connected });
      }
      return connectionFailure(error, connected);
    },
    end: () => {
      clearTimeout(deadline);
      signal?.removeEventListener("abort", abort);
    },
  };
};

/** Left to itself, axios calls a POST without a content type a web form. */
const withoutGuessedType = (headers: HeaderMap): Readonly<Record<string, string | false>> =>
  Object.keys(headers).some((name) => name.toLowerCase() === "content-type")
    ? headers
    : { ...headers, "Content-Type": false };

const bytesOf = (body: DataverseRequest["body"]): Buffer | undefined => {
  if (body === undefined) {
    return undefined;
  }
  return typeof body === "string"
    ? Buffer.from(body, "utf8")
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
};

const inflate = promisify(gunzip);

/** Unpacks gzip, the one encoding asked for, and strictly: axios would take a truncated stream for a whole one. */
const toResponse = async ({
  status,
  headers,
  data,
}: AxiosResponse<Uint8Array>): Promise<DataverseResponse> => {
  const { "content-encoding": encoding, ...others } = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const packed = encoding !== undefined && /^(x-)?gzip$/i.test(encoding) && data.byteLength > 0;
  const body = packed ? await inflate(data) : data;
  return { status, headers: others, body, earlierAttempts: [] };
};
