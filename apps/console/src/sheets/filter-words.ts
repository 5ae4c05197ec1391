import { filters } from '../provider/generated.ts';
import { useMe } from '../shell/me.tsx';
import { useFormat } from '../ui/format.ts';
import { useLabels, useSay } from '../ui/say.ts';

const words = {
  all: { zh: '全部', en: 'everything' },
  between: { zh: '{field} {from} 至 {to}', en: '{field} {from} to {to}' },
  from: { zh: '{field} 自 {value}', en: '{field} from {value}' },
  to: { zh: '{field} 至 {value}', en: '{field} to {value}' },
  is: { zh: '{field}：{value}', en: '{field}: {value}' },
  q: { zh: '含「{value}」', en: 'matching “{value}”' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  one: { zh: '一条记录', en: 'one record' },
};

const ID = /^[0-9a-f]{8}-/;

/** A filter as a person would say it: 状态：已验收；到货 自 10月1日. */
export function useFilterWords(): (list: string, filter: unknown) => string {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const me = useMe();
  return (list, filter) => {
    const types = filters[list] ?? {};
    const given = Object.fromEntries(Object.entries((filter ?? {}) as Record<string, unknown>).filter(([, value]) => value !== null && value !== undefined && value !== ''));
    /** A bound of whole days is told as a day: from its first midnight, or to its last minute. */
    const bound = (type: string, value: unknown, end: string) => {
      if (type !== 'Instant') return format.day(String(value));
      const edge = end === 'From' ? '00:00' : '23:59';
      return format.time(String(value)) === edge ? format.day(format.on(String(value))) : format.moment(String(value));
    };
    const told = Object.entries(given).flatMap(([key, value]): string | string[] => {
      const type = types[key] ?? '';
      if (key === 'q') return say(words.q, { value });
      if (key === 'canteen') return format.text(me?.canteens.find(({ id }) => id === value)?.name);
      const one = (each: unknown): string => {
        if (typeof each === 'boolean') return say(each ? words.yes : words.no);
        const text = String(each);
        if (type === 'Instant') return format.moment(text);
        if (type === 'Day' || (list === 'dayReport' && key === 'day')) return format.day(text);
        if (ID.test(text)) return say(words.one);
        return labels.of(type, text) || text;
      };
      const shown = (Array.isArray(value) ? value : [value]).map(one).join(format.lang === 'zh' ? '、' : ', ');
      const [, stem, end] = /^(.+)(From|To)$/.exec(key) ?? [];
      if (stem && end && (type === 'Instant' || type === 'Day')) {
        const field = labels.field(stem);
        const [from, to] = [given[`${stem}From`], given[`${stem}To`]];
        if (from && to) return end === 'To' ? [] : say(words.between, { field, from: bound(type, from, 'From'), to: bound(type, to, 'To') });
        return say(end === 'From' ? words.from : words.to, { field, value: bound(type, value, end) });
      }
      return say(words.is, { field: labels.field(key), value: shown });
    });
    return told.length ? told.join(format.lang === 'zh' ? '；' : '; ') : say(words.all);
  };
}
