import { afterAll, afterEach, beforeAll } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator/emulator.ts";

/** An answer with its body read: parsed when it is JSON, text otherwise, undefined when empty. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** The body as it came. */
  readonly bytes: Buffer;
}

export interface CallOptions {
  /** An object is sent as JSON, text and bytes as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A plain HTTP client of a running emulator, signed in. */
export interface Client {
  readonly emulator: Emulator;
  /** The service root with a slash at the end. */
  readonly root: string;
  /** `path` is relative to the service root, absolute, or a path from the host. */
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Reply>;
  readonly get: (path: string, headers?: CallOptions["headers"]) => Promise<Reply>;
  /** Creates a record and gives its id. */
  readonly create: (entitySet: string, record: object) => Promise<string>;
}

export const readReply = async (response: Response): Promise<Reply> => {
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  const body: unknown = text === "" ? undefined : isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body, bytes };
};

/** What signs in: the emulator's own application, or that of a user who was added. */
type Credentials = Pick<Emulator, "clientId" | "clientSecret">;

export const requestToken = async (
  emulator: Emulator,
  application: Credentials = emulator,
): Promise<string> => {
  const response = await fetch(emulator.tokenUrl, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: application.clientId,
      client_secret: application.clientSecret,
      scope: emulator.scope,
    }),
  });
  return String(field(await response.json(), "access_token"));
};

/** A member of a parsed JSON object. */
export const field = (json: unknown, ...names: readonly (string | number)[]): unknown =>
  names.reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null
        ? Object.entries(value).find(([key]) => key === String(name))?.[1]
        : undefined,
    json,
  );

/** The records of a list answer. */
export const rows = (reply: Reply): readonly unknown[] => {
  const value = field(reply.body, "value");
  if (!Array.isArray(value)) throw new Error(`No list was answered: ${JSON.stringify(reply.body)}`);
  return value;
};

export const connectClient = async (
  emulator: Emulator,
  application: Credentials = emulator,
): Promise<Client> => {
  const token = await requestToken(emulator, application);
  const root = `${emulator.url}/api/data/v9.2/`;
  const call: Client["call"] = async (method, path, { body, headers } = {}) => {
    const isReady = typeof body === "string" || body === undefined || Buffer.isBuffer(body);
    const response = await fetch(new URL(path, root), {
      method,
      redirect: "manual",
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: "application/json",
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: isReady ? body : JSON.stringify(body) }),
    });
    return readReply(response);
  };
  return {
    emulator,
    root,
    call,
    get: (path, headers) => call("GET", path, headers === undefined ? {} : { headers }),
    create: async (entitySet, record) => {
      const reply = await call("POST", entitySet, { body: record });
      const id = /\(([0-9a-f-]{36})\)$/.exec(reply.headers.get("odata-entityid") ?? "")?.[1];
      if (id === undefined) throw new Error(`Nothing was created: ${JSON.stringify(reply.body)}`);
      return id;
    },
  };
};

/** An emulator for all tests of a file, with a client signed in to it. Faults are cleared after each test. */
export const useClient = (options: EmulatorOptions = {}): (() => Client) => {
  let client: Client | undefined;
  const use = (): Client => {
    if (client === undefined) throw new Error("The emulator is there only while tests run.");
    return client;
  };
  beforeAll(async () => {
    client = await connectClient(await startEmulator({ records: 20, ...options }));
  });
  afterEach(() => use().emulator.control.faults.clear());
  afterAll(() => client?.emulator.close());
  return use;
};

/** A GUID no record has. */
export const nobody = "00000000-0000-0000-0000-0000000000aa";

/** The shape of every refusal. */
export const refusal = (code: string, message: string) => ({ error: { code, message } });
