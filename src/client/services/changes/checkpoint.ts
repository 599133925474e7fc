import { z } from "zod";
import { parseVersions } from "./versionList.ts";

/** What the feed knows of the table, asked once. */
const tableShape = z.object({
  /** As the user named it: another name means another feed. */
  entityType: z.string(),
  entitySet: z.string(),
  idColumn: z.string(),
  /** Which of `createdon`, `modifiedon` and `overriddencreatedon` it has. */
  stamps: z.array(z.string()),
  /** True when its changes are followed by change tracking, false when by the versions of its records. */
  isTracked: z.boolean(),
  /** When its definition was read. */
  lookedUpAt: z.number(),
});

/** Records still to be read in the order of their versions. */
const backlogShape = z.object({
  after: z.number(),
  until: z.number(),
  /** An OData condition beside the versions; empty for all. */
  condition: z.string(),
  /** True while lost ground is made up after an expired link. */
  isResync: z.boolean(),
});

/** Times are the server's, in milliseconds since 1970. */
const checkpointShape = z.object({
  format: z.literal(1),
  serviceRoot: z.string(),
  table: tableShape,
  progress: z.discriminatedUnion("phase", [
    /** The ids of the whole table are read for the link at their end; `above` is the newest version before that. */
    z.object({
      phase: z.literal("listing"),
      link: z.string().optional(),
      above: z.number(),
      backlog: backlogShape.optional(),
    }),
    z.object({ phase: z.literal("backlog"), backlog: backlogShape, deltaLink: z.string().optional() }),
    z.object({ phase: z.literal("delta"), link: z.string() }),
    z.object({ phase: z.literal("versions") }),
  ]),
  /** Highest version that is dealt with. */
  top: z.number(),
  /** When the current pass over the changes began; absent between two passes. */
  passFrom: z.number().optional(),
  /** When the last pass began that was read to its end. */
  lastPassFrom: z.number().optional(),
  /** Records created since then are new unless they are among `recent`. */
  createdFrom: z.number(),
  /** New records that were reported lately, and when they were created. */
  recent: z.array(z.tuple([z.string(), z.number()])),
  /** The latest creation among those that were too many to remember. */
  forgottenTo: z.number().optional(),
  /** Without change tracking: records modified since then are looked at again, for transactions that end late. */
  recheckFrom: z.number(),
  /** Versions that were reported and may come again. */
  seen: z.string().refine((text) => parseVersions(text) !== undefined),
});

/** How far a feed has come, as plain JSON: bounded, whatever the size of the table. */
export type Checkpoint = Readonly<z.infer<typeof checkpointShape>>;
export type FollowedTable = Checkpoint["table"];
export type Backlog = z.infer<typeof backlogShape>;
export type Phase = Checkpoint["progress"]["phase"];

/** A checkpoint in a certain phase. */
export type In<P extends Phase> = Checkpoint & {
  readonly progress: Extract<Checkpoint["progress"], { readonly phase: P }>;
};

export const isIn = <P extends Phase>(checkpoint: Checkpoint, phase: P): checkpoint is In<P> =>
  checkpoint.progress.phase === phase;

/** Undefined for anything but a checkpoint of this format. */
export const parseCheckpoint = (value: unknown): Checkpoint | undefined =>
  checkpointShape.safeParse(value).data;

export const isResync = ({ progress }: Checkpoint): boolean =>
  progress.phase !== "delta" && progress.phase !== "versions" && progress.backlog?.isResync === true;

/**
 * Between two looks at the table a transaction can still be under way, whose records then turn up with older versions
 * and times. Dataverse ends an operation after two minutes (Microsoft, "Analyze plug-in performance"); the rest covers
 * the time of requests and clocks that differ.
 */
export const LATE_MS = 300_000;

/** The most new records that are remembered by id: about 110 kB of state. */
const MOST_RECENT = 2_000;

/**
 * Remembers new records, those of a long pass too, because they can change while it lasts. When there are too many, the
 * oldest are forgotten.
 */
export const rememberCreated = (
  checkpoint: Checkpoint,
  created: readonly (readonly [id: string, createdAt: number])[],
): Checkpoint => {
  const known = new Map([...checkpoint.recent, ...created]);
  if (known.size <= MOST_RECENT) {
    return { ...checkpoint, recent: [...known] };
  }
  const newestFirst = [...known].sort(([, left], [, right]) => right - left);
  const [, latest = 0] = newestFirst[MOST_RECENT] ?? [];
  return {
    ...checkpoint,
    recent: newestFirst.slice(0, MOST_RECENT),
    forgottenTo: Math.max(checkpoint.forgottenTo ?? 0, latest),
  };
};

/**
 * A record that changes while a pass lasts can slip from its pages into the next pass. So what was created before the
 * last pass but one is sure to have been reported, and can only come as updated; so can what was forgotten.
 */
const createdFromAfter = ({ createdFrom, lastPassFrom, passFrom = 0, forgottenTo }: Checkpoint): number =>
  Math.max(
    createdFrom,
    (lastPassFrom ?? passFrom) - LATE_MS,
    forgottenTo === undefined ? 0 : forgottenTo + 1,
  );

/** The checkpoint when all there was has been read. */
export const endPass = (checkpoint: Checkpoint): Checkpoint => {
  const { passFrom, forgottenTo: _, ...others } = checkpoint;
  const createdFrom = createdFromAfter(checkpoint);
  return {
    ...others,
    lastPassFrom: passFrom,
    createdFrom,
    recent: checkpoint.recent.filter(([, createdAt]) => createdAt >= createdFrom),
  };
};

/** Records modified since then may not have been reported yet; never a time before the feed began. */
export const unreportedFrom = ({ createdFrom, lastPassFrom = 0 }: Checkpoint): number =>
  Math.max(createdFrom, lastPassFrom - LATE_MS);
