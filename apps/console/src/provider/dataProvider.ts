import type { DataProvider, GetListParams, RaRecord } from 'react-admin';
import { perform } from './act.ts';
import type { Verb } from './act.ts';
import { verbs } from './generated.ts';
import { contextOf, nameOf, resourceNamed } from './resource.ts';
import { send } from './transport.ts';

/**
 * The console's reads and its few plain writes, by convention: `goodsReceipts(page, sort, filter)`, `goodsReceipt(id)`,
 * `createSupplier(input)`, `updateSupplier(id, input)`. Everything with a life goes through `act` (see useAct.ts).
 */

async function page(resource: string, { pagination, sort, filter, meta }: GetListParams) {
  const { name, type, fragment, row } = resourceNamed(resource);
  const shape = (meta?.fragment as string | undefined) ?? row ?? fragment;
  const context = contextOf(shape);
  const data = await send<Record<string, { items: RaRecord[]; total: number }>>(
    `query ${name}($page: PageInput, $sort: SortInput, $filter: ${type}Filter, ${context.declared}) {
      ${name}(page: $page, sort: $sort, filter: $filter) { total items { ...${nameOf(shape)} } }
    }
    ${shape}`,
    {
      page: { number: pagination?.page ?? 1, size: Math.min(pagination?.perPage ?? 50, 200) },
      ...(sort?.field && sort.field !== 'id' ? { sort: { field: sort.field, order: sort.order } } : {}),
      filter: filter ?? {},
      ...context.given,
    },
  );
  const list = data[name]!;
  return { data: list.items, total: list.total };
}

async function one(resource: string, id: unknown) {
  const { one: field, fragment } = resourceNamed(resource);
  const context = contextOf(fragment);
  const data = await send<Record<string, RaRecord | null>>(
    `query ${field}($id: ID!, ${context.declared}) { ${field}(id: $id) { ...${nameOf(fragment)} } }\n${fragment}`,
    { id, ...context.given },
  );
  const record = data[field];
  // In another canteen's books, or nowhere: the API does not tell which, and neither do we.
  if (!record) throw Object.assign(new Error('NOT_FOUND'), { status: 404 });
  return record;
}

/** Several by id in one request. */
async function many(resource: string, ids: readonly unknown[]) {
  const { one: field, fragment, row } = resourceNamed(resource);
  const shape = row ?? fragment;
  const context = contextOf(shape);
  const declared = ids.map((_, index) => `$i${index}: ID!`).join(', ');
  const asked = ids.map((_, index) => `r${index}: ${field}(id: $i${index}) { ...${nameOf(shape)} }`).join('\n');
  const data = await send<Record<string, RaRecord | null>>(
    `query ${field}s(${declared}, ${context.declared}) { ${asked} }\n${shape}`,
    { ...Object.fromEntries(ids.map((id, index) => [`i${index}`, id])), ...context.given },
  );
  return Object.values(data).filter((record) => record !== null);
}

function verbFor(prefix: 'create' | 'update', resource: string): Verb {
  const verb = `${prefix}${resourceNamed(resource).type}`;
  if (!(verb in verbs)) throw new Error(`The schema has no ${verb}`);
  return verb as Verb;
}

const impossible = (): never => {
  throw new Error('Records are ended, reversed or corrected, not deleted');
};

export const dataProvider: DataProvider = {
  getList: async (resource, params) => (await page(resource, params)) as never,
  getOne: async (resource, { id }) => ({ data: (await one(resource, id)) as never }),
  getMany: async (resource, { ids }) => ({ data: (ids.length ? await many(resource, ids) : []) as never }),
  getManyReference: async (resource, { target, id, ...params }) =>
    (await page(resource, { ...params, filter: { ...params.filter, [target]: id } })) as never,
  create: async (resource, { data }) => ({
    data: (await perform(verbFor('create', resource), { input: data } as never))[0] as never,
  }),
  update: async (resource, { id, data, previousData }) => ({
    data: (await perform(verbFor('update', resource), { id: String(id), input: { version: previousData?.['version'], ...data } } as never))[0] as never,
  }),
  updateMany: impossible,
  delete: impossible,
  deleteMany: impossible,
};
