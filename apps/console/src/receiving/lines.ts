import { Decimal, LocalDate, Money, Quantity, Rate, UNITS, isUnit } from '@canteen/kernel';
import type { Conversion, Unit } from '@canteen/kernel';
import type { GoodsReceiptRecord, ReceiptDocumentKind, ReceiptLineInput, Storage } from '../provider/generated.ts';

/** What a delivery being written down looks like on the phone; plain, so that it survives in the browser's storage. */
export interface LineDraft {
  key: string;
  /** Of a line that the API has already. */
  id?: string;
  ingredient: LineIngredient;
  delivered: string;
  unit: string;
  price: string;
  priceUnit: string;
  temperature: string;
  productionDate: string;
  expiryDate: string;
  /** From last time's rhythm and the shelf life: taken with one tap, never without. */
  offer: { productionDate: string; expiryDate: string } | null;
  supplierLot: string;
  brand: string;
  spec: string;
  producer: string;
  ordered: string;
  appearanceOk: boolean;
  /** Last time's amount, until the person has been at the field. */
  offered: boolean;
}

export interface LineIngredient {
  id: string;
  name: { zh: string; en: string | null };
  storage: Storage;
  unit: string;
  shelfLifeDays: number | null;
  requiredDocuments: ReceiptDocumentKind[];
  packs: { unit: string; holds: { value: string; unit: string } }[];
}

export interface PaperDraft {
  key: string;
  kind: ReceiptDocumentKind;
  number: string;
  file: string;
  /** Index of the line it speaks for; none: for all. */
  line: number | null;
  /** For the thumbnail of one that the API has already. */
  url?: string;
  contentType?: string;
}

export interface ReceiptDraft {
  supplier: { id: string; name: { zh: string; en: string | null } } | null;
  lines: LineDraft[];
  papers: PaperDraft[];
  note: string;
  /** Empty: now. */
  occurredAt: string;
  lateReason: string;
}

export const emptyDraft: ReceiptDraft = { supplier: null, lines: [], papers: [], note: '', occurredAt: '', lateReason: '' };

type ReceiptLine = GoodsReceiptRecord['lines'][number];

function ingredientOf(ingredient: NonNullable<ReceiptLine['ingredient']>): LineIngredient {
  const { id, name, storage, unit, shelfLifeDays, requiredDocuments, packs } = ingredient;
  return { id, name, storage, unit, shelfLifeDays, requiredDocuments, packs };
}

export function newLine(ingredient: LineIngredient, today: LocalDate, key: string): LineDraft {
  return {
    key, ingredient, delivered: '', unit: ingredient.unit, price: '', priceUnit: ingredient.unit, temperature: '', productionDate: '', expiryDate: '',
    offer: offerFor(ingredient, today, null), supplierLot: '', brand: '', spec: '', producer: '', ordered: '', appearanceOk: true, offered: false,
  };
}

/**
 * The dates a delivery probably carries: made as many days before it came as last time, good for the ingredient's shelf life.
 * Offered only where there is a shelf life: loose produce may have no date at all.
 */
function offerFor(ingredient: LineIngredient, today: LocalDate, lag: number | null): LineDraft['offer'] {
  if (!ingredient.shelfLifeDays) return null;
  const made = today.plusDays(-(lag ?? 0));
  return { productionDate: made.iso, expiryDate: made.plusDays(ingredient.shelfLifeDays).iso };
}

/** Last time's lines as today's draft: what repeats is there, what was measured is not. */
export function fromLast(receipt: GoodsReceiptRecord, today: LocalDate, timeZone: string): LineDraft[] {
  const then = LocalDate.at(new Date(receipt.occurredAt), timeZone);
  return receipt.lines.flatMap((line) => {
    if (!line.ingredient) return [];
    const ingredient = ingredientOf(line.ingredient);
    const lag = line.productionDate ? Math.max(0, LocalDate.of(line.productionDate).daysUntil(then)) : null;
    return [{
      ...newLine(ingredient, today, line.id),
      delivered: line.delivered.value, unit: line.delivered.unit, offered: true,
      price: line.unitPrice.amount, priceUnit: line.unitPrice.unit,
      offer: line.productionDate || line.expiryDate ? offerFor(ingredient, today, lag) : null,
      brand: line.brand ?? '', spec: line.spec ?? '', producer: line.producer ?? '',
    }];
  });
}

/** A receipt that the API has, opened again. */
export function fromRecord(receipt: GoodsReceiptRecord): ReceiptDraft {
  const lines = receipt.lines.flatMap((line): LineDraft[] =>
    line.ingredient
      ? [{
          key: line.id, id: line.id, ingredient: ingredientOf(line.ingredient), delivered: line.delivered.value, unit: line.delivered.unit,
          price: line.unitPrice.amount, priceUnit: line.unitPrice.unit, temperature: line.arrivalTemperature ?? '', productionDate: line.productionDate ?? '',
          expiryDate: line.expiryDate ?? '', offer: null, supplierLot: line.supplierLot ?? '', brand: line.brand ?? '', spec: line.spec ?? '',
          producer: line.producer ?? '', ordered: line.ordered?.value ?? '', appearanceOk: line.appearanceOk, offered: false,
        }]
      : [],
  );
  const papers = receipt.documents.flatMap((document): PaperDraft[] =>
    document.file
      ? [{
          key: document.id, kind: document.kind, number: document.number ?? '', file: document.file.id,
          line: document.line ? receipt.lines.findIndex((line) => line.id === document.line?.id) : null,
          ...(document.file.url ? { url: document.file.url } : {}), contentType: document.file.contentType,
        }]
      : [],
  );
  return { supplier: receipt.supplier, lines, papers, note: receipt.note ?? '', occurredAt: receipt.occurredAt, lateReason: receipt.lateReason ?? '' };
}

const orNull = (text: string) => text.trim() || null;

export function lineInput(line: LineDraft): ReceiptLineInput {
  return {
    ...(line.id ? { id: line.id } : {}),
    ingredient: line.ingredient.id,
    delivered: { value: line.delivered || '0', unit: line.unit },
    unitPrice: { amount: line.price || '0', currency: 'CNY', unit: line.priceUnit },
    ordered: line.ordered ? { value: line.ordered, unit: line.unit } : null,
    arrivalTemperature: line.ingredient.storage === 'AMBIENT' ? null : orNull(line.temperature),
    productionDate: orNull(line.productionDate),
    expiryDate: orNull(line.expiryDate),
    supplierLot: orNull(line.supplierLot),
    brand: orNull(line.brand),
    spec: orNull(line.spec),
    producer: orNull(line.producer),
    appearanceOk: line.appearanceOk,
  };
}

/** When it came and why it is told so late, as the API takes it: a draft that lay for days may need the reason alone. */
export function timeInput(draft: Pick<ReceiptDraft, 'occurredAt' | 'lateReason'>): { occurredAt?: string; lateReason: string | null } {
  return { ...(draft.occurredAt ? { occurredAt: new Date(draft.occurredAt).toISOString() } : {}), lateReason: draft.lateReason.trim() || null };
}

/** The reason is asked for once the API wants one, and stays in sight while there is one. */
export function asksReason(draft: Pick<ReceiptDraft, 'lateReason'>, refusals: readonly { code: string }[]): boolean {
  return draft.lateReason !== '' || refusals.some((error) => error.code === 'LATE_REASON_REQUIRED');
}

export function conversionOf(ingredient: LineIngredient): Conversion {
  return { packs: ingredient.packs.flatMap(({ unit, holds }) => (isUnit(unit) && isUnit(holds.unit) ? [{ unit, holds: Quantity.of(holds.value, holds.unit) }] : [])) };
}

/** The units this ingredient can be counted in: those of its stock unit's kind, and its own packs. */
export function unitsOf(ingredient: LineIngredient): Unit[] {
  const dimension = isUnit(ingredient.unit) ? UNITS[ingredient.unit].dimension : null;
  const alike = (Object.keys(UNITS) as Unit[]).filter((unit) => UNITS[unit].dimension === dimension);
  return [...new Set([...alike, ...ingredient.packs.map((pack) => pack.unit).filter(isUnit)])];
}

/** What the line comes to, as the API will reckon it; null while a number is missing or a unit leads nowhere. */
export function amountOf(line: LineDraft): Money | null {
  try {
    if (!line.delivered || !line.price || !isUnit(line.unit) || !isUnit(line.priceUnit)) return null;
    return Rate.of(line.price, line.priceUnit).costOf(Quantity.of(line.delivered, line.unit), conversionOf(line.ingredient));
  } catch {
    return null;
  }
}

export function totalOf(lines: LineDraft[]): Money {
  return lines.reduce((sum, line) => sum.plus(amountOf(line) ?? Money.fen(0)), Money.fen(0));
}

/** What the person has still to enter before the line can be presented. */
export function missingOf(line: LineDraft): ('delivered' | 'price' | 'temperature')[] {
  const missing: ('delivered' | 'price' | 'temperature')[] = [];
  if (!isPositive(line.delivered)) missing.push('delivered');
  if (!line.price) missing.push('price');
  if (line.ingredient.storage !== 'AMBIENT' && !line.temperature) missing.push('temperature');
  return missing;
}

function isPositive(text: string): boolean {
  try {
    return text !== '' && Decimal.of(text).isPositive();
  } catch {
    return false;
  }
}

/** The papers that the lines need together, in their usual order. */
export function papersFor(lines: LineDraft[]): ReceiptDocumentKind[] {
  const order: ReceiptDocumentKind[] = ['INVOICE', 'QUARANTINE_CERT', 'INSPECTION_CERT', 'TEST_REPORT', 'CONFORMITY_CERT', 'OTHER'];
  const needed = new Set(lines.flatMap((line) => line.ingredient.requiredDocuments));
  return order.filter((kind) => needed.has(kind));
}

export interface Code {
  gtin: string;
  lot?: string;
  productionDate?: string;
  expiryDate?: string;
}

/** Reads a plain EAN, or a GS1 element string with GTIN (01), lot (10), production (11) and expiry (15, 17): GS1 General Specifications §3. */
export function parseCode(text: string): Code {
  const plain = text.replace(/^\](C1|d2|Q3|e0)/, '');
  if (/^\d{8}$|^\d{12,14}$/.test(plain)) return { gtin: plain };
  const code: Code = { gtin: '' };
  // Typed by a person the identifiers stand in brackets; a scanner ends what has no fixed length with a separator.
  let rest = plain.replace(/\((\d\d)\)/g, '\u001d$1').replace(/^\u001d/, '');
  const fixed: Record<string, number> = { '01': 14, '11': 6, '13': 6, '15': 6, '17': 6 };
  while (rest.length > 2) {
    const id = rest.slice(0, 2);
    const length = fixed[id];
    const end = length ?? (rest.indexOf('\u001d', 2) < 0 ? rest.length : rest.indexOf('\u001d', 2)) - 2;
    const value = rest.slice(2, 2 + end);
    rest = rest.slice(2 + end).replace(/^\u001d/, '');
    if (id === '01') code.gtin = value.replace(/^0(?=\d{13}$)/, '');
    else if (id === '10') code.lot = value;
    else if (id === '11') code.productionDate = day(value);
    else if (id === '15' || id === '17') code.expiryDate = day(value);
  }
  return code.gtin ? code : { gtin: plain };
}

function day(yymmdd: string): string {
  const [year, month, date] = [yymmdd.slice(0, 2), yymmdd.slice(2, 4), yymmdd.slice(4, 6)];
  // Day 00 means the last of the month.
  const last = new Date(Date.UTC(2000 + Number(year), Number(month), 0)).getUTCDate();
  return `20${year}-${month}-${date === '00' ? String(last).padStart(2, '0') : date}`;
}
