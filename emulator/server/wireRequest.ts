/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly header: (name: string) => string | undefined;
  readonly body: string;
  readonly bytes: Buffer;
  /** The longest URL that is read, when it is not that of a plain request. */
  readonly urlLimit?: number;
}
