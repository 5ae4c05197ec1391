import { getNamedType, getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql';
import { ReferenceKind, type EntityProperty } from '@mikro-orm/core';
import { LocalizedText, type Lang } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import type { EntityClass } from '../module.ts';
import type { SortInput } from '../page.ts';
import type { Ledger } from './ledger.ts';
import { labelsOf } from './plan.ts';
import { listField } from './read.ts';

const BOUND = /(From|To)$/;

/** An instant of a filter by the clock of the institution: `2026-11-21 06:12`. */
export function localTime(text: string, timeZone: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
}

export function fieldWord(ctx: Ctx, ledger: Ledger, key: string, lang: Lang): string {
  const words = Object.assign({}, ...ctx.host.modules.map((module) => module.messages.fields ?? {})) as Record<string, { zh: string; en: string }>;
  return ledger.columns.find((column) => column.key === key)?.title[lang] ?? (words[`${ledger.entity.name}.${key}`] ?? words[key])?.[lang] ?? key;
}

/** How the list was narrowed and sorted, as people say it: it stands in the file and above the printed form. */
export async function filterInWords(ctx: Ctx, ledger: Ledger, filter: Record<string, unknown> | null, sort: SortInput | null, lang: Lang, timeZone: string): Promise<string[]> {
  const argument = listField(ctx.host, ledger.name).args.find((arg) => arg.name === 'filter');
  const input = argument ? getNamedType(argument.type) : null;
  const said: string[] = [];
  for (const [key, value] of Object.entries(filter ?? {})) {
    if (value === null || value === undefined) continue;
    const type = isInputObjectType(input) ? input.getFields()[key]?.type : undefined;
    const named = type ? getNamedType(type) : null;
    const stem = BOUND.test(key) && named?.name !== 'ID' ? key.replace(BOUND, '') : key;
    const one = async (given: unknown): Promise<string> => {
      if (isEnumType(named)) return labelsOf(ctx, named.name)[String(given)]?.[lang] ?? String(given);
      if (named?.name === 'Boolean') return lang === 'zh' ? (given ? '是' : '否') : given ? 'yes' : 'no';
      if (named?.name === 'Instant') return localTime(String(given), timeZone);
      if (named?.name === 'ID') return nameOf(ctx, ledger, key, String(given), lang);
      return String(given);
    };
    const values = await Promise.all((type && isListType(getNullableType(type)) && Array.isArray(value) ? value : [value]).map(one));
    const relation = stem === key ? '=' : key.endsWith('From') ? '≥' : '≤';
    const label = key === 'q' ? (lang === 'zh' ? '搜索' : 'Search') : fieldWord(ctx, ledger, stem, lang);
    said.push(`${label} ${relation} ${values.join(lang === 'zh' ? '、' : ', ')}`);
  }
  if (sort) said.push(`${lang === 'zh' ? '排序' : 'Sorted by'}: ${fieldWord(ctx, ledger, sort.field, lang)} ${sort.order === 'DESC' ? '↓' : '↑'}`);
  return said;
}

/** What people call the record behind an id; the id where it is out of their sight. */
async function nameOf(ctx: Ctx, ledger: Ledger, key: string, id: string, lang: Lang): Promise<string> {
  const prop = ctx.host.orm.getMetadata().get(ledger.entity as never).properties[key as never] as EntityProperty | undefined;
  if (prop?.kind !== ReferenceKind.MANY_TO_ONE) return id;
  const row = (await ctx.get(prop.targetMeta!.class as EntityClass, id).catch(() => null)) as Record<string, unknown> | null;
  const name = row?.['name'] ?? row?.['number'] ?? row?.['lotCode'];
  return name instanceof LocalizedText ? name.in(lang) : typeof name === 'string' ? name : id;
}
