import type { ClientCredentials } from "./credentials.ts";

/** The token endpoint's answer as it came; the platform keeps all of it on the connection. */
export interface TokenResponse extends Readonly<Record<string, unknown>> {
  readonly access_token: string;
}

const timeoutMs = 30_000;
const loopbackHosts: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

const secureUrl = (tokenUrl: string): URL => {
  if (!URL.canParse(tokenUrl)) throw new Error(`The token URL "${tokenUrl}" is not a URL.`);
  const url = new URL(tokenUrl);
  const safe =
    url.protocol === "https:" || (url.protocol === "http:" && loopbackHosts.includes(url.hostname));
  if (!safe)
    throw new Error(
      `The token URL ${tokenUrl} must start with https:// because the client secret is sent to it.`,
    );
  return url;
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
};

/** Redirects are not followed: the secret goes to the URL that was entered and nowhere else. */
const post = async (url: URL, form: URLSearchParams): Promise<{ status: number; text: string }> => {
  try {
    const response = await fetch(url, {
      method: "POST",
      body: form,
      headers: { accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new Error(`The token endpoint ${url.origin}${url.pathname} did not answer: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
};

const parseObject = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

/** Entra ID puts trace ids and times on further lines of the description. */
const refusal = (status: number, answer: Readonly<Record<string, unknown>>): string => {
  const { error, error_description: description } = answer;
  const code = typeof error === "string" ? ` (${error})` : "";
  const [sentence] = typeof description === "string" ? description.split(/[\r\n]/) : [];
  return `HTTP ${status}${code}${sentence ? `: ${sentence}` : "."}`;
};

const isTokenResponse = (answer: Readonly<Record<string, unknown>>): answer is TokenResponse =>
  typeof answer["access_token"] === "string" && answer["access_token"] !== "";

/** Asks for a token with the client credentials grant (RFC 6749, section 4.4), the secret in the form body. */
export const requestToken = async (credentials: ClientCredentials): Promise<TokenResponse> => {
  const url = secureUrl(credentials.tokenUrl);
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    scope: credentials.scopes,
  });
  const { status, text } = await post(url, form);
  const answer = parseObject(text);
  if (status !== 200 || !isTokenResponse(answer)) {
    const reason = refusal(status, answer).replaceAll(credentials.clientSecret, "[hidden]");
    throw new Error(`The token endpoint ${url.origin}${url.pathname} gave no token: ${reason}`);
  }
  return answer;
};
