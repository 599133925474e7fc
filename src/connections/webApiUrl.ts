/** The connection input that says which org to talk to; the same in every connection. */
export const webApiUrl = {
  label: "Web API URL",
  type: "string",
  required: true,
  shown: true,
  comments:
    "The URL of the Microsoft Dynamics 365 organization. It is the first part of the address bar when signed in to Dynamics 365, up to and including .com (.us, .cn).",
  placeholder: "https://my-org.crm.dynamics.com",
  example: "https://my-org.crm.dynamics.com",
} as const;
