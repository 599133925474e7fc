import { component } from "@prismatic-io/spectral";
import { actions } from "./actions/index.ts";
import { connections } from "./connections/index.ts";
import { dataSources } from "./dataSources/index.ts";
import { onError } from "./platform/onError.ts";
import { triggers } from "./triggers/index.ts";

export default component({
  key: "ms-dynamics",
  public: false,
  display: {
    label: "Microsoft Dynamics 365",
    description: "Query, create, update or delete Microsoft Dynamics 365 API records",
    iconPath: "icon.png",
    category: "Application Connectors",
  },
  actions,
  connections,
  triggers,
  dataSources,
  hooks: { error: onError },
});
