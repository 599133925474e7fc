/** Where in the pipeline a step runs: pre-validation, pre-operation, post-operation. */
export type Stage = 10 | 20 | 40;

/** A copy of a record that a step asks for. */
export interface ImageDefinition {
  readonly alias: string;
  readonly before: boolean;
  readonly after: boolean;
  /** Logical names of columns; all when undefined. */
  readonly columns: readonly string[] | undefined;
}

/** The web address a step delivers to. */
export interface Endpoint {
  readonly id: string;
  readonly url: string;
  /** 4 WebhookKey, 5 HttpHeader, 6 HttpQueryString. */
  readonly authType: number;
  readonly authValue: string;
}

/** A registered and active sdkmessageprocessingstep with what it delivers to. */
export interface Step {
  readonly id: string;
  readonly name: string;
  readonly stage: Stage;
  readonly isAsync: boolean;
  readonly rank: number;
  readonly deletesJob: boolean;
  /** The user the step runs as; the caller when undefined. */
  readonly runsAs: string | undefined;
  readonly endpoint: Endpoint;
  readonly images: readonly ImageDefinition[];
}
