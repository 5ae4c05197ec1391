import { DomainError } from '@canteen/kernel';
import { actorSees } from '../actor.ts';
import type { Ctx } from '../ctx.ts';
import { directoryOf } from '../host.ts';
import type { SortInput } from '../page.ts';
import { startWork } from '../work/run-work.ts';
import { Export, type ExportFormat, type SheetLanguage } from './export.entity.ts';
import { formOf } from './form-of.ts';
import type { Ledger } from './ledger.ts';
import { columnsOf, ledgersOf } from './plan.ts';
import { askList, countList } from './read.ts';

/** More is no longer read on paper; a file is searched and sorted. */
export const MAX_PAPER_ROWS = 5000;

export interface ExportRequest {
  ledger: string;
  format: ExportFormat;
  filter?: unknown;
  sort?: SortInput | null;
  language?: SheetLanguage | null;
  columns?: string[] | null;
  canteen?: string | null;
}

/** @throws DomainError LEDGER_UNKNOWN */
export function ledgerOf(ctx: Ctx, name: string): Ledger {
  const ledger = ledgersOf(ctx).find((known) => known.name === name);
  if (!ledger) throw new DomainError('LEDGER_UNKNOWN', { given: name.slice(0, 60) }, 'input.ledger');
  return ledger;
}

/** Takes a list out of the house. Everything that can be refused is refused now, not in the job an hour later. */
export async function exportLedger(ctx: Ctx, input: ExportRequest): Promise<Export> {
  const ledger = ledgerOf(ctx, input.ledger);
  columnsOf(ledger, input.columns ?? null);
  const filter = (input.filter ?? null) as Record<string, unknown> | null;
  if (input.format === 'PDF' && !formOf(ledger, filter)) throw new DomainError('LEDGER_HAS_NO_FORM', { ledger: ledger.title[ctx.lang] }, 'input.format');
  // Paper ledgers run forward in time.
  const usual: SortInput | null = input.format === 'PDF' && ledger.period ? { field: ledger.period, order: 'ASC' } : null;
  const sort = input.sort ? { field: input.sort.field, order: input.sort.order } : usual;
  await askList(ctx, ledger.name, filter, sort);
  if (input.format === 'PDF') checkFitsPaper(await countList(ctx, ledger.name, filter));
  return requestExport(ctx, 'export-ledger', {
    ledger: ledger.name, format: input.format, language: input.language ?? ctx.lang, filter, sort, columns: input.columns?.length ? [...new Set(input.columns)] : null,
    canteen: await canteenOf(ctx, input.canteen ?? null, filter),
  });
}

export function checkFitsPaper(rows: number): void {
  if (rows > MAX_PAPER_ROWS) throw new DomainError('LEDGER_TOO_LONG_FOR_PAPER', { rows, max: MAX_PAPER_ROWS }, 'input.format');
}

interface ExportPlace {
  id: string;
  organizationId: string;
}

/** The canteen that the caller names, or else the one the list is narrowed to. */
async function canteenOf(ctx: Ctx, named: string | null, filter: Record<string, unknown> | null): Promise<ExportPlace | null> {
  const wanted = named ?? (typeof filter?.['canteen'] === 'string' ? filter['canteen'] : null);
  if (wanted === null) return null;
  const found = (await directoryOf(ctx.host).canteens(ctx.em)).find(({ id }) => id === wanted.toLowerCase());
  const known = found && actorSees(ctx.actor, null, found.organizationId) && ctx.actor?.grants.some(({ organizationId, canteenId }) => organizationId === found.organizationId && (canteenId === null || canteenId === found.id));
  if (known) return found;
  if (named !== null) throw new DomainError('NOT_FOUND', { what: 'Canteen', id: named.slice(0, 40) }, 'input.canteen');
  return null;
}

/** The record of an export and the work that does it; also for what is no list, such as the day's report. */
export async function requestExport(
  ctx: Ctx,
  job: string,
  asked: Pick<Export, 'ledger' | 'format' | 'language' | 'filter' | 'sort' | 'columns'> & { canteen: ExportPlace | null },
): Promise<Export> {
  const { canteen, ...rest } = asked;
  const made = ctx.create(Export, {
    ...rest, canteen: canteen?.id ?? null, organizationId: canteen?.organizationId ?? ctx.organizationId(),
    requestedById: ctx.personId(), requestedByName: ctx.actor!.name, requestedAt: ctx.now(),
  });
  await startWork(ctx, job, 'export', made.id);
  return made;
}
