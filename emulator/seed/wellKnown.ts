/** Ids that are the same in every seed, so that a test or a person can name them. */

export const organizationId = "b0a2d5c4-6f1e-4c3a-9d27-5e8f10c3a7b1";
export const organizationName = "contoso";

export const rootBusinessUnitId = "3c9e7d10-52b4-ef11-9fda-000d3a1b2c01";

/** The application user that client credentials sign in as. */
export const applicationUserId = "7f41c2a8-63b4-ef11-9fda-000d3a1b2c10";
/** Its Entra object id, for the header `CallerObjectId`. */
export const applicationUserObjectId = "e2d9b6a4-0c57-4f83-8a1e-94b7c35d6f20";
/** Its application (client) id in Entra. */
export const applicationId = "51f0c3de-8a24-4b6f-b7d9-2c60e1a94f35";

/** A person with full access, who created everything the seed holds. */
export const administratorId = "8a52d3b9-63b4-ef11-9fda-000d3a1b2c11";
export const administratorObjectId = "f3eac7b5-1d68-4094-9b2f-a5c8d46e7031";

/** The base currency. */
export const usDollarId = "4dae8f21-52b4-ef11-9fda-000d3a1b2c04";
