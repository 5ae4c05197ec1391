import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '@canteen/kernel';
import type { EntityClass } from './module.ts';
import { ShortText } from './scalars.ts';

type Class<T = object> = abstract new (...args: never[]) => T;

export const SortOrder = enumOf('ASC', 'DESC');
export type SortOrder = keyof typeof SortOrder;
registerEnumType(SortOrder, { name: 'SortOrder' });

/** Lists are read page by page; 200 rows are the most one request may ask for (design decision 17). */
export const PAGE_SIZE = { default: 25, max: 200 };

@InputType()
export class PageInput {
  @Field(() => Int, { defaultValue: 1, description: 'From 1.' })
  number!: number;
  @Field(() => Int, { defaultValue: PAGE_SIZE.default, description: 'At most 200.' })
  size!: number;
}

@InputType()
export class SortInput {
  @Field(() => ShortText, { description: 'A field of the record.' })
  field!: string;
  @Field(() => SortOrder, { defaultValue: 'ASC' })
  order!: SortOrder;
}

/** A page whose parts are computed only when they are asked for. */
export interface Page<T> {
  items: () => Promise<T[]>;
  total: () => Promise<number>;
  hasNext: () => Promise<boolean>;
}

/** The read behind a list, by which an export reads the same row by row: narrowed to the actor's scope, with the caller's filter and order. Null: nothing is visible. */
export interface ListRead {
  entity: EntityClass;
  where: Record<string, unknown> | null;
  orderBy: Record<string, unknown>[];
}

const pages = new Map<Class, new () => object>();
export const pageTypes = new Set<string>();

export function PageOf<T extends object>(type: Class<T>): new () => object {
  const known = pages.get(type);
  if (known) return known;
  const name = `${type.name}Page`;
  class PageType {}
  ObjectType(name)(PageType);
  Field(() => [type as never])(PageType.prototype, 'items');
  Field(() => Int, { description: 'How many there are on all pages; counted only if asked for.' })(PageType.prototype, 'total');
  Field(() => Boolean)(PageType.prototype, 'hasNext');
  pages.set(type, PageType);
  pageTypes.add(name);
  return PageType;
}
