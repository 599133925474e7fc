import { structuredObjectInput } from "@prismatic-io/spectral";
import type { ReadOptions, WriteOptions } from "../client/services/requestOptions.ts";
import { changedAttributeKey } from "./attributes/attributeKey.ts";
import { publishChange, publishNew } from "./attributes/publish.ts";
import { failStep } from "./bulk/failStep.ts";
import { groupBy } from "./bulk/groupBy.ts";
import { maximumDuration } from "./bulk/maximumDuration.ts";
import { mostAtOnce } from "./bulk/mostAtOnce.ts";
import { mostPerRequest } from "./bulk/mostPerRequest.ts";
import { resultsToReturn } from "./bulk/resultsToReturn.ts";
import { stopAfterFailures } from "./bulk/stopAfterFailures.ts";
import { tellCreated } from "./bulk/tellCreated.ts";
import { type BypassCustomLogic, bypassCustomLogic } from "./bypassCustomLogic.ts";
import { changesPerPage, maximumChanges } from "./changePaging.ts";
import { detectDuplicates } from "./detectDuplicates.ts";
import { ifMatch } from "./ifMatch.ts";
import { impersonateUserId, impersonateUserIdType, type UserIdKind } from "./impersonation.ts";
import { includeAnnotations } from "./includeAnnotations.ts";
import { includeCount } from "./includeCount.ts";
import { includeResponseDetails } from "./raw/includeResponseDetails.ts";
import { solutionName, solutionOfDefinition } from "./solutionName.ts";
import { includeAttributes } from "./tables/includeAttributes.ts";
import { propertyNames } from "./tables/propertyNames.ts";

const group = { label: "Options", comments: "Settings that most flows can leave as they are." };
const impersonation = { impersonateUserId, impersonateUserIdType };
const customLogic = { bypassCustomLogic, solutionName };

export const getOptions = structuredObjectInput({
  ...group,
  inputs: { includeAnnotations, ...impersonation },
});

export const queryOptions = structuredObjectInput({
  ...group,
  inputs: { includeCount, includeAnnotations, ...impersonation },
});

export const fetchOptions = structuredObjectInput({
  ...group,
  inputs: { impersonateUserIdType },
});

export const definitionOptions = structuredObjectInput({
  ...group,
  inputs: { propertyNames, includeAttributes },
});

export const createOptions = structuredObjectInput({
  ...group,
  inputs: { detectDuplicates, includeAnnotations, ...impersonation, ...customLogic },
});

export const updateOptions = structuredObjectInput({
  ...group,
  inputs: { ifMatch, detectDuplicates, includeAnnotations, ...impersonation, ...customLogic },
});

export const deleteOptions = structuredObjectInput({
  ...group,
  inputs: { ifMatch, ...impersonation, ...customLogic },
});

const manyRecords = {
  resultsToReturn,
  failStep,
  stopAfterFailures,
  maximumDuration,
  groupBy,
  mostPerRequest,
  mostAtOnce,
};

export const createManyOptions = structuredObjectInput({
  ...group,
  inputs: { ...manyRecords, detectDuplicates, ...impersonation, ...customLogic },
});

export const updateManyOptions = createManyOptions;

export const upsertManyOptions = structuredObjectInput({
  ...group,
  inputs: { tellCreated, ...manyRecords, detectDuplicates, ...impersonation, ...customLogic },
});

export const deleteManyOptions = structuredObjectInput({
  ...group,
  inputs: { ...manyRecords, ...impersonation, ...customLogic },
});

export const changeOptions = structuredObjectInput({
  ...group,
  inputs: {
    recordsPerPage: changesPerPage,
    maximumRecords: maximumChanges,
    includeAnnotations,
    ...impersonation,
  },
});

export const rawOptions = structuredObjectInput({ ...group, inputs: { includeResponseDetails } });
export const createAttributeOptions = structuredObjectInput({
  ...group,
  inputs: { solutionName: solutionOfDefinition, publish: publishNew },
});

export const updateAttributeOptions = structuredObjectInput({
  ...group,
  inputs: { attributeKey: changedAttributeKey, solutionName: solutionOfDefinition, publish: publishChange },
});

interface ImpersonationInputs {
  readonly impersonateUserId: string | undefined;
  readonly impersonateUserIdType: UserIdKind;
}

interface ReadInputs extends ImpersonationInputs {
  readonly includeAnnotations?: string | undefined;
}

interface WriteInputs extends ReadInputs {
  readonly detectDuplicates?: boolean;
  readonly bypassCustomLogic: BypassCustomLogic | undefined;
  readonly solutionName: string | undefined;
}

export const readOptions = ({ includeAnnotations, ...user }: ReadInputs): ReadOptions => ({
  includeAnnotations,
  impersonate:
    user.impersonateUserId === undefined
      ? undefined
      : { by: user.impersonateUserIdType, id: user.impersonateUserId },
});

export const writeOptions = (inputs: WriteInputs): WriteOptions => ({
  ...readOptions(inputs),
  detectDuplicates: inputs.detectDuplicates,
  bypassCustomLogic: inputs.bypassCustomLogic,
  solutionName: inputs.solutionName,
});
