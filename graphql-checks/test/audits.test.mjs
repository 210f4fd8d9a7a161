// graphql-http's audits of servers, all of them. Where the server is: CANONRY_URL.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverAudits } from 'graphql-http';

const url = new URL('graphql', process.env.CANONRY_URL).toString();
const audits = serverAudits({ url });

test('there are 61 audits', () => assert.equal(audits.length, 61));

for (const audit of audits) {
  test(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    console.log(`${result.status} ${audit.id} ${audit.name}`);
    assert.equal(result.status, 'ok', result.reason);
    await result.response?.body?.cancel();
  });
}
