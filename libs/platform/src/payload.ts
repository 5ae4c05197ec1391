import { Field, ObjectType } from 'type-graphql';
import { UserError } from './errors.ts';

type Class<T = object> = abstract new (...args: never[]) => T;

/** Which payload a mutation answers with, so that the platform can fill it. */
export interface PayloadShape {
  key: 'record' | 'records' | 'done';
}
export const payloadShapes = new Map<string, PayloadShape>();

const single = new Map<Class, object>();
const many = new Map<Class, object>();

/** `{ record, errors }` of an entity; the resolver returns the record, the platform fills the payload. */
export function PayloadOf<T extends object>(type: Class<T>): new () => object {
  const known = single.get(type);
  if (known) return known as new () => object;
  const name = `${type.name}Payload`;
  class Payload {}
  ObjectType(name, { description: `The ${type.name} as it now is, or why nothing was changed.` })(Payload);
  Field(() => type as never, { nullable: true })(Payload.prototype, 'record');
  Field(() => [UserError], { description: 'Empty when the act was done.' })(Payload.prototype, 'errors');
  single.set(type, Payload);
  payloadShapes.set(name, { key: 'record' });
  return Payload;
}

/** `{ records, errors }` for acts on several records at once. */
export function PayloadsOf<T extends object>(type: Class<T>): new () => object {
  const known = many.get(type);
  if (known) return known as new () => object;
  const name = `${type.name}sPayload`;
  class Payload {}
  ObjectType(name, { description: `The ${type.name} records as they now are, or why nothing was changed.` })(Payload);
  Field(() => [type as never], { nullable: true })(Payload.prototype, 'records');
  Field(() => [UserError], { description: 'Empty when the act was done.' })(Payload.prototype, 'errors');
  many.set(type, Payload);
  payloadShapes.set(name, { key: 'records' });
  return Payload;
}

/** For acts that leave no record to show, such as signing out. */
@ObjectType()
export class DonePayload {
  @Field(() => Boolean)
  done!: boolean;
  @Field(() => [UserError])
  errors!: UserError[];
}
payloadShapes.set('DonePayload', { key: 'done' });
