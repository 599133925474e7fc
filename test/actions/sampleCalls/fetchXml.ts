import type { SampleCall } from "./sampleCall.ts";

const xmlQuery = `<fetch count="1">
  <entity name="account"><attribute name="name" /><attribute name="revenue" />
    <filter><condition attribute="revenue" operator="not-null" /></filter>
  </entity>
</fetch>`;

export const fetchXmlCalls: readonly SampleCall[] = [
  { action: "fetchXml", inputs: async () => ({ entityType: "accounts", xmlQuery }) },
];
