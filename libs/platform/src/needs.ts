import { Extensions } from 'type-graphql';

/** The marker of a type or field that every signed-in person may read. */
export const ANYONE_SIGNED_IN = '*';

/**
 * The permission that a root field, or a single field of a type, needs. A root field that carries none of
 * `@Needs`, `@SignedIn` and `@Public` fails the schema build (design decision 6).
 */
export const Needs = (permission: string) => Extensions({ needs: permission });
export const SignedIn = () => Extensions({ needs: ANYONE_SIGNED_IN });
/** Open to everyone, without an account. */
export const Public = () => Extensions({ public: true });
const reads = new Map<object, string>();

/** On an entity: what one needs to read such a record, wherever a relation leads to it. */
export const ReadNeeds = (permission: string) => (entity: object): void => void reads.set(entity, permission);

/** The permission that an entity (or a class it extends) declares. */
export function readPermissionOf(entity: { name: string }): string {
  for (let at: object | null = entity; at && at !== Function.prototype; at = Object.getPrototypeOf(at) as object | null) {
    const permission = reads.get(at);
    if (permission !== undefined) return permission;
  }
  throw new Error(`${entity.name} declares no @ReadNeeds`);
}
