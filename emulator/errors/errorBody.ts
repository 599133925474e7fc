import type { DataverseError } from "./dataverseError.ts";

const annotationsOf = ({ code, message }: DataverseError): Readonly<Record<string, string>> => ({
  "Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus": "0",
  "Microsoft.PowerApps.CDS.HelpLink": `http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a${code.replace("0x", "")}&client=platform`,
  "Microsoft.PowerApps.CDS.TraceText": "",
  "Microsoft.PowerApps.CDS.InnerError.Message": message,
});

/**
 * The body of a refusal. Details come as annotations of the error, and only to a client that asks for annotations
 * (Microsoft, Compose HTTP requests and handle errors). `details` are further ones, by their full name without `@`.
 */
export const errorBody = (
  error: DataverseError,
  wantsAnnotation: (name: string) => boolean,
  details: Readonly<Record<string, string>> = {},
): string => {
  const all = { ...annotationsOf(error), ...details };
  const annotations = Object.entries(all).filter(([name]) => wantsAnnotation(name));
  return JSON.stringify({
    error: {
      code: error.code,
      message: error.message,
      ...Object.fromEntries(annotations.map(([name, text]) => [`@${name}`, text])),
    },
  });
};
