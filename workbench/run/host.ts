/** The program's surroundings, so that tests can give others. */
export interface Host {
  /** The project's folder: dist and .env are in it. */
  readonly root: string;
  /** Where file names on the command line start from. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Sink;
  readonly stderr: Sink;
}

export interface Sink {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}
