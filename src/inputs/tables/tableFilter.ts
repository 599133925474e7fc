import type { TableFilter } from "../../client/services/metadata/tableFilter.ts";
import { includeAllCustomRecordTypes } from "./includeAllCustomRecordTypes.ts";
import { includeOnlyTopLevelRecordTypes } from "./includeOnlyTopLevelRecordTypes.ts";
import { recordTypeFilter } from "./recordTypeFilter.ts";

/** The inputs that say which tables to take. */
export const tableFilterInputs = {
  recordTypeFilter,
  includeAllCustomRecordTypes,
  includeOnlyTopLevelRecordTypes,
};

interface TableFilterInputs {
  readonly recordTypeFilter: readonly string[];
  readonly includeAllCustomRecordTypes: boolean;
  readonly includeOnlyTopLevelRecordTypes: boolean;
}

export const tableFilter = (inputs: TableFilterInputs): TableFilter => ({
  names: inputs.recordTypeFilter,
  includeAllCustom: inputs.includeAllCustomRecordTypes,
  onlyTopLevel: inputs.includeOnlyTopLevelRecordTypes,
});
