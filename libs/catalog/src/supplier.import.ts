import { DomainError, LocalizedText, uuidv7, type Lang, type LocalDate } from '@canteen/kernel';
import {
  created, dayIn, firstOfSheet, pinyinInitials, problemsAt, refused, textIn, updated,
  type Change, type Ctx, type ImportColumn, type ImportDefinition, type ImportRow, type Judged,
} from '@canteen/platform';
import { messages } from './messages.ts';
import type { CatalogPolicy } from './policies.ts';
import { suppliersLike } from './lookup.ts';
import { addSupplierDocument, approveSupplier, licenceColumns, timeZoneOfOrganization, updateSupplier } from './supplier.commands.ts';
import { Supplier, SupplierDocument } from './supplier.entity.ts';
import { checkCreditCode, checkCreditCodeDigit, checkDocumentPeriod, checkLicence, type DocumentPeriod, type SupplierDocumentKind } from './supplier.rules.ts';

interface Paper extends DocumentPeriod {
  number: string | null;
}

interface SupplierPlan {
  id: string | null;
  version: number;
  name: LocalizedText;
  contactData: Partial<Record<(typeof plain)[number], string>>;
  papers: Paper[];
  approve: boolean;
}

const plain = ['creditCode', 'address', 'contact', 'phone'] as const;

/** The licences a supplier is judged by, each with three columns of its own. */
const licences = {
  food: { kind: 'FOOD_LICENCE', zh: '食品经营许可证', en: 'Food business licence', aliases: ['食品经营许可', '经营许可证', '食品流通许可证'], example: 'JY13505000012345' },
  production: { kind: 'PRODUCTION_LICENCE', zh: '食品生产许可证', en: 'Food production licence', aliases: ['生产许可证', 'SC证'], example: '' },
  business: { kind: 'BUSINESS_LICENCE', zh: '营业执照', en: 'Business licence', aliases: ['营业执照号', '工商执照'], example: '' },
} as const satisfies Record<string, { kind: SupplierDocumentKind; zh: string; en: string; aliases: readonly string[]; example: string }>;

function licenceColumnsOf([key, { zh, en, aliases, example }]: [string, (typeof licences)[keyof typeof licences]]): ImportColumn[] {
  return [
    {
      key: `${key}Number`, title: { zh: `${zh}编号`, en: `${en} number` }, kind: 'text', max: 200, example,
      aliases: [zh, `${zh}号`, `${zh}号码`, ...aliases, ...aliases.map((alias) => `${alias}编号`)],
      help: { zh: '没有此证时三格都留空', en: 'Leave all three cells empty where there is none' },
    },
    {
      key: `${key}From`, title: { zh: `${zh}起始日`, en: `${en} from` }, kind: 'day', example: example ? '2022-03-01' : '',
      aliases: [`${zh}发证日期`, `${zh}有效期起`, `${zh}签发日期`, ...aliases.map((alias) => `${alias}发证日期`)],
      help: { zh: '有证时必填：发证日期，或有效期的第一天', en: 'Required with a licence: the day it was issued, or its first day' },
    },
    {
      key: `${key}To`, title: { zh: `${zh}有效至`, en: `${en} to` }, kind: 'day', example: example ? '2027-02-28' : '', blanks: ['长期', '长期有效', '永久', '无固定期限', 'open'],
      aliases: [`${zh}到期日`, `${zh}有效期至`, `${zh}有效期`, `${zh}有效期限`, `${zh}截止日期`, ...aliases.map((alias) => `${alias}有效期至`)],
      help: { zh: '最后一天；长期有效的留空', en: 'The last day; empty where it holds until further notice' },
    },
  ];
}

const columns: readonly ImportColumn[] = [
  {
    key: 'name', title: { zh: '供货者名称', en: 'Supplier' }, kind: 'text', required: true, max: 200, example: '泉州丰禾食品有限公司',
    aliases: ['供应商名称', '供应商', '供货者', '供货商', '供货单位', '单位名称', '企业名称', '公司名称', '名称', 'Name', 'Supplier name', 'Vendor'],
    help: { zh: '与营业执照一致的全称', en: 'The full name, as on the business licence' },
  },
  {
    key: 'nameEn', title: { zh: '英文名称', en: 'English name' }, kind: 'text', max: 200, example: 'Fenghe Foods, Quanzhou', aliases: ['英文名', '外文名称'],
    help: { zh: '可留空', en: 'May be empty' },
  },
  {
    key: 'creditCode', title: { zh: '统一社会信用代码', en: 'Credit code' }, kind: 'text', max: 40, example: '91350500MA2XXXX15P',
    aliases: ['信用代码', '社会信用代码', '统一信用代码', '税号', '纳税人识别号', 'Unified social credit code', 'USCC', 'Tax number'],
    help: { zh: '18 位；供货者首先按此识别，没有时按名称', en: '18 characters; a supplier is known by it first, and without it by the name' },
  },
  {
    key: 'address', title: { zh: '地址', en: 'Address' }, kind: 'text', max: 200, example: '泉州市笋江区城东农贸路 9 号', aliases: ['经营地址', '单位地址', '住所', '经营场所', '供货者地址'],
    help: { zh: '食品安全法第五十三条要求记录', en: 'Food Safety Law Art 53 asks for it' },
  },
  {
    key: 'contact', title: { zh: '联系人', en: 'Contact' }, kind: 'text', max: 200, example: '谢小川', aliases: ['联系人姓名', '负责人', '业务员', 'Contact person'],
    help: { zh: '打电话找谁', en: 'Whom to call' },
  },
  {
    key: 'phone', title: { zh: '电话', en: 'Phone' }, kind: 'text', max: 200, example: '0595-0000501', aliases: ['联系电话', '手机', '手机号', '联系方式', '电话号码', 'Telephone', 'Mobile'],
    help: { zh: '食品安全法第五十三条要求记录联系方式', en: 'Food Safety Law Art 53 asks how to reach them' },
  },
  ...Object.entries(licences).flatMap(licenceColumnsOf),
  {
    key: 'state', title: { zh: '准入状态', en: 'State' }, kind: 'choice', example: '申请中', aliases: ['状态', '是否准入', '准入'],
    choices: { APPLICANT: messages.enums!['SupplierState']!['APPLICANT']!, APPROVED: messages.enums!['SupplierState']!['APPROVED']! },
    synonyms: { APPLICANT: ['申请', '待审核', '待准入', '未准入', '否'], APPROVED: ['已批准', '准入', '合格', '合格供应商', '是'] },
    help: { zh: '留空为申请中；填「已准入」须有今天有效的许可证', en: 'Empty means applicant; “Approved” needs a licence that covers today' },
  },
];

/** The papers that a row tells of, and what is wrong with them. */
function papersIn(row: ImportRow): { papers: Paper[]; errors: DomainError[] } {
  const papers: Paper[] = [];
  const errors: DomainError[] = [];
  for (const [key, { kind, zh, en }] of Object.entries(licences)) {
    const [number, from, to] = [textIn(row, `${key}Number`), dayIn(row, `${key}From`), dayIn(row, `${key}To`)];
    if (number === null && from === null && to === null) continue;
    if (from === null) {
      errors.push(new DomainError('IMPORT_LICENCE_WITHOUT_START', { licence: LocalizedText.of(zh, en) }, `${key}From`));
      continue;
    }
    errors.push(...problemsAt(`${key}To`, () => checkDocumentPeriod(from, to)));
    papers.push({ kind, number, validFrom: from, validTo: to });
  }
  return { papers, errors };
}

const samePaper = (a: Paper, b: Paper): boolean =>
  a.kind === b.kind && (a.number ?? '') === (b.number ?? '') && a.validFrom.eq(b.validFrom) && (a.validTo?.iso ?? null) === (b.validTo?.iso ?? null);
const inWords = (paper: Paper | undefined, lang: Lang): string => (paper ? [paper.number, `${paper.validFrom} – ${paper.validTo ?? (lang === 'zh' ? '长期' : 'no end')}`].filter(Boolean).join(' ') : '');
const columnOf = (kind: SupplierDocumentKind): string => `${Object.entries(licences).find(([, licence]) => licence.kind === kind)![0]}Number`;

/** What a supplier has on file already. */
interface Known {
  supplier: Supplier;
  papers: Paper[];
}

/** The code as registered: people type it with blanks and in small letters. */
const codeIn = (row: ImportRow): string | null => textIn(row, 'creditCode')?.replace(/[\s-]/g, '').toUpperCase() ?? null;

async function check(ctx: Ctx, rows: readonly ImportRow[], given: { organizationId: string }, memory: Map<string, unknown>): Promise<Judged<SupplierPlan>[]> {
  const { organizationId } = given;
  const today = ctx.today(await timeZoneOfOrganization(ctx, organizationId));
  const found = await suppliersLike(ctx, organizationId, rows.map((row) => textIn(row, 'name')!), rows.flatMap((row) => codeIn(row) ?? []));
  const onFile = new Map<string, Paper[]>();
  const documents = found.length ? await ctx.find(SupplierDocument, { supplier: { $in: found.map(({ id }) => id) } }, { orderBy: { validFrom: 'asc' } }) : [];
  for (const document of documents) onFile.set(document.supplier.id, [...(onFile.get(document.supplier.id) ?? []), document]);
  const byName = new Map(found.map((supplier) => [supplier.name.zh, supplier]));
  const byCode = new Map(found.flatMap((supplier) => (supplier.creditCode ? [[supplier.creditCode, supplier] as const] : [])));

  return rows.map((row) => {
    const label = textIn(row, 'name')!;
    const code = codeIn(row);
    const [coded, named] = [code ? byCode.get(code) : undefined, byName.get(label)];
    const errors = [
      // A code that is on record was accepted once, and is not judged again.
      ...(code && !coded ? problemsAt('creditCode', () => (checkCreditCode(code), checkCreditCodeDigit(code))) : []),
      ...firstOfSheet(memory, 'supplier name', label, row, 'name'),
      ...(code ? firstOfSheet(memory, 'supplier code', code, row, 'creditCode') : []),
    ];
    const { papers, errors: wrongPapers } = papersIn(row);
    errors.push(...wrongPapers);
    // The code says who it is, else the name; a name that belongs to another code is somebody else.
    const supplier = coded ?? (named && (!code || !named.creditCode) ? named : undefined);
    if (named && named !== supplier) errors.push(new DomainError('SUPPLIER_TWICE', { number: named.number, supplier: named.name }, 'name'));
    // Known by its code in one row and by its name in another, it is still one.
    if (supplier && errors.length === 0) errors.push(...firstOfSheet(memory, 'supplier', supplier.id, row, 'name'));
    const known: Known | null = supplier ? { supplier, papers: onFile.get(supplier.id) ?? [] } : null;
    const added = papers.filter((paper) => !known?.papers.some((before) => samePaper(before, paper)));
    errors.push(...stateProblems(row, known, label, [...(known?.papers ?? []), ...added], today));
    if (errors.length > 0) return refused(row, label, errors);

    const english = textIn(row, 'nameEn');
    const contactData = Object.fromEntries(plain.flatMap((key) => {
      const text = key === 'creditCode' ? code : textIn(row, key);
      return text === null ? [] : [[key, text]];
    })) as SupplierPlan['contactData'];
    const wants = row.values['state'] === 'APPROVED';
    if (!known) return created(row, label, { id: null, version: 0, name: LocalizedText.of(label, english), contactData, papers, approve: wants });
    const approve = wants && known.supplier.state === 'APPLICANT';
    const name = LocalizedText.of(label, english ?? known.supplier.name.en);
    return updated(row, label, known.supplier.id, changesOf(known, name, contactData, added, approve, ctx.lang), {
      id: known.supplier.id, version: known.supplier.version, name, contactData, papers: added, approve,
    });
  });
}

/** 准入 needs what the form needs; a sheet neither takes a supplier back nor lifts what somebody decided with a reason. */
function stateProblems(row: ImportRow, known: Known | null, name: string, papers: readonly Paper[], today: LocalDate): DomainError[] {
  const wanted = row.values['state'];
  const state = known?.supplier.state ?? 'APPLICANT';
  if (wanted === null || wanted === undefined || wanted === state) return [];
  if (wanted === 'APPROVED' && state === 'APPLICANT') return problemsAt('state', () => checkLicence(name, papers, today));
  const words = messages.enums!['SupplierState']!;
  return [new DomainError('IMPORT_SUPPLIER_STATE_KEPT', { supplier: name, state: LocalizedText.of(words[state]!.zh, words[state]!.en) }, 'state')];
}

function changesOf({ supplier, papers }: Known, name: LocalizedText, contactData: SupplierPlan['contactData'], added: readonly Paper[], approve: boolean, lang: Lang): Change[] {
  const words = messages.enums!['SupplierState']!;
  return [
    { column: 'name', from: supplier.name.zh, to: name.zh },
    { column: 'nameEn', from: supplier.name.en ?? '', to: name.en ?? '' },
    ...plain.map((key) => ({ column: key, from: supplier[key] ?? '', to: contactData[key] ?? supplier[key] ?? '' })),
    ...added.map((paper) => ({ column: columnOf(paper.kind), from: inWords(papers.filter(({ kind }) => kind === paper.kind).at(-1), lang), to: inWords(paper, lang) })),
    ...(approve ? [{ column: 'state', from: words[supplier.state]![lang], to: words['APPROVED']![lang] }] : []),
  ].filter(({ from, to }) => from !== to);
}

async function write(ctx: Ctx, plans: readonly SupplierPlan[], given: { organizationId: string }): Promise<{ recordType: string; recordId: string }[]> {
  const { organizationId } = given;
  const timeZone = await timeZoneOfOrganization(ctx, organizationId);
  const today = ctx.today(timeZone);
  const { licenceWarnDays } = await ctx.policy<CatalogPolicy>('catalog', organizationId);
  const fresh = plans.filter((plan) => plan.id === null);
  const numbers = await ctx.nextNumbers('SP', organizationId, fresh.map(() => today));
  const ids = new Map(fresh.map((plan) => [plan, uuidv7(ctx.now())]));
  await ctx.bulkInsert(Supplier, fresh.map(({ name, contactData, papers, approve }, i) => ({
    id: ids.get(fresh[i]!)!,
    organizationId,
    number: numbers[i]!,
    name,
    pinyin: pinyinInitials(name.zh),
    ...contactData,
    state: approve ? ('APPROVED' as const) : ('APPLICANT' as const),
    ...licenceColumns.ofSupplier(papers, licenceWarnDays, timeZone, today),
  })));
  await ctx.bulkInsert(SupplierDocument, fresh.flatMap((plan) => plan.papers.map((paper) => ({
    organizationId,
    supplier: ids.get(plan)!,
    ...paper,
    ...licenceColumns.ofDocument(paper, licenceWarnDays, timeZone),
  }))));
  for (const { id, version, name, contactData, papers, approve } of plans) {
    if (id === null) continue;
    await updateSupplier(ctx, id, { name, ...contactData, version });
    for (const paper of papers) await addSupplierDocument(ctx, id, paper);
    if (approve) await approveSupplier(ctx, id);
  }
  return plans.map((plan) => ({ recordType: 'Supplier', recordId: plan.id ?? ids.get(plan)! }));
}

export const supplierImport: ImportDefinition<SupplierPlan> = {
  name: 'suppliers',
  title: { zh: '供货者及证照', en: 'Suppliers and their licences' },
  says: {
    zh: '每行一个供货者，连同其许可证；按统一社会信用代码识别，没有代码的按名称。空格不改动已有内容；新供货者为「申请中」，除非填了「已准入」且许可证今天有效。',
    en: 'One supplier a row, with its licences; known by its credit code, without one by its name. An empty cell leaves what is there; a new supplier is an applicant, unless the sheet says approved and a licence covers today.',
  },
  needs: 'catalog:write',
  recordType: 'Supplier',
  columns,
  naturalKey: ['creditCode'],
  alone: ({ organizationId }) => `supplier ${organizationId}`,
  check,
  write,
};
