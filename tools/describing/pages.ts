import type { Action, Component, Connection } from "@prismatic-io/spectral/dist/serverTypes";
import { inputTable } from "./inputTable.ts";
import { anchor, code, codeBlock, page, plain, table } from "./markdown.ts";

const generated = "<!-- Generated from the built component by `npm run docs`. Do not edit. -->";

const actionTable = (actions: readonly Action[], pageAddress: string): string =>
  table(
    ["Action", "Key", "What it does"],
    actions.map(({ key, display: { label, description } }) => [
      `[${plain(label)}](${pageAddress}#${anchor(label)})`,
      code(key),
      plain(description),
    ]),
  );

const exampleOutput = ({ examplePayload }: Action): string[] => {
  const data = (examplePayload as { data?: unknown } | undefined)?.data;
  return data === undefined ? [] : ["Example output:", codeBlock("json", JSON.stringify(data, null, 2))];
};

const readsOnly = " It only reads, so the designer may run it to fetch sample data.";

const actionSection = (action: Action): string[] => [
  `## ${action.display.label}`,
  plain(action.display.description),
  `Key: ${code(action.key)}.${action.performSafety === "SAFE" ? readsOnly : ""}`,
  inputTable(action.inputs),
  ...exampleOutput(action),
];

const connectionSection = (connection: Connection): string[] => [
  `## ${connection.label}`,
  plain(connection.comments ?? ""),
  `Key: ${code(connection.key)}.`,
  inputTable(connection.inputs),
];

/** docs/actions.md */
export const actionsPage = ({ actions }: Component): string => {
  const all = Object.values(actions);
  return page(["# Actions", generated, actionTable(all, ""), ...all.flatMap(actionSection)]);
};

/** docs/connections.md */
export const connectionsPage = ({ connections }: Component): string =>
  page(["# Connections", generated, ...connections.flatMap(connectionSection)]);

const start = "<!-- actions:start -->";
const end = "<!-- actions:end -->";

/** The README with a fresh table of actions between its two markers; throws when the markers are missing. */
export const readmeWithActions = (readme: string, { actions }: Component): string => {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(
      `README.md needs the lines ${start} and ${end}, between which its table of actions goes.`,
    );
  }
  const fresh = actionTable(Object.values(actions), "docs/actions.md");
  return `${readme.slice(0, from)}${start}\n\n${fresh}\n\n${readme.slice(to)}`;
};
