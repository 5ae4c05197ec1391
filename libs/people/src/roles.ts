import { enumOf } from '@canteen/kernel';

export const Role = enumOf(
  'MANAGER',
  'STOREKEEPER',
  'COOK',
  'FOOD_SAFETY_OFFICER',
  'FOOD_SAFETY_DIRECTOR',
  'DIVISION_LEADER',
  'PRINCIPAL',
  'SUPERVISOR',
  'INSPECTOR',
  'CONTRACTOR_MANAGER',
  'ADMINISTRATOR',
);
export type Role = (typeof Role)[keyof typeof Role];

/** Every permission of the product, so that a misspelt one fails the schema build instead of granting nothing. */
export const permissions = [
  'organizations:write', 'people:read', 'people:write', 'health:read', 'health:write',
  'journal:read', 'policy:read', 'policy:write', 'late:countersign', 'period:close',
  'catalog:read', 'catalog:write',
  'receiving:read', 'receiving:write', 'receiving:accept',
  'stock:read', 'stock:write',
  'recipes:read', 'recipes:write',
  'prices:read', 'prices:write',
  'menus:read', 'menus:write', 'menus:publish',
  'kitchen:read', 'kitchen:write',
  'retention:read', 'retention:write', 'retention:dispose', 'retention:seal',
  'labels:print', 'reports:read',
  'alerts:write', 'alerts:escalated', 'jobs:read', 'jobs:write',
] as const;
export type Permission = (typeof permissions)[number];

/** All the day's records, without health data: certificates are shown to those who answer for them. */
const readsTheCanteen = [
  'people:read', 'journal:read', 'policy:read', 'catalog:read', 'receiving:read', 'stock:read', 'recipes:read',
  'prices:read', 'menus:read', 'kitchen:read', 'retention:read', 'reports:read',
] as const satisfies readonly Permission[];

/** What the person who runs a canteen does all day, whether the institution or a contractor employs them. */
const runsTheCanteen = [
  'people:read', 'policy:read', 'catalog:read', 'catalog:write', 'receiving:read', 'receiving:write',
  'receiving:accept', 'stock:read', 'stock:write', 'recipes:read', 'recipes:write', 'prices:read', 'menus:read',
  'menus:write', 'menus:publish', 'kitchen:read', 'kitchen:write', 'retention:read', 'retention:write', 'retention:dispose',
  'labels:print', 'reports:read',
] as const satisfies readonly Permission[];

/** SAMR Order 60 (2022): officer and director check daily, may stop an activity, and keep the staff's certificates. */
const keepsFoodSafe = [
  'people:read', 'health:read', 'health:write', 'journal:read', 'policy:read', 'catalog:read', 'receiving:read',
  'receiving:accept', 'stock:read', 'stock:write', 'recipes:read', 'menus:read', 'kitchen:read', 'kitchen:write',
  'retention:read', 'retention:write', 'retention:dispose', 'retention:seal', 'labels:print', 'reports:read',
] as const satisfies readonly Permission[];

/**
 * What each role may do, where its membership holds. A role is never asked for by name elsewhere: rules ask for a
 * permission, so that an institution's habits can move one without touching a module.
 */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  MANAGER: [...runsTheCanteen, 'people:write', 'prices:write', 'journal:read', 'late:countersign', 'period:close', 'alerts:write'],
  STOREKEEPER: [
    'policy:read', 'catalog:read', 'receiving:read', 'receiving:write', 'receiving:accept', 'stock:read', 'stock:write',
    'recipes:read', 'menus:read', 'labels:print',
  ],
  // no receipts and no prices: a cook does not walk from a batch to what the lot cost
  COOK: [
    'policy:read', 'catalog:read', 'stock:read', 'recipes:read', 'menus:read', 'kitchen:read', 'kitchen:write',
    'retention:read', 'labels:print',
  ],
  FOOD_SAFETY_OFFICER: keepsFoodSafe,
  FOOD_SAFETY_DIRECTOR: [...keepsFoodSafe, 'prices:read', 'policy:write', 'late:countersign', 'period:close', 'alerts:write', 'alerts:escalated'],
  DIVISION_LEADER: [...readsTheCanteen, 'late:countersign', 'period:close', 'alerts:escalated'],
  PRINCIPAL: [
    ...readsTheCanteen, 'health:read', 'people:write', 'policy:write', 'late:countersign', 'period:close',
    'retention:seal', 'alerts:escalated', 'jobs:read',
  ],
  SUPERVISOR: [...readsTheCanteen, 'health:read', 'late:countersign'],
  INSPECTOR: readsTheCanteen,
  // the host stays liable (Implementing Reg. 2019 Art 28), so prices and the countersigning of late entries stay with it
  CONTRACTOR_MANAGER: runsTheCanteen,
  ADMINISTRATOR: [
    ...readsTheCanteen, 'organizations:write', 'people:write', 'health:read', 'health:write', 'catalog:write', 'policy:write', 'period:close',
    'alerts:write', 'jobs:read', 'jobs:write',
  ],
};

/**
 * What a person who took over a shared device by PIN cannot do there: four digits are enough for the day's work, not for
 * handing out trust or moving a limit.
 */
export const needsPassword: ReadonlySet<string> = new Set<Permission>(['organizations:write', 'people:write', 'policy:write', 'period:close']);

/** Who may grant (and end) which role; nobody hands out more trust than was put in them. */
export const grantableBy: Partial<Record<Role, readonly Role[]>> = {
  ADMINISTRATOR: Object.values(Role),
  PRINCIPAL: Object.values(Role).filter((role) => role !== Role.ADMINISTRATOR && role !== Role.PRINCIPAL),
  MANAGER: [Role.STOREKEEPER, Role.COOK],
};

/** The roles that carry a permission. */
export function rolesWith(permission: string): Role[] {
  return Object.values(Role).filter((role) => (rolePermissions[role] as readonly string[]).includes(permission));
}
