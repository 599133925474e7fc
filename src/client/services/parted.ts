/** The items for which something holds, and the others, each in their order. */
export const parted = <Item>(
  items: readonly Item[],
  holds: (item: Item) => boolean,
): readonly [holding: readonly Item[], others: readonly Item[]] => {
  const holding: Item[] = [];
  const others: Item[] = [];
  for (const item of items) {
    (holds(item) ? holding : others).push(item);
  }
  return [holding, others];
};
