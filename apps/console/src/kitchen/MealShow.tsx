import { useState } from 'react';
import { useNavigate, useParams } from 'react-admin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Decimal } from '@canteen/kernel';
import type { MealPage, MealPageVariables, Proposal, ProposalVariables, StartBatchInput } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { Refused } from '../provider/transport.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan } from '../shell/me.tsx';
import { ButtonTo, Empty, Failed, Ghost, Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { BottomAct, Page } from '../ui/Page.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { CoreSheet } from './CoreSheet.tsx';
import { DishRow } from './DishRow.tsx';
import { SeasoningSheet } from './SeasoningSheet.tsx';
import { StartOne } from './StartOne.tsx';
import { choiceKey } from './takes.ts';
import type { Take } from './takes.ts';
import { useWhen } from './When.tsx';

const MEAL = gql`
  query MealPage($id: ID!) {
    mealService(id: $id) {
      id day meal serviceStart serviceEnd plannedDiners
      items { id plannedPortions cookingSince dish { id name { zh en } category flags currentRecipe { id } } }
      coverage { item { id } sampled batch { id } }
    }
    productionBatches(filter: { service: $id }, sort: { field: "occurredAt", order: ASC }, page: { size: 200 }) {
      items {
        id number state portions occurredAt recordedAt lateEntry imported finishedAt availableActions item { id } cook { id name }
        dish { id name { zh en } category flags }
        temperatures { id celsius within occurredAt recordedAt } corrections { id action note occurredAt recordedAt }
      }
    }
  }
`;

const PROPOSAL = gql`
  query Proposal($service: ID!) {
    proposedTakes(service: $service) {
      needed { value unit } short { value unit } item { id } ingredient { id name { zh en } byDay }
      takes { quantity { value unit } lot { id lotCode expiryDate status } }
      openedLots { id lotCode openedOn } opens { id lotCode expiryDate status }
    }
  }
`;

const words = {
  title: { zh: '{meal} · {day}', en: '{meal} · {day}' },
  sub: { zh: '供餐 {from}–{to} · {n} 人', en: 'Served {from}–{to} · {n} diners' },
  gone: { zh: '没有这一餐，或它不在您可以看的食堂里。', en: 'There is no such meal, or it belongs to a canteen you may not see.' },
  none: { zh: '这一餐还没有排菜。', en: 'No dishes are planned for this meal yet.' },
  plan: { zh: '去排菜单', en: 'Plan the menu' },
  start: { zh: '开始制作 · {n} 道', en: 'Start cooking ({n})' },
  startRest: { zh: '先开始不缺料的 {n} 道', en: 'Start the {n} that lack nothing' },
  started: { zh: '已开始制作 {n} 道，原料已按先到期先用出库', en: 'Started: {n}. The ingredients have left the store, expiring first.' },
  when: { zh: '开始时间', en: 'Started' },
  sample: { zh: '留样', en: 'Take samples' },
  samples: { zh: '看留样', en: 'Samples' },
  season: { zh: '开封调味品', en: 'Open a seasoning' },
  short: { zh: '开始前请先解决：库存不够', en: 'Before starting: not enough in stock' },
  lacks: { zh: '{name} 缺 {short}', en: '{name}: {short} short' },
  shortHelp: { zh: '可收货入库、盘点调整，或点「只做这道」减少份数。', en: 'Receive goods, correct the count, or start single dishes with fewer portions.' },
  noRecipe: { zh: '「{dish}」没有采用的食谱，不能开始。', en: '{dish} has no adopted recipe and cannot be started.' },
  all: { zh: '全部菜品都已开始制作', en: 'All dishes are being cooked' },
};

export type MealItem = NonNullable<MealPage['mealService']>['items'][number];
export type MealBatch = MealPage['productionBatches']['items'][number];
export type Need = NonNullable<Proposal['proposedTakes']>[number];
export type Choices = Record<string, Take[]>;

/** The meal at the stove: what is planned, what goes in, what is cooking, what has been measured and sampled. */
export default function MealShow() {
  const { id = '' } = useParams();
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const navigate = useNavigate();
  const can = useCan();
  const { act, pending, refusals, clear } = useAct();
  const { data, error, refetch } = useAsk<MealPage, MealPageVariables>(MEAL, { id }, { refetchInterval: 60_000 });
  const items = data?.mealService?.items ?? [];
  const batches = data?.productionBatches.items ?? [];
  const unstarted = items.filter((item) => !batches.some((batch) => batch.item?.id === item.id && batch.state !== 'DISCARDED'));
  const withoutRecipe = unstarted.filter((item) => item.dish && !item.dish.currentRecipe);
  const writes = can('kitchen:write');
  const proposal = useAsk<Proposal, ProposalVariables>(PROPOSAL, { service: id }, { enabled: unstarted.length > 0 && withoutRecipe.length === 0, keep: true });
  const needs = unstarted.length ? (proposal.data?.proposedTakes ?? []) : [];
  const [choices, setChoices] = useState<Choices>({});
  const [measuring, setMeasuring] = useState<{ batch: string; correcting: boolean } | null>(null);
  /** `again` is what the person saw when asking: a dish that somebody else starts meanwhile is not cooked twice. */
  const [single, setSingle] = useState<{ item: MealItem; again: boolean } | null>(null);
  const [seasoning, setSeasoning] = useState(false);
  const when = useWhen(say(words.when));

  const meal = data?.mealService;
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Ghost rows={8} height={64} />;
  if (!meal) return <Page title={say(words.gone)} back="/mealServices"><Empty text={say(words.gone)} /></Page>;

  const name = say(words.title, { meal: labels.of('Meal', meal.meal), day: format.day(meal.day) });
  const missing = needs.filter((need) => need.short && need.item && need.ingredient && !choices[choiceKey(need.item.id, need.ingredient.id)]);
  const lacking = new Set(missing.flatMap((need) => need.item?.id ?? []));
  const ready = unstarted.filter((item) => !lacking.has(item.id) && !withoutRecipe.includes(item));
  /** The shortages of the meal, one line for each ingredient. */
  const shortages = [...new Set(missing.map((need) => need.ingredient!.id))].map((ingredient) => {
    const mine = missing.filter((need) => need.ingredient!.id === ingredient);
    const sum = mine.reduce((total, need) => total.plus(need.short!.value), Decimal.of(0));
    return say(words.lacks, { name: format.text(mine[0]!.ingredient!.name), short: format.qty({ value: sum.toString(), unit: mine[0]!.short!.unit }) });
  });
  const promised = (item: string, ingredient: string) => (lot: string) =>
    needs.reduce((sum, need) => {
      if (!need.item || need.item.id === item || need.ingredient?.id !== ingredient) return sum;
      const chosen = choices[choiceKey(need.item.id, ingredient)];
      const taken = chosen ? chosen.flatMap((take) => (take.lot === lot && take.quantity ? [take.quantity.value] : [])) : need.takes.flatMap((take) => (take.lot?.id === lot ? [take.quantity.value] : []));
      return taken.reduce((total, value) => total.plus(value), sum);
    }, Decimal.of(0));

  const inputOf = (item: MealItem): StartBatchInput => {
    const takes = needs.filter((need) => need.item?.id === item.id).flatMap((need) =>
      (choices[choiceKey(item.id, need.ingredient?.id ?? '')] ?? []).map(({ lot, quantity, skipReason }) => ({ ingredient: need.ingredient!.id, lot, quantity, skipReason })));
    return { item: item.id, ...(takes.length ? { takes } : {}) };
  };
  const start = async () => {
    // Without a list the house starts what nobody has started meanwhile; a choice of dishes or lots has to be named.
    const named = ready.length < unstarted.length || Object.keys(choices).length > 0;
    const outcome = await act('startBatches', { service: meal.id, ...(named ? { items: ready.map(inputOf) } : {}), ...when.given }, { quiet: true, done: say(words.started, { n: ready.length }) });
    if (!outcome) return window.scrollTo({ top: 0 });
    setChoices({});
    when.reset();
  };
  const covered = meal.coverage?.some((each) => each.sampled === 'MISSING' || each.sampled === 'UNDERWEIGHT');
  const measured = batches.find((batch) => batch.id === measuring?.batch);
  // Not before the house knows what is in stock: a shortage is said first.
  const canStart = writes && ready.length > 0 && !(proposal.isPending && proposal.isFetching);

  return (
    <Page
      title={name}
      sub={say(words.sub, { from: format.time(meal.serviceStart), to: format.time(meal.serviceEnd), n: meal.plannedDiners })}
      back="/mealServices"
      actions={<>
        {can('retention:read') && batches.length > 0 && (
          <ButtonTo to={`/mealServices/${meal.id}/samples`} variant={covered && !canStart && can('retention:write') ? 'contained' : 'outlined'}>{say(can('retention:write') && covered ? words.sample : words.samples)}</ButtonTo>
        )}
      </>}
    >
      <Refusals errors={refusals} />
      {proposal.error instanceof Refused && <Refusals errors={proposal.error.errors} />}
      {withoutRecipe.map((item) => <Box key={item.id} sx={{ mb: 1 }}><Tone tone="bad" plain>{say(words.noRecipe, { dish: format.text(item.dish?.name) })}</Tone></Box>)}
      {writes && shortages.length > 0 && (
        <Box role="status" sx={(theme) => ({ mb: 2, p: 2, border: 1, borderColor: theme.tones.bad, borderRadius: 1, bgcolor: theme.tones.badGround })}>
          <Box sx={{ fontWeight: 600 }}>{say(words.short)}</Box>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>{shortages.map((text) => <li key={text}>{text}</li>)}</Box>
          <Box sx={{ color: 'text.secondary' }}>{say(words.shortHelp)}</Box>
        </Box>
      )}
      {!items.length && <Empty text={say(words.none)} action={can('menus:write') && <ButtonTo to="/menus" variant="outlined">{say(words.plan)}</ButtonTo>} />}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, borderTop: 1, borderColor: 'divider' }}>
        {items.map((item) => (
          <DishRow
            key={item.id}
            item={item}
            batches={batches.filter((batch) => batch.item?.id === item.id)}
            needs={needs.filter((need) => need.item?.id === item.id)}
            waiting={unstarted.includes(item) && proposal.isPending && proposal.isFetching}
            sampled={meal.coverage?.find((each) => each.item.id === item.id)?.sampled ?? null}
            served={new Date(meal.serviceStart) < new Date()}
            choices={choices}
            promised={promised}
            writes={writes}
            onChoose={(ingredient, takes) => {
              clear();
              setChoices(({ [choiceKey(item.id, ingredient)]: _, ...rest }) => (takes ? { ...rest, [choiceKey(item.id, ingredient)]: takes } : rest));
            }}
            onMeasure={(batch, correcting) => setMeasuring({ batch, correcting })}
            onStart={() => setSingle({ item, again: !unstarted.includes(item) })}
          />
        ))}
      </Box>
      {writes && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', alignItems: 'center', gap: 1, mt: 1 }}>
          <Box>{unstarted.length > 0 && when.field}</Box>
          <Button variant="outlined" onClick={() => setSeasoning(true)}>{say(words.season)}</Button>
        </Box>
      )}
      {canStart && (
        <BottomAct>
          <Button variant="contained" loading={pending} onClick={() => void start()}>
            {say(ready.length < unstarted.length ? words.startRest : words.start, { n: ready.length })}
          </Button>
        </BottomAct>
      )}
      {measured && <CoreSheet key={measured.id} batch={measured} correcting={measuring!.correcting} onClose={() => setMeasuring(null)} />}
      {single && (
        <StartOne
          service={meal.id}
          input={{ ...inputOf(single.item), ...(single.again ? { again: true } : {}) }}
          dish={format.text(single.item.dish?.name)}
          planned={single.item.plannedPortions}
          onClose={() => setSingle(null)}
          onStarted={(batch) => { setSingle(null); if (single.again && batch) navigate(`/productionBatches/${batch}/show`); }}
        />
      )}
      {seasoning && <SeasoningSheet onClose={() => setSeasoning(false)} />}
    </Page>
  );
}
