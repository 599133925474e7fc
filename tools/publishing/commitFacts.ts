export type Environment = Readonly<Record<string, string | undefined>>;

/** Runs git with these arguments and resolves to what it printed, trimmed; rejects when git fails. */
export type Git = (...args: readonly string[]) => Promise<string>;

export type CommitFacts = {
  commitHash: string;
  /** First line of the commit message. */
  subject: string;
  repoUrl?: string | undefined;
  commitUrl?: string | undefined;
  pullRequestUrl?: string | undefined;
};

const sshShorthand = /^(?:[^@/\s]+@)?([\w.-]+):(?!\/\/)([^\s?#]+)$/;

const asUrl = (remote: string): URL | undefined => {
  const [, host, path] = sshShorthand.exec(remote) ?? [];
  const text = host === undefined ? remote : `ssh://${host}/${path}`;
  return URL.canParse(text) ? new URL(text) : undefined;
};

/**
 * The page of a git remote, `https://host/owner/repository`, or undefined when the remote is none (a folder, say).
 * A remote may hold a user and a token (`https://x-access-token:...@host/...`): they are left behind.
 */
export const repositoryPage = (remote: string): string | undefined => {
  const url = asUrl(remote.trim());
  const path = url?.pathname.replace(/\/+$/, "").replace(/\.git$/, "") ?? "";
  if (url === undefined || !/^(https?|ssh|git):$/.test(url.protocol) || url.hostname === "" || path === "") {
    return undefined;
  }
  const host = /^https?:$/.test(url.protocol) ? url.host : url.hostname;
  return `https://${host}${path}`;
};

const commitPage = (repoUrl: string, commitHash: string): string =>
  `${repoUrl}/${new URL(repoUrl).hostname === "bitbucket.org" ? "commits" : "commit"}/${commitHash}`;

/** GitHub Actions names its server and repository; elsewhere the remote called origin is asked. */
const repositoryOf = async (git: Git, env: Environment): Promise<string | undefined> => {
  const server = env["GITHUB_SERVER_URL"];
  const repository = env["GITHUB_REPOSITORY"];
  if (server && repository) {
    return repositoryPage(`${server}/${repository}`);
  }
  return repositoryPage(await git("config", "--default", "", "--get", "remote.origin.url"));
};

/** A workflow that knows the pull request says so in PULL_REQUEST_URL; a run on a pull request's own ref tells its number. */
const pullRequestOf = (repoUrl: string | undefined, env: Environment): string | undefined => {
  const [, number] = /^refs\/pull\/(\d+)\//.exec(env["GITHUB_REF"] ?? "") ?? [];
  const fromRef = repoUrl !== undefined && number !== undefined ? `${repoUrl}/pull/${number}` : undefined;
  return env["PULL_REQUEST_URL"] || fromRef;
};

export const readCommitFacts = async (git: Git, env: Environment): Promise<CommitFacts> => {
  const commitHash = await git("rev-parse", "HEAD");
  const repoUrl = await repositoryOf(git, env);
  return {
    commitHash,
    subject: await git("log", "-1", "--format=%s"),
    repoUrl,
    commitUrl: repoUrl && commitPage(repoUrl, commitHash),
    pullRequestUrl: pullRequestOf(repoUrl, env),
  };
};

/** What differs from the commit, one `git status` line each; ignored files do not count. */
export const uncommittedChanges = async (git: Git): Promise<string[]> =>
  (await git("status", "--porcelain")).split("\n").filter((line) => line !== "");
