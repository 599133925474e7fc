import type { ErrorReport } from "../scenario/stepReport.ts";
import { indent, wrap } from "./layout.ts";
import type { Style } from "./style.ts";

/** The message in full, wrapped, and below it what a flow could branch on and the message does not say. */
export const errorLines = (error: ErrorReport, style: Style, indentation: number): readonly string[] => {
  const { name, message, kind, status, code, requestId } = error;
  const unsaid = (detail: string | number | undefined, text = String(detail)): readonly string[] =>
    detail === undefined || message.includes(String(detail)) ? [] : [text];
  const details = [
    name,
    ...unsaid(kind),
    ...unsaid(status, `HTTP ${status}`),
    ...unsaid(code),
    ...unsaid(requestId, `request ${requestId}`),
  ];
  return [
    ...indent(wrap(message, style.width - indentation), indentation),
    ...indent([style.dim(details.join(", "))], indentation),
  ];
};
