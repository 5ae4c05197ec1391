import { GraphQLError, execute, parse, type GraphQLField } from 'graphql';
import { raw } from '@mikro-orm/core';
import type { QueryBuilder } from '@mikro-orm/postgresql';
import { DomainError } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { Forbidden, NotSignedIn, refusalsOf } from '../errors.ts';
import type { Host } from '../host.ts';
import type { ListRead, SortInput } from '../page.ts';
import { readCursor, type Reading, type Reads } from './cursor.ts';
import { ROOT, type Plan } from './plan.ts';

/** The root list of a ledger, as the schema has it. */
export function listField(host: Host, name: string): GraphQLField<unknown, Ctx> {
  const field = host.schema?.getQueryType()?.getFields()[name];
  if (!field) throw new Error(`The ledger ${name} has no list of that name`);
  return field as GraphQLField<unknown, Ctx>;
}

/**
 * Asks the list itself what it would read for this caller: its guard, the coercion of its filter, the conditions its resolver
 * adds and the scope all apply, so that what leaves the house cannot differ from what the screen shows.
 * @throws DomainError for a filter or sort that the list refuses
 */
export async function askList(ctx: Ctx, name: string, filter: unknown, sort: SortInput | null): Promise<ListRead> {
  ctx.lastRead = null;
  await ask(ctx, name, filter, sort, '__typename');
  if (!ctx.lastRead) throw new Error(`The list ${name} does not read through ctx.page`);
  return ctx.lastRead;
}

/** How many rows the list says it has. */
export async function countList(ctx: Ctx, name: string, filter: unknown): Promise<number> {
  return ((await ask(ctx, name, filter, null, 'total')) as { total: number }).total;
}

async function ask(ctx: Ctx, name: string, filter: unknown, sort: SortInput | null, what: string): Promise<unknown> {
  const { args } = listField(ctx.host, name);
  const given: Record<string, unknown> = {};
  if (filter !== null && filter !== undefined) given['filter'] = filter;
  if (sort) given['sort'] = { field: sort.field, order: sort.order };
  const used = args.filter((arg) => arg.name in given);
  for (const key of Object.keys(given)) if (!used.some((arg) => arg.name === key)) throw new DomainError('EXPORT_FILTER_REFUSED', { reason: `${name} takes no ${key}` }, `input.${key}`);
  const said = used.length ? `(${used.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')})` : '';
  const passed = used.length ? `(${used.map((arg) => `${arg.name}: $${arg.name}`).join(', ')})` : '';
  const { data, errors } = await execute({
    schema: ctx.host.schema!, document: parse(`query${said} { ${name}${passed} { ${what} } }`), contextValue: ctx, variableValues: given,
  });
  const [error] = errors ?? [];
  if (error) throw refusalIn(error);
  return data?.[name];
}

function refusalIn(error: GraphQLError): Error {
  let cause: unknown = error;
  for (let depth = 0; depth < 6 && cause instanceof GraphQLError && cause.originalError; depth++) cause = cause.originalError;
  const [refusal] = refusalsOf(cause) ?? [];
  if (refusal) return new DomainError(refusal.code, refusal.params, refusal.field ? `input.${refusal.field}` : null);
  if (cause instanceof Forbidden || cause instanceof NotSignedIn) return cause;
  // graphql-js speaks of the filter the caller sent.
  if (error.path === undefined && cause instanceof GraphQLError) return new DomainError('EXPORT_FILTER_REFUSED', { reason: error.message.slice(0, 300) }, 'input.filter');
  return error;
}

/** The statements behind a list and the columns wanted of it. */
export function readsOf(ctx: Ctx, read: ListRead, plan: Plan, organizationId: string): Reads {
  const database = String(ctx.host.orm.config.get('clientUrl'));
  if (read.where === null) return { database, organizationId, count: null, rows: '' };
  return { database, organizationId, count: statement(ctx, read, ['count(*)::text'], []), rows: statement(ctx, read, plan.select, plan.joins, true) };
}

/** For what is short: the printed form, and its head. */
export const readRows = <T>(ctx: Ctx, read: ListRead, plan: Plan, organizationId: string, signal: AbortSignal, use: (reading: Reading) => Promise<T>): Promise<T> =>
  readCursor(readsOf(ctx, read, plan, organizationId), signal, use);

function statement(ctx: Ctx, read: ListRead, select: readonly string[], joins: Plan['joins'], ordered = false): string {
  const query = ctx.em.createQueryBuilder(read.entity as never, ROOT) as unknown as QueryBuilder<object>;
  const aliases = new Map(joins.map(({ path, alias }) => [path, alias]));
  for (const { path, alias } of joins) {
    const [owner, relation] = /^(?:(.*)\.)?(\w+)$/.exec(path)!.slice(1) as [string | undefined, string];
    query.leftJoin(`${owner === undefined ? ROOT : aliases.get(owner)!}.${relation}` as never, alias as never);
  }
  // Question marks of ours are no parameters.
  query.select(raw(select.join(', ').replaceAll('?', '\\?')) as never);
  query.where(read.where as never);
  if (ordered) query.orderBy(read.orderBy as never);
  return query.getFormattedQuery();
}
