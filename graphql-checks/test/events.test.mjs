// graphql-sse's own client follows the changes. Packages come while it runs; where the server is: CANONRY_URL.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from 'graphql-sse';

const url = new URL('graphql', process.env.CANONRY_URL).toString();
const query = 'subscription($after: Long) { changes(afterLsn: $after) { lsn name packageVersion { version } } }';

async function follow(client, after, count) {
  const seen = [];
  for await (const result of client.iterate({ query, variables: { after } })) {
    assert.equal(result.errors, undefined);
    seen.push(result.data.changes.lsn);
    if (seen.length === count) break;
  }
  return seen;
}

test('graphql-sse follows the log, is cut off, and goes on where it was', async () => {
  const client = createClient({ url, retryAttempts: 0 });
  const first = await follow(client, 0, 5);
  const rest = await follow(client, first.at(-1), 5);
  assert.deepEqual([...first, ...rest], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  client.dispose();
});

test('graphql-sse asks a query', async () => {
  const client = createClient({ url, retryAttempts: 0 });
  const results = [];
  for await (const result of client.iterate({ query: '{ index { lsn } }' })) results.push(result);
  assert.equal(results.length, 1);
  assert.ok(results[0].data.index.lsn > 0);
  client.dispose();
});

test('graphql-sse is told what is wrong with a document', async () => {
  const client = createClient({ url, retryAttempts: 0 });
  const results = [];
  for await (const result of client.iterate({ query: 'subscription { nothing }' })) results.push(result);
  assert.equal(results[0].errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
  client.dispose();
});
