import { clientCredentials } from "./clientCredentials.ts";
import { oauth2 } from "./oauth2.ts";

/** Every connection; the first is the one the designer offers by default. */
export const connections = [oauth2, clientCredentials];
