import type { KeyColumns } from "./keyFilter.ts";
import type { KeyGroup } from "./keyGroups.ts";

/**
 * Distributes the keys of a group over as many filters as their number and the room in a URL demand. A key that takes
 * more room than there is stands alone.
 */
export const keyPortions = ({ keys, filter }: KeyGroup, room: number): readonly (readonly KeyColumns[])[] => {
  const portions: KeyColumns[][] = [];
  let portion: KeyColumns[] = [];
  let left = 0;
  for (const key of keys) {
    const size = filter.size(key);
    if (portion.length === 0 || portion.length === filter.most || size > left) {
      portion = [];
      portions.push(portion);
      left = room;
    }
    portion.push(key);
    left -= size;
  }
  return portions;
};
