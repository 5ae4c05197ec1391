import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useSearchParams } from 'react-router';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { AreaReadings, AreaReadingsVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan, useCanteen } from '../shell/me.tsx';
import { ExportMenu } from '../sheets/ExportMenu.tsx';
import { ButtonTo, Empty, Failed, Ghost, Refusals } from '../ui/bits.tsx';
import { Late } from '../ui/Event.tsx';
import { useFormat } from '../ui/format.ts';
import { Keypad, NumberField } from '../ui/Keypad.tsx';
import { BottomAct, Page } from '../ui/Page.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { degrees, figure, useLimits } from './limits.ts';
import { useWhen } from './When.tsx';

const READINGS = gql`
  query AreaReadings($canteen: ID!, $from: Instant!) {
    areas(filter: { canteen: $canteen, active: true, kind: [CHILLED_STORE, FROZEN_STORE, COLD_ROOM, SAMPLE_FRIDGE] }, sort: { field: "pinyin", order: ASC }, page: { size: 100 }) {
      items { id kind name { zh en } }
    }
    temperatureReadings(filter: { canteen: $canteen, kind: STORAGE, occurredAtFrom: $from }, sort: { field: "occurredAt", order: DESC }, page: { size: 200 }) {
      items { id celsius within occurredAt recordedAt lateEntry imported area { id } recordedBy { id name } }
    }
  }
`;

const words = {
  title: { zh: '库温', en: 'Store temperatures' },
  all: { zh: '全部记录', en: 'All readings' },
  none: { zh: '还没有登记冷库、专间或留样柜。先在「食堂与场所」里添加。', en: 'No cold store, cold room or sample fridge is on record. Add them under Canteens & areas.' },
  add: { zh: '添加场所', en: 'Add areas' },
  reading: { zh: '读数', en: 'Reading' },
  last: { zh: '上次 {t} °C · {when}', en: 'Last {t} °C · {when}' },
  never: { zh: '七天内没有记录', en: 'no reading in seven days' },
  count: { zh: '今天 {n}/{of} 次', en: '{n} of {of} today' },
  counted: { zh: '今天 {n} 次', en: '{n} today' },
  between: { zh: '{min}–{max} °C', en: '{min} to {max} °C' },
  below: { zh: '低于 {max} °C', en: 'below {max} °C' },
  most: { zh: '不高于 {max} °C', en: 'at most {max} °C' },
  out: { zh: '超出限值：照实记下。先关好门，把食品移到合格的库里，半小时后再测；还超限就报修，并请食品安全员处理存货。', en: 'Out of limits: note it as it is. Close the door, move the food to a good store, measure again in half an hour; if it stays so, call for repair and let the safety officer decide about the food.' },
  outLast: { zh: '上次超限，请再测', en: 'was out of limits: measure again' },
  save: { zh: '记下 {n} 处', en: 'Note {n}' },
  nothing: { zh: '记下读数', en: 'Note the readings' },
  saved: { zh: '已记下 {n} 处', en: '{n} noted' },
  label: { zh: '{area} {t} °C', en: '{area} {t} °C' },
  when: { zh: '测温时间', en: 'Measured' },
};

interface Range { min: number | null; max: number | null; open?: boolean }

/**
 * The round of the fridges: last time's value beside each field, the next field one key away, one button for all. It is
 * shown, never offered as a reading: the same temperature day after day is how such ledgers are made up (domain reference §8).
 */
export default function StoreTemperatures() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const notify = useNotify();
  const can = useCan();
  const canteen = useCanteen();
  const limits = useLimits();
  const [search] = useSearchParams();
  const wanted = search.get('area');
  const { act, pending, refusals } = useAct();
  const [typed, setTyped] = useState<Record<string, { value: string; at: string }>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const when = useWhen(say(words.when));
  const from = format.today().plusDays(-7).startsAt(format.timeZone).toISOString();
  const { data, error, refetch } = useAsk<AreaReadings, AreaReadingsVariables>(READINGS, { canteen: canteen?.id ?? '', from }, { enabled: !!canteen });
  const writes = can('kitchen:write');
  const limit = (field: string) => figure(limits('kitchen', field));
  const rangeOf = (kind: string): Range => {
    if (kind === 'FROZEN_STORE') return { min: null, max: limit('frozenMax'), open: true };
    if (kind === 'COLD_ROOM') return { min: null, max: limit('coldRoomMax') };
    return { min: limit('chilledMin'), max: limit('chilledMax') };
  };
  const ruleOf = ({ min, max, open }: Range) => (max === null ? '' : min !== null ? say(words.between, { min: degrees(min), max: degrees(max) }) : say(open ? words.below : words.most, { max: degrees(max) }));
  const outside = (value: string, { min, max, open }: Range) => {
    const celsius = Number(value);
    if (value === '' || value === '-' || !Number.isFinite(celsius)) return false;
    return (min !== null && celsius < min) || (max !== null && (open ? celsius >= max : celsius > max));
  };
  const filled = Object.entries(typed).filter(([, { value }]) => value !== '' && value !== '-');
  const perDay = limit('storageReadingsPerDay');

  const save = async () => {
    let saved = 0;
    setRefused(null);
    for (const [area, { value, at }] of filled) {
      const name = format.text(data?.areas.items.find((each) => each.id === area)?.name);
      const outcome = await act('recordTemperature', { input: { area, celsius: value, ...(when.given ?? { occurredAt: at }) } }, { quiet: true, queue: say(words.label, { area: name, t: value }) });
      if (!outcome) {
        setRefused(area);
        break;
      }
      saved++;
      setTyped(({ [area]: _, ...rest }) => rest);
    }
    if (saved) notify(say(words.saved, { n: saved }), { type: 'success' });
    if (saved === filled.length) when.reset();
  };

  return (
    <Page title={say(words.title)} actions={<>
      <ButtonTo to="/temperatures/all" variant="outlined">{say(words.all)}</ButtonTo>
      <ExportMenu ledger="temperatureReadings" filter={{ canteen: canteen?.id, kind: 'STORAGE', occurredAtFrom: from }} sort={{ field: 'occurredAt', order: 'DESC' }} />
    </>}>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Ghost rows={4} height={88} />}
      {data && !data.areas.items.length && <Empty text={say(words.none)} action={can('people:write') && <ButtonTo to="/canteens" variant="outlined">{say(words.add)}</ButtonTo>} />}
      <Keypad>
        {data?.areas.items.map((area) => {
          const readings = data.temperatureReadings.items.filter((reading) => reading.area?.id === area.id);
          const [last] = readings;
          const today = readings.filter((reading) => format.on(reading.occurredAt).eq(format.today()));
          const range = rangeOf(area.kind);
          const value = typed[area.id]?.value ?? '';
          const set = (next: string) => setTyped((now) => ({ ...now, [area.id]: { value: next, at: new Date().toISOString() } }));
          return (
            <Box key={area.id} component="section" aria-label={format.text(area.name)} sx={{ borderTop: 1, borderColor: 'divider', py: 1.5 }}>
              <Box sx={{ display: 'grid', gap: 1, columnGap: 3, alignItems: 'center', gridTemplateColumns: { xs: '1fr 9em', md: 'minmax(12em, 1fr) minmax(20em, 2fr) 12em' } }}>
                <Box sx={{ minWidth: 0 }}>
                  <Box sx={{ fontWeight: 600 }}>{format.text(area.name)}</Box>
                  <Box sx={{ color: 'text.secondary' }}>{[labels.of('AreaKind', area.kind), ruleOf(range)].filter(Boolean).join(' · ')}</Box>
                </Box>
                {writes && (
                  <Box sx={{ gridColumn: { xs: 2, md: 3 }, gridRow: 1 }}>
                    <NumberField negative autoFocus={wanted === area.id} label={say(words.reading)} unit="°C" value={value} onChange={set} />
                  </Box>
                )}
                <Box sx={{ gridColumn: { xs: '1 / -1', md: 2 }, gridRow: { md: 1 }, display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'center' }}>
                  <Box component="span" sx={{ color: 'text.secondary' }}>{last ? say(words.last, { t: degrees(last.celsius), when: format.when(last.occurredAt) }) : say(words.never)}{last && ` · ${last.recordedBy.name}`}</Box>
                  {last && <Late record={last} />}
                  {last && !last.within && <Tone tone="bad" plain>{say(words.outLast)}</Tone>}
                  <Tone plain tone={perDay !== null && today.length >= perDay ? 'ok' : 'todo'}>{perDay === null ? say(words.counted, { n: today.length }) : say(words.count, { n: today.length, of: perDay })}</Tone>
                </Box>
              </Box>
              {outside(value, range) && <Box role="status" sx={{ mt: 1 }}><Tone tone="warn" plain><span style={{ whiteSpace: 'normal' }}>{say(words.out)}</span></Tone></Box>}
              {refused === area.id && <Box sx={{ mt: 1 }}><Refusals errors={refusals} /></Box>}
            </Box>
          );
        })}
        {writes && !!data?.areas.items.length && (
          <>
            {when.field}
            <BottomAct>
              <Button variant="contained" loading={pending} disabled={!filled.length} onClick={() => void save()}>{filled.length ? say(words.save, { n: filled.length }) : say(words.nothing)}</Button>
            </BottomAct>
          </>
        )}
      </Keypad>
    </Page>
  );
}
