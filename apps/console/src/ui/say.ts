import { useLocale, useTranslate } from 'react-admin';
import { fill } from '@canteen/kernel';
import type { Lang, Words } from '@canteen/kernel';

export function useLang(): Lang {
  return useLocale() === 'en' ? 'en' : 'zh';
}

export type Say = (words: Words, params?: Record<string, unknown>) => string;

/** Words of a screen in the person's language: `say(words.start, { n: 3 })`. */
export function useSay(): Say {
  const lang = useLang();
  return (words, params = {}) => fill(words, params, lang);
}

/** The modules' own labels of enum values and actions, so that one thing has one name everywhere. */
export function useLabels() {
  const translate = useTranslate();
  return {
    /** Actions of a life are named by their enum, or by the module's `actions` where the enum has no words. */
    of: (enumName: string, value: string | null | undefined) =>
      value ? translate(`enums.${enumName}.${value}`, { _: enumName.endsWith('Action') ? translate(`actions.${value}`, { _: value }) : value }) : '',
    field: (name: string) => translate(`fields.${name}`, { _: name }),
  };
}

/** Why long work failed: the API gives the code of the refusal and its figures, the words are the modules' own. */
export function useFailure(): (code: string, params: unknown) => string {
  const translate = useTranslate();
  const lang = useLang();
  return (code, params) => fill(translate(`errors.${code}`, { _: code }), (params ?? {}) as Record<string, unknown>, lang);
}

const system = { zh: '系统', en: 'system' };

/** Who acted, as the journal names them; jobs and the demonstration act under a name of their own: `system:seed`. */
export function useActorName(): (personName: string) => string {
  const say = useSay();
  return (personName) => (!personName || personName.startsWith('system:') ? say(system) : personName);
}

/** What the journal calls an act, in words. */
export function useVerbLabel(): (act: string) => string {
  const translate = useTranslate();
  const lang = useLang();
  return (act) => {
    // The demonstration's acts say so of themselves: `seed:openGoodsReceipt`; what a job did reads `job:watch-facts`.
    const [name = act, source] = act.split(':').reverse();
    return `${translate(`verbs.${name}`, { _: name })}${source === 'seed' ? (lang === 'zh' ? '（演示）' : ' (demo)') : ''}`;
  };
}
