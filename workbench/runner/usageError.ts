/** The caller asked for something that does not exist or left something out. `message` is a sentence that says what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
