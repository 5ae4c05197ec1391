import { useEffect, useState } from 'react';
import { useParams } from 'react-admin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { MealSamples, MealSamplesVariables, SampleFridges, SampleFridgesVariables } from '../provider/generated.ts';
import { momentAfter } from '../kitchen/core.ts';
import { figure, useLimits } from '../kitchen/limits.ts';
import { SampledTone } from '../kitchen/SampledTone.tsx';
import { useWhen } from '../kitchen/When.tsx';
import { gql } from '../provider/gql.ts';
import { LabelButton } from '../print/Labels.tsx';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan, useCanteen, useMe } from '../shell/me.tsx';
import { ButtonTo, Empty, Failed, Ghost, Refusals, To } from '../ui/bits.tsx';
import { useDraft } from '../ui/draft.ts';
import { Late } from '../ui/Event.tsx';
import { useFormat } from '../ui/format.ts';
import { Keypad, NumberField } from '../ui/Keypad.tsx';
import { BottomAct, Page } from '../ui/Page.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { State, Tone } from '../ui/Tone.tsx';

const MEAL = gql`
  query MealSamples($id: ID!) {
    mealService(id: $id) {
      id day meal serviceStart serviceEnd plannedDiners
      coverage { item { id plannedPortions } dish { id name { zh en } } sampled batch { id number state occurredAt } }
    }
    retainedSamples(filter: { service: $id }, sort: { field: "occurredAt", order: ASC }, page: { size: 200 }) {
      items { id number status grams retained occurredAt recordedAt lateEntry imported dueAt takenBy { id name } batch { id item { id } } fridge { id name { zh en } } }
    }
  }
`;

const FRIDGES = gql`
  query SampleFridges($canteen: ID!) {
    areas(filter: { canteen: $canteen, active: true, kind: [SAMPLE_FRIDGE] }, sort: { field: "pinyin", order: ASC }) { items { id name { zh en } } }
  }
`;

const words = {
  title: { zh: '留样 · {meal} {day}', en: 'Samples · {meal}, {day}' },
  gone: { zh: '没有这一餐，或它不在您可以看的食堂里。', en: 'There is no such meal, or it belongs to a canteen you may not see.' },
  rule: { zh: '每道菜不少于 {min} g，自供餐结束（{end}）起保存 {hours} 小时。', en: 'At least {min} g of each dish, kept {hours} h from the end of service ({end}).' },
  missing: { zh: '{n} 道还没有留样', en: 'Without a sample: {n}' },
  whole: { zh: '每道菜都有留样', en: 'Every dish has a sample' },
  none: { zh: '这一餐还没有开始制作，没有可留样的菜。', en: 'This meal is not being cooked yet: there is nothing to take a sample of.' },
  meal: { zh: '看餐次', en: 'Open the meal' },
  weight: { zh: '留样量', en: 'Weight' },
  light: { zh: '不足 {min} g：会记下，但不计为留样，请再补。', en: 'Below {min} g: it is noted, but does not count. Take more.' },
  lightHad: { zh: '先前 {list} g，不计为留样', en: '{list} g before, does not count' },
  again: { zh: '再留一份', en: 'Take another' },
  fridge: { zh: '留样柜', en: 'Sample fridge' },
  noFridge: { zh: '不注明', en: 'Not stated' },
  save: { zh: '登记留样 · {n} 份', en: 'Record samples ({n})' },
  saveNone: { zh: '登记留样', en: 'Record samples' },
  saved: { zh: '已登记 {n} 份留样', en: 'Samples recorded: {n}' },
  label: { zh: '留样 {n} 份 · {meal}', en: 'Samples ({n}) · {meal}' },
  when: { zh: '留样时间', en: 'Taken' },
  until: { zh: '保存至 {when}', en: 'until {when}' },
  cooking: { zh: '还在制作，做好再留', en: 'still cooking: sample it when it is done' },
};

type Covered = NonNullable<NonNullable<MealSamples['mealService']>['coverage']>[number];

/** The samples of a meal in one round: the dishes without one first, the scale's figure, the next field, one button. */
export default function TakeSamples() {
  const { id = '' } = useParams();
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const me = useMe();
  const canteen = useCanteen();
  const limits = useLimits();
  const { act, pending, refusals, clear } = useAct();
  const { data, error, refetch } = useAsk<MealSamples, MealSamplesVariables>(MEAL, { id });
  const fridges = useAsk<SampleFridges, SampleFridgesVariables>(FRIDGES, { canteen: canteen?.id ?? '' }, { enabled: !!canteen }).data?.areas.items ?? [];
  const [grams, setGrams, drop] = useDraft<Record<string, string>>(`samples.${id}.${me?.person.id}`, {});
  const [more, setMore] = useState<string[]>([]);
  const [sent, setSent] = useState<string[]>([]);
  const [fridge, setFridge] = useState('');
  const when = useWhen(say(words.when));
  useEffect(() => {
    if (!fridge && fridges[0]) setFridge(localStorage.getItem('canteen.sampleFridge') ?? fridges[0].id);
  }, [fridges, fridge]);
  const meal = data?.mealService;
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Ghost rows={8} height={64} />;
  if (!meal) return <Page title={say(words.gone)} back="/retainedSamples"><Empty text={say(words.gone)} /></Page>;

  const writes = can('retention:write');
  const min = figure(limits('retention', 'minGrams'));
  const hours = figure(limits('retention', 'keepHours'));
  const covered = meal.coverage ?? [];
  const rows = [...covered].sort((a, b) => ORDER.indexOf(a.sampled) - ORDER.indexOf(b.sampled));
  const bare = covered.filter((each) => each.sampled === 'MISSING' || each.sampled === 'UNDERWEIGHT').length;
  const given = rows.flatMap((each) => (each.batch && grams[each.batch.id] ? [{ batch: each.batch, grams: grams[each.batch.id]!.replace(/\.$/, '') }] : []));
  const chosen = fridges.some((each) => each.id === fridge) ? fridge : null;
  const mealName = `${labels.of('Meal', meal.meal)} ${format.day(meal.day)}`;

  const save = async () => {
    setSent(given.map((each) => each.batch.id));
    const samples = given.map((each) => ({ batch: each.batch.id, grams: each.grams, fridge: chosen, ...(when.given ?? { occurredAt: momentAfter(each.batch.occurredAt) }) }));
    const outcome = await act('takeSamples', { samples }, { quiet: true, queue: say(words.label, { n: samples.length, meal: mealName }), done: say(words.saved, { n: samples.length }) });
    if (!outcome) return;
    if (chosen) localStorage.setItem('canteen.sampleFridge', chosen);
    setGrams({});
    drop();
    setMore([]);
    when.reset();
  };
  const errorAt = (batch: string) => refusals.find((each) => each.field?.startsWith(`samples.${sent.indexOf(batch)}.`) || each.field === `samples.${sent.indexOf(batch)}`)?.message;

  return (
    <Page
      title={say(words.title, { meal: labels.of('Meal', meal.meal), day: format.day(meal.day) })}
      sub={min !== null && hours !== null && say(words.rule, { min, hours, end: format.time(meal.serviceEnd) })}
      back={`/mealServices/${meal.id}/show`}
      width="form"
      actions={<LabelButton kind="sample" ids={data.retainedSamples.items.filter((sample) => sample.status === 'KEEPING' || sample.status === 'DUE').map((sample) => sample.id)} />}
    >
      {covered.some((each) => each.batch) && (
        <Box sx={{ mb: 1 }}>{bare ? <Tone tone={new Date(meal.serviceEnd) < new Date() ? 'bad' : 'warn'}>{say(words.missing, { n: bare })}</Tone> : !covered.some((each) => each.sampled === 'NOT_COOKED') && <Tone tone="ok">{say(words.whole)}</Tone>}</Box>
      )}
      <Refusals errors={refusals.filter((each) => !/^samples\.\d+/.test(each.field ?? ''))} />
      {!covered.some((each) => each.batch) && <Empty text={say(words.none)} action={<ButtonTo to={`/mealServices/${meal.id}/show`} variant="outlined">{say(words.meal)}</ButtonTo>} />}
      <Keypad>
        {rows.map((each) => {
          const samples = data.retainedSamples.items.filter((sample) => sample.batch?.item?.id === each.item.id);
          const light = samples.filter((sample) => !sample.retained);
          const batch = each.batch;
          const open = writes && batch && batch.state !== 'DISCARDED' && (!settled(each) || more.includes(batch.id));
          const value = batch ? (grams[batch.id] ?? '') : '';
          const tooLight = min !== null && value !== '' && Number(value) < min;
          return (
            <Box key={each.item.id} component="section" aria-label={format.text(each.dish?.name)} sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
              <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 9.5em', gap: 1, alignItems: 'center' }}>
                <Box sx={{ minWidth: 0 }}>
                  <Box sx={{ fontWeight: 600 }}>{format.text(each.dish?.name)}</Box>
                  <SampledTone sampled={each.sampled} finished={batch?.state === 'FINISHED'} served={new Date(meal.serviceStart) < new Date()} />
                  {open && batch.state === 'COOKING' && <Box sx={{ color: 'text.secondary' }}>{say(words.cooking)}</Box>}
                  {light.length > 0 && each.sampled !== 'SAMPLED' && <Box sx={{ color: 'text.secondary' }}>{say(words.lightHad, { list: light.map((sample) => String(Number(sample.grams))) })}</Box>}
                </Box>
                {open ? (
                  <NumberField label={say(words.weight)} unit="g" value={value} error={errorAt(batch.id)} onChange={(next) => { clear(); setGrams((before) => ({ ...before, [batch.id]: next })); }} />
                ) : writes && batch && batch.state !== 'DISCARDED' && <Button variant="text" sx={{ justifySelf: 'end', mr: -2 }} onClick={() => setMore([...more, batch.id])}>{say(words.again)}</Button>}
              </Box>
              {open && tooLight && <Box role="status"><Tone tone="warn" plain><span style={{ whiteSpace: 'normal' }}>{say(words.light, { min })}</span></Tone></Box>}
              {samples.filter((sample) => sample.retained || each.sampled === 'SAMPLED').map((sample) => (
                <Box key={sample.id} sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, color: 'text.secondary' }}>
                  <To to={`/retainedSamples/${sample.id}/show`}>{sample.number}</To>
                  <span>{Number(sample.grams)} g</span>
                  {sample.status === 'KEEPING' ? <span>{say(words.until, { when: format.when(sample.dueAt) })}</span> : <State of="SampleStatus" value={sample.status} plain />}
                  <span>{sample.takenBy.name} {format.when(sample.occurredAt)}</span>
                  <Late record={sample} />
                </Box>
              ))}
            </Box>
          );
        })}
        {writes && covered.some((each) => each.batch) && (
          <>
            <Box sx={{ borderTop: 1, borderColor: 'divider', pt: 1.5, display: 'grid', gap: 1 }}>
              {fridges.length > 0 && (
                <TextField select label={say(words.fridge)} value={chosen ?? ''} onChange={(event) => setFridge(event.target.value || 'none')} sx={{ maxWidth: { sm: 320 } }}>
                  <MenuItem value="">{say(words.noFridge)}</MenuItem>
                  {fridges.map((each) => <MenuItem key={each.id} value={each.id}>{format.text(each.name)}</MenuItem>)}
                </TextField>
              )}
              {when.field}
            </Box>
            <BottomAct>
              <Button variant="contained" loading={pending} disabled={!given.length} onClick={() => void save()}>{given.length ? say(words.save, { n: given.length }) : say(words.saveNone)}</Button>
            </BottomAct>
          </>
        )}
      </Keypad>
    </Page>
  );
}

/** What is still to be done first. */
const ORDER: Covered['sampled'][] = ['MISSING', 'UNDERWEIGHT', 'SAMPLED', 'NOT_COOKED'];

const settled = (each: Covered): boolean => each.sampled === 'SAMPLED' || each.sampled === 'NOT_COOKED';
