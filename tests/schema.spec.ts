import {
  getNamedType, getNullableType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType, isScalarType,
  type GraphQLArgument, type GraphQLField, type GraphQLInputField, type GraphQLInputType, type GraphQLNamedType, type GraphQLOutputType,
} from 'graphql';
import { ANYONE_SIGNED_IN, JournalHead } from '@canteen/platform';
import { permissions, rolePermissions, type Role } from '@canteen/people';
import { aWorld, refusals, startApi, type Answer, type Caller, type TestApi, type World } from './support/api.ts';
import { aBatch, aDishPrice, aMeal, anIngredient, aReceipt, aSample, aServableDish } from './support/builders.ts';

type Field = GraphQLField<unknown, unknown>;
interface Root {
  kind: 'query' | 'mutation';
  field: Field;
  needs: string | null;
}

let api: TestApi;
let w: World;
let roots: Root[];
/** Ids of records of the organization next door, one of each kind there is. */
let foreign: string[];

const NOWHERE = '01a00000-0000-7000-8000-000000000000';

beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  const rootsOf = (kind: Root['kind'], type: { getFields(): Record<string, Field> } | null | undefined) =>
    Object.values(type?.getFields() ?? {}).map((field): Root => {
      const { needs, public: open } = field.extensions as { needs?: string; public?: boolean };
      return { kind, field, needs: open ? null : (needs ?? 'nothing said') };
    });
  roots = [...rootsOf('query', api.schema.getQueryType() as never), ...rootsOf('mutation', api.schema.getMutationType() as never)];

  // A whole day next door, so that there is something to be found.
  const next = w.other;
  const place = { canteen: next.canteen, manager: next.manager, storekeeper: next.storekeeper, officer: next.officer, cook: next.cook };
  const ingredient = await anIngredient(api, place);
  await aReceipt(api, place, { lines: [{ ingredient }], accepted: true });
  const dish = await aServableDish(api, place, { lines: [{ ingredient, net: '1' }] });
  await aDishPrice(api, place, { dish, from: '2026-12-01' });
  const { service, items } = await aMeal(api, place, { dishes: [{ dish, portions: 10 }] });
  const batch = await aBatch(api, place, { service, item: items[0]!, finishedAt: '82' });
  await aSample(api, place, { batch: batch.id });
  const em = api.orm.em.fork();
  foreign = [next.org.id, next.canteen.id, next.manager.id];
  for (const meta of api.orm.getMetadata().getAll().values()) {
    if (meta.abstract || meta.embeddable || !('organizationId' in meta.properties) || !('id' in meta.properties)) continue;
    const rows = (await em.execute(`select id from "${meta.tableName}" where organization_id = ? limit 1`, [next.org.id]).catch(() => [])) as { id?: string }[];
    if (rows[0]?.id) foreign.push(rows[0].id);
  }
  foreign = [...new Set(foreign)];
}, 120_000);
afterAll(() => api?.close());

/** A value that the type admits; `id` stands for every id. */
function sample(type: GraphQLInputType, id: string, name: string, depth = 0): unknown {
  if (isNonNullType(type)) return sample(type.ofType, id, name, depth);
  if (isListType(type)) return [sample(type.ofType, id, name, depth)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    if (depth > 4) return {};
    return Object.fromEntries(Object.values(type.getFields()).map((field: GraphQLInputField) => [field.name, sample(field.type, id, field.name, depth + 1)]));
  }
  if (isScalarType(type)) {
    switch (type.name) {
      case 'ID': return id;
      case 'Int': return 1;
      case 'Float': return 1;
      case 'Boolean': return true;
      case 'Instant': return '2026-11-20T21:30:00Z';
      case 'Day': return name === 'weekStart' ? '2026-11-30' : '2026-11-25';
      case 'DecimalString': return '1';
      case 'Unit': return 'kg';
      case 'Json': return 1;
      default: return /month/i.test(name) ? '2026-10' : /currency/.test(name) ? 'CNY' : /field/.test(name) ? 'id' : /head/.test(name) ? `1:${'0'.repeat(64)}` : 'text';
    }
  }
  throw new Error(`no sample for ${String(type)}`);
}

/** Everything the type can tell without arguments, three relations deep. */
function selection(type: GraphQLOutputType, depth = 0): string {
  const named = getNamedType(type) as GraphQLNamedType;
  if (isLeafType(named) || !isObjectType(named)) return '';
  const parts = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some((arg: GraphQLArgument) => isNonNullType(arg.type))) return [];
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [field.name];
    if (depth >= 2) return isObjectType(inner) && inner.getFields()['id'] ? [`${field.name} { id }`] : [];
    return [`${field.name} ${selection(field.type, depth + 1)}`];
  });
  return `{ ${parts.join(' ')} }`;
}

function operation({ kind, field }: Root, id: string, shallow = false): { query: string; variables: Record<string, unknown> } {
  const args = field.args.filter((arg) => !['page', 'sort'].includes(arg.name));
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const named = getNamedType(field.type);
  const body = isLeafType(named) ? '' : shallow && isObjectType(named) ? '{ __typename }' : selection(field.type);
  return {
    query: `${kind} ${declared ? `(${declared})` : ''} { ${field.name}${passed ? `(${passed})` : ''} ${body} }`,
    variables: Object.fromEntries(args.map((arg) => [arg.name, sample(arg.type, id, arg.name)])),
  };
}

const callers = (): [Role, Caller][] => [
  ['MANAGER', w.manager], ['STOREKEEPER', w.storekeeper], ['COOK', w.cook], ['FOOD_SAFETY_OFFICER', w.officer], ['FOOD_SAFETY_DIRECTOR', w.director],
  ['PRINCIPAL', w.principal], ['SUPERVISOR', w.supervisor], ['INSPECTOR', w.inspector], ['ADMINISTRATOR', w.administrator], ['DIVISION_LEADER', w.divisionLeader], ['CONTRACTOR_MANAGER', w.contractorManager],
];

/** Ends sessions or changes what the caller is; walked in a test of its own. */
const SELF = new Set(['signOut', 'revokeSession', 'changePassword', 'setPin', 'switchPerson', 'signIn', 'setLanguage']);

test('every root field says whom it serves, with a permission that some role has', () => {
  expect(roots.length).toBeGreaterThan(70);
  for (const { field, needs } of roots) {
    if (needs === null || needs === ANYONE_SIGNED_IN) continue;
    expect({ field: field.name, known: (permissions as readonly string[]).includes(needs) }).toEqual({ field: field.name, known: true });
    expect({ field: field.name, held: Object.values(rolePermissions).some((list) => (list as readonly string[]).includes(needs)) }).toEqual({ field: field.name, held: true });
  }
});

test('every root field as nobody: only what is public answers', async () => {
  const open: string[] = [];
  for (const root of roots) {
    const { query, variables } = operation(root, NOWHERE, true);
    const answer = await api.anyone.ask(query, variables);
    if (root.needs === null) open.push(root.field.name);
    else expect({ field: root.field.name, codes: refusals(answer).map((refusal) => refusal.code) }).toEqual({ field: root.field.name, codes: ['UNAUTHENTICATED'] });
  }
  // `me` answers null to nobody.
  expect(open.sort()).toEqual(['me', 'publicMenu', 'signIn', 'site']);
});

test('every root field as every role: served exactly where the role has the permission', async () => {
  for (const [role, caller] of callers()) {
    for (const root of roots) {
      if (root.needs === null || SELF.has(root.field.name)) continue;
      const { query, variables } = operation(root, NOWHERE, true);
      const codes = refusals(await caller.ask(query, variables)).map((refusal) => refusal.code);
      const may = root.needs === ANYONE_SIGNED_IN || (rolePermissions[role] as readonly string[]).includes(root.needs);
      const where = `${role} ${root.field.name}`;
      if (!may) expect({ where, codes }).toEqual({ where, codes: ['FORBIDDEN'] });
      else if (root.needs !== ANYONE_SIGNED_IN) expect({ where, forbidden: root.kind === 'query' && codes.includes('FORBIDDEN') }).toEqual({ where, forbidden: false });
      expect({ where, bug: codes.includes('INTERNAL_SERVER_ERROR') }).toEqual({ where, bug: false });
    }
  }
}, 180_000);

test("every id argument with another organization's ids: nothing of it is told, nothing of it is changed", async () => {
  const headOf = async () => api.orm.em.fork().findOne(JournalHead, { organizationId: w.other.org.id });
  const before = await headOf();
  const withIds = roots.filter(({ field }) => !SELF.has(field.name) && field.name !== 'publicMenu' && JSON.stringify(field.args.map((arg) => sample(arg.type, 'AN-ID', arg.name))).includes('AN-ID'));
  expect(withIds.length).toBeGreaterThan(50);
  expect(foreign.length).toBeGreaterThan(15);
  for (const root of withIds) {
    // Whoever has the permission on the whole organization, and the inspector, who has his on one canteen.
    const may = callers().filter(([role]) => root.needs === ANYONE_SIGNED_IN || (rolePermissions[role] as readonly string[]).includes(root.needs ?? ''));
    const asking = new Set([may.find(([role]) => role !== 'INSPECTOR')?.[1], may.find(([role]) => role === 'INSPECTOR')?.[1]].filter((caller) => caller !== undefined));
    expect({ field: root.field.name, asked: asking.size > 0 }).toEqual({ field: root.field.name, asked: true });
    for (const id of foreign) {
      const { query, variables } = operation(root, id);
      for (const answer of await Promise.all([...asking].map((caller) => caller.ask(query, variables)))) {
        // What the caller sent comes back in `params` only; anything else of next door would be in the data.
        const told = withoutErrors(answer);
        for (const secret of foreign) expect({ field: root.field.name, id, told: told.includes(secret) }).toEqual({ field: root.field.name, id, told: false });
        expect({ field: root.field.name, bug: refusals(answer).filter((refusal) => refusal.code === 'INTERNAL_SERVER_ERROR') }).toEqual({ field: root.field.name, bug: [] });
      }
    }
  }
  const after = await headOf();
  expect(after?.hash).toBe(before?.hash);
}, 300_000);

function withoutErrors({ data }: Answer): string {
  return JSON.stringify(data, (key, value: unknown) => (key === 'errors' || key === 'params' ? undefined : value)) ?? '';
}

test('relations between types of different permissions are nullable, and mutations answer payloads', () => {
  for (const { kind, field } of roots) {
    if (kind === 'mutation') expect(String(field.type)).toMatch(/Payload!$/);
    expect(getNullableType(field.type)).toBeDefined();
  }
});
