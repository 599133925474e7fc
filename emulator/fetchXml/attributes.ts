import { notImplemented } from "../errors/refusals.ts";
import { invalidArgument, invalidFlag, missingAttribute } from "./refusals.ts";
import type { XmlElement } from "./xml.ts";

/** Which attributes an element has: those that are read, and those that change nothing here. */
export interface KnownAttributes {
  readonly read: readonly string[];
  readonly ignored?: readonly string[];
}

/** What the emulator does not know it does not skip. Namespaces, which tools leave behind, mean nothing. */
export const requireKnown = (element: XmlElement, { read, ignored = [] }: KnownAttributes): void => {
  const unknown = [...element.attributes.keys()].find(
    (name) => !read.includes(name) && !ignored.includes(name) && !name.startsWith("xmlns"),
  );
  if (unknown !== undefined) {
    throw notImplemented(`the attribute '${unknown}' of <${element.name}> in FetchXML`);
  }
};

/** The attribute's text; empty counts as absent. */
export const optional = (element: XmlElement, name: string): string | undefined => {
  const value = element.attributes.get(name)?.trim();
  return value === "" ? undefined : value;
};

export const required = (element: XmlElement, name: string): string => {
  const value = optional(element, name);
  if (value === undefined) {
    throw missingAttribute(name, element);
  }
  return value;
};

const flags: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

const flagCodes: Readonly<Record<string, string>> = {
  distinct: "0x80041115",
  descending: "0x80041119",
  aggregate: "0x8004111a",
};

/** A yes/no attribute: `true`, `false`, `1` or `0`; no when absent. */
export const flag = (element: XmlElement, name: string): boolean => {
  const text = optional(element, name)?.toLowerCase();
  if (text === undefined) {
    return false;
  }
  const value = Object.hasOwn(flags, text) ? flags[text] : undefined;
  if (value === undefined) {
    throw invalidFlag(flagCodes[name] ?? "0x80040203", name);
  }
  return value;
};

/** A whole number of at least 1 and, where there is a limit, at most that. */
export const positive = (element: XmlElement, name: string, most = 2_147_483_647): number | undefined => {
  const text = optional(element, name);
  if (text === undefined) {
    return undefined;
  }
  const value = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most) {
    throw invalidArgument(
      `The value '${text}' of the attribute '${name}' is not valid. It must be a whole number from 1 to ${most}.`,
    );
  }
  return value;
};
