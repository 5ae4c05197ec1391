import { collect, DomainError, DomainErrors, LocalDate, LocalizedText, Money, refuseAll, type Quantity, type Rate } from '@canteen/kernel';
import { checkVersion, StoredFile, type Ctx } from '@canteen/platform';
import { Canteen, checkPeriodOpen, Person, stampEvent, timeZoneOf, verifyPin, type EventStamp } from '@canteen/people';
import {
  conversionOf,
  documentsOf,
  ingredientsById,
  missingDocuments,
  Supplier,
  supplierProblems,
  type DocumentPolicy,
  type Ingredient,
  type ReceiptDocumentKind,
} from '@canteen/catalog';
import { messages as catalogWords } from '@canteen/catalog/messages';
import { GoodsReceipt, RawMaterialTest, ReceiptDocument, ReceiptLine } from './goods-receipt.entity.ts';
import {
  acceptanceProblems,
  checkReversible,
  checkSecondPerson,
  lineAmount,
  lineProblems,
  outcome,
  readingsBefore,
  receiptLife,
  receiptTotal,
  stockOf,
  unitCostOf,
  verdictProblems,
  type Verdict,
} from './goods-receipt.rules.ts';
import { moveStock, putInStock } from './lot.commands.ts';
import { Lot, StockMovement } from './lot.entity.ts';
import type { ReceivingPolicy } from './policies.ts';

export interface LineData {
  /** of a line that is there already; without it a line is recognised by its place and ingredient */
  id?: string | null | undefined;
  ingredient: string;
  brand?: string | null | undefined;
  spec?: string | null | undefined;
  producer?: string | null | undefined;
  supplierLot?: string | null | undefined;
  productionDate?: LocalDate | null | undefined;
  expiryDate?: LocalDate | null | undefined;
  ordered?: Quantity | null | undefined;
  delivered: Quantity;
  unitPrice: Rate;
  arrivalTemperature?: string | null | undefined;
  appearanceOk?: boolean | null | undefined;
}

export interface DocumentData {
  kind: ReceiptDocumentKind;
  number?: string | null | undefined;
  file: string;
  /** place in `lines` of the line it speaks of, from 0 as in the path of a refusal; none: of all */
  line?: number | null | undefined;
}

export interface GoodsReceiptData {
  canteen: string;
  supplier: string;
  occurredAt?: Date | null | undefined;
  lateReason?: string | null | undefined;
  note?: string | null | undefined;
  present?: boolean | null | undefined;
  lines: readonly LineData[];
  documents?: readonly DocumentData[] | null | undefined;
}

/** More lines than any lorry carries. */
const MAX_LINES = 200;

/** Writes down a delivery as it stands at the door, out of limits or not; with `present` it waits for the second person. */
export async function openGoodsReceipt(ctx: Ctx, input: GoodsReceiptData): Promise<GoodsReceipt> {
  const canteen = await ctx.get(Canteen, input.canteen, 'input.canteen');
  ctx.need('receiving:write', canteen);
  const supplier = await supplierOf(ctx, canteen, input.supplier);
  const stamp = await stampEvent(ctx, { canteen, occurredAt: input.occurredAt, lateReason: input.lateReason }, 'ledger');
  const receivedOn = LocalDate.at(stamp.occurredAt, await timeZoneOf(ctx, canteen));
  const ingredients = await checkLines(ctx, canteen, input, receivedOn);

  const receipt = ctx.create(GoodsReceipt, {
    canteen,
    supplier,
    ...stamp,
    number: await ctx.nextNumber('GR', canteen.organizationId, receivedOn),
    state: 'DRAFT',
    note: input.note || null,
    receivedBy: stamp.recordedBy,
    total: Money.fen(0),
    saves: 0,
  });
  const lines = input.lines.map((line, i) => createLine(ctx, receipt, canteen, line, i + 1, ingredients));
  receipt.total = receiptTotal(lines);
  await saveDocuments(ctx, receipt, canteen, lines, [], input.documents ?? []);
  if (input.present) present(receipt, lines.length);
  return receipt;
}

/**
 * Replaces a draft's lines and papers by what is given. Of a presented receipt no line disappears (what does not belong
 * is rejected), and a temperature taken again stands beside the first.
 */
export async function saveGoodsReceipt(ctx: Ctx, id: string, version: number, input: GoodsReceiptData): Promise<GoodsReceipt> {
  const receipt = await ctx.lock(GoodsReceipt, id, 'id');
  receipt.state = receiptLife.next(receipt.state, 'SAVE');
  checkVersion(receipt, version, 'version');
  const canteen = await ctx.load(receipt.canteen);
  if (input.canteen !== canteen.id) throw new DomainError('RECEIPT_CANTEEN_FIXED', {}, 'input.canteen');
  const supplier = await supplierOf(ctx, canteen, input.supplier);
  await checkPeriodOpen(ctx, canteen, receipt.occurredAt, 'id');
  if (input.occurredAt && input.occurredAt.getTime() !== receipt.occurredAt.getTime()) {
    await stampAgain(ctx, receipt, canteen, input.occurredAt, input.lateReason);
  }
  const receivedOn = LocalDate.at(receipt.occurredAt, await timeZoneOf(ctx, canteen));
  const ingredients = await checkLines(ctx, canteen, input, receivedOn);

  const before = await linesOf(ctx, receipt);
  const matched = input.lines.map((data, i) =>
    data.id ? before.find((line) => line.id === data.id) : before.find((line) => line.lineNo === i + 1 && line.ingredient.id === data.ingredient),
  );
  const problems = input.lines.flatMap((data, i) =>
    data.id && !matched[i] ? [new DomainError('NOT_FOUND', { what: 'ReceiptLine', id: data.id.slice(0, 40) }, `input.lines.${i}.id`)] : [],
  );
  const twice = matched.findIndex((line, i) => line && matched.indexOf(line) < i);
  if (twice >= 0) problems.push(new DomainError('LINE_TWICE', {}, `input.lines.${twice}.id`));
  const gone = before.filter((line) => !matched.includes(line));
  const told = figures(before);
  const tested = gone.length ? await ctx.find(RawMaterialTest, { line: { $in: gone.map((line) => line.id) } }) : [];
  for (const line of gone) {
    if (receipt.state !== 'DRAFT' || tested.some((test) => test.line.id === line.id)) {
      problems.push(new DomainError('LINE_NOT_REMOVABLE', { lineNo: line.lineNo }, 'input.lines'));
    }
  }
  refuseAll(problems);

  receipt.supplier = ctx.em.getReference(Supplier, supplier.id, { wrapped: true });
  if (input.note !== undefined) receipt.note = input.note || null;
  receipt.saves += 1;

  const papers = await papersOf(ctx, receipt);
  for (const line of gone) {
    for (const paper of papers.filter((p) => p.line?.id === line.id)) paper.line = null;
    ctx.em.remove(line);
  }
  // line numbers are unique: those that move step aside first
  before.filter((line) => !gone.includes(line)).forEach((line) => (line.lineNo += 1000));
  await ctx.em.flush();
  const lines = input.lines.map((data, i) => {
    const line = matched[i];
    if (!line) return createLine(ctx, receipt, canteen, data, i + 1, ingredients);
    Object.assign(line, lineColumns(data, ingredients.get(data.ingredient)!), {
      lineNo: i + 1,
      earlierTemperatures: readingsBefore(line.earlierTemperatures, line.arrivalTemperature, data.arrivalTemperature ?? null),
    });
    return line;
  });
  receipt.total = receiptTotal(lines);
  // Whose figures these are does not also accept them, whoever opened the receipt.
  if (figures(lines) !== told) receipt.receivedBy = ctx.em.getReference(Person, ctx.personId(), { wrapped: true });
  if (input.documents) await saveDocuments(ctx, receipt, canteen, lines, papers, input.documents);
  if (input.present && receipt.state === 'DRAFT') {
    present(receipt, lines.length);
    await stampAgain(ctx, receipt, canteen, receipt.occurredAt, input.lateReason);
  }
  return receipt;
}

export async function presentGoodsReceipt(ctx: Ctx, id: string): Promise<GoodsReceipt> {
  const receipt = await ctx.lock(GoodsReceipt, id, 'id');
  const canteen = await ctx.load(receipt.canteen);
  present(receipt, (await linesOf(ctx, receipt)).length);
  await stampAgain(ctx, receipt, canteen, receipt.occurredAt, null);
  return receipt;
}

/**
 * A draft opened on time and filled in days later was not written on time; and what was countersigned was another time. Once
 * late, a receipt stays so unless its time was wrong.
 */
async function stampAgain(ctx: Ctx, receipt: GoodsReceipt, canteen: Canteen, occurredAt: Date, reason: string | null | undefined): Promise<void> {
  const moved = occurredAt.getTime() !== receipt.occurredAt.getTime();
  if (receipt.lateEntry && !moved) return;
  const { lateEntry, lateReason } = await stampEvent(ctx, { canteen, occurredAt, lateReason: reason ?? receipt.lateReason }, 'ledger');
  if (lateEntry === receipt.lateEntry && !moved) return;
  Object.assign(receipt, { occurredAt, lateEntry, lateReason, countersignedBy: null, countersignedAt: null });
}

/** What a delivery's lines say, to tell whether somebody changed it. */
function figures(lines: readonly ReceiptLine[]): string {
  return JSON.stringify(
    lines.map((line) => [
      line.ingredient.id, line.brand, line.spec, line.producer, line.supplierLot, line.arrivalTemperature, line.appearanceOk,
      ...[line.productionDate, line.expiryDate, line.ordered, line.delivered, line.unitPrice.amount, line.unitPrice.unit].map((value) => value && String(value)),
    ]),
  );
}

function present(receipt: GoodsReceipt, lines: number): void {
  receipt.state = receiptLife.next(receipt.state, 'PRESENT');
  if (lines === 0) throw new DomainError('RECEIPT_EMPTY', {}, 'input.lines');
}

async function supplierOf(ctx: Ctx, canteen: Canteen, id: string): Promise<Supplier> {
  const supplier = await ctx.get(Supplier, id, 'input.supplier');
  if (supplier.organizationId !== canteen.organizationId) {
    throw new DomainError('NOT_FOUND', { what: 'Supplier', id }, 'input.supplier');
  }
  return supplier;
}

/** Refuses what cannot be a fact in any line, all at once; answers the ingredients by id. */
async function checkLines(ctx: Ctx, canteen: Canteen, input: GoodsReceiptData, receivedOn: LocalDate): Promise<Map<string, Ingredient>> {
  if (input.lines.length > MAX_LINES) {
    throw new DomainError('LIST_TOO_LONG', { max: MAX_LINES, given: input.lines.length }, 'input.lines');
  }
  const ids = input.lines.map((line) => line.ingredient);
  const ingredients = await ingredientsById(ctx, canteen.organizationId, ids, (i) => `input.lines.${i}.ingredient`);
  const policy = await ctx.policy<ReceivingPolicy>('receiving', canteen.organizationId);
  refuseAll(
    input.lines.flatMap((line, i) => {
      const ingredient = ingredients.get(line.ingredient)!;
      return lineProblems(
        {
          delivered: line.delivered,
          ordered: line.ordered ?? null,
          unitPrice: line.unitPrice,
          productionDate: line.productionDate ?? null,
          expiryDate: line.expiryDate ?? null,
          arrivalTemperature: line.arrivalTemperature ?? null,
        },
        { unit: ingredient.unit, conversion: conversionOf(ingredient) },
        receivedOn,
        policy,
        `input.lines.${i}`,
      );
    }),
  );
  return ingredients;
}

function lineColumns(data: LineData, ingredient: Ingredient) {
  return {
    ingredient,
    brand: data.brand || null,
    spec: data.spec || null,
    producer: data.producer || null,
    supplierLot: data.supplierLot || null,
    productionDate: data.productionDate ?? null,
    expiryDate: data.expiryDate ?? null,
    ordered: data.ordered ?? null,
    delivered: data.delivered,
    unitPrice: data.unitPrice,
    amount: lineAmount(data, conversionOf(ingredient)),
    arrivalTemperature: data.arrivalTemperature ?? null,
    appearanceOk: data.appearanceOk ?? true,
  };
}

function createLine(ctx: Ctx, receipt: GoodsReceipt, canteen: Canteen, data: LineData, lineNo: number, ingredients: Map<string, Ingredient>): ReceiptLine {
  return ctx.create(ReceiptLine, {
    canteen,
    receipt,
    lineNo,
    ...lineColumns(data, ingredients.get(data.ingredient)!),
    earlierTemperatures: [],
    verdict: 'PENDING',
  });
}

/** Papers are known by their kind and file. A draft keeps those that are given, a presented receipt also those it has. */
async function saveDocuments(
  ctx: Ctx,
  receipt: GoodsReceipt,
  canteen: Canteen,
  lines: readonly ReceiptLine[],
  before: readonly ReceiptDocument[],
  given: readonly DocumentData[],
): Promise<void> {
  if (given.length > MAX_LINES) throw new DomainError('LIST_TOO_LONG', { max: MAX_LINES, given: given.length }, 'input.documents');
  const problems: DomainError[] = [];
  const kept = new Set<ReceiptDocument>();
  for (const [i, document] of given.entries()) {
    const field = `input.documents.${i}`;
    const line = document.line === null || document.line === undefined ? null : lines[document.line];
    if (line === undefined) {
      problems.push(new DomainError('DOCUMENT_LINE_UNKNOWN', { given: document.line, lines: lines.length }, `${field}.line`));
      continue;
    }
    const known = before.find((paper) => paper.kind === document.kind && paper.file.id === document.file && !kept.has(paper));
    if (known) {
      kept.add(known);
      Object.assign(known, { line, number: document.number || null });
      continue;
    }
    try {
      const file = await ctx.get(StoredFile, document.file, `${field}.file`);
      ctx.create(ReceiptDocument, { canteen, receipt, line, kind: document.kind, number: document.number || null, file });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      problems.push(error);
    }
  }
  refuseAll(problems);
  if (receipt.state === 'DRAFT') for (const paper of before) if (!kept.has(paper)) ctx.em.remove(paper);
}

export interface Checker {
  person: string;
  pin: string;
}

/**
 * The second person's word on every line: accepted lines become lots with stock, rejected ones carry reason and photo.
 * Refused as a whole, with every reason for every line, or done as a whole. The checker is whoever acts, or gives a PIN
 * on the receiver's own phone.
 */
export async function acceptGoodsReceipt(ctx: Ctx, id: string, verdicts: readonly Verdict[], checker?: Checker | null): Promise<GoodsReceipt> {
  const receipt = await ctx.lock(GoodsReceipt, id, 'id');
  receiptLife.next(receipt.state, 'ACCEPT');
  const canteen = await ctx.load(receipt.canteen);
  await checkPeriodOpen(ctx, canteen, receipt.occurredAt, 'id');
  const checkedBy = checker
    ? (await verifyPin(ctx, checker.person, checker.pin, 'checker.pin', { permission: 'receiving:accept', row: canteen })).id
    : ctx.personId();

  const timeZone = await timeZoneOf(ctx, canteen);
  const receivedOn = LocalDate.at(receipt.occurredAt, timeZone);
  const { organizationId } = receipt;
  const policy = await ctx.policy<ReceivingPolicy>('receiving', organizationId);
  const required = await ctx.policy<DocumentPolicy>('deliveryDocuments', organizationId);
  const supplier = await ctx.load(receipt.supplier);
  const lines = await linesOf(ctx, receipt);
  const ingredients = await ingredientsOf(ctx, lines);
  const papers = await papersOf(ctx, receipt);
  const tests = await ctx.find(RawMaterialTest, { line: { $in: lines.map((line) => line.id) }, passed: false });

  const problems = verdictProblems(
    verdicts,
    lines.map((line) => ({ id: line.id, lineNo: line.lineNo, ingredient: ingredients.get(line.ingredient.id)!.name.in(ctx.lang) })),
  );
  problems.push(...collect([() => checkSecondPerson(receipt.receivedBy.id, checkedBy, checker ? 'checker.person' : 'checker')]));
  verdicts.forEach((verdict, i) => {
    const line = lines.find((l) => l.id === verdict.line);
    if (!line || !verdict.accept) return;
    const ingredient = ingredients.get(line.ingredient.id)!;
    const own = papers.filter((paper) => paper.line === null || paper.line.id === line.id).map((paper) => paper.kind);
    problems.push(
      ...acceptanceProblems(
        {
          ingredient: ingredient.name.in(ctx.lang),
          storage: ingredient.storage,
          labelMaxCelsius: ingredient.labelMaxCelsius,
          productionDate: line.productionDate,
          expiryDate: line.expiryDate,
          arrivalTemperature: line.arrivalTemperature,
          appearanceOk: line.appearanceOk,
          missing: missingDocuments(required[ingredient.category], own),
          failedTests: tests.filter((test) => test.line.id === line.id),
        },
        receivedOn,
        policy,
        `verdicts.${i}`,
      ).map(inWords),
    );
  });
  if (verdicts.some((verdict) => verdict.accept)) {
    const name = supplier.name.in(ctx.lang);
    problems.push(...supplierProblems({ state: supplier.state, name }, await documentsOf(ctx, supplier), receivedOn));
  }
  const photos = new Map<string, StoredFile>();
  for (const [i, verdict] of verdicts.entries()) {
    if (verdict.accept || !verdict.photo) continue;
    try {
      photos.set(verdict.line, await ctx.get(StoredFile, verdict.photo, `verdicts.${i}.photo`));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      problems.push(error);
    }
  }
  if (problems.length > 0) throw new DomainErrors(problems);

  const person = ctx.em.getReference(Person, checkedBy, { wrapped: true });
  // the receipt tells whether it was late; what follows from it needs no second countersignature
  const stamp: EventStamp = { occurredAt: receipt.occurredAt, recordedBy: person, lateEntry: false, lateReason: null };
  for (const line of lines) {
    const verdict = verdicts.find((v) => v.line === line.id)!;
    line.verdict = verdict.accept ? 'ACCEPTED' : 'REJECTED';
    if (!verdict.accept) {
      const photo = photos.get(line.id)!;
      line.rejectReason = verdict.reason!.trim();
      line.rejectPhoto = ctx.em.getReference(StoredFile, photo.id, { wrapped: true });
      continue;
    }
    const ingredient = ingredients.get(line.ingredient.id)!;
    const conversion = conversionOf(ingredient);
    await putInStock(
      ctx,
      {
        canteen,
        ingredient,
        supplier,
        line,
        supplierLot: line.supplierLot,
        productionDate: line.productionDate,
        expiryDate: line.expiryDate,
        received: stockOf(line.delivered, ingredient.unit, conversion),
        unitCost: unitCostOf(line.unitPrice, ingredient.unit, conversion),
        receivedOn,
        timeZone,
      },
      stamp,
    );
  }
  receipt.state = outcome(lines.map((line) => line.verdict));
  receipt.total = receiptTotal(lines);
  receipt.checkedBy = person;
  receipt.checkedAt = ctx.now();
  return receipt;
}

/** Codes of papers as words: a refusal is read by people. */
function inWords(problem: DomainError): DomainError {
  if (problem.code !== 'DOC_MISSING') return problem;
  const missing = problem.params['missing'] as readonly ReceiptDocumentKind[];
  const documents = missing.map((kind) => {
    const words = catalogWords.enums!['ReceiptDocumentKind']![kind]!;
    return LocalizedText.of(words.zh, words.en);
  });
  return new DomainError(problem.code, { ...problem.params, documents }, problem.field);
}

/**
 * 冲销: takes the goods back out of stock, by movements that stand beside those that brought them. Only while nothing
 * was done with its lots.
 */
export async function reverseGoodsReceipt(ctx: Ctx, id: string, reason: string): Promise<GoodsReceipt> {
  const receipt = await ctx.lock(GoodsReceipt, id, 'id');
  const state = receiptLife.next(receipt.state, 'REVERSE');
  if (!reason.trim()) throw new DomainError('REASON_REQUIRED', {}, 'reason');
  const lines = await linesOf(ctx, receipt);
  const lots = await ctx.find(Lot, { line: { $in: lines.map((line) => line.id) } }, { orderBy: { id: 'asc' }, lock: true });
  const movements = await ctx.find(StockMovement, { lot: { $in: lots.map((lot) => lot.id) } });
  checkReversible(lots.map((lot) => ({ ...facts(lot), movements: movements.filter((movement) => movement.lot.id === lot.id).length })));
  const stamp = await stampEvent(ctx, { canteen: receipt.canteen }, 'ledger', '');
  for (const lot of lots) moveStock(ctx, lot, 'RECEIPT', lot.balance.neg(), reason, stamp);
  receipt.state = state;
  receipt.reversedReason = reason;
  return receipt;
}

function facts({ lotCode, received, balance, hold }: Lot) {
  return { lotCode, received, balance, hold };
}

/** The last delivery of a supplier to a canteen that was accepted: the next one is likely alike. */
export async function lastDelivery(ctx: Ctx, canteen: string, supplier: string): Promise<GoodsReceipt | null> {
  await ctx.get(Canteen, canteen);
  await ctx.get(Supplier, supplier);
  const [last] = await ctx.find(
    GoodsReceipt,
    { canteen, supplier, state: { $in: ['ACCEPTED', 'PARTLY_ACCEPTED'] } },
    { orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }], limit: 1 },
  );
  return last ?? null;
}

export function linesOf(ctx: Ctx, receipt: GoodsReceipt): Promise<ReceiptLine[]> {
  return ctx.list(ReceiptLine, 'receipt', receipt.id, { lineNo: 'asc' });
}

export function papersOf(ctx: Ctx, receipt: GoodsReceipt): Promise<ReceiptDocument[]> {
  return ctx.list(ReceiptDocument, 'receipt', receipt.id);
}

/** The ingredients of visible lines, each with its packs. */
async function ingredientsOf(ctx: Ctx, lines: readonly ReceiptLine[]): Promise<Map<string, Ingredient>> {
  const ingredients = await Promise.all(lines.map((line) => ctx.load(line.ingredient)));
  await ctx.em.populate(ingredients, ['packs']);
  return new Map(ingredients.map((ingredient) => [ingredient.id, ingredient]));
}
