/**
 * Types for the console from schema/schema.graphql: one type per `gql` document in src, and the list of
 * mutations with their arguments, so that the provider can write a mutation from its name alone.
 * A document that the schema does not admit stops the run, so a renamed field is found before a user does.
 *
 *   tsx apps/console/build/codegen.ts [--check]
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  NoUnusedFragmentsRule,
  parse,
  specifiedRules,
  typeFromAST,
  validate,
} from 'graphql';
import type {
  DefinitionNode,
  FragmentDefinitionNode,
  GraphQLInputType,
  GraphQLObjectType,
  GraphQLOutputType,
  SelectionSetNode,
} from 'graphql';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const src = here('../src');
const target = here('../src/provider/generated.ts');
const schema = buildSchema(readFileSync(process.env['SCHEMA'] ?? here('../../../schema/schema.graphql'), 'utf8'));

const scalars: Record<string, string> = { Int: 'number', Float: 'number', Boolean: 'boolean', Json: 'unknown', JSON: 'unknown' };
const usedEnums = new Set<string>();
const usedInputs = new Set<string>();

function files(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .sort();
}

const failures: string[] = [];
const definitions = new Map<string, { node: DefinitionNode; file: string; fragments: Map<string, FragmentDefinitionNode> }>();
for (const file of files()) {
  const text = readFileSync(`${src}/${file}`, 'utf8');
  for (const [, source] of text.matchAll(/\bgql`([^`]*)`/g)) {
    const document = parse(source ?? '');
    const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);
    for (const error of validate(schema, document, rules)) {
      failures.push(`${file}: ${error.message}`);
    }
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    }
    for (const node of document.definitions) {
      if (node.kind !== Kind.FRAGMENT_DEFINITION && node.kind !== Kind.OPERATION_DEFINITION) continue;
      const name = node.name?.value;
      if (!name) failures.push(`${file}: every gql document needs a name`);
      else if (definitions.has(name)) failures.push(`${file}: the name ${name} is already used in ${definitions.get(name)!.file}`);
      else definitions.set(name, { node, file, fragments });
    }
  }
}
if (failures.length) {
  console.error(failures.join('\n'));
  process.exit(1);
}

function named(typeName: string): string {
  const type = schema.getType(typeName);
  if (isEnumType(type)) {
    usedEnums.add(typeName);
    return typeName;
  }
  if (isInputObjectType(type)) {
    if (!usedInputs.has(typeName)) {
      usedInputs.add(typeName);
      for (const field of Object.values(type.getFields())) input(field.type);
    }
    return typeName;
  }
  return scalars[typeName] ?? 'string';
}

function input(type: GraphQLInputType): string {
  if (isNonNullType(type)) return input(type.ofType).replace(/ \| null$/, '');
  if (isListType(type)) return `${wrap(input(type.ofType))}[] | null`;
  return `${named(type.name)} | null`;
}

const wrap = (text: string) => (text.includes('|') ? `(${text})` : text);

function output(type: GraphQLOutputType, selections: SelectionSetNode | undefined, fragments: Map<string, FragmentDefinitionNode>, pad: string): string {
  if (isNonNullType(type)) return output(type.ofType, selections, fragments, pad).replace(/ \| null$/, '');
  if (isListType(type)) return `${wrap(output(type.ofType, selections, fragments, pad))}[] | null`;
  if (!selections || !isObjectType(type)) return `${named(type.name)} | null`;
  return `${object(type, selections, fragments, pad)} | null`;
}

function object(type: GraphQLObjectType, set: SelectionSetNode, fragments: Map<string, FragmentDefinitionNode>, pad: string): string {
  const parts: string[] = [];
  const lines: string[] = [];
  for (const selection of set.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      parts.push(selection.name.value);
    } else if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      if (selection.name.value === '__typename') {
        lines.push(`${pad}  ${key}: '${type.name}';`);
        continue;
      }
      const field = type.getFields()[selection.name.value]!;
      lines.push(`${pad}  ${key}: ${output(field.type, selection.selectionSet, fragments, `${pad}  `)};`);
    }
  }
  if (lines.length) parts.push(`{\n${lines.join('\n')}\n${pad}}`);
  return parts.join(' & ');
}

const documents: string[] = [];
for (const [name, { node, fragments }] of definitions) {
  if (node.kind === Kind.FRAGMENT_DEFINITION) {
    const type = schema.getType(node.typeCondition.name.value) as GraphQLObjectType;
    documents.push(`export type ${name} = ${object(type, node.selectionSet, fragments, '')};`);
  } else if (node.kind === Kind.OPERATION_DEFINITION) {
    const root = node.operation === 'mutation' ? schema.getMutationType()! : schema.getQueryType()!;
    documents.push(`export type ${name} = ${object(root, node.selectionSet, fragments, '')};`);
    const variables = (node.variableDefinitions ?? []).map((definition) => {
      const type = typeFromAST(schema, definition.type as never) as GraphQLInputType;
      return `  ${definition.variable.name.value}${isNonNullType(type) ? '' : '?'}: ${input(type)};`;
    });
    documents.push(`export type ${name}Variables = ${variables.length ? `{\n${variables.join('\n')}\n}` : 'Record<string, never>'};`);
  }
}

const verbs: string[] = [];
const verbTypes: string[] = [];
for (const field of Object.values(schema.getMutationType()!.getFields())) {
  const args = field.args.map((arg) => `${arg.name}: '${String(arg.type)}'`);
  const type = getNamedType(field.type);
  const fields = isObjectType(type) ? type.getFields() : {};
  const record = fields['record'] ?? fields['records'];
  const recordType = record && getNamedType(record.type);
  const answers = isObjectType(recordType) ? `answers: '${'records' in fields ? 'records' : 'record'}', of: '${recordType.name}'` : `answers: 'done'`;
  verbs.push(`  ${field.name}: { args: { ${args.join(', ')} }, ${answers} },`);
  verbTypes.push(
    `  ${field.name}: { ${field.args.map((arg) => `${arg.name}${isNonNullType(arg.type) ? '' : '?'}: ${input(arg.type)}`).join('; ')} };`,
  );
}

const queries: string[] = [];
for (const field of Object.values(schema.getQueryType()!.getFields())) {
  queries.push(`  ${field.name}: { ${field.args.map((arg) => `${arg.name}: '${String(arg.type)}'`).join(', ')} },`);
}

const filters: string[] = [];
for (const field of Object.values(schema.getQueryType()!.getFields())) {
  const type = field.args.find((arg) => arg.name === 'filter')?.type;
  if (isInputObjectType(type)) filters.push(`  ${field.name}: { ${Object.values(type.getFields()).map((key) => `${key.name}: '${getNamedType(key.type).name}'`).join(', ')} },`);
}

const inputs = [...usedInputs].sort().map((name) => {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`${name} is not an input type`);
  const lines = Object.values(type.getFields()).map((field) => `  ${field.name}${isNonNullType(field.type) ? '' : '?'}: ${input(field.type)};`);
  return `export type ${name} = {\n${lines.join('\n')}\n};`;
});
const enums = [...usedEnums].sort().map((name) => {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new Error(`${name} is not an enum`);
  return `export type ${name} = ${type.getValues().map((value) => `'${value.name}'`).join(' | ')};`;
});

const text = `// Written by apps/console/build/codegen.ts from schema/schema.graphql and the gql documents of the console.

/** What each mutation takes and answers: the provider writes the document from it. */
export const verbs = {
${verbs.join('\n')}
} as const;

/** The arguments of each root read. */
export const reads = {
${queries.join('\n')}
} as const;

/** What each list may be narrowed by, and of what type: a filter is told in words by it. */
export const filters: Record<string, Record<string, string>> = {
${filters.join('\n')}
};

export type VerbArgs = {
${verbTypes.join('\n')}
};

${[...enums, ...inputs, ...documents].join('\n\n')}
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('apps/console/src/provider/generated.ts is not what the schema and the documents give: run tsx apps/console/build/codegen.ts');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
