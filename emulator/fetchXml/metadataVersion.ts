import type { Session } from "../organization/session.ts";

/** Organizations have many changes of their definitions behind them. */
const firstVersion = 50_000_000;

/**
 * The annotation that changes with every change of the schema, when it is asked for. Microsoft's sample of a FetchXML
 * answer with all annotations has it (Use FetchXML with the Web API), the one of an OData query has not (Count rows).
 */
export const metadataVersionMembers = ({ presentation, dataverse }: Session): readonly string[] =>
  presentation.wantsAnnotation("Microsoft.Dynamics.CRM.globalmetadataversion")
    ? [`"@Microsoft.Dynamics.CRM.globalmetadataversion":"${firstVersion + dataverse.catalog.version()}"`]
    : [];
