import { DataverseError } from "../../errors.ts";
import { entitySetName } from "../../odata/names.ts";
import type { ServiceContext } from "../serviceContext.ts";
import {
  createCorrectedNames,
  type NameRule,
  type WrongName,
  withTableSuggestion,
} from "./correctedNames.ts";

export interface EntitySets {
  /**
   * Makes a call with the entity set that Entity Type names. When Dataverse knows no such set, the tables are looked up
   * and the call is made once more with the right one: nothing was written by the first, whatever its method. `input`
   * is what sentences call the name; Entity Type when absent.
   */
  readonly run: <Result>(
    entityType: string,
    call: (entitySet: string) => Promise<Result>,
    input?: string,
  ) => Promise<Result>;
}

/** Microsoft, "Troubleshoot Dataverse Web API client errors": "Resource not found for the segment". */
const SEGMENT_NOT_FOUND = "0x8006088a";

/** True for the answer to a path that starts with an unknown entity set; it proves that nothing was read or written. */
export const isUnknownSegment = (error: unknown): error is DataverseError =>
  error instanceof DataverseError && error.code === SEGMENT_NOT_FOUND;

const isUnknownSet = (error: unknown, entitySet: string): error is DataverseError =>
  isUnknownSegment(error) && !isOtherSegment(error, entitySet);

const isOtherSegment = (error: DataverseError, entitySet: string): boolean => {
  const segment = /segment '([^']*)'/.exec(error.serverMessage ?? "")?.[1];
  return segment !== undefined && segment !== entitySet;
};

const entitySetRule: NameRule = {
  kinds: ["entitySet", "logicalName", "logicalCollectionName"],
  called: "entity set",
  isUnknown: isUnknownSet,
};

/** The error of a call that cannot be made again, with the entity sets that may have been meant if it named none. */
export const withEntitySetSuggestion = (context: ServiceContext, wrong: WrongName): Promise<DataverseError> =>
  withTableSuggestion(context, entitySetRule, wrong);

/** Names that had to be corrected are remembered for the lifetime of the client that the sets belong to. */
export const createEntitySets = (context: ServiceContext): EntitySets => {
  const corrected = createCorrectedNames(context, entitySetRule);
  return {
    run: async (entityType, call, input = "Entity Type") =>
      corrected({ input, name: entitySetName(entityType), call }),
  };
};
