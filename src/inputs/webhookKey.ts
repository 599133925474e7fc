import { input } from "@prismatic-io/spectral";
import { optionalText } from "./parsers/text.ts";

const keyLabel = "Webhook Authentication Key";
const nameLabel = "Webhook Key Name";

export const webhookKey = input({
  label: keyLabel,
  type: "password",
  required: false,
  comments:
    "The secret that the webhook's registration in Dynamics 365 sends along: the Webhook Key, or the value of an HTTP header or query parameter. Requests without it are refused. Without a key anybody who knows the flow's URL can start the flow.",
  placeholder: "Secret of the webhook's registration",
  example: "b9c1f3e07a5d4c2e8f60",
  clean: optionalText(keyLabel),
});

export const webhookKeyName = input({
  label: nameLabel,
  type: "string",
  required: false,
  comments:
    "The name of the HTTP header or query parameter that holds the key: code for the authentication Webhook Key, or the name entered for HttpHeader or HttpQueryString. Leave it empty to accept the key in any header or query parameter.",
  placeholder: "Header or query parameter",
  example: "x-api-key",
  clean: optionalText(nameLabel),
});
