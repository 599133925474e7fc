import type { SampleCall } from "./sampleCall.ts";

/** A name that no other call takes. */
const schemaName = (): string => `new_Sample${performance.now().toFixed(3).replace(".", "")}`;

const english = (text: string) => ({ LocalizedLabels: [{ Label: text, LanguageCode: 1033 }] });

const money = (name: string) => ({
  "@odata.type": "Microsoft.Dynamics.CRM.MoneyAttributeMetadata",
  SchemaName: name,
  DisplayName: english("Balance"),
  Description: english("Enter the balance amount"),
  PrecisionSource: 2,
});

export const attributeCalls: readonly SampleCall[] = [
  { action: "listAttributesAction", inputs: async () => ({ entityId: "account", includeDetails: true }) },
  {
    action: "queryAttributes",
    inputs: async () => ({ entityId: "account", attributeType: "Money" }),
  },
  { action: "getAttribute", inputs: async () => ({ entityId: "account", attributeType: "revenue" }) },
  {
    action: "createAttribute",
    inputs: async () => ({ entityId: "account", attributeBody: money(schemaName()) }),
  },
  {
    action: "updateAttribute",
    inputs: async ({ runner }) => {
      const name = schemaName();
      await runner.action("createAttribute", { entityId: "account", attributeBody: money(name) });
      return { entityId: "account", attributeBody: { SchemaName: name, DisplayName: english("Saldo") } };
    },
  },
];
