// The contract keeps to the rules of eslint.config.js.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const inside = (path) => fileURLToPath(new URL(path, import.meta.url));

test('graphql-eslint finds nothing in the schema', async () => {
  const linter = new ESLint({ cwd: inside('../..'), overrideConfigFile: inside('../eslint.config.js') });
  const results = await linter.lintFiles(['schema.graphqls']);
  const found = results.flatMap((file) => file.messages.map((message) => `${message.line}: ${message.message} (${message.ruleId})`));
  assert.deepEqual(found, []);
  const rules = Object.entries((await linter.calculateConfigForFile(inside('../../schema.graphqls'))).rules);
  const held = rules.filter(([, [severity]]) => severity === 2).map(([name]) => name);
  console.log(`${held.length} rules held: ${held.map((name) => name.replace('@graphql-eslint/', '')).join(' ')}`);
});
