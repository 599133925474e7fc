import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

/** An input as Spectral puts it on the wire. `default` is what the designer fills in when nobody touches the input. */
export interface InputDefinition {
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly collection?: string | undefined;
  readonly default?: unknown;
  readonly required?: boolean | undefined;
  readonly comments?: string | undefined;
  readonly model?: readonly { readonly label: string; readonly value: string }[] | undefined;
  /** The children of a structuredObject; the configurations of a dynamicObject. */
  readonly inputs?: readonly InputDefinition[] | undefined;
}

export interface ActionDefinition {
  readonly key: string;
  readonly display: { readonly label: string; readonly description: string };
  readonly inputs: readonly InputDefinition[];
  /** "SAFE" for actions that only read; Spectral sends the author's `PerformSafety` in capitals. */
  readonly performSafety?: string | undefined;
  readonly perform: (context: object, params: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

export interface TriggerDefinition {
  readonly key: string;
  readonly display: { readonly label: string; readonly description: string };
  readonly inputs: readonly InputDefinition[];
  readonly allowsBranching?: boolean | undefined;
  readonly staticBranchNames?: readonly string[] | undefined;
  readonly perform: (
    context: object,
    payload: object,
    params: Readonly<Record<string, unknown>>,
  ) => Promise<unknown>;
  readonly webhookCreate?: LifecycleHandler | undefined;
  readonly webhookDelete?: LifecycleHandler | undefined;
}

/** What the platform calls when an instance is deployed or deleted; only triggers that manage a webhook have it. */
export type LifecycleHandler = (
  context: object,
  params: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

export interface DataSourceDefinition {
  readonly key: string;
  readonly display: { readonly label: string; readonly description: string };
  readonly inputs: readonly InputDefinition[];
  readonly perform: (context: object, params: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

export interface ConnectionDefinition {
  readonly key: string;
  readonly label: string;
  readonly oauth2Type?: string | undefined;
  readonly inputs: readonly InputDefinition[];
}

/** The part of a built component that the runner reads: what `component()` of Spectral returns. */
export interface Component {
  readonly key: string;
  readonly display: { readonly label: string; readonly description: string };
  readonly actions: Readonly<Record<string, ActionDefinition>>;
  readonly triggers: Readonly<Record<string, TriggerDefinition>>;
  readonly dataSources: Readonly<Record<string, DataSourceDefinition>>;
  readonly connections: readonly ConnectionDefinition[];
}

/**
 * Takes what Spectral's `component()` returned for a component; undefined when it is none. Beyond its outline the shape
 * is believed: the build's tests hold it against the platform.
 */
export const asComponent = (value: unknown): Component | undefined => {
  const isComponent =
    typeof value === "object" && value !== null && "actions" in value && "connections" in value;
  return isComponent ? (value as Component) : undefined;
};

/** Loads a built component as the platform does: requires the CommonJS bundle and takes its default export. */
export const loadComponent = (distPath: string): Component => {
  const path = resolve(distPath);
  if (!existsSync(path)) {
    throw new Error(`There is no built component at ${path}. Run "npm run build" first.`);
  }
  const bundle: unknown = createRequire(path)(path);
  const exported: unknown =
    typeof bundle === "object" && bundle !== null && "default" in bundle ? bundle.default : undefined;
  const component = asComponent(exported);
  if (component === undefined) {
    throw new Error(`${path} does not export a component as its default export.`);
  }
  return component;
};
