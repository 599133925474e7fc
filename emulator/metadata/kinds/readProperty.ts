import type { Kind } from "./kind.ts";

/** The value of a property of a definition: what somebody set, or what follows from the table. */
export const readProperty = <S>(kind: Kind<S>, source: S, name: string): unknown => {
  const settings = kind.settingsOf?.(source);
  return settings !== undefined && Object.hasOwn(settings, name)
    ? settings[name]
    : kind.properties[name]?.read(source);
};
