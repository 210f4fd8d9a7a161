// The rules that graphql-eslint recommends for schemas, and Relay's. What is not held to one of them is told here, with the reason.
import { readFileSync } from 'node:fs';
import graphql from '@graphql-eslint/eslint-plugin';
import { buildSchema, isObjectType } from 'graphql';

const contract = new URL('../schema.graphqls', import.meta.url).pathname;

// What has an identity of its own is a `Node` and has an id. Everything else is a value that is read off something: a place in a list, a count, a
// reason. An id of it would be an id of nothing that could be fetched again.
const schema = buildSchema(readFileSync(contract, 'utf8'));
const values = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !type.getInterfaces().some((shared) => shared.name === 'Node'))
  .map((type) => type.name);

export default [
  {
    files: ['**/*.graphqls'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: contract } } },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // Described is everything, which ContractTest holds. What fits into a line stands in one.
      '@graphql-eslint/description-style': 'off',
      // The log grows at its end and is followed: `feed` has no way back.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // Lists that are short by nature, such as the tags of a package, are plain lists: a connection of them would be four types more to read.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      '@graphql-eslint/strict-id-in-types': ['error', { exceptions: { types: values } }],
    },
  },
];
