import type { Session } from "../organization/session.ts";
import type { RecordResource } from "../resources/record.ts";
import type { Table } from "../schema/schema.ts";
import type { Answer } from "../server/message.ts";
import type { ActionBody, ActionParameters } from "./actionBody.ts";
import type { FunctionArguments } from "./functionArguments.ts";

/** What an operation is called on; nothing for an unbound one. */
export type Binding = undefined | { readonly table: Table; readonly record?: RecordResource };

/** What an operation must be called on. */
export interface BoundTo {
  readonly target: "record" | "entity set";
  /** Logical names; any table when absent. */
  readonly tables?: readonly string[];
}

/** A function, which reads and is called by GET. */
export interface FunctionOperation {
  readonly kind: "function";
  readonly name: string;
  readonly boundTo?: BoundTo;
  readonly parameters: readonly string[];
  readonly answer: (session: Session, values: FunctionArguments, binding: Binding) => Answer;
}

/** An action, which may write and is called by POST. */
export interface ActionOperation {
  readonly kind: "action";
  readonly name: string;
  readonly boundTo?: BoundTo;
  /** Undefined for an action that reads its body itself. */
  readonly parameters: ActionParameters | undefined;
  readonly answer: (session: Session, body: ActionBody, binding: Binding) => Answer;
}

export type Operation = FunctionOperation | ActionOperation;
