import { Readable } from 'node:stream';
import { DomainError, LocalDate } from '@canteen/kernel';
import { placeOf, type Ctx } from '../ctx.ts';
import { recordMade, storeMade } from '../files/made.ts';
import { directoryOf } from '../host.ts';
import { addressOf } from './address.ts';
import type { LabelDefinition } from './label-definition.ts';
import { LabelPrint } from './label-print.entity.ts';
import { labelSheet } from './label-sheet.ts';
import { LABEL_SIZES, type LabelSize } from './label-sizes.ts';

const MAX_COPIES = 50;
const MAX_LABELS = 500;
const MAX_EXTRA = 100;

export interface LabelOrder {
  kind: string;
  ids: readonly string[];
  size: string;
  copies?: number | null | undefined;
  extra?: unknown;
  reprintReason?: string | null | undefined;
}

export function labelDefinition(ctx: Ctx, kind: string, field = 'input.kind'): LabelDefinition {
  const found = ctx.host.modules.flatMap((module) => [...(module.labels ?? [])]).find((label) => label.kind === kind);
  if (!found) throw new DomainError('LABEL_KIND_UNKNOWN', { given: kind.slice(0, 40) }, field);
  return found;
}

function sizeOf(key: string): LabelSize {
  const found = LABEL_SIZES.find((size) => size.key === key);
  if (!found) throw new DomainError('LABEL_SIZE_UNKNOWN', { given: key.slice(0, 40), sizes: LABEL_SIZES.map((size) => size.key).join(', ') }, 'input.size');
  return found;
}

/** Short texts by name; nothing else can be printed. */
function extraOf(given: unknown): Record<string, string> {
  if (given === null || given === undefined) return {};
  const refused = new DomainError('LABEL_EXTRA_INVALID', {}, 'input.extra');
  if (typeof given !== 'object' || Array.isArray(given)) throw refused;
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      if (typeof value !== 'string' || value.length > MAX_EXTRA || /\p{Cc}/u.test(value)) throw refused;
      return [key, value.trim()];
    }),
  );
}

/** Prints labels, and writes down that it did; a label that exists already needs a reason to exist twice. */
export async function printLabels(ctx: Ctx, order: LabelOrder): Promise<LabelPrint> {
  const definition = labelDefinition(ctx, order.kind);
  const size = sizeOf(order.size);
  const copies = order.copies ?? 1;
  if (copies < 1 || copies > MAX_COPIES) throw new DomainError('LABEL_COPIES', { max: MAX_COPIES, given: copies }, 'input.copies');
  const ids = [...new Set(order.ids.map((id) => id.toLowerCase()))];
  if (!ids.length) throw new DomainError('LABELS_NONE', {}, 'input.ids');
  if (ids.length * copies > MAX_LABELS) throw new DomainError('LABELS_TOO_MANY', { max: MAX_LABELS, given: ids.length * copies }, 'input.ids');
  const extra = extraOf(order.extra);

  const places = [];
  for (const [i, id] of ids.entries()) {
    const row = await ctx.get(definition.entity, id, `input.ids.${i}`);
    ctx.need('labels:print', row);
    places.push(placeOf(row));
  }
  const place = places[0]!;
  if (places.some(({ organizationId, canteenId }) => organizationId !== place.organizationId || canteenId !== place.canteenId)) throw new DomainError('LABELS_OF_ONE_CANTEEN', {}, 'input.ids');

  const contents = await definition.contents(ctx, ids, extra);
  const before = definition.eachAnew ? new Set<string>() : await printedBefore(ctx, place.organizationId, order.kind, ids);
  const reason = order.reprintReason?.trim() || null;
  if (before.size && !reason) {
    const names = contents.filter(({ recordId }) => before.has(recordId)).map(({ number, title }) => number || title);
    throw new DomainError('LABEL_REPRINT_REASON', { count: before.size, names: names.slice(0, 5) }, 'input.reprintReason');
  }

  const { organization, timeZone } = await directoryOf(ctx.host).placeOf(ctx.em, place);
  const labels = contents.flatMap((content) => Array<typeof content & { address: string }>(copies).fill({ ...content, address: addressOf(ctx.host.origin, order.kind, content) }));
  const title = definition.title[ctx.lang];
  const bytes = await labelSheet(labels, size, { title, author: organization.in(ctx.lang), lang: ctx.lang, at: ctx.now() });
  const made = await storeMade(ctx.host.files, Readable.from([bytes]));
  const file = recordMade(ctx, { ...made, name: `${title} ${String(LocalDate.at(ctx.now(), timeZone))}.pdf`, contentType: 'application/pdf', organizationId: place.organizationId });
  return ctx.create(LabelPrint, {
    organizationId: place.organizationId, canteen: place.canteenId, kind: order.kind, recordIds: ids, size: size.key, copies,
    reprint: before.size > 0, reprintReason: before.size > 0 ? reason : null, printedById: ctx.personId(), printedByName: ctx.actor!.name, file,
  });
}

/** Which of the records have had a label of this kind. */
async function printedBefore(ctx: Ctx, organizationId: string, kind: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = (await ctx.em.execute(
    `select distinct id.value as id from unnest(array[${ids.map(() => '?').join(', ')}]::text[]) as id(value)
      where exists (select 1 from label_print p where p.organization_id = ? and p.kind = ? and p.record_ids @> jsonb_build_array(id.value))`,
    [...ids, organizationId, kind],
  )) as unknown as { id: string }[];
  return new Set(rows.map(({ id }) => id));
}

/** The printings of one record, for its history. */
export async function printingsOf(ctx: Ctx, recordId: string): Promise<string[]> {
  const rows = (await ctx.em.execute('select id from label_print where record_ids @> jsonb_build_array(cast(? as text))', [recordId.toLowerCase()])) as unknown as { id: string }[];
  return rows.map(({ id }) => id);
}
