import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Publish";

const publish = (whenBlank: boolean, comments: string) =>
  input({
    label,
    type: "boolean",
    required: false,
    default: String(whenBlank),
    comments,
    clean: flag(label, whenBlank),
  });

/** What is new works without publishing (Microsoft, "Publish customizations"). */
export const publishNew = publish(
  false,
  "When true, publishes the table afterwards, with all changes of it that wait to be published. A new attribute works without.",
);

/** A change cannot be seen, nor read back, before it is published; a further change would then start without it. */
export const publishChange = publish(
  true,
  "When true, publishes the table afterwards, with all changes of it that wait to be published. When false, nobody sees the change until the table is published, and a further update of the attribute until then replaces it.",
);
