import type { PublicAllergen } from './data.ts';
import { html, Html } from './html.ts';

export type Icon = PublicAllergen | 'UNKNOWN' | 'OK' | 'NO' | 'MAYBE';

/** Drawn on 24 × 24, by stroke alone, so that they take the colour and the weight of the word beside them. */
const SHAPES: Record<Icon, string> = {
  GLUTEN: '<path d="M12 22V9m0 0c-2.4-1.6-2.4-4.6 0-7 2.4 2.4 2.4 5.4 0 7Zm0 5c-3.2 0-5-1.8-5-5 3.2 0 5 1.8 5 5Zm0 0c3.2 0 5-1.8 5-5-3.2 0-5 1.8-5 5Zm0 5.5c-3.2 0-5-1.8-5-5 3.2 0 5 1.8 5 5Zm0 0c3.2 0 5-1.8 5-5-3.2 0-5 1.8-5 5Z"/>',
  CRUSTACEANS: '<path d="M6 7h6.5a7 7 0 0 1 0 14H10v-3.5h2.5a3.5 3.5 0 0 0 0-7H9A3.2 3.2 0 0 1 6 7Zm0 0C5.5 5 4.5 3.7 2.5 3M6 7C4.5 6.3 3.5 6.3 2 6.8M15 10l2.3-2M16 14h3.5M15 17.2l2 2.2M10 21l-2.5 1.5M10 19.2H7"/>',
  FISH: '<path d="M2.5 12.5C6 6.5 13 6 17 11.5L21.5 7v10.5L17 13.5C13 19 6 18.5 2.5 12.5ZM7 11.5h.01"/>',
  EGG: '<path d="M12 3c3.6 0 6.5 6 6.5 10.5a6.5 6.5 0 0 1-13 0C5.5 9 8.4 3 12 3Z"/>',
  PEANUT: '<path d="M12 2.5a4.3 4.3 0 0 1 4.3 4.3c0 2-.9 2.9-.9 4.7s1.8 2.7 1.8 5a5.2 5.2 0 0 1-10.4 0c0-2.3 1.8-3.2 1.8-5s-.9-2.7-.9-4.7A4.3 4.3 0 0 1 12 2.5ZM10.5 7h.01m3 1.5h.01m-3.01 7.5h.01m3 2.5h.01"/>',
  SOY: '<path d="M4.5 19.5C1.5 11.5 8.5 4 20 3.5 21 15 12.5 22.5 4.5 19.5Z"/><circle cx="8.3" cy="15.7" r="1.8"/><circle cx="12.2" cy="11.8" r="1.8"/><circle cx="16.1" cy="7.9" r="1.8"/>',
  MILK: '<path d="M9 2.5h6v4l3 4.5v10.5H6V11l3-4.5Zm0 4h6M6 14h12"/>',
  TREE_NUTS: '<path d="M4.5 10.5C4.5 6.5 7.5 4.5 12 4.5s7.5 2 7.5 6Zm1.5 0c0 5.5 2.5 8.5 6 11 3.5-2.5 6-5.5 6-11M12 4.5V2"/>',
  MOLLUSCS: '<path d="M9 20.5 3.5 14a8.7 8.7 0 1 1 17 0L15 20.5Zm1.5-.500L7.5 9m6 11 3-11M12 20.5V7.5"/>',
  SESAME: '<path d="M8 3c2.2 2 3 5 1.2 7C6.9 9.8 5.6 6.2 8 3Zm8.5 4.5c1 2.8.4 5.8-2 7-2-1.2-1.5-5 2-7ZM7 13.5c2.8.9 4.6 3.4 3.8 6-2.4.5-4.6-2.6-3.8-6Z"/>',
  CELERY: '<path d="M9.5 22V11M14.5 22V11M12 22v-9M9.5 11C6 11.5 4 9.5 4.5 6.5 6 6.5 6.5 7 7 7.5 6.5 5 8 3.5 9.5 3c.5 1 .5 2.5 0 3.5.5 1.5.5 3 0 4.5Zm5 0c3.5.5 5.5-1.5 5-4.5-1.5 0-2 .5-2.5 1 .5-2.5-1-4-2.5-4.5-.5 1-.5 2.5 0 3.5-.5 1.5-.5 3 0 4.5ZM9.5 22h5"/>',
  MUSTARD: '<path d="M7 10h10v11.5H7Zm1.5 0 1.5-4h4l1.5 4M12 6V2.5M7 14h10"/>',
  LUPIN: '<path d="M12 22V3M12 7c-2.5 0-3.5-1-3.5-3C11 4 12 5 12 7Zm0 0c2.5 0 3.5-1 3.5-3C13 4 12 5 12 7Zm0 4.5c-3 0-4.5-1-4.5-3.5 3 0 4.5 1 4.5 3.5Zm0 0c3 0 4.5-1 4.5-3.5-3 0-4.5 1-4.5 3.5Zm0 5c-3.5 0-5.5-1-5.5-4 3.5 0 5.5 1 5.5 4Zm0 0c3.5 0 5.5-1 5.5-4-3.5 0-5.5 1-5.5 4Z"/>',
  SULPHITE: '<path d="M7.5 9.5C7 8.3 6 8 5 8c-1.3 0-2.4.7-2.4 2 0 2.7 5 1.3 5 4 0 1.3-1.1 2-2.5 2-1.2 0-2.2-.5-2.6-1.7M18 19h3.5c0-1.2-.2-1.8-1.7-1.8M18 14.8c.6-1 3.5-1.2 3.5.7 0 1-1 1.7-1.7 1.7"/><ellipse cx="13.5" cy="12" rx="3" ry="4"/>',
  UNKNOWN: '<circle cx="12" cy="12" r="9.3"/><path d="M9.3 9.5a2.7 2.7 0 1 1 4 2.4c-.9.5-1.3 1.1-1.3 2.1M12 17h.01"/>',
  OK: '<path d="m4.5 12.5 5 5L20 6.5"/>',
  NO: '<path d="M6 6l12 12M18 6 6 18"/>',
  MAYBE: '<path d="M12 3.5 22 20.5H2ZM12 10v4.5m0 3h.01"/>',
};

/** The word beside it says the same, so readers of the screen are spared the picture. */
export function icon(name: Icon): Html {
  return html`<svg class="i" aria-hidden="true"><use href="#i-${name}"/></svg>`;
}

/** Signs of a verdict, which the script may set on a page that was served without any. */
const VERDICTS: readonly Icon[] = ['OK', 'NO', 'MAYBE', 'UNKNOWN'];

/** Once in each page: the drawings that the page refers to or may come to refer to. */
export function sprite(page: string): Html {
  const filterable = page.includes('<form class="filter"');
  const used = (Object.keys(SHAPES) as Icon[]).filter((name) => page.includes(`#i-${name}"`) || (filterable && VERDICTS.includes(name)));
  return new Html(
    `<svg class="sprite" aria-hidden="true">${used
      .map((name) => `<symbol id="i-${name}" viewBox="0 0 24 24">${SHAPES[name]}</symbol>`)
      .join('')}</svg>`,
  );
}
