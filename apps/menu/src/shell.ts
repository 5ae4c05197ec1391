import type { Lang } from '@canteen/kernel';
import { assets } from './assets.ts';
import { html, type Html } from './html.ts';
import { sprite } from './icons.ts';
import { ASSETS } from './paths.ts';

export const LANG_TAG: Record<Lang, string> = { zh: 'zh-Hans', en: 'en' };

/** The document around a page. Styles and the script are files of their own, so that a strict content policy holds. */
export function shell(page: { lang: Lang; title: string; kind: string; until: number; body: Html }): string {
  const { css, js, icon } = assets();
  return html`<!doctype html>
<html lang="${LANG_TAG[page.lang]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#faf7f0" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#171613" media="(prefers-color-scheme: dark)">
<title>${page.title}</title>
<link rel="stylesheet" href="${ASSETS}${css.name}">
<link rel="icon" href="${ASSETS}${icon.name}" type="image/svg+xml">
<script src="${ASSETS}${js.name}" defer></script>
</head>
<body class="${page.kind}" data-until="${Number.isFinite(page.until) ? page.until : ''}">
${sprite(page.body.markup)}${page.body}
</body>
</html>
`.markup;
}
