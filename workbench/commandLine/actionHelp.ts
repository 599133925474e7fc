import { column, indent, wrap } from "../report/layout.ts";
import type { Style } from "../report/style.ts";
import type { ActionDefinition, InputDefinition } from "../runner/component.ts";
import { isGroup } from "../runner/wireParams.ts";

/** An input as it is written on the command line. */
interface NamedInput {
  readonly name: string;
  readonly input: InputDefinition;
}

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;

const namedInputs = (inputs: readonly InputDefinition[], prefix = ""): readonly NamedInput[] =>
  inputs
    .filter(({ type }) => type !== "connection")
    .flatMap((input) =>
      isGroup(input)
        ? namedInputs(input.inputs ?? [], `${prefix}${input.key}.`)
        : [{ name: `${prefix}${input.key}`, input }],
    );

const kindOf = ({ type, collection }: InputDefinition): string => {
  if (collection === "keyvaluelist") return "names and values";
  if (collection === "valuelist") return "list";
  return type === "string" ? "text" : type;
};

const notes = ({ comments = "", required, default: wireDefault, model }: InputDefinition): string =>
  [
    required === true ? "Required." : "",
    firstSentence(comments),
    model === undefined ? "" : `One of: ${model.map(({ value }) => value || "(empty)").join("; ")}.`,
    typeof wireDefault === "string" && wireDefault !== "" ? `Default: ${wireDefault}.` : "",
  ]
    .filter((note) => note !== "")
    .join(" ");

const kindWidth = 18;
const gap = 2;

const inputLines = (inputs: readonly NamedInput[], style: Style): readonly string[] => {
  const nameWidth = Math.max(...inputs.map(({ name }) => name.length)) + gap;
  const room = style.width - gap - nameWidth - kindWidth;
  return inputs.flatMap(({ name, input }) => {
    const [first, ...more] = wrap(notes(input), room);
    const kind = first === undefined ? kindOf(input) : column(kindOf(input), kindWidth);
    return [
      `${style.accent(name.padEnd(nameWidth))}${style.dim(kind)}${first ?? ""}`,
      ...indent(more, nameWidth + kindWidth),
    ];
  });
};

const effectOf = ({ performSafety }: ActionDefinition): string =>
  performSafety === "SAFE" ? "reads" : "writes";

/** An action with every input and what it means. */
export const actionHelp = (action: ActionDefinition, style: Style): string => {
  const inputs = namedInputs(action.inputs);
  return [
    `${style.bold(action.key)} ${style.dim(effectOf(action))}`,
    ...indent(wrap(action.display.description, style.width - gap), gap),
    "",
    ...(inputs.length === 0 ? ["  No inputs."] : indent(inputLines(inputs, style), gap)),
  ].join("\n");
};

const shortName = (input: InputDefinition): string => {
  if (isGroup(input)) {
    return `${input.key}.(${namedInputs(input.inputs ?? [])
      .map(({ name }) => name)
      .join(" ")})`;
  }
  if (input.collection === "keyvaluelist") return `${input.key}.<name>`;
  return `${input.key}${input.required === true ? "*" : ""}`;
};

const keyWidth = 20;
const effectWidth = 8;
const nameIndent = 4;

/** An action in short: what it does and the names of its inputs. */
export const actionSummary = (action: ActionDefinition, style: Style): readonly string[] => {
  const names = action.inputs.filter(({ type }) => type !== "connection").map(shortName);
  const room = style.width - gap - keyWidth - effectWidth;
  const [first = "", ...more] = wrap(action.display.description, room);
  return [
    style.bold(column(action.key, keyWidth)) + style.dim(column(effectOf(action), effectWidth)) + first,
    ...indent(more, keyWidth + effectWidth),
    ...indent(wrap(names.join(" "), style.width - gap - nameIndent).map(style.accent), nameIndent),
    "",
  ];
};
