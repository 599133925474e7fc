import type { Answer } from "../server/message.ts";
import type { Fault } from "./faults.ts";

const gatewayPage =
  "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>";

const statusAnswer = ({ status, body, headers }: Fault & { readonly kind: "status" }): Answer => ({
  status,
  headers: {
    ...(typeof body === "object" && { "Content-Type": "application/json; odata.metadata=minimal" }),
    ...headers,
  },
  ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
});

/** The answer of a fault that takes the place of the service; undefined for faults that let it answer. */
export const faultAnswer = (fault: Fault | undefined): Answer | undefined => {
  switch (fault?.kind) {
    case "status":
      return statusAnswer(fault);
    case "html":
      return {
        status: fault.status ?? 502,
        headers: { "Content-Type": "text/html" },
        body: fault.body ?? gatewayPage,
      };
    case "emptyBody":
      return { status: fault.status ?? 503, headers: {} };
    case "redirect":
      return { status: fault.status ?? 302, headers: { Location: fault.location } };
    default:
      return undefined;
  }
};
