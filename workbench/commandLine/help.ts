import { indent, wrap } from "../report/layout.ts";
import type { Style } from "../report/style.ts";
import type { Component } from "../runner/component.ts";
import { settingNames } from "../target/settings.ts";
import { actionSummary } from "./actionHelp.ts";

const usage = (style: Style): readonly string[] => [
  `${style.bold("npm start")}                                    builds the component and plays a scenario with it`,
  `${style.bold("npm start -- <action> [input=value ...]")}      runs one action and prints its result`,
  "",
  style.bold("Options"),
  "  --json          one JSON document instead of text (npm start --silent -- --json)",
  "  --write         against a real org: also run what writes",
  "  --emulator      take the emulator even when the settings of a real org are there",
  "  --no-build      take dist as it is",
  "  --records N     how many records the emulator starts with",
  "  --help          this text; after an action, what its inputs mean",
  "",
  style.bold("Inputs"),
  "  entityType=accounts                   a value",
  '  fieldNames=name fieldNames=revenue    a list, or fieldNames=\'["name","revenue"]\'',
  '  fieldValues.name=Contoso              a name and its value, or fieldValues=\'{"name":"Contoso"}\'',
  "  options.includeCount=true             an input of a group",
  "  dynamicValues=@account.json           what is in a file; @@ for a text that begins with @",
  "",
  style.bold("Against a real org"),
  ...indent(
    wrap(
      `Set ${Object.values(settingNames).join(", ")} in the environment or in .env. Without --write only what reads is run.`,
      style.width - 2,
    ),
    2,
  ),
  "",
  style.bold("Examples"),
  "  npm start -- queryEntities entityType=accounts recordsPerPage=3",
  "  npm start -- getEntity entityType=accounts entityId=<id> fieldNames=name",
  "  npm start -- createEntity entityType=accounts fieldValues.name=Contoso fieldValues.telephone1=007",
  "",
];

/** How to use the workbench, and every action with its inputs as the built component states them. */
export const helpText = (component: Component, style: Style): string =>
  [
    ...usage(style),
    `${style.bold("Actions")} ${style.dim("(* required; npm start -- <action> --help tells what the inputs mean)")}`,
    ...indent(
      Object.values(component.actions).flatMap((action) => actionSummary(action, style)),
      2,
    ),
  ]
    .join("\n")
    .trimEnd();
