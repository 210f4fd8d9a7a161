// The contract breaks nothing that was promised before: docs/schema/released.graphqls. A break that is meant is made by moving that file, by
// `npm run release-schema`, and is then seen in the change.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const read = (path) => buildSchema(readFileSync(new URL(path, import.meta.url), 'utf8'));

test('nothing that was released is broken', async () => {
  const changes = await diff(read('../../docs/schema/released.graphqls'), read('../../schema.graphqls'));
  const breaking = changes.filter((change) => change.criticality.level === CriticalityLevel.Breaking);
  console.log(`${changes.length} changes since the released schema, ${breaking.length} of them breaking`);
  assert.deepEqual(breaking.map((change) => `${change.path}: ${change.message}`), []);
});

test('a break would be found', async () => {
  const released = readFileSync(new URL('../../docs/schema/released.graphqls', import.meta.url), 'utf8');
  const changed = buildSchema(released.replace(/\n {2}lsn: Long!/, '\n  lsn: String'));
  const changes = await diff(buildSchema(released), changed);
  assert.ok(changes.some((change) => change.criticality.level === CriticalityLevel.Breaking));
});
