// Every worked query is one that the schema allows, and its variables are ones that the query takes.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildSchema, getVariableValues, Kind, NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql';

const inside = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = inside('../src/examples/');
const examples = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('.graphql'));
const schemaFile = process.env.CANONRY_SCHEMA ?? inside('../../schema.graphqls');
const schema = existsSync(schemaFile) ? buildSchema(readFileSync(schemaFile, 'utf8')) : undefined;

function readVariables(example) {
  const file = `${folder}/${example.replace('.graphql', '.json')}`;
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function operationOf(example) {
  const { definitions } = parse(readFileSync(`${folder}/${example}`, 'utf8'));
  const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  assert.equal(operations.length, 1, 'one operation, so that one press runs it');
  return operations[0];
}

test('every user has examples, the first of them an overview', () => {
  for (const user of ['ig-author', 'validator', 'terminology', 'npm']) {
    assert.ok(examples.includes(`${user}/1-overview.graphql`), user);
  }
});

test('operation names are unique, since they are the titles of tabs', () => {
  const names = examples.map((example) => operationOf(example).name?.value);
  assert.deepEqual([...new Set(names)], names);
});

for (const example of examples) {
  test(`${example} begins with a title and a sentence`, () => {
    const [title, sentence] = readFileSync(`${folder}/${example}`, 'utf8').split('\n');
    assert.match(title, /^# \S.{5,60}$/);
    assert.match(sentence, /^# \S.*\.$/);
  });

  test(`${example} is valid against the schema`, { skip: !schema && `there is no ${schemaFile}` }, () => {
    const document = parse(readFileSync(`${folder}/${example}`, 'utf8'));
    const errors = validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule]);
    assert.deepEqual(errors.map(String), []);
  });

  test(`${example} takes the variables beside it`, { skip: !schema && `there is no ${schemaFile}` }, () => {
    const { variableDefinitions } = operationOf(example);
    const given = readVariables(example);
    const { errors = [] } = getVariableValues(schema, variableDefinitions, given);
    assert.deepEqual(errors.map(String), []);
    const declared = variableDefinitions.map(({ variable }) => variable.name.value);
    assert.deepEqual(
      Object.keys(given).filter((name) => !declared.includes(name)),
      [],
    );
  });
}
