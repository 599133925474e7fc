import { DataverseError } from "../../errors.ts";
import { restated } from "../../http/restated.ts";

const hint =
  "Ask an administrator to give the user of the connection a security role that allows to read, create, change and delete service endpoints, SDK message processing steps and their images, such as System Customizer, and deploy the instance again.";

/** Microsoft, "Web service error codes": PrivilegeDenied, whose text names the privilege. */
const privilegeIn = ({ serverMessage }: DataverseError): string | undefined =>
  /\b(prv\w+)/.exec(serverMessage ?? "")?.[1];

/** Runs calls about a registration; an error for lack of rights names the privilege and what it takes in all. */
export const namingPrivileges = async <Result>(call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof DataverseError) || error.kind !== "forbidden") throw error;
    const privilege = privilegeIn(error);
    if (privilege === undefined) throw error;
    throw restated(error, { what: `the user of the connection lacks the privilege ${privilege}`, hint });
  }
};
