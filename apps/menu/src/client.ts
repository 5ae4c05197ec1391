import type { PublicAllergen } from './data.ts';
import { judge, marks, suits, verdictText, type Presence } from './filter.ts';

/** Comfort only: the page does all of this without script too, by asking the server again. */

interface PageWords {
  phrases: Record<Presence | 'and' | 'then', string>;
  names: Record<string, string>;
  count: string;
  ask: string;
  active: string;
}

const form = document.querySelector<HTMLFormElement>('form.filter');
const words = form ? (JSON.parse(form.dataset['words'] ?? '{}') as PageWords) : null;

function chosen(): PublicAllergen[] {
  return [...(form?.querySelectorAll<HTMLInputElement>('input[name=without]:checked') ?? [])].map((box) => box.value as PublicAllergen);
}

function svg(name: string): SVGSVGElement {
  const SVG = 'http://www.w3.org/2000/svg';
  const image = document.createElementNS(SVG, 'svg');
  image.setAttribute('class', 'i');
  image.setAttribute('aria-hidden', 'true');
  image.append(document.createElementNS(SVG, 'use'));
  image.firstElementChild?.setAttribute('href', `#i-${name}`);
  return image;
}

/** Marks the dishes in place, so that a diner in a basement need not wait for the next page. */
function mark(): void {
  if (!form || !words) return;
  const without = chosen();
  const dishes = document.querySelectorAll<HTMLElement>('main .dish[data-a]');
  const all = new Set<string>();
  const fitting = new Set<string>();
  for (const dish of dishes) {
    const found = judge(dish.dataset['a'] ?? '', without);
    const fits = suits(found);
    // One dish may stand on several days.
    const one = `${dish.querySelector('.name')?.textContent} ${dish.dataset['a']}`;
    all.add(one);
    if (fits) fitting.add(one);
    dish.className = `dish${marks(dish.dataset['a'] ?? '', without)}`;
    dish.querySelector('.verdict')?.remove();
    if (without.length === 0) continue;
    const sign = fits ? 'OK' : found.c.length > 0 ? 'NO' : found.m.length > 0 ? 'MAYBE' : 'UNKNOWN';
    const line = document.createElement('p');
    line.className = `small verdict ${sign}`;
    line.append(svg(sign), verdictText(found, words.phrases, words.names));
    dish.querySelector('.allergens')?.before(line);
  }
  const count = form.querySelector('.count');
  if (count) {
    count.textContent = without.length === 0 ? '' : words.count.replace('{all}', String(all.size)).replace('{ok}', String(fitting.size));
  }
  const summary = form.querySelector('summary');
  if (summary) {
    summary.textContent = without.length === 0 ? words.ask : words.active + without.map((allergen) => words.names[allergen]).join(words.phrases.and);
  }
  const clear = form.querySelector<HTMLElement>('.clear');
  if (clear) clear.hidden = without.length === 0;
}

/** The filter stays in the address of this page and of every link on it that leads to another menu page. */
function carry(): void {
  const without = chosen().join(',');
  const put = (url: URL) => {
    url.searchParams.delete('without');
    // Commas as the server writes them, so that one page has one address.
    const rest = url.searchParams.toString();
    url.search = [rest, without && `without=${without}`].filter(Boolean).join('&');
    return url.pathname + url.search;
  };
  history.replaceState(null, '', put(new URL(location.href)));
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) {
    if (!link.classList.contains('clear')) link.setAttribute('href', put(new URL(link.href)));
  }
}

form?.addEventListener('change', () => {
  mark();
  carry();
});
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  mark();
  carry();
  form.querySelector('details')?.removeAttribute('open');
  document.querySelector('main')?.scrollIntoView();
});
form?.querySelector('.clear')?.addEventListener('click', (event) => {
  event.preventDefault();
  for (const box of form.querySelectorAll<HTMLInputElement>('input:checked')) box.checked = false;
  mark();
  carry();
});

const print = document.querySelector<HTMLButtonElement>('button.print');
if (print) {
  print.hidden = false;
  print.addEventListener('click', () => window.print());
}

// A page back from the browser's memory keeps its ticks but not always its marks.
addEventListener('pageshow', (event) => {
  if (event.persisted) mark();
});

let known = document.querySelector('main')?.innerHTML;

/** Takes what the server says now; on a bad line the page stays as it is. */
async function refresh(): Promise<void> {
  const answer = await fetch(location.href, { cache: 'no-cache' }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const [now, main] = [page.querySelector('main'), document.querySelector('main')];
  if (!now || !main) return;
  document.body.dataset['until'] = page.body.dataset['until'] ?? '';
  // A board that has not changed goes on turning where it is.
  if (now.innerHTML === known) return;
  known = now.innerHTML;
  // The new page may draw allergens that the old one did not.
  const [sprite, old] = [page.querySelector('.sprite'), document.querySelector('.sprite')];
  if (sprite && old) old.replaceWith(sprite);
  main.replaceWith(now);
  mark();
}

if (document.body.classList.contains('board')) {
  setInterval(() => void refresh(), 60_000);
} else {
  // A phone taken out of the pocket again: the meal may be another by now.
  document.addEventListener('visibilitychange', () => {
    const until = Number(document.body.dataset['until']);
    if (!document.hidden && until > 0 && Date.now() >= until) void refresh();
  });
}
