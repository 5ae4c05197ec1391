import type { ResolverData } from 'type-graphql';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Lang, LocalDate, LocalizedText, Messages, Words } from '@canteen/kernel';
import type { Actor } from './actor.ts';
import type { AlertRule } from './alerts/alert-rule.ts';
import type { Ctx } from './ctx.ts';
import type { Host } from './host.ts';
import type { ImportDefinition } from './imports/import-definition.ts';
import type { Ledger } from './ledgers/ledger.ts';
import type { LabelDefinition } from './print/label-definition.ts';
import type { FactSection } from './report/facts.ts';

export type EntityClass<T extends object = object> = new (...args: never[]) => T;

/** How sure we are of a number: verified in the text of the rule, second-hand, widely known, or our own proposal. */
export type Mark = 'V' | 'S' | 'M' | 'D';

/** One configurable limit with its default and where the default comes from (design decision 22). */
export interface PolicyField {
  default: number | string | boolean | readonly string[] | Readonly<Record<string, unknown>>;
  unit?: string;
  /** Bounds of a number, both inclusive; where the law says "at least", the law's. From 0 unless it is a temperature. */
  min?: number;
  max?: number;
  /** What a list may hold. */
  oneOf?: readonly string[];
  /** Regular expression of a text. */
  pattern?: string;
  mark: Mark;
  citation: Words;
  title?: Words;
}
export type PolicyDefinition = Record<string, PolicyField>;

/** One thing that is due today (or already done), told by a module. */
export interface DutyItem {
  /** Unique within the day: the same fact has the same key. */
  key: string;
  kind: string;
  /** Whoever holds this permission does it. */
  for: string;
  title: LocalizedText;
  dueAt: Date | null;
  severity: 'info' | 'warn' | 'critical';
  done: boolean;
  recordType: string;
  recordId: string;
  count?: number;
  /** Says something of a person that is for the screens of those who may read it, and for no calendar. */
  discreet?: boolean;
}

/** One thing of the coming days that belongs in a person's calendar. No names of people, nothing of their health: calendars lie on servers we do not know. */
export interface CalendarItem {
  /** Stays the same for the same thing, so that a calendar moves it instead of adding another. */
  key: string;
  /** Whoever holds this permission has it in their calendar. */
  for: string;
  title: LocalizedText;
  text?: LocalizedText;
  /** An instant, or a whole day. */
  starts: Date | LocalDate;
  ends?: Date;
}

export interface JobDefinition {
  name: string;
  /** Five-field cron in the server's time zone; absent for jobs that only acts enqueue. */
  cron?: string;
  /** A short job: one act under the system's name. */
  run?: (ctx: Ctx, data: Record<string, unknown>) => Promise<void>;
  /** A long one: it opens acts of its own, and stops when the signal says so. Either this or `run`. */
  work?: (job: LongJob) => Promise<void>;
  /** How often it is tried again after a fault; 3 unless said. */
  retries?: number;
  /** How many of them one node runs at once; 1 unless said. */
  atOnce?: number;
  /** What it does, in one sentence, for who looks after the installation. */
  says?: Words;
}

export interface LongJob {
  host: Host;
  data: Record<string, unknown>;
  /** Aborted when this node goes down. */
  signal: AbortSignal;
  /** No further try follows this one. */
  last: boolean;
}

/** Who people are and how they are reached; `people` contributes it, since the platform knows no persons. */
export interface Directory {
  /** What a person may do now; null where there is no such active person. */
  actorOf(em: SqlEntityManager, personId: string, now: Date): Promise<Actor | null>;
  /** Everyone active who holds the permission at the canteen (or at the institution, where `canteenId` is null). */
  holders(em: SqlEntityManager, permission: string, place: HoldersPlace, now: Date): Promise<Contact[]>;
  /** The roles that carry a permission. */
  rolesWith(permission: string): readonly string[];
  contact(em: SqlEntityManager, personId: string): Promise<Contact | null>;
  /** Names for what is printed. */
  placeOf(em: SqlEntityManager, place: { organizationId: string; canteenId: string | null }): Promise<Place>;
  /** Every canteen that is open, for what runs by itself. */
  canteens(em: SqlEntityManager): Promise<CanteenPlace[]>;
  /** A canteen by its id, open or not; null where there is none. */
  canteenOf(em: SqlEntityManager, id: string): Promise<CanteenPlace | null>;
}
export interface HoldersPlace {
  organizationId: string;
  canteenId: string | null;
  /** Also those who hold it in one canteen only, whichever: for what all canteens of an institution share. */
  anyCanteen?: boolean;
}
export interface CanteenPlace {
  id: string;
  organizationId: string;
  timeZone: string;
  name: LocalizedText;
}
export interface Contact {
  personId: string;
  name: string;
  lang: Lang;
  email: string | null;
  phone: string | null;
  roles: readonly string[];
}
export interface Place {
  organization: LocalizedText;
  canteen: LocalizedText | null;
  timeZone: string;
}

/** What one domain contributes. `modules.ts` of the api is the only file that knows all of them. */
export interface Module {
  name: string;
  entities: readonly EntityClass[];
  resolvers: readonly (new (...args: never[]) => object)[];
  messages: Messages;
  policies?: Record<string, PolicyDefinition>;
  duties?: (ctx: Ctx, canteenId: string, day: LocalDate) => Promise<DutyItem[]>;
  /** What of a canteen's coming days, both included, belongs in the calendars of those whose work it is. */
  calendar?: (ctx: Ctx, canteenId: string, from: LocalDate, to: LocalDate) => Promise<CalendarItem[]>;
  jobs?: readonly JobDefinition[];
  /** Lists that leave the house: columns declared once for sheets, data and the printed form. */
  ledgers?: readonly Ledger[];
  /** Sheets that come in. */
  imports?: readonly ImportDefinition[];
  /** What is printed to be stuck on a thing. */
  labels?: readonly LabelDefinition[];
  /** What someone must be told of. */
  alerts?: readonly AlertRule[];
  /** What the day's report tells of this module. */
  facts?: (ctx: Ctx, canteenId: string, day: LocalDate) => Promise<FactSection[]>;
  directory?: Directory;
}

export const defineModule = (module: Module): Module => module;
export type { ResolverData };
