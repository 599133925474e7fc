const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

export type Attributes = Readonly<Record<string, string | undefined>>;

/** One element; attributes that are undefined are left out. */
export const element = (name: string, attributes: Attributes, ...children: readonly string[]): string => {
  const text = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeXml(value)}"`]))
    .join("");
  const inside = children.join("");
  return inside === "" ? `<${name}${text} />` : `<${name}${text}>${inside}</${name}>`;
};
