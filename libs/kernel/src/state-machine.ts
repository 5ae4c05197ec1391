import { DomainError } from './domain-error.ts';

export interface StateMachine<S extends string, A extends string> {
  readonly states: readonly S[];
  readonly actions: readonly A[];
  /** Refuses `ACTION_NOT_ALLOWED` {state, action}. */
  next(state: S, action: A): S;
  can(state: S, action: A): boolean;
  actionsOf(state: S): A[];
  /**
   * The same table as a PostgreSQL expression: the text[] of actions that the state in `column` (a trusted SQL expression)
   * allows, in the order of `actionsOf`, narrowed to `permitted` when given.
   */
  caseSql(column: string, permitted?: readonly A[]): string;
}

/** A life, written as a literal table: state → action → next state. Every state stands in it, the final ones empty. */
export function stateMachine<S extends string, A extends string>(
  table: Readonly<Record<S, Readonly<Partial<Record<A, NoInfer<S>>>>>>,
): StateMachine<S, A> {
  const rows = new Map<S, Map<A, S>>();
  for (const state of Object.keys(table) as S[]) {
    rows.set(state, new Map(Object.entries(table[state]) as [A, S][]));
  }
  const states = [...rows.keys()];
  const actions = [...new Set([...rows.values()].flatMap((row) => [...row.keys()]))];
  for (const name of [...states, ...actions]) {
    if (!/^[A-Z][A-Z0-9_]*$/.test(name)) throw new RangeError(`Not a name for a state or action: ${name}`);
  }
  for (const next of [...rows.values()].flatMap((row) => [...row.values()])) {
    if (!rows.has(next)) throw new RangeError(`The table leads to ${next}, which it does not hold`);
  }

  const can = (state: S, action: A) => rows.get(state)?.has(action) ?? false;
  const actionsOf = (state: S) => [...(rows.get(state)?.keys() ?? [])];
  return {
    states,
    actions,
    can,
    actionsOf,
    next(state, action) {
      const next = rows.get(state)?.get(action);
      if (next === undefined) throw new DomainError('ACTION_NOT_ALLOWED', { state, action });
      return next;
    },
    caseSql(column, permitted) {
      const list = (state: S) => actionsOf(state).filter((action) => !permitted || permitted.includes(action));
      const whens = states
        .filter((state) => list(state).length > 0)
        .map((state) => ` when '${state}' then array[${list(state).map((action) => `'${action}'`).join(', ')}]::text[]`);
      return whens.length === 0 ? `array[]::text[]` : `case ${column}${whens.join('')} else array[]::text[] end`;
    },
  };
}

/** `enumOf('A', 'B')` is `{ A: 'A', B: 'B' }`, so that an enum's values are plain strings everywhere. */
export function enumOf<const T extends string>(...names: T[]): { readonly [K in T]: K } {
  return Object.freeze(Object.fromEntries(names.map((name) => [name, name]))) as { readonly [K in T]: K };
}
