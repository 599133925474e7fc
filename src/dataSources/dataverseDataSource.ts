import {
  type ActionInputParameters,
  type DataSourceResult,
  type DataSourceType,
  dataSource,
  type Inputs,
} from "@prismatic-io/spectral";
import type { Client } from "../client/client.ts";
import type { connection as connectionInput } from "../inputs/connection.ts";
import { withClient } from "../platform/withClient.ts";

type WithConnection = Inputs & { readonly connection: typeof connectionInput };

/** A data source as its file states it: what the designer shows, and what it lists with the client. */
interface DataverseDataSource<TInputs extends WithConnection, TType extends DataSourceType> {
  readonly display: { readonly label: string; readonly description: string };
  readonly inputs: TInputs;
  readonly type: TType;
  readonly list: (
    client: Client,
    inputs: ActionInputParameters<TInputs>,
  ) => Promise<DataSourceResult<TType>["result"]>;
  readonly example: DataSourceResult<TType>["result"];
}

/** The frame every data source shares: it makes the client from the connection and wraps the result. */
export const dataverseDataSource = <TInputs extends WithConnection, TType extends DataSourceType>(
  definition: DataverseDataSource<TInputs, TType>,
) =>
  dataSource({
    display: definition.display,
    inputs: definition.inputs,
    dataSourceType: definition.type,
    perform: async ({ logger }, inputs) => ({
      result: await withClient({ context: { logger }, connection: inputs.connection }, (client) =>
        definition.list(client, inputs),
      ),
    }),
    examplePayload: { result: definition.example },
  });
