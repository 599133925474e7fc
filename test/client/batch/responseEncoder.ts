import type { OperationAnswer, PartAnswer } from "../../../src/client/batch/operation.ts";

/** How a server may write its answer: all of these mean the same. */
export interface Spelling {
  readonly lineBreak: "\r\n" | "\n";
  /** Between the colon and the value of a header. */
  readonly space: "" | " ";
  /** Whether header names come in upper case. */
  readonly shouting: boolean;
  readonly reason: string;
}

export const plainSpelling: Spelling = { lineBreak: "\r\n", space: " ", shouting: false, reason: "OK" };

const header = ({ space, shouting }: Spelling, name: string, value: string): string =>
  `${shouting ? name.toUpperCase() : name}:${space}${value}`;

const answerLines = (answer: OperationAnswer, spelling: Spelling): readonly string[] => [
  header(spelling, "Content-Type", "application/http"),
  header(spelling, "Content-Transfer-Encoding", "binary"),
  ...(answer.contentId === undefined ? [] : [header(spelling, "Content-ID", answer.contentId)]),
  "",
  `HTTP/1.1 ${answer.status} ${spelling.reason}`,
  ...Object.entries(answer.headers).map(([name, value]) => header(spelling, name, value)),
  "",
  Buffer.from(answer.body).toString("utf8"),
];

/** An answer as Dataverse writes it; a second opinion on the format, made without the code under test. */
export const encodeAnswers = (
  items: readonly PartAnswer[],
  spelling: Spelling = plainSpelling,
): { readonly contentType: string; readonly body: Uint8Array } => {
  const lines = items.flatMap((item, index) => {
    if (!("changeSet" in item)) {
      return ["--batchresponse_b", ...answerLines(item, spelling)];
    }
    const boundary = `changesetresponse_${index}`;
    return [
      "--batchresponse_b",
      header(spelling, "Content-Type", `multipart/mixed; boundary=${boundary}`),
      "",
      ...item.changeSet.flatMap((answer) => [`--${boundary}`, ...answerLines(answer, spelling)]),
      `--${boundary}--`,
    ];
  });
  return {
    contentType: "multipart/mixed; boundary=batchresponse_b",
    body: Buffer.from([...lines, "--batchresponse_b--", ""].join(spelling.lineBreak)),
  };
};
