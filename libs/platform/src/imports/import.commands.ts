import { createHash } from 'node:crypto';
import { DomainError, LocalizedText, type Lang } from '@canteen/kernel';
import { actorCovers } from '../actor.ts';
import { checkVersion, type Ctx } from '../ctx.ts';
import { Forbidden, userError, type ErrorWords } from '../errors.ts';
import { contentKey } from '../files/content.ts';
import { readAll } from '../files/file-store.ts';
import { StoredFile } from '../files/stored-file.entity.ts';
import type { Host } from '../host.ts';
import type { EntityClass } from '../module.ts';
import { startWork } from '../work/run-work.ts';
import { Work } from '../work/work.entity.ts';
import type { ImportDefinition } from './import-definition.ts';
import { Import, ImportMapping, type Told } from './import.entity.ts';
import { importLife, plainHeading, type ImportState } from './import.rules.ts';
import { openSheet, type SheetFile } from './open-sheet.ts';
import { proposeMapping, readHead, words } from './read-rows.ts';

export const CHECK_JOB = 'check-import';
export const RUN_JOB = 'run-import';

export const definitionsOf = (host: Host): ImportDefinition[] => host.modules.flatMap((module) => [...(module.imports ?? [])]) as ImportDefinition[];

export function definitionOf(host: Host, kind: string): ImportDefinition {
  const found = definitionsOf(host).find(({ name }) => name === kind);
  if (!found) throw new DomainError('IMPORT_KIND_UNKNOWN', { given: kind.slice(0, 60) }, 'input.kind');
  return found;
}

/** A refusal as it is kept: whoever reads it later may read another language. */
export function toldOf(error: DomainError, dictionary: ErrorWords): Told {
  const [zh, en] = (['zh', 'en'] as Lang[]).map((lang) => userError(error, dictionary, lang));
  return { code: error.code, message: { zh: zh!.message, en: en!.message }, params: zh!.params };
}

export async function sheetOf(host: Host, file: { hash: string | null }): Promise<SheetFile> {
  const bytes = file.hash ? await readAll(host.files, contentKey(file.hash)) : null;
  if (!bytes) throw new DomainError('FILE_LOST', {}, 'file');
  return openSheet(bytes);
}

/** Refuses who may not write what such a sheet writes, at the place it is for. */
export function needFor(ctx: Ctx, definition: ImportDefinition, place: { organizationId: string; canteen: string | null }): void {
  if (!actorCovers(ctx.actor, definition.needs, { organizationId: place.organizationId, canteenId: place.canteen })) throw new Forbidden(definition.needs);
}

export interface CreateImportData {
  kind: string;
  file: string;
  canteen?: string | null | undefined;
  sheet?: string | null | undefined;
}

/** Looks at the head of an uploaded sheet: its sheets and headings, and how they likely map. */
export async function createImport(ctx: Ctx, input: CreateImportData): Promise<Import> {
  const definition = definitionOf(ctx.host, input.kind);
  const [file] = await ctx.em.find(StoredFile, { id: uuid(input.file, 'StoredFile', 'input.file'), uploadedBy: ctx.personId(), complete: true, purpose: 'SHEET' }, { limit: 1 });
  if (!file) throw new DomainError('NOT_FOUND', { what: 'StoredFile', id: input.file }, 'input.file');
  let place = { organizationId: file.organizationId, canteen: null as string | null };
  if (definition.perCanteen) {
    if (!input.canteen) throw new DomainError('IMPORT_CANTEEN_REQUIRED', {}, 'input.canteen');
    const canteen = await ctx.get(entityNamed(ctx.host, 'Canteen'), input.canteen, 'input.canteen');
    place = { organizationId: (canteen as { organizationId: string }).organizationId, canteen: (canteen as { id: string }).id };
  }
  needFor(ctx, definition, place);
  const sheet = await sheetOf(ctx.host, file);
  const head = await readHead(sheet, input.sheet ?? null, definition);
  const [remembered] = await ctx.em.find(ImportMapping, { organizationId: place.organizationId, kind: definition.name, headings: headingsKey(head.headings) }, { limit: 1 });
  return ctx.create(Import, {
    ...place,
    kind: definition.name,
    fileName: file.name,
    file,
    sheets: [...sheet.sheets],
    sheet: head.sheet,
    headingRow: head.headingRow,
    headings: head.headings,
    mapping: remembered ? known(definition, remembered.mapping) : proposeMapping(definition, head.headings),
    state: 'UPLOADED',
    problemsTold: head.problems.map((problem) => toldOf(problem, ctx.host.words)),
    byId: ctx.personId(),
    byName: ctx.actor!.name,
  });
}

/** Only what the kind still has a column for. */
const known = (definition: ImportDefinition, mapping: Record<string, number>) => Object.fromEntries(Object.entries(mapping).filter(([key]) => definition.columns.some((column) => column.key === key)));

function entityNamed(host: Host, name: string): EntityClass<object> {
  const found = host.modules.flatMap((module) => module.entities).find((entity) => entity.name === name);
  if (!found) throw new Error(`no module has an entity ${name}`);
  return found;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
function uuid(id: string, what: string, field: string): string {
  if (!UUID.test(id)) throw new DomainError('NOT_FOUND', { what, id: id.slice(0, 40) }, field);
  return id.toLowerCase();
}

const headingsKey = (headings: readonly { title: string }[]): string => createHash('sha256').update(JSON.stringify(headings.map(({ title }) => plainHeading(title, true)))).digest('hex');

/** Its state; where the work ended without a word, since its node died, it has failed. */
export async function standingOf(ctx: Ctx, record: Import): Promise<ImportState> {
  if ((record.state !== 'CHECKING' && record.state !== 'IMPORTING') || !record.workId) return record.state;
  const work = await ctx.byKey(Work, record.workId);
  return work?.state === 'QUEUED' || work?.state === 'RUNNING' ? record.state : 'FAILED';
}

/** One's own import, locked. What is taken in is written under the name, and with the permissions, of whoever brought the sheet. */
async function own(ctx: Ctx, id: string): Promise<{ record: Import; definition: ImportDefinition }> {
  const record = await ctx.lock(Import, id, 'id');
  const definition = definitionOf(ctx.host, record.kind);
  needFor(ctx, definition, record);
  if (record.byId !== ctx.personId()) throw new DomainError('IMPORT_OF_ANOTHER', { name: record.byName }, 'id');
  record.state = await standingOf(ctx, record);
  return { record, definition };
}

/** Says which heading is which column, remembers it, and has every row checked; nothing is written yet. */
export async function mapImport(ctx: Ctx, id: string, version: number, mapping: unknown): Promise<Import> {
  const { record, definition } = await own(ctx, id);
  const state = importLife.next(record.state, 'CHECK');
  checkVersion(record, version, 'version');
  const [problem] = record.problemsTold;
  if (problem) throw new DomainError(problem.code, problem.params ?? {}, 'id');
  record.mapping = checkMapping(definition, record.headings, mapping);
  record.state = state;
  Object.assign(record, { rows: null, creates: null, updates: null, same: null, refused: null, remarksTold: [], checks: [], checkedAt: null, undoneAt: null, undoneReason: null, importedAt: null });
  await ctx.em.execute(
    `insert into import_mapping (id, version, organization_id, kind, headings, mapping) values (gen_random_uuid(), 1, ?, ?, ?, cast(? as jsonb))
       on conflict (organization_id, kind, headings) do update set mapping = excluded.mapping, version = import_mapping.version + 1`,
    [record.organizationId, record.kind, headingsKey(record.headings), JSON.stringify(record.mapping)],
  );
  record.workId = (await startWork(ctx, CHECK_JOB, 'import-check', record.id)).id;
  return record;
}

function checkMapping(definition: ImportDefinition, headings: readonly { title: string; letter: string }[], given: unknown): Record<string, number> {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) throw new DomainError('IMPORT_MAPPING_MALFORMED', {}, 'mapping');
  const mapping: Record<string, number> = {};
  const used = new Map<number, string>();
  for (const [key, at] of Object.entries(given as Record<string, unknown>)) {
    if (at === null || at === undefined) continue;
    if (!definition.columns.some((column) => column.key === key) || !Number.isInteger(at) || !headings[at as number]) throw new DomainError('IMPORT_MAPPING_MALFORMED', {}, `mapping.${key.slice(0, 60)}`);
    if (used.has(at as number)) throw new DomainError('IMPORT_HEADING_USED_TWICE', { heading: headings[at as number]!.title || headings[at as number]!.letter }, `mapping.${key}`);
    used.set(at as number, key);
    mapping[key] = at as number;
  }
  const missing = definition.columns.filter(({ key, required }) => required && !(key in mapping));
  if (missing.length) throw new DomainError('IMPORT_COLUMN_REQUIRED', { columns: missing.map(words) }, `mapping.${missing[0]!.key}`);
  return mapping;
}

/** Takes the sheet in: as a whole, by a job, with the same findings as the check, or not at all. */
export async function runImport(ctx: Ctx, id: string, version: number): Promise<Import> {
  const { record } = await own(ctx, id);
  const state = importLife.next(record.state, 'RUN');
  checkVersion(record, version, 'version');
  if (record.refused) throw new DomainError('IMPORT_HAS_REFUSED_ROWS', { count: record.refused }, 'id');
  if (!record.creates && !record.updates) throw new DomainError('IMPORT_CHANGES_NOTHING', {}, 'id');
  record.state = state;
  record.problemsTold = [];
  record.workId = (await startWork(ctx, RUN_JOB, 'import', record.id)).id;
  return record;
}

export const titleOf = (definition: ImportDefinition, key: string): LocalizedText => {
  const column = definition.columns.find((candidate) => candidate.key === key);
  return column ? words(column) : LocalizedText.of(key, key);
};
