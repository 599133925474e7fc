import { escapeXml } from "../../../emulator/fetchXml/xml.ts";
import { percentDecode } from "../../../emulator/odata/percentDecoding.ts";
import { type Client, field, type Reply, rows } from "./dataverseClient.ts";

export const pagingAnnotations =
  'odata.include-annotations="Microsoft.Dynamics.CRM.fetchxmlpagingcookie,Microsoft.Dynamics.CRM.morerecords"';

export const everything = 'odata.include-annotations="*"';

/** The set of the query's table, by the usual plural. */
const setOf = (xml: string): string =>
  `${/<entity name=['"](\w+)['"]/.exec(xml)?.[1] ?? "account"}s`.replace(/ys$/, "ies");

/** Sends FetchXML to the set of its table. */
export const fetchXml = (client: Client, xml: string, prefer?: string): Promise<Reply> =>
  client.get(
    `${setOf(xml)}?fetchXml=${encodeURIComponent(xml)}`,
    prefer === undefined ? undefined : { Prefer: prefer },
  );

/** The cookie of a page as a client takes it out of its annotation; undefined when it has none. */
export const cookieOf = (reply: Reply): string | undefined => {
  const annotation = field(reply.body, "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie");
  return annotation === undefined ? undefined : readPagingAnnotation(String(annotation));
};

export interface Paging {
  /** The query's attributes beside the paging ones. */
  readonly attributes?: string;
  readonly entity: string;
  readonly size: number;
  readonly useCookies?: boolean;
  /** Runs after each page. */
  readonly between?: (page: number) => Promise<unknown>;
}

/** Reads all pages by the procedure Microsoft describes. */
export const readAllPages = async (
  client: Client,
  { attributes = "", entity, size, useCookies = true, between }: Paging,
): Promise<readonly (readonly unknown[])[]> => {
  const pages: (readonly unknown[])[] = [];
  let cookie: string | undefined;
  for (let page = 1; ; page += 1) {
    const attribute = cookie === undefined ? "" : ` paging-cookie="${escapeXml(cookie)}"`;
    const xml = `<fetch ${attributes} count="${size}" page="${page}"${attribute}>${entity}</fetch>`;
    const reply = await fetchXml(client, xml, pagingAnnotations);
    pages.push(rows(reply));
    await between?.(page);
    if (field(reply.body, "@Microsoft.Dynamics.CRM.morerecords") !== true) {
      return pages;
    }
    cookie = useCookies ? cookieOf(reply) : undefined;
  }
};

const shape = /^<cookie pagenumber="\d+" pagingcookie="([^"<>]*)" istracking="False" \/>$/;

/** The cookie inside the annotation, as a client finds it by decoding twice; undefined when there is none. */
export const readPagingAnnotation = (annotation: string): string | undefined => {
  const once = percentDecode(shape.exec(annotation)?.[1] ?? "");
  const cookie = once === undefined ? undefined : percentDecode(once);
  return cookie === "" ? undefined : cookie;
};
