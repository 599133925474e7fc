/** The limits of one user on one web server (Microsoft, Service protection API limits). */
export interface ProtectionOptions {
  readonly enabled: boolean;
  /** Requests per window; a batch is one. */
  readonly requests: number;
  /** Combined execution time per window, in milliseconds. */
  readonly executionMs: number;
  /** Requests at the same time. */
  readonly concurrency: number;
  readonly windowMs: number;
  /**
   * How many milliseconds of the limits pass in one of the emulator's clock: 100 makes a window of 300 seconds pass in
   * three. Times in `Retry-After` are those of the clock.
   */
  readonly timeScale: number;
}

/** What Microsoft documents as the default of every environment. */
export const documentedLimits: ProtectionOptions = {
  enabled: true,
  requests: 6000,
  executionMs: 1_200_000,
  concurrency: 52,
  windowMs: 300_000,
  timeScale: 1,
};

const checkNumber = (name: string, value: unknown): number => {
  if (typeof value !== "number" || !Number.isFinite(value) || value <= 0) {
    throw new Error(`'${name}' must be a number above zero.`);
  }
  return value;
};

/** Changes some of the options. Throws a sentence that names an option that is unknown or cannot have its value. */
export const changeOptions = (
  options: ProtectionOptions,
  changes: Readonly<Record<string, unknown>>,
): ProtectionOptions => {
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(options, name)) {
      throw new Error(
        `'${name}' is no limit of the service. Known: ${Object.keys(documentedLimits).join(", ")}.`,
      );
    }
    if (name === "enabled" && typeof value !== "boolean") {
      throw new Error("'enabled' must be true or false.");
    }
    changed[name] = name === "enabled" ? value : checkNumber(name, value);
  }
  return { ...options, ...changed };
};
