export { Canteen, CanteenOperation } from './canteen.entity.ts';
export { Organization, OrganizationKind } from './organization.entity.ts';
export { Person, Language } from './person.entity.ts';
export { Membership } from './membership.entity.ts';
export { CanteenRow } from './canteen-row.ts';
export { EventRow, stampEvent, checkPeriodOpen, timeZoneOf, todayAt, dayAt, type EventStamp } from './event-row.ts';
export { ClosedPeriod } from './closed-period.entity.ts';
export { Role, permissions, rolePermissions, rolesWith, type Permission } from './roles.ts';
