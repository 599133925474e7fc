import { publishTableXml } from "../../odata/publishXml.ts";
import type { ServiceContext } from "../serviceContext.ts";

/** Publishes all waiting changes of one table, also those of others: Dataverse publishes nothing smaller. */
export const publishTable = async (context: ServiceContext, logicalName: string): Promise<void> => {
  await context.send({
    operation: `Publish the table ${logicalName}`,
    method: "POST",
    path: "PublishXml",
    repeat: "converges",
    body: JSON.stringify({ ParameterXml: publishTableXml(logicalName) }),
  });
};
