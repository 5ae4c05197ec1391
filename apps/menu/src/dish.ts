import type { Lang } from '@canteen/kernel';
import type { PublicAllergen, PublicCategory, PublicDish, Text } from './data.ts';
import { ALLERGENS, judge, MANDATORY, marks, presences, suits, verdictText, type Presence } from './filter.ts';
import { ems } from './fit.ts';
import { price, read } from './format.ts';
import { html, type Html } from './html.ts';
import { icon } from './icons.ts';
import { PHOTOS } from './paths.ts';
import { allergenName, label, say } from './words.ts';

/** In the order of a bill of fare. */
const COURSES: readonly PublicCategory[] = ['MEAT', 'HALF_MEAT', 'VEGETABLE', 'COLD', 'SOUP', 'STAPLE', 'SNACK', 'FRUIT', 'DRINK'];

export interface Course {
  category: PublicCategory;
  dishes: PublicDish[];
}

export function courses(dishes: readonly PublicDish[]): Course[] {
  return COURSES.map((category) => ({ category, dishes: dishes.filter((dish) => dish.category === category) })).filter(
    (course) => course.dishes.length > 0,
  );
}

/** Text in the page's language; Chinese that stands in for a missing translation says that it is Chinese. */
export function written(text: Text, lang: Lang): Html {
  const { text: words, fallback } = read(text, lang);
  return fallback ? html`<span lang="zh-Hans">${words}</span>` : html`${words}`;
}

export interface Told {
  contains: PublicAllergen[];
  may: PublicAllergen[];
  /** Of the eight mandatory classes; the others are told where somebody declared them. */
  unknown: PublicAllergen[];
}

export function told(dish: PublicDish): Told {
  const letters = presences(dish);
  const having = (presence: Presence) => ALLERGENS.filter((_, i) => letters[i] === presence);
  return { contains: having('c'), may: having('m'), unknown: having('u').filter((allergen) => MANDATORY.includes(allergen)) };
}

export function names(allergens: readonly PublicAllergen[], lang: Lang): string {
  return allergens.map((allergen) => allergenName(lang, allergen)).join(say(lang, 'and'));
}

function withIcons(allergens: readonly PublicAllergen[], lang: Lang): Html[] {
  return allergens.map((allergen, i) => {
    const comma = i < allergens.length - 1 ? say(lang, 'and') : '';
    return html`<span class="w">${icon(allergen)}${allergenName(lang, allergen)}${comma.trimEnd()}</span>${comma.endsWith(' ') ? ' ' : ''}`;
  });
}

/** Each statement a phrase of its own: contains, may contain, unknown. */
function allergenPhrases(dish: PublicDish, lang: Lang, list: (allergens: readonly PublicAllergen[]) => Html[] | string): Html {
  const { contains, may, unknown } = told(dish);
  const gap = lang === 'en' ? ' ' : '';
  if (contains.length + may.length + unknown.length === 0) {
    return html`<span class="free">${icon('OK')}${say(lang, 'none')}</span>`;
  }
  return html`${contains.length > 0 && html`<span class="has">${say(lang, 'contains')}${gap}${list(contains)}</span> `}${
    may.length > 0 && html`<span class="may">${say(lang, 'mayContain')}${gap}${list(may)}</span> `
  }${
    unknown.length > 0 &&
    html`<span class="unknown">${icon('UNKNOWN')}${
      unknown.length === MANDATORY.length ? say(lang, 'allUnknown') : html`${say(lang, 'unknown')}${say(lang, 'colon')}${names(unknown, lang)}`
    }</span>`
  }`;
}

/** The same phrases as plain text, to reckon how much room they take. The sign before a word is as wide as two letters. */
export function allergenTexts(dish: PublicDish, lang: Lang): string[] {
  const { contains, may, unknown } = told(dish);
  const gap = lang === 'en' ? ' ' : '';
  const phrases = [
    contains.length > 0 ? say(lang, 'contains') + gap + names(contains, lang) : '',
    may.length > 0 ? say(lang, 'mayContain') + gap + names(may, lang) : '',
    unknown.length === MANDATORY.length ? `□${say(lang, 'allUnknown')}` : unknown.length > 0 ? `□${say(lang, 'unknown')}${say(lang, 'colon')}${names(unknown, lang)}` : '',
  ].filter(Boolean);
  return phrases.length > 0 ? phrases : [`□${say(lang, 'none')}`];
}

/** In full: the dishes of today. */
export function dishFull(dish: PublicDish, lang: Lang, without: readonly PublicAllergen[], ownSample: boolean): Html {
  const tags = [
    ...dish.flags.map((flag) =>
      flag === 'LOCAL' && dish.originCounty
        ? localOf(dish.originCounty, lang)
        : html`${label(lang, 'DishFlag', flag)}`,
    ),
    ...(ownSample && dish.sampleKeptHours !== null ? [html`${say(lang, 'sample', { hours: dish.sampleKeptHours })}`] : []),
  ];
  return html`<li class="dish${marks(presences(dish), without)}" data-a="${presences(dish)}">${photo(dish, lang)}<div class="text">
<p class="line"><span class="name">${written(dish.name, lang)}</span><span class="dots"></span><span class="price">${price(dish.price)}</span></p>
<p class="small">${lang === 'en' && dish.name.en ? html`<span lang="zh-Hans">${dish.name.zh}</span><span class="sep"> · </span>` : ''}${grams(dish, lang)}${tags.map((tag) => html`<span class="sep"> · </span>${tag}`)}</p>
${dish.description && html`<p class="small desc">${written(dish.description, lang)}</p>`}
${verdict(dish, lang, without)}<p class="small allergens">${allergenPhrases(dish, lang, (list) => withIcons(list, lang))}</p>
${dish.origin && html`<p class="small origin">${origin(dish.origin, lang)}</p>`}
</div></li>`;
}

/** In one line and its allergens: the week. */
export function dishLine(dish: PublicDish, lang: Lang, without: readonly PublicAllergen[]): Html {
  return html`<li class="dish${marks(presences(dish), without)}" data-a="${presences(dish)}">
<p class="line"><span class="name">${written(dish.name, lang)}</span><span class="dots"></span><span class="price">${price(dish.price)}</span></p>
${verdict(dish, lang, without)}<p class="small allergens">${allergenPhrases(dish, lang, (list) => names(list, lang))}</p></li>`;
}

/** Long names are set smaller, so that one of them does not shrink the whole board. */
export function nameScale(name: string): { factor: number; kind: '' | ' long' | ' longest' } {
  const wide = ems(name);
  if (wide > 13) return { factor: 0.7, kind: ' longest' };
  return wide > 8.5 ? { factor: 0.82, kind: ' long' } : { factor: 1, kind: '' };
}

/** Names and allergens to be read from eight metres. */
export function dishBoard(dish: PublicDish, lang: Lang): Html {
  const other = lang === 'zh' ? dish.name.en : dish.name.zh;
  return html`<li class="dish${nameScale(read(dish.name, lang).text).kind}">
<p class="line"><span class="name">${written(dish.name, lang)}</span><span class="dots"></span><span class="price">${price(dish.price)}</span></p>
<p class="small other">${other && html`<span lang="${lang === 'zh' ? 'en' : 'zh-Hans'}">${other}</span> · `}${grams(dish, lang)}</p>
<p class="small allergens">${allergenPhrases(dish, lang, (list) => names(list, lang))}</p></li>`;
}

function verdict(dish: PublicDish, lang: Lang, without: readonly PublicAllergen[]): Html | false {
  if (without.length === 0) return false;
  const found = judge(presences(dish), without);
  const sign = suits(found) ? 'OK' : found.c.length > 0 ? 'NO' : found.m.length > 0 ? 'MAYBE' : 'UNKNOWN';
  return html`<p class="small verdict ${sign}">${icon(sign)}${verdictText(found, verdictPhrases(lang), allergenNames(lang))}</p>`;
}

export function verdictPhrases(lang: Lang): Record<Presence | 'and' | 'then', string> {
  return {
    c: say(lang, 'verdictContains'), m: say(lang, 'verdictMay'), u: say(lang, 'verdictUnknown'), f: say(lang, 'verdictFree'),
    and: say(lang, 'and'), then: say(lang, 'then'),
  };
}

export function allergenNames(lang: Lang): Record<string, string> {
  return Object.fromEntries(ALLERGENS.map((allergen) => [allergen, allergenName(lang, allergen)]));
}

/** Counties are kept in Chinese alone. */
function localOf(county: string, lang: Lang): Html {
  const [before = '', after = ''] = say(lang, 'localOf').split('{county}');
  return html`${before}<span lang="zh-Hans">${county}</span>${after}`;
}

function grams(dish: PublicDish, lang: Lang): Html {
  return html`<span class="grams">${dish.portionGrams} ${say(lang, 'gram')}</span>`;
}

function origin({ ingredient, supplier, place }: NonNullable<PublicDish['origin']>, lang: Lang): string {
  const line = say(lang, 'origin', { ingredient: read(ingredient, lang).text, supplier: read(supplier, lang).text });
  return place ? line + say(lang, 'place', { place: read(place, lang).text }) : line;
}

/** Only where a real one exists; its place is kept while it loads, so that the text does not jump. */
function photo(dish: PublicDish, lang: Lang): Html | false {
  if (!dish.photo) return false;
  return html`<img src="${PHOTOS}${dish.photo}" alt="${read(dish.name, lang).text}" width="96" height="96" loading="lazy" decoding="async">`;
}
