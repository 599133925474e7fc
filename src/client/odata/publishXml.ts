const escapes: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
]);

const escaped = (text: string): string => text.replace(/[&<>]/g, (character) => escapes.get(character) ?? "");

/** The `ParameterXml` of PublishXml that publishes the customizations of one table (Microsoft, "Publish request schema"). */
export const publishTableXml = (logicalName: string): string =>
  `<importexportxml><entities><entity>${escaped(logicalName)}</entity></entities></importexportxml>`;
