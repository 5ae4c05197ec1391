import polyglotI18nProvider from 'ra-i18n-polyglot';
import raEn from 'ra-language-english';
import type { I18nProvider, TranslationMessages } from 'react-admin';
import type { Lang, Messages, Words } from '@canteen/kernel';
import { raZh } from './ra-zh.ts';
import { verbWords } from './verbs.ts';

interface Tree {
  [key: string]: Words | Tree;
}

const isWords = (node: Words | Tree): node is Words => typeof node['zh'] === 'string';

interface Texts {
  [key: string]: string | Texts;
}

/** One language of a tree of words, as polyglot reads it. */
function inLang(tree: Tree, lang: Lang): Texts {
  return Object.fromEntries(Object.entries(tree).map(([key, node]) => [key, isWords(node) ? node[lang] : inLang(node, lang)]));
}

/** react-admin's messages and the modules' own, Chinese first. */
export function i18nOf(modules: Messages[]): I18nProvider {
  const named: Record<string, Record<string, Words>> = {};
  const words: Tree = { enums: named, actions: {}, fields: {}, errors: {}, verbs: verbWords };
  for (const { enums, actions, fields, errors } of modules) {
    // Several modules may name values of one enum.
    for (const [name, values] of Object.entries(enums ?? {})) named[name] = { ...named[name], ...values };
    Object.assign(words['actions']!, actions);
    Object.assign(words['fields']!, fields);
    Object.assign(words['errors']!, errors);
  }
  const messages = (lang: string): TranslationMessages => {
    const chosen: Lang = lang === 'en' ? 'en' : 'zh';
    return { ...(chosen === 'en' ? raEn : raZh), ...inLang(words, chosen) };
  };
  return polyglotI18nProvider(messages, 'zh', [{ locale: 'zh', name: '中文' }, { locale: 'en', name: 'English' }], { allowMissing: true });
}
