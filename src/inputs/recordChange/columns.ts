import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import { quoted } from "../../client/odata/names.ts";
import { pickedList } from "../parsers/pickedList.ts";

const column = /^(?:[A-Za-z_]\w*\s*\.\s*)?(?:[A-Za-z_]\w*|\*)$/;

const parseWith = (label: string) => {
  const parse = pickedList(label);
  return (value: unknown): readonly string[] => {
    const names = parse(value)
      .flatMap((text) => text.split(","))
      .map((text) => text.trim())
      .filter((text) => text !== "");
    const wrong = names.find((name) => !column.test(name));
    if (wrong !== undefined) {
      throw invalidInput(
        `${label} ${quoted(wrong)} is not the name of a column. Enter a logical name, such as name, or account.name for one of several tables.`,
      );
    }
    return names;
  };
};

const columnsInput = (label: string, comments: string) =>
  input({
    label,
    type: "string",
    collection: "valuelist",
    required: false,
    comments,
    placeholder: "Logical column name",
    example: "name",
    clean: parseWith(label),
  });

const ofTables =
  "With several tables, name counts for each table that has it, and account.name for one of them.";

export const filteringColumns = columnsInput(
  "Filtering Columns",
  `An update starts the flow only when it sets one of these columns. Leave empty for every update, which can be many. ${ofTables}`,
);

export const preImageColumns = columnsInput(
  "Pre Image Columns",
  `The columns that event.preImage holds, with their values before an update or a delete. Leave empty for no image; enter * for all columns, which makes events large. ${ofTables}`,
);

export const postImageColumns = columnsInput(
  "Post Image Columns",
  `The columns that event.postImage holds, with their values after a create or an update. Leave empty for no image; enter * for all columns, which makes events large. ${ofTables}`,
);
