// graphql-ws's own client follows the changes and asks; what no client does is sent by hand. Packages come while it runs; where the server is: CANONRY_URL.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CloseCode, createClient } from 'graphql-ws';
import WebSocket from 'ws';

const url = new URL('graphql', process.env.CANONRY_URL.replace(/^http/, 'ws')).toString();
const changes = 'subscription($after: Long) { changes(afterLsn: $after) { lsn name packageVersion { version } } }';
const open = (options) => createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, ...options });

async function follow(client, after, count) {
  const seen = [];
  for await (const result of client.iterate({ query: changes, variables: { after } })) {
    assert.equal(result.errors, undefined);
    seen.push(result.data.changes.lsn);
    if (seen.length === count) break;
  }
  return seen;
}

test('graphql-ws follows the log, is cut off, and goes on where it was', async () => {
  const one = open();
  const first = await follow(one, 0, 5);
  await one.dispose();
  const other = open();
  const rest = await follow(other, first.at(-1), 5);
  await other.dispose();
  assert.deepEqual([...first, ...rest], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('graphql-ws does several things at once on one connection', async () => {
  const client = open({ lazy: false });
  const [one, two, query] = await Promise.all([
    follow(client, 0, 6),
    follow(client, 2, 3),
    client.iterate({ query: '{ index { lsn } }' }).next(),
  ]);
  assert.deepEqual(one, [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(two, [3, 4, 5]);
  assert.ok(query.value.data.index.lsn > 0);
  assert.ok(query.value.extensions.cost.requested > 0);
  await client.dispose();
});

test('graphql-ws is told what is wrong with a document', async () => {
  const client = open();
  await assert.rejects(client.iterate({ query: 'subscription { nothing }' }).next(), (errors) => {
    assert.equal(errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
    return true;
  });
  await client.dispose();
});

test('graphql-ws may send pings of its own', async () => {
  let client;
  await new Promise((resolve) => {
    client = open({ lazy: false, keepAlive: 50, on: { pong: (received) => received && resolve() } });
  });
  assert.ok((await client.iterate({ query: '{ index { lsn } }' }).next()).value.data);
  await client.dispose();
});

// Sends messages one by one and waits until the server closes the connection.
function closing(messages, protocol = 'graphql-transport-ws') {
  return new Promise((resolve, reject) => {
    const socket = protocol ? new WebSocket(url, protocol) : new WebSocket(url);
    const heard = [];
    socket.on('open', () => messages.forEach((message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message))));
    socket.on('message', (data) => heard.push(JSON.parse(data)));
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString(), heard }));
    socket.on('error', reject);
  });
}

const init = { type: 'connection_init' };
const endless = { id: '1', type: 'subscribe', payload: { query: 'subscription { changes { lsn } }' } };

for (const [what, messages, code] of [
  ['no JSON', ['{'], CloseCode.BadRequest],
  ['a message of no type', [{}], CloseCode.BadRequest],
  ['a subscription without an id', [init, { type: 'subscribe', payload: { query: '{ index { lsn } }' } }], CloseCode.BadRequest],
  ['a subscription without a document', [init, { id: '1', type: 'subscribe', payload: { query: 7 } }], CloseCode.BadRequest],
  ['a subscription ahead of everything', [endless], CloseCode.Unauthorized],
  ['two introductions', [init, init], CloseCode.TooManyInitialisationRequests],
  ['one id for two subscriptions', [init, endless, endless], CloseCode.SubscriberAlreadyExists],
  ['too long a message', ['x'.repeat(600_000)], 1009],
  ['silence', [], CloseCode.ConnectionInitialisationTimeout],
]) {
  test(`the connection is closed with ${code} after ${what}`, async () => assert.equal((await closing(messages)).code, code));
}

test('another protocol is not spoken', async () => {
  assert.equal((await closing([], null)).code, CloseCode.SubprotocolNotAcceptable);
});
