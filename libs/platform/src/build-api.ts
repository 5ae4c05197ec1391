import { type GraphQLObjectType, type GraphQLNonNull, getNamedType, isListType, isNonNullType, isObjectType, type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { ReferenceKind, type EntityMetadata, type EntityProperty, type MikroORM } from '@mikro-orm/core';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import { DomainError } from '@canteen/kernel';
import { act } from './act.ts';
import { actorHas } from './actor.ts';
import { idOf, type Ctx } from './ctx.ts';
import { Forbidden, NotSignedIn, refusalsOf, userError } from './errors.ts';
import { actionFields, derivedFields, guardField } from './fields.ts';
import type { EntityClass, Module } from './module.ts';
import { ANYONE_SIGNED_IN, readPermissionOf } from './needs.ts';
import { pageTypes } from './page.ts';
import { payloadShapes } from './payload.ts';
import type { ValueInput } from './scalars.ts';

type Resolve = GraphQLFieldResolver<unknown, Ctx, Record<string, unknown>>;
type AnyField = GraphQLField<unknown, Ctx>;

/** More than any form has lines; a longer list is an import, not an act. */
const MAX_LIST = 500;

/** Replaces value inputs by kernel values, in place, and says the path of what is refused. */
function toValues(value: unknown, path: string): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (Array.isArray(value)) {
    if (value.length > MAX_LIST) throw new DomainError('LIST_TOO_LONG', { max: MAX_LIST, given: value.length }, path);
    value.forEach((item, index) => {
      value[index] = toValues(item, `${path}.${index}`);
    });
    return value;
  }
  if (typeof (value as ValueInput).toValue === 'function') {
    try {
      return (value as ValueInput).toValue();
    } catch (error) {
      if (error instanceof DomainError) throw new DomainError(error.code, error.params, error.field ? `${path}.${error.field}` : path);
      throw error;
    }
  }
  if (Object.getPrototypeOf(value) === Object.prototype || getMetadataStorage().inputTypes.some((input) => input.target === (value as object).constructor)) {
    for (const [key, inner] of Object.entries(value)) (value as Record<string, unknown>)[key] = toValues(inner, `${path}.${key}`);
  }
  return value;
}

function argumentName(info: { parentType: GraphQLObjectType; fieldName: string }, type: unknown): string {
  const input = getMetadataStorage().inputTypes.find((candidate) => candidate.target === type);
  const field = info.parentType.getFields()[info.fieldName];
  return field?.args.find((arg) => getNamedType(arg.type).name === input?.name)?.name ?? 'input';
}

/** The one schema out of all modules: guards on every root field, acts around every mutation, relations resolved in one place. */
export async function buildApi(modules: readonly Module[], orm: MikroORM): Promise<GraphQLSchema> {
  const resolvers = modules.flatMap((module) => [...module.resolvers]);
  // Page and payload types are made when a root field first names them; they must all exist before the schema is drawn.
  const { queries, mutations } = getMetadataStorage();
  for (const root of [...queries, ...mutations]) root.getReturnType();
  const schema = await buildSchema({
    resolvers: resolvers as never,
    validate: false,
    validateFn: (value, type, { info }) => {
      if (value !== undefined && value !== null && typeof value === 'object') toValues(value, argumentName(info as never, type));
    },
    scalarsMap: [],
  });

  const external = new Set(
    getMetadataStorage()
      .fieldResolvers.filter((resolver) => resolver.kind === 'external')
      .map((resolver) => `${(resolver.getObjectType?.() as { name: string } | undefined)?.name ?? ''}.${resolver.schemaName ?? resolver.methodName}`),
  );
  const entities = new Map<string, EntityMetadata>();
  for (const entity of modules.flatMap((module) => [...module.entities])) {
    const objectType = getMetadataStorage().objectTypes.find((type) => type.target === entity);
    if (objectType) {
      readPermissionOf(entity);
      entities.set(objectType.name, orm.getMetadata().get(entity as never) as unknown as EntityMetadata);
    }
  }

  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    if (type === schema.getQueryType()) for (const field of Object.values(type.getFields())) guardRoot(field as AnyField, false);
    else if (type === schema.getMutationType()) for (const field of Object.values(type.getFields())) guardRoot(field as AnyField, true);
    else if (pageTypes.has(type.name)) for (const field of Object.values(type.getFields())) delete (field as { resolve?: unknown }).resolve;
    else shapeType(type, entities.get(type.name), external, entities);
  }
  return schema;
}

interface FieldExtensions {
  needs?: string;
  public?: boolean;
}

function guardRoot(field: AnyField, mutation: boolean): void {
  const { needs, public: open } = field.extensions as FieldExtensions;
  if (!needs && !open) throw new Error(`${field.name}: a root field says @Needs(…), @SignedIn() or @Public()`);
  const resolve = field.resolve as Resolve;
  const check = (ctx: Ctx) => {
    if (open || !needs) return;
    if (!ctx.actor) throw new NotSignedIn();
    if (needs !== ANYONE_SIGNED_IN && !actorHas(ctx.actor, needs)) throw new Forbidden(needs);
  };
  field.description = `${field.description ? `${field.description}\n\n` : ''}${open ? 'Open to everyone.' : needs === ANYONE_SIGNED_IN ? 'Needs: a signed-in person.' : `Needs: \`${needs}\`.`}`;

  if (!mutation) {
    const nullable = !isNonNullType(field.type);
    field.resolve = (async (root, args, ctx, info) => {
      check(ctx);
      try {
        return await resolve(root, args, ctx, info);
      } catch (error) {
        // Asking for what is not there (or not for this actor) is an answer: null.
        if (nullable && error instanceof DomainError && error.code === 'NOT_FOUND' && error.field === null) return null;
        throw error;
      }
    }) as Resolve as never;
    return;
  }

  const shape = payloadShapes.get(getNamedType(field.type).name);
  if (!shape) throw new Error(`${field.name}: a mutation answers PayloadOf(…), PayloadsOf(…) or DonePayload`);
  field.resolve = (async (root, args, ctx, info) => {
    check(ctx);
    try {
      const result = await act(
        ctx.host,
        { name: field.name, actor: ctx.actor, permission: needs ?? null, key: ctx.idempotencyKey, input: args, ctx },
        async (inside) => resolve(root, args, inside, info),
      );
      return { [shape.key]: shape.key === 'done' ? true : result, errors: [] };
    } catch (error) {
      const refusals = refusalsOf(error);
      if (!refusals) throw error;
      for (const refusal of refusals) if (refusal.code === 'STALE_RECORD') await tellWhatChanged(ctx, refusal);
      return { [shape.key]: shape.key === 'done' ? false : null, errors: refusals.map((refusal) => userError(refusal, ctx.host.words, ctx.lang)) };
    }
  }) as Resolve as never;
}

/** A stale edit is told what others changed meanwhile, and who: the journal knows. */
async function tellWhatChanged(ctx: Ctx, refusal: DomainError): Promise<void> {
  const { record, given, current } = refusal.params as { record?: string; given: number; current: number };
  if (!record) return;
  const rows = (await ctx.em.execute(
    `select e.person_name, p.body from journal_payload p join journal_entry e on e.id = p.entry_id
      where p.row_ids @> array[cast(? as uuid)] order by e.at desc, e.seq desc limit ?`,
    [record, Math.min(Math.max(current - given, 1), 20)],
  )) as unknown as { person_name: string; body: string | null }[];
  const changed = rows.flatMap(({ body }) => (JSON.parse(body ?? '{"rows":[]}') as { rows: { id: string; fields?: string[] }[] }).rows.filter((row) => row.id === record).flatMap((row) => row.fields ?? []));
  Object.assign(refusal.params, { changed: [...new Set(changed)], by: [...new Set(rows.map((row) => row.person_name))] });
}

function shapeType(type: GraphQLObjectType, meta: EntityMetadata | undefined, external: ReadonlySet<string>, entities: ReadonlyMap<string, EntityMetadata>): void {
  const derived = meta?.class ? derivedFields(meta.class) : new Map<string, never>();
  const actions = meta?.class ? actionFields(meta.class) : new Map<string, never>();
  for (const field of Object.values(type.getFields()) as AnyField[]) {
    const prop = meta?.properties[field.name as never] as EntityProperty | undefined;
    const derivation = derived.get(field.name);
    const life = actions.get(field.name);
    if (derivation) {
      field.resolve = ((row, _args, ctx) => derivation.js(row as never, ctx.now())) as Resolve as never;
    } else if (life) {
      field.resolve = ((row, _args, ctx) =>
        life.life.actionsOf((row as { state: string }).state).filter((action) => {
          const permission = life.permissions[action];
          return permission !== undefined && ctx.can(permission, row as object);
        })) as Resolve as never;
    } else if (prop && isRelation(prop) && !external.has(`${type.name}.${field.name}`)) {
      field.resolve = relation(field, prop, type.name, meta!, entities) as never;
    } else if (!external.has(`${type.name}.${field.name}`) && !field.args.length) {
      // Plain columns: graphql-js reads the property itself, without a middleware chain for each cell.
      delete (field as { resolve?: unknown }).resolve;
    }
    const needs = (field.extensions as FieldExtensions).needs;
    if (needs) {
      if (isNonNullType(field.type)) throw new Error(`${type.name}.${field.name}: a field that needs ${needs} must be nullable`);
      if (meta?.class) guardField(meta.class, field.name, needs);
      const inner = field.resolve as Resolve | undefined;
      field.resolve = ((row, args, ctx, info) => {
        if (!ctx.sees(needs, row as object)) return null;
        if (inner) return inner(row, args, ctx, info);
        return (row as Record<string, unknown>)[field.name];
      }) as Resolve as never;
      field.description = `${field.description ? `${field.description}\n\n` : ''}Null without \`${needs}\`.`;
    }
  }
}

const isRelation = (prop: EntityProperty): boolean => prop.kind === ReferenceKind.MANY_TO_ONE || prop.kind === ReferenceKind.ONE_TO_MANY || prop.kind === ReferenceKind.ONE_TO_ONE;

function relation(field: AnyField, prop: EntityProperty, owner: string, ownMeta: EntityMetadata, entities: ReadonlyMap<string, EntityMetadata>): Resolve {
  const target = entities.get(getNamedType(field.type).name);
  if (!target?.class) throw new Error(`${owner}.${field.name}: the related type is not an entity of any module`);
  const entity = target.class as EntityClass;
  const permission = readPermissionOf(entity);
  if (prop.kind === ReferenceKind.ONE_TO_MANY) {
    const key = prop.mappedBy as string;
    const orderBy = (Array.isArray(prop.orderBy) ? prop.orderBy[0] : prop.orderBy) as Record<string, 'asc' | 'desc'> | undefined;
    return (row, _args, ctx) => ctx.list(entity, key, (row as { id: string }).id, orderBy ?? { id: 'asc' });
  }
  const own = readPermissionOf(ownMeta.class as EntityClass);
  if (permission !== ANYONE_SIGNED_IN && permission !== own && isNonNullType(field.type) && !isListType((field.type as GraphQLNonNull<never>).ofType)) {
    throw new Error(`${owner}.${field.name}: ${target.className} needs ${permission}, so the relation must be nullable`);
  }
  return async (row, _args, ctx) => {
    const id = idOf((row as Record<string, unknown>)[prop.name]);
    if (id === null) return null;
    const found = await ctx.byKey(entity, id);
    return found && (permission === ANYONE_SIGNED_IN ? ctx.actor !== null : ctx.sees(permission, found)) ? found : null;
  };
}
