/** One place of a pattern: any run of characters, or a test of one. */
type Place = "any" | ((character: string) => boolean);

/** `a-f` or one character. */
const members = /(.)-(.)|(.)/gsu;

const isOneOf = (body: string): ((character: string) => boolean) => {
  const ranges = [...body.matchAll(members)].map(([, first, last, single]) => ({
    first: single ?? first ?? "",
    last: single ?? last ?? "",
  }));
  return (character) => ranges.some(({ first, last }) => character >= first && character <= last);
};

const setPlace = (body: string): Place => {
  if (body.startsWith("^")) {
    const isMember = isOneOf(body.slice(1));
    return (character) => !isMember(character);
  }
  return isOneOf(body);
};

const wildcards: Readonly<Record<string, Place>> = { "%": "any", _: () => true };

/** A set `[...]` needs at least one member; a bracket that opens none means itself. */
const pieces = /\[(\^?[^\]]+)\]|./gsu;

const parsePattern = (pattern: string): readonly Place[] =>
  [...pattern.toLowerCase().matchAll(pieces)].map(([text, body]) =>
    body === undefined ? (wildcards[text] ?? ((character) => character === text)) : setPlace(body),
  );

/** Matches by going back to the last `%` only, which is enough and keeps every pattern fast. */
const matches = (places: readonly Place[], text: readonly string[]): boolean => {
  let [place, at, lastAny, resume] = [0, 0, -1, 0];
  while (at < text.length) {
    const expected = places[place];
    if (expected === "any") {
      [lastAny, resume] = [place, at];
      place += 1;
    } else if (expected?.(text[at] ?? "") === true) {
      [place, at] = [place + 1, at + 1];
    } else if (lastAny >= 0) {
      resume += 1;
      [place, at] = [lastAny + 1, resume];
    } else {
      return false;
    }
  }
  return places.slice(place).every((expected) => expected === "any");
};

const isPlain = (text: string): boolean => !/[%_[]/.test(text);

/**
 * A test for an SQL LIKE pattern, without regard to case: `%` any text, `_` one character, `[...]` one of a set
 * (Microsoft, Use wildcard characters in conditions for string values).
 */
export const likeTest = (pattern: string): ((text: string) => boolean) => {
  const inner = /^%(.*)%$/s.exec(pattern)?.[1];
  if (inner !== undefined && isPlain(inner)) {
    const wanted = inner.toLowerCase();
    return (text) => text.toLowerCase().includes(wanted);
  }
  const places = parsePattern(pattern);
  return (text) => matches(places, [...text.toLowerCase()]);
};
