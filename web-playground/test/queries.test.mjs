// What the search page asks is what the schema allows.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildSchema, NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql';

const inside = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = inside('../src/search/');
const schemaFile = process.env.CANONRY_SCHEMA ?? inside('../../schema.graphqls');
const schema = existsSync(schemaFile) ? buildSchema(readFileSync(schemaFile, 'utf8')) : undefined;

for (const query of readdirSync(folder).filter((name) => name.endsWith('.graphql'))) {
  test(`${query} is valid against the schema`, { skip: !schema && `there is no ${schemaFile}` }, () => {
    const document = parse(readFileSync(folder + query, 'utf8'));
    assert.deepEqual(validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule]).map(String), []);
  });
}
