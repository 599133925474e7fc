import type { WatchedMessage } from "./watch.ts";

/** The copy of a record before or after the operation. Two images of a step differ in their alias. */
export interface Image {
  readonly alias: "before" | "after";
  /** Logical names with commas between; null for all columns. */
  readonly attributes: string | null;
}

/** A step as it should be. */
export interface Step {
  readonly message: WatchedMessage;
  readonly messageId: string;
  /** Null for messages that belong to no table. */
  readonly filterId: string | null;
  readonly table: string | null;
  readonly mode: 0 | 1;
  /** Logical names with commas between; null for all columns. */
  readonly filteringAttributes: string | null;
  readonly images: readonly Image[];
}

/** An image as Dataverse has it. */
export interface RegisteredImage {
  readonly id: string;
  readonly alias: string;
  readonly type: number | null;
  readonly attributes: string | null;
}

/** A step as Dataverse has it. */
export interface RegisteredStep {
  readonly id: string;
  readonly messageId: string;
  readonly filterId: string | null;
  readonly mode: number | null;
  readonly stage: number | null;
  readonly filteringAttributes: string | null;
  readonly isEnabled: boolean;
  readonly images: readonly RegisteredImage[];
}

/** A service endpoint as Dataverse has it; its secret cannot be read. */
export interface RegisteredEndpoint {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** False when its kind, its way to authenticate or its format is not the one registered here. */
  readonly isWellFormed: boolean;
}

/** Microsoft, "Register a plug-in": the stage after the operation, where images of both kinds are to be had. */
export const postOperation = 40;

/** Microsoft, "Sdk Message Processing Step Image table/entity reference". */
export const imageTypes = { before: 0, after: 1 } as const;
