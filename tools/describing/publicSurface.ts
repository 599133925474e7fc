import type { Component, Input } from "@prismatic-io/spectral/dist/serverTypes";

export type SurfaceInput = {
  key: string;
  label: string;
  type: string;
  language?: string | undefined;
  required: boolean;
  default?: unknown;
  collection?: string | undefined;
  comments?: string | undefined;
  choices?: readonly string[] | undefined;
  dataSource?: string | undefined;
  inputs?: readonly SurfaceInput[] | undefined;
};

export type SurfaceEntry = {
  key: string;
  label: string;
  description: string;
  inputs: readonly SurfaceInput[];
  branches?: readonly string[] | undefined;
};

export const surfaceKinds = ["connections", "actions", "triggers", "dataSources"] as const;

/** What the flows of others hold on to: everything a flow builder sees, in the order of the designer. */
export type PublicSurface = { key: string; label: string; description: string } & Readonly<
  Record<(typeof surfaceKinds)[number], readonly SurfaceEntry[]>
>;

type Described = {
  key: string;
  display: { label: string; description: string };
  inputs: readonly Input[];
  staticBranchNames?: readonly string[] | undefined;
};

const surfaceInput = (input: Input): SurfaceInput => ({
  key: input.key,
  label: input.label,
  type: input.type,
  language: input.language,
  required: input.required ?? false,
  default: input.default,
  collection: input.collection,
  comments: input.comments,
  choices: input.model?.map(({ value }) => value),
  dataSource: input.dataSource,
  inputs: input.inputs?.map(surfaceInput),
});

const surfaceEntries = (described: Readonly<Record<string, Described>>): SurfaceEntry[] =>
  Object.values(described).map(({ key, display: { label, description }, inputs, staticBranchNames }) => ({
    key,
    label,
    description,
    inputs: inputs.map(surfaceInput),
    branches: staticBranchNames,
  }));

export const publicSurface = ({ key, display, ...component }: Component): PublicSurface => ({
  key,
  label: display.label,
  description: display.description,
  connections: component.connections.map(({ key, label, comments, inputs }) => ({
    key,
    label,
    description: comments ?? "",
    inputs: inputs.map(surfaceInput),
  })),
  actions: surfaceEntries(component.actions),
  triggers: surfaceEntries(component.triggers),
  dataSources: surfaceEntries(component.dataSources),
});

/** The content of the golden file. */
export const surfaceText = (surface: PublicSurface): string => `${JSON.stringify(surface, null, 2)}\n`;
