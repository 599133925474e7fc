import { randomBytes } from "node:crypto";

export type TokenState = "valid" | "expired" | "unknown";

/** Who signs in. */
export interface Identity {
  readonly clientId: string;
  /** The application user in the environment. */
  readonly userId: string;
}

/** The access tokens this server has issued. */
export interface Tokens {
  /** For an application that acts as a user. */
  readonly issue: (application: Identity) => { readonly token: string; readonly expiresIn: number };
  /** The user a token was issued for. */
  readonly userOf: (token: string) => string | undefined;
  readonly stateOf: (token: string) => TokenState;
  readonly expire: (token: string) => void;
  readonly expireAll: () => void;
}

interface TokenOptions {
  readonly lifetimeSeconds: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** What every token claims: audience and tenant. Clients may look inside, as with a real one. */
  readonly claims: Readonly<Record<string, string>>;
}

const encodePart = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export const createTokens = ({ lifetimeSeconds, now, claims }: TokenOptions): Tokens => {
  const expiries = new Map<string, number>();
  const users = new Map<string, string>();
  const forgetOld = (): void => {
    for (const [token, expiry] of expiries) {
      if (expiry < now() - 24 * 3600 * 1000) {
        expiries.delete(token);
        users.delete(token);
      }
    }
  };
  const expireAll = (): void => {
    for (const token of expiries.keys()) {
      expiries.set(token, 0);
    }
  };
  return {
    issue: ({ clientId, userId }) => {
      forgetOld();
      const issuedAt = Math.floor(now() / 1000);
      const payload = {
        ...claims,
        appid: clientId,
        iat: issuedAt,
        nbf: issuedAt,
        exp: issuedAt + lifetimeSeconds,
      };
      const signature = randomBytes(32).toString("base64url");
      const token = `${encodePart({ typ: "JWT", alg: "RS256" })}.${encodePart(payload)}.${signature}`;
      expiries.set(token, now() + lifetimeSeconds * 1000);
      users.set(token, userId);
      return { token, expiresIn: lifetimeSeconds };
    },
    userOf: (token) => users.get(token),
    stateOf: (token) => {
      const expiry = expiries.get(token);
      if (expiry === undefined) {
        return "unknown";
      }
      return now() < expiry ? "valid" : "expired";
    },
    expire: (token) => {
      if (expiries.has(token)) {
        expiries.set(token, 0);
      }
    },
    expireAll,
  };
};
