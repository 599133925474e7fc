/** The most versions that are remembered: about 150 kB of state, three characters each. */
export const MOST_VERSIONS = 50_000;

const RADIX = 36;
const written = /^(?:[0-9a-z]{1,11}(?:\.[0-9a-z]{1,11})*)?$/;

/** Versions as short text: the distances between them in ascending order, since versions of one time lie close together. */
export const printVersions = (versions: Iterable<number>): string =>
  [...new Set(versions)]
    .sort((left, right) => left - right)
    .map((version, index, all) => (version - (all[index - 1] ?? 0)).toString(RADIX))
    .join(".");

/** Reads what `printVersions` wrote; undefined when it is anything else. */
export const parseVersions = (text: string): ReadonlySet<number> | undefined => {
  if (!written.test(text)) {
    return undefined;
  }
  let version = 0;
  const versions = new Set<number>();
  for (const distance of text === "" ? [] : text.split(".")) {
    version += Number.parseInt(distance, RADIX);
    versions.add(version);
  }
  return Number.isSafeInteger(version) ? versions : undefined;
};
