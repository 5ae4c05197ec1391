import { Ctx as CtxParam, Field, FieldResolver, Root } from 'type-graphql';
import type { Ctx } from './ctx.ts';

type Class<T = object> = abstract new (...args: never[]) => T;
type TypeThunk = () => object;

/** A field that no column holds: one pure function and its SQL twin, which must agree (design decision 11). */
export interface DerivedField {
  js: (row: never, now: Date) => unknown;
  /** SQL for the same value. `alias` is the row's table alias; `:now` stands for the clock. */
  sql?: (alias: string) => string;
}

const derived = new Map<object, Map<string, DerivedField>>();
const actions = new Map<object, Map<string, { life: Life; permissions: Record<string, string> }>>();
const inverses = new Map<object, Map<string, InverseField>>();

interface Life {
  actionsOf(state: string): string[];
}
export interface InverseField {
  child: () => Class;
  key: string;
  orderBy?: Record<string, 'asc' | 'desc'>;
}

function remember<T>(store: Map<object, Map<string, T>>, owner: object, name: string, value: T): void {
  const own = store.get(owner) ?? new Map<string, T>();
  own.set(name, value);
  store.set(owner, own);
}

function recall<T>(store: Map<object, Map<string, T>>, owner: object): Map<string, T> {
  const found = new Map<string, T>();
  for (let at: object | null = owner; at && at !== Function.prototype; at = Object.getPrototypeOf(at) as object | null) {
    for (const [name, value] of store.get(at) ?? []) if (!found.has(name)) found.set(name, value);
  }
  return found;
}

const guarded = new Map<object, Map<string, string>>();

/** A field that needs a permission of its own tells nothing by its order either. */
export const guardField = (entity: object, name: string, permission: string) => remember(guarded, entity, name, permission);
export const guardedFields = (entity: object) => recall(guarded, entity);

export const derivedFields = (entity: object) => recall(derived, entity);
export const actionFields = (entity: object) => recall(actions, entity);
export const inverseFields = (resolver: object) => recall(inverses, resolver);

/**
 * A computed field of an entity, filterable and sortable by its SQL twin:
 * `@Derived(() => SampleStatus, { js: (s, now) => statusOf(s, now), sql: (a) => `case … end` }) status!: SampleStatus`
 */
export function Derived<T extends object>(
  type: TypeThunk,
  spec: { js: (row: T, now: Date) => unknown; sql?: (alias: string) => string },
  options: { nullable?: boolean; description?: string } = {},
) {
  return (target: T, name: string): void => {
    Field(type as () => never, options)(target, name);
    remember(derived, target.constructor, name, spec as DerivedField);
  };
}

/**
 * `availableActions`: the actions that the life's table allows in the present state, narrowed to what the actor may do.
 * The console shows exactly these and knows no transition.
 */
export function Actions(type: TypeThunk, life: Life, permissions: Record<string, string>) {
  return (target: object, name: string): void => {
    Field((() => [type()]) as () => never, { description: 'What may be done now, by this actor.' })(target, name);
    remember(actions, target.constructor, name, { life, permissions });
  };
}

/**
 * A list that a downstream module adds to an upstream type, in its own resolver class:
 * `@Resolver(() => ProductionBatch) class { @Inverse(() => RetainedSample, 'batch') samples!: RetainedSample[] }`
 * Batched per request, narrowed to the actor's scope.
 */
export function Inverse(child: () => Class, key: string, options: { orderBy?: Record<string, 'asc' | 'desc'>; description?: string } = {}) {
  return (target: object, name: string): void => {
    const resolve = function (root: { id: string }, ctx: Ctx) {
      return ctx.list(child() as new () => object, key, root.id, options.orderBy);
    };
    Object.defineProperty(target, name, { value: resolve, configurable: true, writable: true });
    Root()(target, name, 0);
    CtxParam()(target, name, 1);
    const description = options.description === undefined ? {} : { description: options.description };
    FieldResolver((() => [child()]) as () => never, description)(target, name, { value: resolve });
    remember(inverses, target.constructor, name, { child, key, ...(options.orderBy ? { orderBy: options.orderBy } : {}) });
  };
}
