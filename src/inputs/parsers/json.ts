import { invalidInput } from "../../client/errors.ts";

/** Parses JSON text; `expected` ends the sentence about text that is not JSON: "Write it like {"name":"Contoso"}." */
export const parseJson = (label: string, text: string, expected: string): unknown => {
  const result = attempt(text);
  if (!result.ok) throw invalidInput(`${label} is not valid JSON (${result.reason}). ${expected}`);
  return result.value;
};

type Attempt =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

const attempt = (text: string): Attempt => {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : "it cannot be read" };
  }
};
