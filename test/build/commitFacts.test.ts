import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCommitFacts, repositoryPage } from "../../tools/publishing/commitFacts.ts";

describe("the page of a git remote", () => {
  it.each([
    ["https://github.com/contoso/connector.git", "https://github.com/contoso/connector"],
    ["https://github.com/contoso/connector/", "https://github.com/contoso/connector"],
    ["https://x-access-token:abc123@github.com/contoso/connector", "https://github.com/contoso/connector"],
    ["http://git.local:8080/contoso/connector.git?token=abc#x", "https://git.local:8080/contoso/connector"],
    ["git@github.com:contoso/connector.git", "https://github.com/contoso/connector"],
    ["ssh://git@github.com:22/contoso/connector.git", "https://github.com/contoso/connector"],
  ])("of %s is %s", (remote, page) => {
    expect(repositoryPage(remote)).toBe(page);
  });

  it.each(["", "/srv/git/connector.git", "../connector", "file:///srv/git/connector", "https://github.com"])(
    "does not exist for %j",
    (remote) => {
      expect(repositoryPage(remote)).toBeUndefined();
    },
  );

  it("never carries a user, a password or a query", () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
    fc.assert(
      fc.property(fc.tuple(word, word), word, word, ([user, password], owner, repository) => {
        const remote = `https://${user}:${password}@example.com/${owner}/${repository}.git?key=${password}`;
        expect(repositoryPage(remote)).toBe(`https://example.com/${owner}/${repository}`);
      }),
    );
  });

  it("is undefined or a plain https address for any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (remote) => {
        expect(repositoryPage(remote) ?? "https://none/").toMatch(/^https:\/\/[^/@?#]+\/[^?#]*$/);
      }),
    );
  });
});

describe("the facts of a commit", () => {
  const git = async (command: string | undefined, ...rest: string[]) =>
    ({ "rev-parse": "abc", log: "Fix paging", config: "git@bitbucket.org:contoso/connector.git" })[
      command ?? ""
    ] ?? rest.join(" ");

  it("follow the address scheme of Bitbucket, too", async () => {
    expect(await readCommitFacts(git, {})).toEqual({
      commitHash: "abc",
      subject: "Fix paging",
      repoUrl: "https://bitbucket.org/contoso/connector",
      commitUrl: "https://bitbucket.org/contoso/connector/commits/abc",
      pullRequestUrl: undefined,
    });
  });

  it("tell the pull request from the ref that GitHub Actions checks out", async () => {
    const env = {
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "contoso/connector",
      GITHUB_REF: "refs/pull/7/merge",
    };
    expect((await readCommitFacts(git, env)).pullRequestUrl).toBe(
      "https://github.com/contoso/connector/pull/7",
    );
  });
});
