const percentEncode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());

/**
 * The annotation `fetchxmlpagingcookie`: the cookie percent-encoded twice with lower-case digits. The number of the
 * page is 2 on every page of Microsoft's samples (Page results using FetchXml), so nobody can go by it.
 */
export const printPagingAnnotation = (cookie: string | undefined): string =>
  cookie === undefined
    ? '<cookie pagenumber="2" istracking="False" />'
    : `<cookie pagenumber="2" pagingcookie="${percentEncode(percentEncode(cookie))}" istracking="False" />`;
