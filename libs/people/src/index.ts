import { defineModule } from '@canteen/platform';
import { alerts } from './alerts.ts';
import { calendar } from './calendar.ts';
import { directory } from './directory.ts';
import { facts } from './facts.ts';
import { imports } from './imports.ts';
import { ledgers } from './ledgers.ts';
import { Area } from './area.entity.ts';
import { Canteen } from './canteen.entity.ts';
import { ClosedPeriod } from './closed-period.entity.ts';
import { Correction } from './correction.entity.ts';
import { HealthCertificate } from './health-certificate.entity.ts';
import { Membership } from './membership.entity.ts';
import { messages } from './messages.ts';
import { Organization } from './organization.entity.ts';
import { AreaResolver, CanteenResolver, MembershipPlaceResolver, OrganizationResolver } from './organization.resolver.ts';
import { duties } from './people.duties.ts';
import { policies } from './people.policies.ts';
import { Person } from './person.entity.ts';
import { PersonResolver, PersonRoles } from './person.resolver.ts';
import { RecordResolver } from './record.resolver.ts';
import { Session } from './session.entity.ts';
import { SignInAttempt } from './sign-in-attempt.entity.ts';
import { SignInResolver } from './sign-in.resolver.ts';

export { Area, Canteen, ClosedPeriod, Correction, HealthCertificate, Membership, Organization, Person, Session };
export { AreaKind } from './area.entity.ts';
export { CanteenOperation } from './canteen.entity.ts';
export { CanteenRow } from './canteen-row.ts';
export { EventRow, stampEvent, checkPeriodOpen, timeZoneOf, todayAt, dayAt, type EventStamp } from './event-row.ts';
export { eventColumns, eventEnd } from './event-columns.ts';
export { isK12, OrganizationKind } from './organization.entity.ts';
export { Language } from './person.entity.ts';
export { Role, permissions, rolePermissions, rolesWith, type Permission } from './roles.ts';
export { actorOf, hashToken, sessionActor, SESSION_COOKIE } from './actor.ts';
export { hashSecret, openSession, signIn, verifyPin } from './sign-in.commands.ts';
export { createArea, createCanteen, createOrganization, updateArea, updateCanteen, updateOrganization } from './organization.commands.ts';
export { addHealthCertificate, createFirstAdministrator, createPerson, updatePerson } from './person.commands.ts';
export { colleagues, endMembership, grantMembership, holdsPermission } from './membership.commands.ts';
export { watchedPlace, type WatchedPlace } from './watched.ts';
export { closePeriod, countersignLateEntry, declareCorrection } from './record.commands.ts';

export const people = defineModule({
  name: 'people',
  entities: [Organization, Canteen, Area, Person, Membership, HealthCertificate, Session, SignInAttempt, ClosedPeriod, Correction],
  resolvers: [SignInResolver, OrganizationResolver, CanteenResolver, MembershipPlaceResolver, AreaResolver, PersonResolver, PersonRoles, RecordResolver],
  messages,
  policies,
  duties,
  alerts,
  calendar,
  directory,
  facts,
  imports,
  ledgers,
});
