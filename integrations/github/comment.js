/**
 * Writes the Markdown report as a comment of the pull request, or brings the one of an earlier run up to date: the one of
 * ours whose first line, a remark that nobody sees, names the same stacks. Where it may not write, as for pull requests from
 * forks, it says so and ends with 0: what the gate says does not depend on it.
 */
const { readFileSync } = require("node:fs");

const { GITHUB_EVENT_PATH, GITHUB_GRAPHQL_URL, HADR_MARKDOWN, HADR_TOKEN } = process.env;

/** One question to GitHub. Throws with the reason, in a word or two. */
async function ask(query, variables) {
  const response = await fetch(GITHUB_GRAPHQL_URL, {
    method: "POST",
    headers: { authorization: `Bearer ${HADR_TOKEN}`, "content-type": "application/json", "user-agent": "azure-hadr" },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw new Error(`GitHub answered ${response.status}`);
  const { data, errors } = await response.json();
  if (errors?.length > 0) throw new Error(String(errors[0].type ?? "GitHub refused it"));
  return data;
}

/** The id of our comment that begins with the line, if there is one. Others may write that line too: `viewerDidAuthor`. */
async function before(pullRequest, line) {
  for (let after = null; ; ) {
    const { node } = await ask(
      `query($pullRequest: ID!, $after: String) {
        node(id: $pullRequest) {
          ... on PullRequest {
            comments(first: 100, after: $after) { nodes { id body viewerDidAuthor } pageInfo { hasNextPage endCursor } }
          }
        }
      }`,
      { pullRequest, after },
    );
    const { nodes, pageInfo } = node.comments;
    const found = nodes.find(({ body, viewerDidAuthor }) => viewerDidAuthor && body.split(/\r?\n/, 1)[0] === line);
    if (found || !pageInfo.hasNextPage) return found?.id;
    after = pageInfo.endCursor;
  }
}

async function main() {
  const pullRequest = JSON.parse(readFileSync(GITHUB_EVENT_PATH, "utf8")).pull_request?.node_id;
  if (pullRequest === undefined) return "No comment is written: this run is not of a pull request.";
  const body = readFileSync(HADR_MARKDOWN, "utf8");
  const [line] = body.split("\n", 1);
  if (!/^<!-- azure-hadr(?:: \S+)? -->$/.test(line))
    throw new Error("the report does not begin with the line to know it by");
  const id = await before(pullRequest, line);
  if (id === undefined)
    await ask(
      `mutation($subject: ID!, $body: String!) { addComment(input: { subjectId: $subject, body: $body }) { clientMutationId } }`,
      { subject: pullRequest, body },
    );
  else
    await ask(
      `mutation($id: ID!, $body: String!) { updateIssueComment(input: { id: $id, body: $body }) { clientMutationId } }`,
      { id, body },
    );
  return id === undefined ? "The comment is written." : "The comment is brought up to date.";
}

/** One line of words: what GitHub answers must not be taken for a command to the runner. */
const plain = (text) => text.replace(/[^\w .,:'/-]/g, " ").slice(0, 200);

main().then(
  (said) => console.log(said),
  (error) => console.log(`::warning title=azure-hadr::No comment could be written: ${plain(String(error.message))}`),
);
