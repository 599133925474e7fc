import type { ErrorReport } from "./stepReport.ts";

/**
 * Only named fields are taken: an error may carry more, such as Spectral's ConnectionError the whole connection with
 * its secret and token.
 */
export const reportError = (error: unknown): ErrorReport => {
  if (!(error instanceof Error) && !(typeof error === "object" && error !== null && "message" in error)) {
    return { name: "NotAnError", message: `The component threw ${String(error)}, which is not an Error.` };
  }
  const field = (name: string): unknown => Reflect.get(error, name);
  const text = (name: string): Record<string, string> => {
    const value = field(name);
    return typeof value === "string" && value !== "" ? { [name]: value } : {};
  };
  const status = field("status");
  return {
    name: String(field("name") ?? "Error"),
    message: String(field("message")),
    ...text("kind"),
    ...(typeof status === "number" && { status }),
    ...text("code"),
    ...text("requestId"),
  };
};
