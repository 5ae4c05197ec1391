import type { ResolverData } from 'type-graphql';
import type { LocalDate, LocalizedText, Messages, Words } from '@canteen/kernel';
import type { Ctx } from './ctx.ts';

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
  title: LocalizedText;
  dueAt: Date | null;
  severity: 'info' | 'warn' | 'critical';
  done: boolean;
  recordType: string;
  recordId: string;
  count?: number;
}

export interface JobDefinition {
  name: string;
  /** Five-field cron in the server's time zone; absent for jobs that only acts enqueue. */
  cron?: string;
  run: (ctx: Ctx, data: Record<string, unknown>) => Promise<void>;
}

/** What one domain contributes. `modules.ts` of the api is the only file that knows all of them. */
export interface Module {
  name: string;
  entities: readonly EntityClass[];
  resolvers: readonly (new (...args: never[]) => object)[];
  messages: Messages;
  policies?: Record<string, PolicyDefinition>;
  duties?: (ctx: Ctx, canteenId: string, day: LocalDate) => Promise<DutyItem[]>;
  jobs?: readonly JobDefinition[];
}

export const defineModule = (module: Module): Module => module;
export type { ResolverData };
