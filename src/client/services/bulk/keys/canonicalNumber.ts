const numberShape = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * One spelling for all texts of the same number: `1.50`, `01.5` and `15e-1` become `15e-1`. No digit is lost, as it would
 * be on the way through a JavaScript number. Undefined when the text is no number.
 */
export const canonicalNumber = (text: string): string | undefined => {
  const parts = numberShape.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [, sign, whole = "", fraction = "", power = "0"] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  const exponent = Number(power) - fraction.length + digits.length - significant.length;
  return significant === "" ? "0e0" : `${sign === "-" ? "-" : ""}${significant}e${exponent}`;
};
