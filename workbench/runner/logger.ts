const levels = ["metric", "trace", "debug", "info", "log", "warn", "error"] as const;

export type LogLevel = (typeof levels)[number];

/** One call of `context.logger`: the arguments in the order in which the component gave them. */
export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly args: readonly unknown[];
}

export type Logger = Readonly<Record<LogLevel, (...args: readonly unknown[]) => void>>;

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A logger with every level of the platform's, which keeps the lines instead of printing them. `message` is the
 * first argument when it is text, `fields` the first object among the arguments.
 */
export const recordingLogger = (): { readonly logger: Logger; readonly lines: readonly LogLine[] } => {
  const lines: LogLine[] = [];
  const at =
    (level: LogLevel) =>
    (...args: readonly unknown[]) => {
      const [first] = args;
      lines.push({
        level,
        message: typeof first === "string" ? first : "",
        fields: args.find(isFields) ?? {},
        args,
      });
    };
  const logger: Logger = {
    metric: at("metric"),
    trace: at("trace"),
    debug: at("debug"),
    info: at("info"),
    log: at("log"),
    warn: at("warn"),
    error: at("error"),
  };
  return { logger, lines };
};
