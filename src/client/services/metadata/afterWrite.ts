import { DataverseError } from "../../errors.ts";

/**
 * Makes a call that follows on a write which Dataverse accepted. When it fails, the error begins with what was written,
 * as a whole sentence, because the step fails although the write stands.
 */
export const afterWrite = async <Result>(written: string, call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call();
  } catch (error) {
    throw error instanceof DataverseError
      ? new DataverseError(`${written} ${error.message}`, { ...error, mayHaveWritten: true })
      : error;
  }
};
