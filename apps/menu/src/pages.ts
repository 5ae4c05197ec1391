import { LocalDate, type Lang } from '@canteen/kernel';
import type { PublicCanteen, PublicDish, PublicMeal, PublicMenu } from './data.ts';
import { allergenNames, allergenTexts, courses, dishBoard, dishFull, dishLine, names, nameScale, verdictPhrases, written } from './dish.ts';
import { ALLERGENS, judge, MANDATORY, presences, suits } from './filter.ts';
import { ems, largest, lines, phraseLines } from './fit.ts';
import { date, dayAndDate, price, read, span, time, weekday } from './format.ts';
import { html, type Html } from './html.ts';
import { addressOf, type Target } from './paths.ts';
import { nextChange, services, type CanteenMenus, type Service } from './schedule.ts';
import { LANG_TAG, shell } from './shell.ts';
import { label, say } from './words.ts';

export interface MenuPage extends CanteenMenus {
  now: Date;
  /** Which page, in which language, with which filter: see `targetOf`. */
  target: Target;
}

/** A page of one canteen: today, the week or the board for the hall. The same input gives the same bytes. */
export function renderMenu(page: MenuPage): string {
  const { canteen, target, menus, now } = page;
  const { lang, view } = target;
  const body = view === 'board' ? board(page) : view === 'week' ? week(page) : today(page);
  const what = view === 'today' ? say(lang, 'today') : view === 'week' ? say(lang, 'weekOf') : say(lang, 'board');
  return shell({
    lang,
    title: `${read(canteen.name, lang).text} · ${what}`,
    kind: view,
    until: nextChange([{ canteen, menus }], now),
    body,
  });
}

/** The first page: every canteen that has a public menu, with the next meal where one is published. */
export function renderCanteens(list: readonly CanteenMenus[], now: Date, target: Target): string {
  const { lang } = target;
  const organizations = [...new Set(list.map(({ canteen }) => canteen.organization.zh))];
  const body = html`${demoNote(list.some(({ canteen }) => canteen.demo), lang)}<div class="page">
<header class="top"><p class="small">${list.length > 0 ? say(lang, 'chooseCanteen') : ''}</p><h1>${say(lang, 'canteens')}</h1>
<nav class="bar" aria-label="${say(lang, 'pages')}"><span class="gap"></span>${otherLanguage(target)}</nav></header>
<main id="menu">${
    list.length === 0
      ? empty(say(lang, 'noCanteens'), say(lang, 'noMenuHint'))
      : organizations.map((organization) => {
          const own = list.filter(({ canteen }) => canteen.organization.zh === organization);
          return html`<section class="organization"><h2>${own[0] && written(own[0].canteen.organization, lang)}</h2><ul class="canteens">${own.map(
            ({ canteen, menus }) => html`<li><a href="${addressOf({ ...target, view: 'today', slug: canteen.slug })}"><span class="name">${written(canteen.name, lang)}</span><span class="small">${upcoming(canteen, menus, now, lang)}</span></a></li>`,
          )}</ul></section>`;
        })
  }</main></div>`;
  return shell({ lang, title: `${say(lang, 'menuTitle')} · ${say(lang, 'canteens')}`, kind: 'list', until: nextChange(list, now), body });
}

/** For an address under which no canteen publishes. */
export function renderNotFound(target: Target): string {
  const { lang } = target;
  const body = html`<div class="page"><header class="top"><p class="small">404</p><h1>${say(lang, 'notFound')}</h1></header>
<main id="menu"><p class="centre">${say(lang, 'notFoundHint')}</p><p class="centre"><a class="button" href="${addressOf({ ...target, view: 'canteens', slug: '' })}">${say(lang, 'allCanteens')}</a></p></main></div>`;
  return shell({ lang, title: say(lang, 'notFound'), kind: 'list', until: Infinity, body });
}

// ── today ──

function today(page: MenuPage): Html {
  const { canteen, menus, now, target } = page;
  const { lang } = target;
  const day = LocalDate.at(now, canteen.timeZone);
  const all = services(menus, now);
  const next = all.find((service) => service.phase !== 'over');
  const others = all.filter((service) => service.day === day.iso && service !== next);
  // What is still to come first; what is over stands for those who ask what they have eaten.
  const rest = [...others.filter((service) => service.phase !== 'over'), ...others.filter((service) => service.phase === 'over')];
  const ahead = all.filter((service) => service.day > day.iso && service !== next && service.day <= day.plusDays(7).iso);
  const menu = menuOn(menus, next?.day ?? day.iso);
  return frame(page, [...(next ? [next] : []), ...rest, ...ahead], html`${
    next
      ? fullMeal(next, day, canteen, target, 'next')
      : all.length === 0
        ? empty(say(lang, 'noMenu'), say(lang, 'noMenuHint'))
        : empty(say(lang, 'noMoreMeals'), say(lang, 'noMoreHint'))
  }${
    rest.length > 0 && html`<section class="part"><h2 class="sr">${say(lang, 'restOfDay')}</h2>${rest.map((service) => fullMeal(service, day, canteen, target, service.phase))}</section>`
  }${
    ahead.length > 0 && html`<section class="part ahead"><h2 class="title">${say(lang, 'restOfWeek')}</h2>${grid(ahead, day, canteen, target)}</section>`
  }${
    all.length > 0 && html`<p class="centre"><a class="button" href="${addressOf({ ...target, view: 'week', week: null })}">${say(lang, 'wholeWeek')}</a></p>`
  }`, menu);
}

function fullMeal(service: Service, today: LocalDate, canteen: PublicCanteen, target: Target, kind: string): Html {
  const { lang, without } = target;
  const id = `${service.meal.toLowerCase()}-${service.day}`;
  const hours = new Set(service.dishes.map((dish) => dish.sampleKeptHours));
  const [kept] = hours;
  const same = hours.size === 1 && kept !== undefined;
  // Under the heading of the day's rest a meal stands one step deeper.
  const heading = kind === 'next' ? html`<h2 id="${id}">${label(lang, 'Meal', service.meal)}</h2>` : html`<h3 id="${id}">${label(lang, 'Meal', service.meal)}</h3>`;
  const group = (category: string) => kind === 'next' ? html`<h3 class="course">${label(lang, 'DishCategory', category)}</h3>` : html`<h4 class="course">${label(lang, 'DishCategory', category)}</h4>`;
  return html`<section class="meal ${kind}" aria-labelledby="${id}">
<header><p class="small">${dayName(service.day, today, lang)}</p>${heading}<p class="time"><span class="clock">${clock(service, canteen)}</span>${status(service, canteen, lang)}</p></header>
<div class="courses">${courses(service.dishes).map((course) => html`<section>${group(course.category)}<ul>${course.dishes.map((dish) => dishFull(dish, lang, without, !same))}</ul></section>`)}</div>
${same && kept !== null && html`<p class="small foot">${say(lang, 'sampleAll', { hours: kept })}</p>`}</section>`;
}

function dayName(day: string, today: LocalDate, lang: Lang): string {
  const distance = today.daysUntil(LocalDate.of(day));
  const near = distance === 0 ? say(lang, 'today') : distance === 1 ? say(lang, 'tomorrow') : '';
  return near ? `${near} · ${dayAndDate(day, lang)}` : dayAndDate(day, lang);
}

function clock(service: Service, canteen: PublicCanteen): string {
  return `${time(service.start, canteen.timeZone)}–${time(service.end, canteen.timeZone)}`;
}

function status(service: Service, canteen: PublicCanteen, lang: Lang): Html | false {
  if (service.phase === 'ahead') return false;
  return html` <span class="status ${service.phase}">${
    service.phase === 'serving' ? say(lang, 'serving') : say(lang, 'over')
  }</span>`;
}

// ── week ──

const MEALS: readonly PublicMeal[] = ['BREAKFAST', 'LUNCH', 'DINNER', 'SUPPER'];

function week(page: MenuPage): Html {
  const { canteen, menus, now, target } = page;
  const { lang } = target;
  const day = LocalDate.at(now, canteen.timeZone);
  const monday = target.week ? LocalDate.of(safeDay(target.week, day)).startOfWeek() : day.startOfWeek();
  const menu = menus.find((candidate) => candidate.weekStart === monday.iso);
  const dates = span(monday.iso, monday.plusDays(6).iso, lang);
  const list = menu ? services([menu], now) : [];
  const tabs = [...new Set([...menus.map(({ weekStart }) => weekStart), monday.iso])].sort();
  return frame(page, list, html`<section class="part whole">
<header class="sheet"><h2 class="title">${dates}</h2>${
    tabs.length > 1 && html`<nav class="weeks" aria-label="${say(lang, 'weeks')}">${tabs.map((start) => html`<a href="${addressOf({ ...target, week: start === day.startOfWeek().iso ? null : start })}"${start === monday.iso && html` aria-current="page"`}>${weekName(start, day, lang)}</a>`)}</nav>`
  }</header>${
    list.length > 0 ? grid(list, day, canteen, target) : empty(say(lang, 'noMenuWeek', { span: dates }), say(lang, 'noMenuHint'))
  }</section>`, menu);
}

/** An address may name a day that is none. */
function safeDay(text: string, fallback: LocalDate): string {
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? fallback.iso : text;
}

function weekName(start: string, today: LocalDate, lang: Lang): string {
  const weeks = today.startOfWeek().daysUntil(LocalDate.of(start)) / 7;
  if (weeks === 0) return say(lang, 'thisWeek');
  if (weeks === 1) return say(lang, 'nextWeek');
  if (weeks === -1) return say(lang, 'lastWeek');
  return span(start, LocalDate.of(start).plusDays(6).iso, lang);
}

/** Days as columns and meals as rows where there is room, one under another where there is not. */
function grid(list: readonly Service[], today: LocalDate, canteen: PublicCanteen, target: Target): Html {
  const { lang, without } = target;
  const days = [...new Set(list.map((service) => service.day))];
  const meals = MEALS.filter((meal) => list.some((service) => service.meal === meal));
  return html`<div class="grid days-${days.length} meals-${meals.length} pt-${printSize(list, days, meals, lang) * 10}">${days.map(
    (day) => html`<section class="day${day === today.iso ? ' is-today' : ''}"><h3>${weekday(day, lang)} <span class="date">${date(day, lang)}</span>${day === today.iso && html` <span class="badge">${say(lang, 'today')}</span>`}</h3>${list
      .filter((service) => service.day === day)
      .map(
        (service) => html`<section class="row-${meals.indexOf(service.meal) + 1}"><h4><span>${label(lang, 'Meal', service.meal)}</span> <span class="clock">${clock(service, canteen)}</span></h4><ul>${courses(service.dishes).flatMap((course) => course.dishes.map((dish) => dishLine(dish, lang, without)))}</ul></section>`,
      )}</section>`,
  )}</div>`;
}

/** In points. Below six nobody reads; a week that needs less runs on to a second sheet. */
const PRINT_SIZES = [10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5];
const POINT = 0.3528;

/** The type in which a week fills one A4 sheet, 279 × 194 mm within its margins, as menu.css sets it for print. */
function printSize(list: readonly Service[], days: readonly string[], meals: readonly PublicMeal[], lang: Lang): number {
  const column = (279 - (days.length - 1) * (days.length > 6 ? 3 : 4)) / days.length;
  const room = 194 - 22;
  return largest(PRINT_SIZES, (points) => {
    const body = points * POINT;
    const small = body * 0.8;
    const dishHeight = (dish: PublicDish) => {
      const name = lines(read(dish.name, lang).text, (column - 4) / body - ems(price(dish.price)));
      return 0.6 + name * body * 1.2 + phraseLines(allergenTexts(dish, lang), column / small) * small * 1.25;
    };
    const rows = meals.map((meal) =>
      Math.max(...list.filter((service) => service.meal === meal).map((service) => service.dishes.reduce((sum, dish) => sum + dishHeight(dish), 1 + small * 1.3))),
    );
    return rows.reduce((sum, row) => sum + row, body * 1.3 + 1) <= room;
  });
}

// ── board ──

/** Eight rows of a size to be read from eight metres fill a screen. */
const PER_SCREEN = 8;
const SCREENS = 8;
/** In tenths of the usual size. */
const BOARD_SIZES = [14, 13, 12, 11, 10, 9, 8, 7];

/** The largest type in which every dish has its place; the units are those of menu.css, a hundredth of the height. */
function boardSize(dishes: readonly PublicDish[], lang: Lang): number {
  const cell = 72 / Math.ceil(dishes.length / 2);
  const width = 80;
  return largest(BOARD_SIZES, (size) =>
    dishes.every((dish) => {
      const [name, small] = [0.62 * size, 0.33 * size];
      const text = read(dish.name, lang).text;
      const { factor } = nameScale(text);
      const nameWidth = (width - ems(price(dish.price)) * name - 6) / (name * factor);
      // A bold Latin letter is wider than the reckoning has it.
      const height = lines(text, nameWidth / 1.1) * name * factor * 1.2 + small * 1.25 * (1 + phraseLines(allergenTexts(dish, lang), width / small));
      return height + 2 <= cell;
    }),
  );
}

function board({ canteen, menus, now, target }: MenuPage): Html {
  const { lang } = target;
  const day = LocalDate.at(now, canteen.timeZone);
  const open = services(menus, now).filter((service) => service.phase !== 'over' && service.dishes.length > 0);
  // Today's remaining meals; in the evening those of the next day on which something is served.
  const shown = open.filter((service) => service.day === (open[0]?.day ?? ''));
  const screens = shown
    .flatMap((service) => {
      const dishes = courses(service.dishes).flatMap((course) => course.dishes);
      const sheets = Math.ceil(dishes.length / PER_SCREEN);
      const size = Math.ceil(dishes.length / sheets);
      return Array.from({ length: sheets }, (_, i) => ({ service, dishes: dishes.slice(i * size, (i + 1) * size) }));
    })
    .slice(0, SCREENS);
  return html`${demoNote(canteen.demo, lang)}<main id="menu" class="screens of-${screens.length}"><h1 class="sr">${written(canteen.name, lang)} · ${say(lang, 'board')}</h1>${
    screens.length === 0
      ? html`<section class="screen"><header><p>${written(canteen.name, lang)}</p></header>${empty(say(lang, 'noMenu'), say(lang, 'noMenuHint'))}</section>`
      : screens.map(
          ({ service, dishes }, i) => html`<section class="screen" aria-label="${say(lang, 'boardScreen', { n: i + 1, all: screens.length })}">
<header><div><h2>${label(lang, 'Meal', service.meal)}</h2><p class="clock">${clock(service, canteen)}</p></div><div class="where"><p>${written(canteen.name, lang)}${screens.length > 1 && html`<span class="of" aria-hidden="true">${i + 1}/${screens.length}</span>`}</p><p>${dayName(service.day, day, lang)}${service.phase === 'serving' && html`<span class="status serving">${say(lang, 'serving')}</span>`}</p></div></header>
<ul class="rows-${Math.ceil(dishes.length / 2)} count-${dishes.length} s-${boardSize(dishes, lang)}">${dishes.map((dish) => dishBoard(dish, lang))}</ul></section>`,
        )
  }</main><footer class="board-foot"><a href="${addressOf({ ...target, view: 'today', week: null })}">${say(lang, 'phone')}</a>${otherLanguage(target)}${
    screens.length > 1 && html`<label><input type="checkbox" id="hold"> ${say(lang, 'hold')}</label>`
  }</footer>`;
}

// ── what the pages share ──

function frame(page: MenuPage, shown: readonly Service[], content: Html, menu: PublicMenu | undefined): Html {
  const { canteen, target } = page;
  const { lang, view } = target;
  const here = (wanted: Target['view']) => wanted === view && html` aria-current="page"`;
  return html`<a class="skip" href="#menu">${say(lang, 'skip')}</a>${demoNote(canteen.demo, lang)}<div class="page">
<header class="top"><p class="small">${written(canteen.organization, lang)}</p><h1>${written(canteen.name, lang)}</h1>
<nav class="bar" aria-label="${say(lang, 'pages')}"><a href="${addressOf({ ...target, view: 'today', week: null })}"${here('today')}>${say(lang, 'today')}</a><a href="${addressOf({ ...target, view: 'week', week: null })}"${here('week')}>${say(lang, 'week')}</a><span class="gap"></span>${shown.length > 0 && html`<button type="button" class="print" hidden>${say(lang, 'print')}</button>`}${otherLanguage(target)}</nav></header>
${shown.length > 0 && filter(page, shown.flatMap((service) => service.dishes))}<main id="menu">${content}</main>
<footer class="end small">${shown.length > 0 && html`<p>${say(lang, 'allergenNote')}</p>`}<p>${
    menu && html`<span>${say(lang, 'published', { revision: menu.revision, at: moment(menu.publishedAt, canteen.timeZone, lang) })}</span>`
  }<a href="${addressOf({ ...target, view: 'board', week: null })}">${say(lang, 'board')}</a><a href="${addressOf({ ...target, view: 'canteens', slug: '', week: null })}">${say(lang, 'allCanteens')}</a></p></footer></div>`;
}

/** A plain GET form: it works without script, and the address can be kept or sent to somebody. */
function filter({ target, menus }: MenuPage, shown: readonly PublicDish[]): Html {
  const { lang, without } = target;
  const dishes = [...new Map(menus.flatMap((menu) => menu.days.flatMap((day) => day.meals.flatMap((meal) => meal.dishes))).map((dish) => [dish.id, dish])).values()];
  const action = addressOf({ ...target, without: [], langInAddress: false, week: null });
  // Beyond the eight, only those that somebody here has declared: asking for lupin would grey every dish.
  const offered = ALLERGENS.filter((allergen, i) => MANDATORY.includes(allergen) || without.includes(allergen) || dishes.some((dish) => presences(dish)[i] !== 'u'));
  const phrases = JSON.stringify({ phrases: verdictPhrases(lang), names: allergenNames(lang), count: say(lang, 'filterCount'), ask: say(lang, 'filterAsk'), active: say(lang, 'filter') + say(lang, 'colon') });
  return html`<form class="filter" role="search" aria-label="${say(lang, 'filter')}" method="get" action="${action}" data-words="${phrases}">${target.langInAddress && html`<input type="hidden" name="lang" value="${lang}">`}${target.week && target.view === 'week' && html`<input type="hidden" name="week" value="${target.week}">`}
<details><summary>${
    without.length > 0 ? html`${say(lang, 'filter')}${say(lang, 'colon')}${names(without, lang)}` : say(lang, 'filterAsk')
  }</summary><fieldset><legend>${say(lang, 'filterLegend')}</legend><div class="choices">${offered.map(
    (allergen) => html`<label><input type="checkbox" name="without" value="${allergen}"${without.includes(allergen) && html` checked`}><span>${label(lang, 'Allergen', allergen)}</span></label>`,
  )}</div></fieldset><p class="small">${say(lang, 'filterNote')}</p><p class="acts"><button type="submit">${say(lang, 'filterDo')}</button><a class="clear" href="${addressOf({ ...target, without: [] })}"${without.length === 0 && html` hidden`}>${say(lang, 'filterClear')}</a></p></details><p class="small count" role="status">${without.length > 0 && say(lang, 'filterCount', counted(shown, target))}</p></form>`;
}

/** Counts the different dishes that the page shows, as the script does when it filters again. */
function counted(shown: readonly PublicDish[], { lang, without }: Target): { all: number; ok: number } {
  const letters = new Map(shown.map((dish) => [read(dish.name, lang).text + presences(dish), presences(dish)]));
  return { all: letters.size, ok: [...letters.values()].filter((each) => suits(judge(each, without))).length };
}

function demoNote(demo: boolean, lang: Lang): Html | false {
  return demo && html`<aside class="demo">${say(lang, 'demo')}</aside>`;
}

function otherLanguage(target: Target): Html {
  const other: Lang = target.lang === 'zh' ? 'en' : 'zh';
  return html`<a class="lang" lang="${LANG_TAG[other]}" hreflang="${LANG_TAG[other]}" href="${addressOf({ ...target, lang: other, langInAddress: true })}">${other === 'zh' ? '中文' : 'English'}</a>`;
}

function empty(title: string, hint: string): Html {
  return html`<div class="empty"><p class="name">${title}</p>${hint && html`<p class="small">${hint}</p>`}</div>`;
}

function upcoming(canteen: PublicCanteen, menus: readonly PublicMenu[], now: Date, lang: Lang): string {
  const next = services(menus, now).find((service) => service.phase !== 'over');
  if (!next) return say(lang, 'noMenu');
  const meal = label(lang, 'Meal', next.meal);
  if (next.phase === 'serving') return `${meal} · ${say(lang, 'servingUntil', { end: time(next.end, canteen.timeZone) })}`;
  return `${dayName(next.day, LocalDate.at(now, canteen.timeZone), lang)} · ${meal} ${clock(next, canteen)}`;
}

function menuOn(menus: readonly PublicMenu[], day: string): PublicMenu | undefined {
  const monday = LocalDate.of(day).startOfWeek().iso;
  return menus.find((menu) => menu.weekStart === monday);
}

function moment(instant: string, timeZone: string, lang: Lang): string {
  const at = new Date(instant);
  return `${dayAndDate(LocalDate.at(at, timeZone).iso, lang)} ${time(at, timeZone)}`;
}
