import { type PublicSurface, type SurfaceEntry, type SurfaceInput, surfaceKinds } from "./publicSurface.ts";

type Keyed = { key: string };

const lookup = <T extends Keyed>(entries: readonly T[]): ReadonlyMap<string, T> =>
  new Map(entries.map((entry) => [entry.key, entry]));

const mustBeFilled = ({ required, default: value }: SurfaceInput): boolean =>
  required && (value === undefined || value === "");

const changedInput = (before: SurfaceInput, after: SurfaceInput, path: string): string[] => {
  const gone = (before.choices ?? []).filter((choice) => after.choices && !after.choices.includes(choice));
  return [
    ...(before.type === after.type
      ? []
      : [`${path} was of type ${before.type} and is of type ${after.type}.`]),
    ...(before.collection === after.collection
      ? []
      : [
          `${path} was ${before.collection ?? "a single value"} and is ${after.collection ?? "a single value"}.`,
        ]),
    ...(!mustBeFilled(before) && mustBeFilled(after) ? [`${path} was optional and is required.`] : []),
    ...gone.map((choice) => `${path} does not offer "${choice}" any more.`),
    ...changedInputs(before.inputs ?? [], after.inputs ?? [], path),
  ];
};

const changedInputs = (
  before: readonly SurfaceInput[],
  after: readonly SurfaceInput[],
  path: string,
): string[] => {
  const now = lookup(after);
  const then = lookup(before);
  const kept = before.flatMap((input) => {
    const inputPath = `${path}.${input.key}`;
    const successor = now.get(input.key);
    return successor === undefined ? [`${inputPath} is gone.`] : changedInput(input, successor, inputPath);
  });
  const demanded = after.filter((input) => !then.has(input.key) && mustBeFilled(input));
  return [...kept, ...demanded.map(({ key }) => `${path}.${key} is new and required.`)];
};

const goneBranches = (before: SurfaceEntry, { branches = [] }: SurfaceEntry, path: string): string[] =>
  (before.branches ?? [])
    .filter((branch) => !branches.includes(branch))
    .map((branch) => `${path} does not take the branch "${branch}" any more.`);

const changedEntries = (
  before: readonly SurfaceEntry[],
  after: readonly SurfaceEntry[],
  kind: string,
): string[] => {
  const now = lookup(after);
  return before.flatMap((entry) => {
    const path = `${kind}.${entry.key}`;
    const successor = now.get(entry.key);
    return successor === undefined
      ? [`${path} is gone.`]
      : [...goneBranches(entry, successor, path), ...changedInputs(entry.inputs, successor.inputs, path)];
  });
};

/** One sentence for each change that can break a flow built on the earlier surface; a renamed key is a key that is gone. */
export const breakingChanges = (before: PublicSurface, after: PublicSurface): string[] => [
  ...(before.key === after.key ? [] : [`The component's key was ${before.key} and is ${after.key}.`]),
  ...surfaceKinds.flatMap((kind) => changedEntries(before[kind], after[kind], kind)),
];
