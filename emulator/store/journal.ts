type Undo = () => void;

/** A transaction that is under way. */
export interface Transaction {
  /** Keeps what was written; inside another transaction it can still be undone with that one. */
  readonly commit: () => void;
  readonly rollback: () => void;
}

/** Remembers how to take writes back. Transactions nest: only the innermost can end. */
export interface Journal {
  /** To be called with every write; forgotten at once when no transaction is under way. */
  readonly note: (undo: Undo) => void;
  readonly begin: () => Transaction;
}

export const createJournal = (): Journal => {
  const open: Undo[][] = [];
  const close = (own: Undo[]): void => {
    if (open.at(-1) !== own) {
      throw new Error("A transaction ended before one that began inside it.");
    }
    open.pop();
  };
  return {
    note: (undo) => {
      open.at(-1)?.push(undo);
    },
    begin: () => {
      const own: Undo[] = [];
      open.push(own);
      return {
        commit: () => {
          close(own);
          open.at(-1)?.push(...own);
        },
        rollback: () => {
          close(own);
          for (const undo of own.reverse()) {
            undo();
          }
        },
      };
    },
  };
};
