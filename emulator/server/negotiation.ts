import { DataverseError } from "../errors/dataverseError.ts";
import { notImplemented } from "../errors/refusals.ts";
import type { DataRequest } from "./message.ts";

const unsupportedMediaType = (message: string) => new DataverseError(415, "0x0", message);

/** Raw values, files and the CSDL are not JSON, so any `Accept` will do. */
const isRaw = ({ path }: DataRequest): boolean => path.endsWith("/$value") || path.endsWith("/$metadata");

const checkAccept = (accept: string | undefined): void => {
  const ranges = (accept ?? "*/*").split(",").map((range) => range.trim().toLowerCase());
  const readable = ranges.filter((range) => /^(application\/(json|\*)|\*\/\*)/.test(range));
  if (readable.length === 0) {
    throw unsupportedMediaType(
      "A supported MIME type could not be found that matches the acceptable MIME types for the request.",
    );
  }
  const parameter = readable.map(
    (range) => /odata\.metadata=(full|none)|ieee754compatible=true/.exec(range)?.[0],
  );
  if (parameter.length > 0 && parameter.every((value) => value !== undefined)) {
    throw notImplemented(`'Accept: application/json;${parameter[0]}'`);
  }
};

/** PATCH of a member of a record sends a file; no other member takes PATCH. */
const isUpload = ({ method, path }: DataRequest): boolean => method === "PATCH" && /\)\/\w+$/.test(path);

const checkContentType = (request: DataRequest): void => {
  const { header, bytes } = request;
  const type = header("content-type")?.trim().toLowerCase();
  if (bytes.length === 0 || type === undefined || type === "" || isUpload(request)) {
    return;
  }
  if (!type.startsWith("application/json")) {
    throw unsupportedMediaType(`The content type '${type}' of the request body is not supported.`);
  }
  if (/ieee754compatible=true/.test(type)) {
    throw notImplemented("'Content-Type: application/json;IEEE754Compatible=true'");
  }
};

const checkVersion = (header: DataRequest["header"]): void => {
  const version = header("odata-version");
  const highest = header("odata-maxversion");
  if ((version !== undefined && version !== "4.0") || (highest !== undefined && Number(highest) < 4)) {
    throw new DataverseError(400, "0x0", "The OData version of the request is not supported: use 4.0.");
  }
};

/** Refuses what the service cannot read or cannot write. Only JSON with minimal metadata is spoken here. */
export const checkNegotiation = (request: DataRequest): void => {
  checkVersion(request.header);
  if (!isRaw(request)) {
    checkAccept(request.header("accept"));
  }
  checkContentType(request);
};
