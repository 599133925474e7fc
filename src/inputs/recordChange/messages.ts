import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import { quoted } from "../../client/odata/names.ts";
import { type WatchedMessage, watchedMessages } from "../../client/services/webhooks/watch.ts";
import { pickedList } from "../parsers/pickedList.ts";

const label = "Messages";
const parse = pickedList(label);

const usual: readonly WatchedMessage[] = ["Create", "Update", "Delete"];

const messageIn = (text: string): WatchedMessage => {
  const message = watchedMessages.find((known) => known.toLowerCase() === text.toLowerCase());
  if (message === undefined) {
    throw invalidInput(
      `${label} holds ${quoted(text)}, which is no message of this trigger. Enter create, update, delete, associate or disassociate.`,
    );
  }
  return message;
};

/** Blank means what most flows want; each message counts once. */
const parseMessages = (value: unknown): readonly WatchedMessage[] => {
  const wanted = parse(value)
    .flatMap((text) => text.split(","))
    .filter((text) => text.trim() !== "")
    .map((text) => messageIn(text.trim()));
  return wanted.length === 0 ? usual : watchedMessages.filter((message) => wanted.includes(message));
};

export const messages = input({
  label,
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "What has to happen to a record: create, update, delete, associate or disassociate. Leave empty for create, update and delete. Many-to-many links raise associate and disassociate; lookups raise an update.",
  placeholder: "Message",
  example: "update",
  model: watchedMessages.map((message) => ({ label: message, value: message.toLowerCase() })),
  clean: parseMessages,
});
