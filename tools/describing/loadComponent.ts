import { createRequire } from "node:module";
import { join } from "node:path";
import type { Component } from "@prismatic-io/spectral/dist/serverTypes";

/** The built component as the publishing tool gets it: the default export of a freshly read index.js. */
export const loadComponent = (dist: string): Component => {
  const require = createRequire(import.meta.url);
  const file = require.resolve(join(dist, "index.js"));
  delete require.cache[file];
  return (require(file) as { default: Component }).default;
};
