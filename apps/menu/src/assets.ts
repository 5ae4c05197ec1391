import { CSS, ICON, JS } from './assets.generated.ts';

export interface Asset {
  /** With a hash of the content in it, so that it may be kept for a year. */
  name: string;
  type: string;
  content: string;
}

const ALL: Readonly<Record<'css' | 'js' | 'icon', Asset>> = {
  css: { ...CSS, type: 'text/css; charset=utf-8' },
  js: { ...JS, type: 'text/javascript; charset=utf-8' },
  icon: { ...ICON, type: 'image/svg+xml' },
};

/** The style sheet, the script and the sign in the tab, to be served under ASSETS. */
export function assets(): typeof ALL {
  return ALL;
}
