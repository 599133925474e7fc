const bareGuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const withoutBraces = (text: string): string =>
  text.startsWith("{") && text.endsWith("}") ? text.slice(1, -1).trim() : text;

/**
 * Reads a GUID in any spelling people paste (braces, spaces around it, upper case) and gives the one Dataverse
 * itself writes: bare and lower case. Undefined when the text is no GUID.
 */
export const parseGuid = (text: string): string | undefined => {
  const guid = withoutBraces(text.trim());
  return bareGuid.test(guid) ? guid.toLowerCase() : undefined;
};
