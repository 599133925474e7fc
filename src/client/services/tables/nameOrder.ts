/** Compares names without regard to case, and with it only where nothing else differs, so that no two are equal. */
export const inNameOrder = (one: string, other: string): number =>
  byCodeUnits(one.toLowerCase(), other.toLowerCase()) || byCodeUnits(one, other);

const byCodeUnits = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
