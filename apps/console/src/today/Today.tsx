import { useState } from 'react';
import { LinkBase } from 'react-admin';
import ChevronRight from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { TodayDuties, TodayDutiesVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan, useCanteen, useMe } from '../shell/me.tsx';
import { ButtonTo, Empty, Failed, Ghost } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import type { ToneName } from '../ui/Tone.tsx';
import { addressOf, isCondition } from './duties.ts';
import { MealStrip } from './MealStrip.tsx';

const DUTIES = gql`
  query TodayDuties($canteen: ID!) {
    today(canteen: $canteen) { key kind title { zh en } dueAt severity done recordType recordId count forRoles mine }
  }
`;

const words = {
  title: { zh: '今日', en: 'Today' },
  list: { zh: '要做的事', en: 'To do' },
  wrong: { zh: '需要留意', en: 'Not all right' },
  allDone: { zh: '都做完了。', en: 'Everything is done.' },
  well: { zh: '一切正常。', en: 'All is well.' },
  noneMine: { zh: '没有等您做的事。', en: 'Nothing waits for you.' },
  others: { zh: '其他岗位的 {n} 项', en: '{n} for others' },
  done: { zh: '已完成 {n} 项', en: '{n} done' },
  overdue: { zh: '已过时', en: 'overdue' },
  receive: { zh: '开始收货', en: 'Receive goods' },
  noCanteen: { zh: '您还没有可以查看的食堂。请本单位管理员授予岗位。', en: 'There is no canteen for you to see yet. Ask your administrator for a role.' },
  roles: { zh: '{names}等 {n} 个岗位', en: '{names} and {more} more' },
  more: { zh: '再看 {n} 项', en: '{n} more' },
};

/** So many roles are named; the rest are counted. */
const NAMED = 2;

type Duty = TodayDuties['today'][number];

/** A term that ends with a day is told by its last moment, or it would read a day too long. */
const lastMoment = (instant: string) => new Date(Date.parse(instant) - 1);

function toneOf(duty: Duty): ToneName {
  if (duty.done) return 'done';
  return duty.severity === 'critical' ? 'bad' : duty.severity === 'warn' ? 'warn' : 'todo';
}

/** One list by deadline from all modules, each line one tap from being done. */
export function Today() {
  const say = useSay();
  const format = useFormat();
  const me = useMe();
  const can = useCan();
  const canteen = useCanteen();
  const { data, error, refetch } = useAsk<TodayDuties, TodayDutiesVariables>(DUTIES, { canteen: canteen?.id ?? '' }, { enabled: !!canteen, refetchInterval: 60_000 });
  const [showDone, setShowDone] = useState(false);
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const duties = data?.today ?? [];
  const todo = duties.filter((duty) => !duty.done && !isCondition(duty.kind));
  const wrong = duties.filter((duty) => !duty.done && isCondition(duty.kind));
  const done = duties.filter((duty) => duty.done);
  const mine = todo.filter((duty) => duty.mine);
  const others = todo.filter((duty) => !duty.mine);
  // Who only oversees has nothing of their own, and came to see the others'.
  const showOthers = unfolded ?? !mine.length;

  if (me && !canteen) return <Page title={say(words.title)}><Empty text={say(words.noCanteen)} /></Page>;
  return (
    <Page
      title={`${say(words.title)} · ${format.day(format.today())}`}
      actions={can('receiving:write') && <ButtonTo to="/goodsReceipts/create" variant="contained">{say(words.receive)}</ButtonTo>}
    >
      {can('menus:read') && canteen && <MealStrip canteen={canteen.id} />}
      <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 3fr) minmax(280px, 2fr)' }, alignItems: 'start', mt: 3 }}>
        <section>
          <Typography variant="h2" sx={{ mb: 1 }}>{say(words.list)}</Typography>
          {error && !data && <Failed error={error} retry={() => void refetch()} />}
          {!data && !error && <Ghost rows={5} />}
          {data && !mine.length && <Box sx={{ py: 2, borderTop: 1, borderColor: 'divider' }}><Tone plain tone="ok">{say(todo.length ? words.noneMine : words.allDone)}</Tone></Box>}
          <DutyList duties={mine} />
          {others.length > 0 && (
            <>
              <Button variant="text" sx={{ ml: -2, display: 'flex' }} aria-expanded={showOthers} onClick={() => setUnfolded(!showOthers)}>{say(words.others, { n: others.length })}</Button>
              {showOthers && <DutyList duties={others} forWhom />}
            </>
          )}
          {done.length > 0 && (
            <>
              <Button variant="text" sx={{ ml: -2, display: 'flex' }} aria-expanded={showDone} onClick={() => setShowDone(!showDone)}>{say(words.done, { n: done.length })}</Button>
              {showDone && <DutyList duties={done} />}
            </>
          )}
        </section>
        {data && (
          <section>
            <Typography variant="h2" sx={{ mb: 1 }}>{say(words.wrong)}</Typography>
            {!wrong.length && <Box sx={{ py: 2, borderTop: 1, borderColor: 'divider' }}><Tone plain tone="ok">{say(words.well)}</Tone></Box>}
            <DutyList duties={wrong} limit={10} />
          </section>
        )}
      </Box>
    </Page>
  );
}

function DutyList({ duties, limit, forWhom }: { duties: Duty[]; limit?: number; forWhom?: boolean }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const now = new Date().toISOString();
  const rolesOf = ({ forRoles }: Duty) => {
    const names = format.list(forRoles.slice(0, NAMED).map((role) => labels.of('Role', role)));
    return forRoles.length > NAMED ? say(words.roles, { names, n: forRoles.length, more: forRoles.length - NAMED }) : names;
  };
  const shown = limit && !all ? duties.slice(0, limit) : duties;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, borderTop: duties.length ? 1 : 0, borderColor: 'divider' }}>
      {shown.map((duty) => {
        const overdue = !duty.done && !isCondition(duty.kind) && duty.dueAt !== null && duty.dueAt < now;
        return (
          <Box component="li" key={duty.key} sx={{ borderBottom: 1, borderColor: 'divider' }}>
            <Box
              component={LinkBase}
              to={addressOf(duty)}
              sx={(theme) => ({ display: 'grid', gridTemplateColumns: { xs: '1fr 24px', sm: '1fr auto 24px' }, columnGap: 1, alignItems: 'center', minHeight: 56, py: 1, color: 'inherit', textDecoration: 'none', '&:hover': { bgcolor: theme.tones.sunk } })}
            >
              <Box sx={{ minWidth: 0 }}>
                <Tone plain lines tone={toneOf(duty)}><Box component="span" sx={{ color: duty.done ? 'text.secondary' : 'text.primary' }}>{format.text(duty.title)}</Box></Tone>
                {forWhom && <Box sx={{ pl: 'calc(1.15em + 4px)', color: 'text.secondary' }}>{rolesOf(duty)}</Box>}
              </Box>
              <Box sx={{ gridRow: { xs: 2, sm: 'auto' }, pl: { xs: 'calc(1.15em + 4px)', sm: 0 }, textAlign: { sm: 'right' }, display: { xs: 'flex', sm: 'block' }, gap: 1, color: 'text.secondary', whiteSpace: 'nowrap' }}>
                {duty.dueAt && (isCondition(duty.kind) ? format.near(format.on(lastMoment(duty.dueAt)).iso) : format.time(duty.dueAt) === '00:00' ? format.until(duty.dueAt) : format.when(duty.dueAt))}
                {overdue && duty.severity !== 'info' && <Box><Tone plain tone="bad">{say(words.overdue)}</Tone></Box>}
              </Box>
              <ChevronRight aria-hidden sx={{ color: 'text.secondary', gridRow: { xs: '1 / span 2', sm: 'auto' }, gridColumn: { xs: 2, sm: 'auto' } }} />
            </Box>
          </Box>
        );
      })}
      {shown.length < duties.length && <Button variant="text" sx={{ ml: -2 }} onClick={() => setAll(true)}>{say(words.more, { n: duties.length - shown.length })}</Button>}
    </Box>
  );
}
