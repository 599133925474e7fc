import { counted, duration } from "./layout.ts";
import type { Style } from "./style.ts";

export interface Opening {
  readonly component: string;
  readonly actions: number;
  /** Undefined when the component was not built in this run. */
  readonly buildMs?: number | undefined;
  readonly kind: "emulator" | "org";
  readonly url: string;
  /** Whether only reading steps are played. */
  readonly readOnly: boolean;
  readonly signInMs: number;
}

const labelWidth = 12;

/** What is run, against what, before the first step. */
export const openingText = (opening: Opening, style: Style): string => {
  const line = (label: string, text: string): string => style.dim(label.padEnd(labelWidth)) + text;
  const built = opening.buildMs === undefined ? "as built before" : `built in ${duration(opening.buildMs)}`;
  const where = opening.kind === "emulator" ? "a local emulator at" : "the org at";
  const scope = opening.readOnly ? "; only reading, add --write for the whole scenario" : "";
  return [
    line(
      "Component",
      `${style.bold(opening.component)}, dist/index.js, ${counted(opening.actions, "action")}, ${built}`,
    ),
    line("Dataverse", `${where} ${opening.url}${scope}`),
    line("Signed in", `with client credentials in ${duration(opening.signInMs)}`),
    "",
  ].join("\n");
};
