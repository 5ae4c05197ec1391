import type { ComponentType } from 'react';
import type { Words } from '@canteen/kernel';
import { speaker } from './transport.ts';

/** One kind of record in the console: a plain object in its module's index. */
export interface Resource {
  /** The list's root field and the address: `goodsReceipts`. */
  name: string;
  /** The root field of one record: `goodsReceipt`. */
  one: string;
  /** The GraphQL type: `GoodsReceipt`; the filter's type and the verbs follow from it. */
  type: string;
  label: Words;
  /** What a screen of one record shows. */
  fragment: string;
  /** What a line of the list shows, where that is less. */
  row?: string;
  list?: ComponentType;
  show?: ComponentType;
  create?: ComponentType;
  edit?: ComponentType;
}

const byName = new Map<string, Resource>();
const byType = new Map<string, Resource>();

export function register(resources: Resource[]): void {
  for (const resource of resources) {
    byName.set(resource.name, resource);
    byType.set(resource.type, resource);
  }
}

export function resourceNamed(name: string): Resource {
  const resource = byName.get(name);
  if (!resource) throw new Error(`No resource is called ${name}`);
  return resource;
}

export function resourceOf(type: string): Resource | undefined {
  return byType.get(type);
}

const NOWHERE = '00000000-0000-0000-0000-000000000000';

/** A fragment may speak of the canteen that is being looked at (a price differs from one to the next): `$canteen`. */
export function contextOf(fragment: string): { declared: string; given: Record<string, string> } {
  return fragment.includes('$canteen')
    ? { declared: '$canteen: ID!', given: { canteen: speaker.canteen ?? NOWHERE } }
    : { declared: '', given: {} };
}

/** The name a fragment gives itself. */
export function nameOf(fragment: string): string {
  const name = /fragment\s+(\w+)/.exec(fragment)?.[1];
  if (!name) throw new Error(`Not a fragment: ${fragment.slice(0, 60)}`);
  return name;
}
