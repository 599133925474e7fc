interface MessageHint {
  readonly text: RegExp;
  readonly hint: (found: RegExpExecArray) => string;
}

const BIND = "with a value such as /contacts(00000000-0000-0000-0000-000000000001)";

/**
 * Mistakes that share a code with many others and are told apart by their text alone: a lookup that was given like a
 * plain column (Microsoft, "Troubleshoot Dataverse Web API client errors"; the second text is reported by users).
 */
const MESSAGE_HINTS: readonly MessageHint[] = [
  {
    text: /contents of the property '(\w+)'; however, a 'StartObject' node/,
    hint: ([, property = ""]) => `'${property}' is a lookup: set it as ${property}@odata.bind, ${BIND}.`,
  },
  {
    text: /do not support direct update of Entity Reference properties/i,
    hint: () =>
      `A lookup is set by its navigation property: primarycontactid@odata.bind, ${BIND}, instead of _primarycontactid_value.`,
  },
];

/** What to do about an error whose message says more than its code; undefined when none is known. */
export const hintInMessage = (message: string | undefined): string | undefined => {
  for (const { text, hint } of MESSAGE_HINTS) {
    const found = text.exec(message ?? "");
    if (found !== null) {
      return hint(found);
    }
  }
  return undefined;
};
