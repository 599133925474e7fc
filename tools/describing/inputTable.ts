import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { code, plain, table } from "./markdown.ts";

const typeNames: Readonly<Record<string, string>> = {
  structuredObject: "group",
  dynamicObject: "choice of groups",
};

const typeOf = ({ type, collection, model, language }: Input): string => {
  const name = model ? "choice" : (typeNames[type] ?? type);
  const single = language ? `${name} (${language})` : name;
  if (collection === "keyvaluelist") {
    return `key/value list of ${single}`;
  }
  return collection === "valuelist" ? `list of ${single}` : single;
};

const defaultOf = ({ default: value }: Input): string => {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return code(text === "[]" ? "" : text);
};

const choiceOf = ({ label, value }: { label: string; value: string }): string => {
  const literal = code(value) || "empty";
  return label === value ? literal : `${plain(label)} (${literal})`;
};

const choicesOf = ({ model = [] }: Input): string =>
  model.length === 0 ? "" : `Choices: ${model.map(choiceOf).join(", ")}.`;

const exampleOf = ({ example, default: value }: Input): string =>
  example && example !== value ? `Example: ${code(example)}` : "";

const aboutOf = (input: Input): string =>
  [plain(input.comments ?? ""), choicesOf(input), exampleOf(input)]
    .filter((part) => part !== "")
    .join("<br>");

/** A group's own inputs follow it, with the group in front of their label and key. */
const rowsOf = (inputs: readonly Input[], group = { label: "", key: "" }): string[][] =>
  inputs.flatMap((input) => {
    const label = `${group.label}${input.label}`;
    const key = `${group.key}${input.key}`;
    return [
      [
        plain(label),
        code(key),
        typeOf(input),
        input.required ? "yes" : "no",
        defaultOf(input),
        aboutOf(input),
      ],
      ...rowsOf(input.inputs ?? [], { label: `${label} › `, key: `${key}.` }),
    ];
  });

export const inputTable = (inputs: readonly Input[]): string =>
  table(["Input", "Key", "Type", "Required", "Default", "About"], rowsOf(inputs));
