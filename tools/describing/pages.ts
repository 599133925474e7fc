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

type AnyTrigger = Component["triggers"][string];

/** Longer texts of an example, such as the raw body of a request, say no more than their beginning does. */
const longestText = 160;

const exampleText = (example: unknown): string =>
  JSON.stringify(
    example,
    (_name, value: unknown) =>
      typeof value === "string" && value.length > longestText ? `${value.slice(0, longestText)}…` : value,
    2,
  );

const branchList = ({ staticBranchNames = [] }: AnyTrigger): string[] =>
  staticBranchNames.length === 0 ? [] : [`Branches: ${staticBranchNames.map(code).join(", ")}.`];

const exampleResult = ({ examplePayload }: AnyTrigger): string[] => {
  const { payload, branch } = (examplePayload ?? {}) as { payload?: unknown; branch?: string };
  if (payload === undefined) {
    return [];
  }
  const where = branch === undefined ? "" : ` on the branch ${code(branch)}`;
  return [`Example payload${where}:`, codeBlock("json", exampleText(payload))];
};

const triggerSection = (trigger: AnyTrigger): string[] => [
  `## ${trigger.display.label}`,
  plain(trigger.display.description),
  plain(trigger.display.directions ?? ""),
  `Key: ${code(trigger.key)}.`,
  ...branchList(trigger),
  inputTable(trigger.inputs),
  ...exampleResult(trigger),
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

/** docs/triggers.md */
export const triggersPage = ({ triggers }: Component): string =>
  page(["# Triggers", generated, ...Object.values(triggers).flatMap(triggerSection)]);

type AnyDataSource = Component["dataSources"][string];

const dataSourceSection = ({
  key,
  display,
  dataSourceType,
  inputs,
  examplePayload,
}: AnyDataSource): string[] => [
  `## ${display.label}`,
  plain(display.description),
  `Key: ${code(key)}. Type: ${code(dataSourceType)}.`,
  inputTable(inputs),
  "Example result:",
  codeBlock("json", JSON.stringify((examplePayload as { result?: unknown } | undefined)?.result, null, 2)),
];

/** docs/dataSources.md */
export const dataSourcesPage = ({ dataSources }: Component): string =>
  page(["# Data sources", generated, ...Object.values(dataSources).flatMap(dataSourceSection)]);

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
