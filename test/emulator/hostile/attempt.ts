/** A request before `KNOWN` is replaced by the id of a record that is there. */
export interface Attempt {
  readonly method: string;
  readonly path: string;
  readonly options: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
