import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { writeXlsx, type CellValue, type WriteSheet } from 'hucre';
import { DomainError, type Lang } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { refusalsOf, userError } from '../errors.ts';
import { CSV_TYPE, XLSX_TYPE } from './open-sheet.ts';
import { definitionsOf } from './import.commands.ts';
import type { ImportDefinition } from './import-definition.ts';
import { ImportLine } from './import.entity.ts';
import { readable } from './import.resolver.ts';
import { columnName } from './xlsx-rows.ts';

export interface ImportRoutes {
  /** The caller's context, from the session, as for GraphQL. */
  ctxOf(request: FastifyRequest, reply: FastifyReply): Promise<Ctx>;
  routeConfig?: object;
}

const say = {
  sheet: { zh: '填写', en: 'Rows' },
  about: { zh: '说明', en: 'How to fill it in' },
  column: { zh: '列', en: 'Column' },
  required: { zh: '必填', en: 'Required' },
  yes: { zh: '是', en: 'yes' },
  help: { zh: '填什么', en: 'What belongs there' },
  choices: { zh: '可填', en: 'May be' },
  example: { zh: '例', en: 'Example' },
  delete: { zh: '第一行数据是示例，填写前请删除。日期写成 2026-03-05 或 2026年3月5日；不要合并单元格；多余的列会忽略。', en: 'The first row is an example: delete it. Write days as 2026-03-05; merge no cells; other columns are left out.' },
  problem: { zh: '问题', en: 'What is wrong' },
  rowNumber: { zh: '原表行号', en: 'Row in the sheet' },
};

/** `GET /imports/template/:kind.xlsx|csv?lang=` and `GET /imports/:id/problems.xlsx`: for who may bring such sheets in. */
export function registerImportRoutes(app: FastifyInstance, { ctxOf, routeConfig = {} }: ImportRoutes): void {
  const answering = (handler: (ctx: Ctx, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) => async (request: FastifyRequest, reply: FastifyReply) => {
    const ctx = await ctxOf(request, reply);
    try {
      if (!ctx.actor?.personId) throw new DomainError('UNAUTHENTICATED');
      return await handler(ctx, request, reply);
    } catch (error) {
      const refusals = refusalsOf(error);
      if (!refusals) throw error;
      return reply.code(refusals[0]!.code === 'UNAUTHENTICATED' ? 401 : 404).header('cache-control', 'no-store').send({ errors: refusals.map((refusal) => userError(refusal, ctx.host.words, ctx.lang)) });
    }
  };
  const download = (reply: FastifyReply, name: string, type: string) =>
    reply.headers({ 'content-type': type, 'content-disposition': `attachment; filename="sheet.${type === CSV_TYPE ? 'csv' : 'xlsx'}"; filename*=UTF-8''${encodeURIComponent(name)}`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });

  app.get('/imports/template/:file', { config: routeConfig }, answering(async (ctx, request, reply) => {
    const [, kind = '', format = ''] = /^(\w{1,40})\.(xlsx|csv)$/.exec((request.params as { file: string }).file) ?? [];
    const definition = definitionsOf(ctx.host).find(({ name }) => name === kind);
    if (!definition || !ctx.can(definition.needs)) throw new DomainError('NOT_FOUND', { what: 'ImportKind', id: kind });
    const asked = (request.query as { lang?: unknown }).lang;
    const lang: Lang = asked === 'zh' || asked === 'en' ? asked : ctx.lang;
    const name = `${definition.title[lang]}.${format}`;
    if (format === 'csv') {
      const line = (cells: readonly string[]) => cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
      // With its mark, or Excel takes UTF-8 for the system's own encoding.
      return download(reply, name, `${CSV_TYPE}`).send(Buffer.from(`\ufeff${line(definition.columns.map(({ title }) => title[lang]))}\r\n${line(definition.columns.map(({ example }) => example))}\r\n`));
    }
    return download(reply, name, XLSX_TYPE).send(Buffer.from(await writeXlsx({ sheets: templateOf(definition, lang) })));
  }));

  app.get('/imports/:id/problems.xlsx', { config: routeConfig }, answering(async (ctx, request, reply) => {
    const record = await readable(ctx, (request.params as { id: string }).id);
    const lines = await ctx.em.find(ImportLine, { importId: record.id, outcome: 'REFUSED' }, { orderBy: { row: 'asc' }, limit: 10_000 });
    const rows = lines.map((line): CellValue[] => [
      ...record.headings.map((_heading, at) => line.cells[at] ?? ''),
      line.row,
      (line.errorsTold ?? []).map(({ cell, message }) => `${cell ? `${cell} ` : ''}${message[ctx.lang]}`).join('\n'),
    ]);
    const headings = [...record.headings.map(({ title }) => title), say.rowNumber[ctx.lang], say.problem[ctx.lang]];
    const sheet: WriteSheet = {
      name: say.problem[ctx.lang], rows: [headings, ...rows], freezePane: { rows: 1 },
      columns: headings.map((_heading, at) => (at === headings.length - 1 ? { width: 80, style: { alignment: { wrapText: true } } } : { width: 18 })),
    };
    await ctx.recordRead('Import', [record.id]);
    return download(reply, `${record.fileName.replace(/\.\w+$/, '')} ${say.problem[ctx.lang]}.xlsx`, XLSX_TYPE).send(Buffer.from(await writeXlsx({ sheets: [sheet] })));
  }));
}

/** Excel takes at most 255 characters of choices in a list. */
const MAX_LIST = 255;

function templateOf(definition: ImportDefinition, lang: Lang): WriteSheet[] {
  const { columns } = definition;
  const choicesOf = (at: number): string[] => (columns[at]!.kind === 'yes' ? [{ zh: '是', en: 'yes' }, { zh: '否', en: 'no' }] : Object.values(columns[at]!.choices ?? {})).map((words) => words[lang]);
  return [
    {
      name: say.sheet[lang],
      rows: [columns.map(({ title }) => title[lang]), columns.map(({ example }) => example)],
      // All cells are text: a licence number or a lot keeps its zeros, and a day stays as it was typed.
      columns: columns.map(({ title, kind }) => ({ width: Math.max(12, title[lang].length * (lang === 'zh' ? 2 : 1) + 4), ...(kind === 'text' || kind === 'day' || kind === 'instant' ? { numFmt: '@' } : {}) })),
      freezePane: { rows: 1 },
      dataValidations: columns.flatMap((column, at) => {
        const values = column.kind === 'choice' || column.kind === 'yes' ? choicesOf(at) : [];
        const fits = values.length > 0 && values.join(',').length <= MAX_LIST && !values.some((value) => value.includes(','));
        return fits ? [{ type: 'list' as const, values, allowBlank: true, showErrorMessage: false, range: `${columnName(at)}2:${columnName(at)}5000` }] : [];
      }),
    },
    {
      name: say.about[lang],
      rows: [
        [definition.title[lang]], [definition.says[lang]], [say.delete[lang]], [],
        [say.column[lang], say.required[lang], say.help[lang], say.choices[lang], say.example[lang]],
        ...columns.map((column, at) => [column.title[lang], column.required ? say.yes[lang] : '', column.help[lang], choicesOf(at).join(lang === 'zh' ? '、' : ', '), column.example]),
      ],
      columns: [{ width: 24 }, { width: 8 }, { width: 60 }, { width: 50 }, { width: 30 }],
    },
  ];
}
