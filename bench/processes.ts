import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { ClientCredentials } from "../workbench/runner/credentials.ts";

/** What processes of a measurement tell each other. */
export type Message = Readonly<Record<string, unknown>>;

const asMessage = (value: unknown): Message =>
  typeof value === "object" && value !== null ? { ...value } : {};

/** The file once more, in a process of its own, with the role as its one argument. */
export const startChild = (file: string, role: string): ChildProcess => fork(file, [role]);

/** What the child answers to the message. */
export const ask = async (child: ChildProcess, message: object): Promise<Message> => {
  child.send(message);
  const [answer]: unknown[] = await once(child, "message");
  return asMessage(answer);
};

/** In a child: does the work that the first message tells. */
export const onFirstMessage = (work: (message: Message) => Promise<void>): void => {
  process.once("message", (message) => void work(asMessage(message)));
};

/** How to sign in where the emulator's process said it is. */
export const credentialsIn = (message: Message): ClientCredentials => {
  const text = (name: string): string => String(message[name]);
  return {
    webApiUrl: text("webApiUrl"),
    tokenUrl: text("tokenUrl"),
    clientId: text("clientId"),
    clientSecret: text("clientSecret"),
    scopes: text("scopes"),
  };
};
