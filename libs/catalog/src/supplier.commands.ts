import { DomainError, type LocalDate, type LocalizedText } from '@canteen/kernel';
import { checkVersion, pinyinInitials, StoredFile, type Ctx } from '@canteen/platform';
import { Organization } from '@canteen/people';
import type { CatalogPolicy } from './policies.ts';
import { Supplier, SupplierDocument } from './supplier.entity.ts';
import {
  checkCreditCode,
  checkDocumentPeriod,
  checkLicence,
  licenceStretch,
  supplierLife,
  validityClock,
  type DocumentPeriod,
  type SupplierAction,
  type SupplierDocumentKind,
} from './supplier.rules.ts';

export interface SupplierData {
  name: LocalizedText;
  creditCode?: string | null | undefined;
  address?: string | null | undefined;
  contact?: string | null | undefined;
  phone?: string | null | undefined;
}

/** A new supplier is an applicant: nothing of it is accepted before it was approved. */
export async function createSupplier(ctx: Ctx, input: SupplierData): Promise<Supplier> {
  const organizationId = ctx.organizationId();
  ctx.need('catalog:write', { organizationId });
  await checkNotTwice(ctx, organizationId, input);
  const timeZone = await timeZoneOfOrganization(ctx, organizationId);
  return ctx.create(Supplier, {
    organizationId,
    number: await ctx.nextNumber('SP', organizationId, ctx.today(timeZone)),
    name: input.name,
    pinyin: pinyinInitials(input.name.zh),
    creditCode: input.creditCode || null,
    address: input.address || null,
    contact: input.contact || null,
    phone: input.phone || null,
    state: 'APPLICANT',
  });
}

/** Absent means unchanged, null means cleared. */
export async function updateSupplier(
  ctx: Ctx,
  id: string,
  input: Partial<SupplierData> & { version: number },
): Promise<Supplier> {
  const supplier = await ctx.lock(Supplier, id, 'id');
  checkVersion(supplier, input.version);
  await checkNotTwice(ctx, supplier.organizationId, input, id);
  if (input.name) {
    supplier.name = input.name;
    supplier.pinyin = pinyinInitials(input.name.zh);
  }
  for (const field of ['creditCode', 'address', 'contact', 'phone'] as const) {
    if (input[field] !== undefined) supplier[field] = input[field] || null;
  }
  return supplier;
}

async function checkNotTwice(ctx: Ctx, organizationId: string, input: Partial<SupplierData>, self?: string): Promise<void> {
  if (input.creditCode || input.name) await ctx.alone(`supplier ${organizationId}`);
  const other = self ? { id: { $ne: self } } : {};
  if (input.creditCode) {
    checkCreditCode(input.creditCode, 'input.creditCode');
    const [same] = await ctx.find(Supplier, { ...other, organizationId, creditCode: input.creditCode }, { limit: 1 });
    if (same) throw new DomainError('SUPPLIER_TWICE', { number: same.number, supplier: same.name }, 'input.creditCode');
  }
  if (input.name) {
    const [same] = await ctx.find(Supplier, { ...other, organizationId, name: { zh: input.name.zh } }, { limit: 1 });
    if (same) throw new DomainError('SUPPLIER_TWICE', { number: same.number, supplier: same.name }, 'input.name');
  }
}

/** Approved only with a licence on file that covers today (Food Safety Law Art 53). */
export async function approveSupplier(ctx: Ctx, id: string): Promise<Supplier> {
  const supplier = await ctx.lock(Supplier, id, 'id');
  const state = supplierLife.next(supplier.state, 'APPROVE');
  const documents = await documentsOf(ctx, supplier);
  const today = ctx.today(await timeZoneOfOrganization(ctx, supplier.organizationId));
  checkLicence(supplier.name, documents, today, 'id');
  supplier.state = state;
  supplier.stateReason = null;
  return supplier;
}

export function restrictSupplier(ctx: Ctx, id: string, reason: string): Promise<Supplier> {
  return moveSupplier(ctx, id, 'RESTRICT', reason);
}

/** From now on nothing of this supplier is accepted. */
export function freezeSupplier(ctx: Ctx, id: string, reason: string): Promise<Supplier> {
  return moveSupplier(ctx, id, 'FREEZE', reason);
}

export function removeSupplier(ctx: Ctx, id: string, reason: string): Promise<Supplier> {
  return moveSupplier(ctx, id, 'REMOVE', reason);
}

async function moveSupplier(ctx: Ctx, id: string, action: SupplierAction, reason: string): Promise<Supplier> {
  const supplier = await ctx.lock(Supplier, id, 'id');
  const state = supplierLife.next(supplier.state, action);
  if (!reason.trim()) throw new DomainError('REASON_REQUIRED', {}, 'reason');
  supplier.state = state;
  supplier.stateReason = reason;
  return supplier;
}

export interface SupplierDocumentData {
  kind: SupplierDocumentKind;
  number?: string | null | undefined;
  validFrom: LocalDate;
  validTo?: LocalDate | null | undefined;
  file?: string | null | undefined;
}

/** Appends; a renewal does not replace what it renews, so that any past day can still be judged. */
export async function addSupplierDocument(ctx: Ctx, supplierId: string, input: SupplierDocumentData): Promise<SupplierDocument> {
  const supplier = await ctx.lock(Supplier, supplierId, 'supplier');
  const validTo = input.validTo ?? null;
  checkDocumentPeriod(input.validFrom, validTo, 'input.validTo');
  const file = input.file ? await ctx.get(StoredFile, input.file, 'input.file') : null;
  const documents = await documentsOf(ctx, supplier);
  const timeZone = await timeZoneOfOrganization(ctx, supplier.organizationId);
  const policy = await ctx.policy<CatalogPolicy>('catalog', supplier.organizationId);

  const document = ctx.create(SupplierDocument, {
    organizationId: supplier.organizationId,
    supplier,
    kind: input.kind,
    number: input.number || null,
    validFrom: input.validFrom,
    validTo,
    file,
    ...licenceColumns.ofDocument({ validFrom: input.validFrom, validTo }, policy.licenceWarnDays, timeZone),
  });
  Object.assign(supplier, licenceColumns.ofSupplier([...documents, document], policy.licenceWarnDays, timeZone, ctx.today(timeZone)));
  return document;
}

/** What is written with the documents, so that a status needs no calendar later. */
export const licenceColumns = {
  ofDocument({ validFrom, validTo }: { validFrom: LocalDate; validTo: LocalDate | null }, warnDays: number, timeZone: string) {
    const { warnAt, endsAt } = validityClock({ from: validFrom, to: validTo }, warnDays, timeZone);
    return { startsAt: validFrom.startsAt(timeZone), warnAt, endsAt };
  },
  ofSupplier(documents: readonly DocumentPeriod[], warnDays: number, timeZone: string, today: LocalDate) {
    const stretch = licenceStretch(documents, today);
    const { startsAt, warnAt, endsAt } = validityClock(stretch, warnDays, timeZone);
    return { licenceValidTo: stretch?.to ?? null, licenceStartsAt: startsAt, licenceWarnAt: warnAt, licenceEndsAt: endsAt };
  },
};

/** A visible supplier's documents, oldest first. */
export function documentsOf(ctx: Ctx, supplier: Supplier): Promise<SupplierDocument[]> {
  return ctx.list(SupplierDocument, 'supplier', supplier.id, { validFrom: 'asc' });
}

export async function timeZoneOfOrganization(ctx: Ctx, organizationId: string): Promise<string> {
  return (await ctx.load(ctx.em.getReference(Organization, organizationId, { wrapped: true }))).timeZone;
}
