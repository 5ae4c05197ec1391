import { Decimal, DomainError, LocalDate, UNITS } from '@canteen/kernel';
import { timeZoneOf, type Canteen } from '@canteen/people';
import { enumLabel, printedTime, type Ctx, type LabelContent, type LabelDefinition } from '@canteen/platform';
import { Lot } from './lot.entity.ts';
import { lotStatus } from './lot.rules.ts';

const WORDS = {
  zh: {
    lot: '批号', received: '到货', until: '保质期至', supplier: '供货者', storage: '贮存', quantity: '数量', produced: '生产日期', noLife: '无保质期', opened: '分装/开封', filled: '分装人', pack: '分装',
    EXPIRED: '过期 · 不得使用', NEAR_EXPIRY: '临期 · 先用', QUARANTINED: '封存 · 不得使用', SCRAPPED: '已报废 · 不得使用',
  },
  en: {
    lot: 'Lot', received: 'Received', until: 'Use by', supplier: 'Supplier', storage: 'Store', quantity: 'Quantity', produced: 'Produced', noLife: 'no shelf life', opened: 'Filled/opened', filled: 'Filled by', pack: 'Decanted',
    EXPIRED: 'Expired: do not use', NEAR_EXPIRY: 'Near expiry: use first', QUARANTINED: 'Quarantined: do not use', SCRAPPED: 'Scrapped: do not use',
  },
} as const;

async function gather(ctx: Ctx, id: string) {
  const lot = await ctx.get(Lot, id);
  const [ingredient, supplier, canteen] = await Promise.all([ctx.load(lot.ingredient), ctx.loadOptional(lot.supplier), ctx.load<Canteen>(lot.canteen)]);
  const words = WORDS[ctx.lang];
  const status = lotStatus(lot, ctx.now());
  const note = status === 'AVAILABLE' || status === 'DEPLETED' ? null : words[status];
  const until = lot.expiryDate ? lot.expiryDate.toString() : words.noLife;
  return { lot, ingredient, supplier, words, note, until, timeZone: await timeZoneOf(ctx, canteen) };
}

/** The lot's own address where several lots bear the same code: a code of the maker alone would lead to any of them. */
async function gs1Of(ctx: Ctx, lot: Lot, gtin: string | null): Promise<Pick<LabelContent, 'gs1'>> {
  if (gtin === null || (await ctx.find(Lot, { lotCode: lot.lotCode, ingredient: lot.ingredient.id }, { limit: 2 })).length > 1) return {};
  return { gs1: { gtin, lot: lot.lotCode } };
}

async function lotLabel(ctx: Ctx, id: string): Promise<LabelContent> {
  const { lot, ingredient, supplier, words, note, until, timeZone } = await gather(ctx, id);
  return {
    recordId: lot.id,
    title: ingredient.name.in(ctx.lang),
    number: lot.lotCode,
    ...(note ? { note } : {}),
    ...(await gs1Of(ctx, lot, ingredient.gtin)),
    lines: [
      { label: words.until, value: until, strong: true },
      { label: words.produced, value: lot.productionDate?.toString() ?? '' },
      { label: words.received, value: printedTime(lot.receivedAt, timeZone) },
      { label: words.quantity, value: lot.received.toString(ctx.lang) },
      { label: words.storage, value: enumLabel(ctx, 'Storage', ingredient.storage) },
      { label: words.supplier, value: supplier?.name.in(ctx.lang) ?? '' },
    ],
  };
}

/** Weekly check W36: decanted packs carry the original lot and expiry. */
async function packLabel(ctx: Ctx, id: string, extra: Readonly<Record<string, string>>): Promise<LabelContent> {
  const { lot, ingredient, words, note, until, timeZone } = await gather(ctx, id);
  checkPack(lot, extra['quantity']);
  const opened = extra['openedOn'] ? LocalDate.of(extra['openedOn']) : LocalDate.at(ctx.now(), timeZone);
  return {
    recordId: lot.id,
    title: ingredient.name.in(ctx.lang),
    number: lot.lotCode,
    note: note ?? words.pack,
    lines: [
      { label: words.until, value: until, strong: true },
      { label: words.opened, value: opened.toString() },
      { label: words.quantity, value: extra['quantity'] ?? '' },
      { label: words.filled, value: ctx.actor?.name ?? '' },
      { label: words.storage, value: enumLabel(ctx, 'Storage', ingredient.storage) },
    ],
  };
}

/** No pack holds more than came with its lot. Only a figure in the lot's own unit can be compared. */
function checkPack(lot: Lot, quantity: string | undefined): void {
  const [, value, unit] = /^\s*(\d{1,9}(?:\.\d{1,6})?)\s*(.+?)\s*$/.exec(quantity ?? '') ?? [];
  const { zh, en } = UNITS[lot.received.unit];
  if (!value || (unit !== zh && unit !== en && unit !== lot.received.unit)) return;
  if (Decimal.of(value).gt(lot.received.value)) throw new DomainError('PACK_EXCEEDS_LOT', { given: quantity, received: lot.received }, 'input.extra.quantity');
}

async function each(ids: readonly string[], make: (id: string) => Promise<LabelContent>): Promise<LabelContent[]> {
  const contents: LabelContent[] = [];
  for (const id of ids) contents.push(await make(id));
  return contents;
}

/** What is printed of this module to be stuck on a thing. */
export const labels: readonly LabelDefinition[] = [
  {
    kind: 'lot',
    title: { zh: '批次标签', en: 'Lot' },
    source: {
      zh: '《食品安全法》第五十三、五十四条所列：品名、批号或生产日期、保质期、进货日期、供货者',
      en: 'Food Safety Law Art 53 and 54: name, lot or production date, shelf life, date of receipt, supplier',
    },
    entity: Lot,
    resource: 'lots',
    contents: (ctx, ids) => each(ids, (id) => lotLabel(ctx, id)),
    async find(ctx, { gtin, lot }) {
      // The maker's code may be on several deliveries: what still stands on the shelf, the latest first.
      const found = await ctx.find(Lot, { lotCode: lot, ingredient: { gtin: { $in: forms(gtin) } } }, { orderBy: { receivedAt: 'desc' }, limit: 50 });
      return (found.find(({ balance }) => balance.isPositive()) ?? found[0])?.id ?? null;
    },
  },
  {
    kind: 'pack',
    title: { zh: '分装标签', en: 'Decanted pack' },
    source: { zh: '周排查 W36：分装标注原批号效期', en: 'Weekly check W36: decanted packs carry lot and expiry' },
    entity: Lot,
    resource: 'lots',
    eachAnew: true,
    contents: (ctx, ids, extra) => each(ids, (id) => packLabel(ctx, id, extra)),
  },
];

/** The same GTIN as it may have been typed: with 14, 13, 12 or 8 digits. */
function forms(gtin: string): string[] {
  return [14, 13, 12, 8].filter((length) => /^0*$/.test(gtin.slice(0, 14 - length))).map((length) => gtin.slice(14 - length));
}
