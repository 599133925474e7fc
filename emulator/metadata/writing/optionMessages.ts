import { payloadError } from "../../errors/refusals.ts";
import { changeColumn } from "../../organization/edits.ts";
import type { Session } from "../../organization/session.ts";
import type { Choice } from "../../schema/model.ts";
import { type Answer, jsonAnswer, noContent } from "../../server/message.ts";
import { noSuchChoice, noSuchColumn, noSuchTable } from "../notFound.ts";
import { invalidDefinition, type Json, listAt, numberAt, parseBody, textAt } from "./body.ts";
import { putChoice } from "./choiceWriters.ts";
import { nextOption, readOption } from "./optionBody.ts";

/** The options a message is about, and how they are put back into the draft. */
interface Options {
  readonly choices: readonly Choice[];
  readonly put: (choices: readonly Choice[]) => void;
}

const globalOptions = ({ dataverse: { catalog } }: Session, name: string): Options => {
  const choice = catalog.draft().choices.get(name.toLowerCase());
  if (choice === undefined) {
    throw noSuchChoice(`Name='${name}'`);
  }
  return {
    choices: choice.choices,
    put: (choices) => catalog.propose(putChoice({ ...choice, choices })),
  };
};

const columnOptions = ({ dataverse: { catalog } }: Session, table: string, column: string): Options => {
  const definition = catalog.draft().tables.get(table);
  if (definition === undefined) {
    throw noSuchTable(`LogicalName='${table}'`);
  }
  const found = definition.columns.find(({ logicalName }) => logicalName === column);
  if (found === undefined) {
    throw noSuchColumn(`LogicalName='${column}'`);
  }
  if (found.choices === undefined) {
    throw invalidDefinition(`The column ${column} has no options.`);
  }
  if (found.globalChoices !== undefined) {
    throw invalidDefinition(
      `The column ${column} uses the global choice ${found.globalChoices}: name it by OptionSetName.`,
    );
  }
  return {
    choices: found.choices,
    put: (choices) => catalog.propose(changeColumn(table, column, (known) => ({ ...known, choices }))),
  };
};

/** A choice of a column is named by table and column, a global one by `OptionSetName`. */
const optionsOf = (session: Session, json: Json): Options => {
  const name = textAt(json, "OptionSetName");
  const [table, column] = [textAt(json, "EntityLogicalName"), textAt(json, "AttributeLogicalName")];
  if (name !== undefined) {
    return globalOptions(session, name);
  }
  if (table === undefined || column === undefined) {
    throw invalidDefinition(
      "Either OptionSetName, or EntityLogicalName and AttributeLogicalName are needed.",
    );
  }
  return columnOptions(session, table, column);
};

const optionAt = ({ choices }: Options, json: Json): Choice => {
  const value = numberAt(json, "Value");
  const choice = choices.find((known) => known.value === value);
  if (choice === undefined) {
    throw invalidDefinition(`There is no option with the value ${String(value)}.`);
  }
  return choice;
};

const inserted = ({ request }: Session, name: string, value: number): Answer =>
  jsonAnswer(
    200,
    JSON.stringify({
      "@odata.context": `${request.root}$metadata#Microsoft.Dynamics.CRM.${name}Response`,
      NewOptionValue: value,
    }),
  );

const insert = (session: Session, json: Json, name: string): Answer => {
  const options = optionsOf(session, json);
  const value = numberAt(json, "Value") ?? nextOption(options.choices);
  if (options.choices.some((choice) => choice.value === value)) {
    throw invalidDefinition(`An option with the value ${value} exists already.`);
  }
  const state = numberAt(json, "StateCode");
  if (name === "InsertStatusValue" && state === undefined) {
    throw invalidDefinition("Required field 'StateCode' is missing.");
  }
  const choice = readOption(json, { value });
  options.put([...options.choices, state === undefined ? choice : { ...choice, state }]);
  return inserted(session, name, value);
};

const update = (session: Session, json: Json): Answer => {
  const options = optionsOf(session, json);
  const before = optionAt(options, json);
  const after = readOption(json, { value: before.value, before, keepsOthers: json["MergeLabels"] === true });
  options.put(options.choices.map((choice) => (choice === before ? after : choice)));
  return noContent();
};

const order = (session: Session, json: Json): Answer => {
  const options = optionsOf(session, json);
  const values = listAt(json, "Values").map(Number);
  const isComplete =
    values.length === options.choices.length && options.choices.every(({ value }) => values.includes(value));
  if (!isComplete) {
    throw invalidDefinition("Values must name every option once.");
  }
  options.put(values.flatMap((value) => options.choices.filter((choice) => choice.value === value)));
  return noContent();
};

const remove = (session: Session, json: Json): Answer => {
  const options = optionsOf(session, json);
  const gone = optionAt(options, json);
  options.put(options.choices.filter((choice) => choice !== gone));
  return noContent();
};

/** Names in the elements of a `PublishXml`, such as `<entities><entity>account</entity></entities>`. */
const namesIn = (xml: string, element: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${element}>\\s*([^<]*?)\\s*</${element}>`, "g"))].map(
    ([, name = ""]) => name,
  );

const publish = ({ dataverse: { catalog } }: Session, json: Json): Answer => {
  const xml = textAt(json, "ParameterXml");
  if (xml === undefined || !xml.includes("<importexportxml")) {
    throw payloadError("PublishXml", "ParameterXml must be a document with the root importexportxml.");
  }
  catalog.publish({
    tables: namesIn(xml, "entity").map((name) => name.toLowerCase()),
    choices: namesIn(xml, "optionset").map((name) => name.toLowerCase()),
  });
  return noContent();
};

type Message = (session: Session, json: Json, name: string) => Answer;

const can = (session: Session, json: Json, name: string): Answer => {
  const table = textAt(json, "EntityName") ?? "";
  const definition = session.dataverse.catalog.published().tables.get(table);
  if (definition === undefined) {
    throw noSuchTable(`LogicalName='${table}'`);
  }
  return jsonAnswer(
    200,
    JSON.stringify({
      "@odata.context": `${session.request.root}$metadata#Microsoft.Dynamics.CRM.${name}Response`,
      [name]: definition.intersect !== true,
    }),
  );
};

/** The actions that change or ask about definitions. */
export const metadataMessages: Readonly<Record<string, Message>> = {
  InsertOptionValue: insert,
  InsertStatusValue: insert,
  UpdateOptionValue: update,
  OrderOption: order,
  DeleteOptionValue: remove,
  PublishXml: publish,
  PublishAllXml: ({ dataverse: { catalog } }) => {
    catalog.publish();
    return noContent();
  },
  CanBeReferenced: can,
  CanBeReferencing: can,
  CanManyToMany: can,
};

export const bodyOf = ({ request }: Session, name: string): Json =>
  name === "PublishAllXml" ? {} : parseBody(name, request.body);
