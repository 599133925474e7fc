/** What a person enters for the client credentials connection. The keys are the connection's input keys. */
export interface ClientCredentials {
  readonly webApiUrl: string;
  readonly tokenUrl: string;
  readonly scopes: string;
  readonly clientId: string;
  readonly clientSecret: string;
}
