import type { Lang } from '@canteen/kernel';
import type { PublicAllergen } from './data.ts';
import { allergensIn } from './filter.ts';

/** Which page an address asks for, and the address of a page. All of it is in the address; there is no cookie. */
export type View = 'canteens' | 'today' | 'week' | 'board';

export interface Target {
  view: View;
  /** Empty on the list of canteens. */
  slug: string;
  lang: Lang;
  /** True when the address names the language, so that links carry it on. */
  langInAddress: boolean;
  without: PublicAllergen[];
  /** Monday of the week asked for in the week view; null for the present one. */
  week: string | null;
}

/** Slugs of canteens have no such first sign, so that no canteen can hide the style sheet. */
export const ASSETS = '/menu/-/';
export const PHOTOS = `${ASSETS}photo/`;

const PLACE = /^\/menu\/([a-z0-9][a-z0-9-]{0,63})(?:\/(week|board))?\/?$/;

/** The page that a path and query ask for, or null when they are not a page of the menu. */
export function targetOf(url: string, acceptLanguage: string | undefined): Target | null {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const place = path === '/' || path === '/menu' || path === '/menu/' ? [] : PLACE.exec(path);
  if (!place) return null;
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1, mark + 1 + 2000));
  const lang = query.get('lang');
  const week = query.get('week');
  return {
    view: place[1] === undefined ? 'canteens' : ((place[2] as View | undefined) ?? 'today'),
    slug: place[1] ?? '',
    lang: lang === 'zh' || lang === 'en' ? lang : preferred(acceptLanguage),
    langInAddress: lang === 'zh' || lang === 'en',
    without: allergensIn(query.getAll('without')),
    week: week && /^\d{4}-\d{2}-\d{2}$/.test(week) ? week : null,
  };
}

/** The address of a page; the same page always has the same one. */
export function addressOf(target: Target): string {
  const path = target.view === 'canteens' ? '/' : `/menu/${target.slug}${target.view === 'today' ? '' : `/${target.view}`}`;
  const query = [
    target.week && target.view === 'week' ? `week=${target.week}` : '',
    target.without.length > 0 ? `without=${target.without.join(',')}` : '',
    target.langInAddress ? `lang=${target.lang}` : '',
  ].filter(Boolean);
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

/** Chinese unless the browser asks for another language first: this is a canteen in China, and English serves the rest. */
export function preferred(acceptLanguage: string | undefined): Lang {
  if (!acceptLanguage) return 'zh';
  let best = { weight: 0, lang: 'zh' as Lang };
  for (const part of acceptLanguage.slice(0, 500).split(',')) {
    const [tag = '', ...params] = part.trim().toLowerCase().split(';');
    const q = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find((value) => value !== undefined);
    const weight = q === undefined ? 1 : Number(q);
    if (tag !== '' && tag !== '*' && weight > best.weight) best = { weight, lang: tag.startsWith('zh') ? 'zh' : 'en' };
  }
  return best.lang;
}
