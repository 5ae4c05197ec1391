import { uuidv7 } from '@canteen/kernel';
import { uploadKept } from './files.ts';
import type { VerbArgs } from './generated.ts';
import { verbs } from './generated.ts';
import { contextOf, nameOf, resourceOf } from './resource.ts';
import { Refused, send } from './transport.ts';
import type { UserError } from './transport.ts';

export type Verb = keyof VerbArgs & keyof typeof verbs;

/** A record as a verb answers it: at least its id, and what the resource's fragment asks for. */
export interface Acted {
  id: string;
  [field: string]: unknown;
}

/** The document of a verb, written from its name alone: its arguments and what it answers are in the schema. */
export function documentOf(verb: Verb): string {
  const shape: { args: Record<string, string>; answers: string; of?: string } = verbs[verb];
  const names = Object.keys(shape.args);
  const resource = shape.of ? resourceOf(shape.of) : undefined;
  const context = contextOf(resource?.fragment ?? '').declared;
  const declared = [...names.map((name) => `$${name}: ${shape.args[name]}`), ...(context ? [context] : [])].join(', ');
  const given = names.map((name) => `${name}: $${name}`).join(', ');
  const answer = shape.answers === 'done' ? 'done' : `${shape.answers} { ${resource ? `...${nameOf(resource.fragment)}` : 'id'} }`;
  return `mutation ${verb}${declared ? `(${declared})` : ''} { ${verb}${given ? `(${given})` : ''} { ${answer} errors { code message field params } } }${
    resource && shape.answers !== 'done' ? `\n${resource.fragment}` : ''
  }`;
}

/** A key for one act; the same act sent again keeps it, so that it happens once. */
export const newKey = (): string => uuidv7(new Date());

const keys = new Map<string, string>();

/** The key of an act that has not succeeded yet: pressing the button again after a broken connection sends the same one. */
export function keyOf(verb: Verb, variables: unknown): string {
  const same = `${verb} ${JSON.stringify(variables)}`;
  const key = keys.get(same) ?? newKey();
  keys.set(same, key);
  return key;
}

/** The act has happened, or waits elsewhere with its key: the next one like it is another act. */
export function forget(verb: Verb, variables: unknown): void {
  keys.delete(`${verb} ${JSON.stringify(variables)}`);
}

/** Performs a verb once, however often it has to be sent. Throws `Refused` with every reason at once. */
export async function perform<V extends Verb>(verb: V, variables: VerbArgs[V], key = keyOf(verb, variables)): Promise<Acted[]> {
  const ready = await uploadKept(variables);
  const { of }: { args: object; of?: string } = verbs[verb];
  const data = await send<Record<string, { record?: Acted | null; records?: Acted[] | null; errors: UserError[] }>>(
    documentOf(verb),
    { ...ready, ...contextOf((of && resourceOf(of)?.fragment) || '').given },
    key,
  );
  const payload = data[verb];
  if (!payload) throw new Refused([{ code: 'EMPTY', message: verb, field: null }]);
  if (payload.errors.length) throw new Refused(payload.errors);
  forget(verb, variables);
  return payload.records ?? (payload.record ? [payload.record] : []);
}
