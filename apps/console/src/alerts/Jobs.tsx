import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { Jobs as JobsData } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan } from '../shell/me.tsx';
import { Failed, Ghost } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Page, Section } from '../ui/Page.tsx';
import { useSay } from '../ui/say.ts';
import { usePhone } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';

const JOBS = gql`
  query Jobs {
    jobs { name says { zh en } cron lastRunAt lastState nextAt failed queued lastError }
    failedJobs(page: { size: 50 }) { total items { id name reason tries failedAt } }
  }
`;

const words = {
  title: { zh: '后台任务', en: 'Jobs' },
  sub: { zh: '系统自己做的事。失败的会自动重试；仍不成的留在这里，写明原因。', en: 'What the system does by itself. What fails is tried again; what still fails stays here, with its reason.' },
  failed: { zh: '未完成的', en: 'Given up' },
  none: { zh: '没有失败的任务。', en: 'No job has failed.' },
  tries: { zh: '{at} · 试了 {n} 次', en: '{at}, tried {n} times' },
  retry: { zh: '再做一次', en: 'Try again' },
  queued: { zh: '已重新排队', en: 'Queued again' },
  all: { zh: '全部任务', en: 'All jobs' },
  what: { zh: '任务', en: 'Job' },
  last: { zh: '上次', en: 'Last run' },
  next: { zh: '下次', en: 'Next' },
  waiting: { zh: '等待', en: 'Waiting' },
  asked: { zh: '有事才做', en: 'when asked' },
  neverDone: { zh: '还没有做过', en: 'never ran' },
  gaveUp: { zh: '{n} 次未成', en: '{n} given up' },
  never: { zh: '还没有', en: 'not yet' },
};

export function Jobs() {
  const say = useSay();
  const format = useFormat();
  const can = useCan();
  const phone = usePhone();
  const { act, pending } = useAct();
  const { data, error, refetch } = useAsk<JobsData>(JOBS, {}, { refetchInterval: 15_000 });
  const nameOf = (name: string) => {
    const says = data?.jobs.find((job) => job.name === name)?.says;
    return says ? format.text(says) : name;
  };
  const lastOf = (job: JobsData['jobs'][number]) => job.lastRunAt ? <>{format.moment(job.lastRunAt)} {job.failed > 0 && <Tone tone="bad" plain>{say(words.gaveUp, { n: job.failed })}</Tone>}</> : say(words.never);
  const nextOf = (job: JobsData['jobs'][number]) => (job.nextAt ? format.moment(job.nextAt) : job.cron ?? say(words.asked));
  return (
    <Page title={say(words.title)} sub={say(words.sub)}>
      {!data && !error && <Ghost rows={8} />}
      {!data && error && <Failed error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <Section title={say(words.failed)}>
            {!data.failedJobs.items.length && <Box sx={{ pb: 1 }}><Tone tone="ok" plain>{say(words.none)}</Tone></Box>}
            {data.failedJobs.items.map((job) => (
              <Box key={job.id} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr auto' }, gap: 1, py: 1.5, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}>
                <Box sx={{ minWidth: 0 }}>
                  <Tone tone="bad" plain lines>{nameOf(job.name)}</Tone>
                  <Box sx={{ overflowWrap: 'anywhere' }}>{job.reason}</Box>
                  <Box sx={{ color: 'text.secondary' }}>{say(words.tries, { at: format.moment(job.failedAt), n: job.tries })}</Box>
                </Box>
                {can('jobs:write') && <Button variant="outlined" aria-label={`${say(words.retry)}: ${nameOf(job.name)}`} loading={pending} onClick={() => void act('retryJob', { id: job.id }, { done: say(words.queued) })}>{say(words.retry)}</Button>}
              </Box>
            ))}
          </Section>
          <Section title={say(words.all)}>
            {phone ? data.jobs.map((job) => (
              <Box key={job.name} sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
                <Box>{nameOf(job.name)}</Box>
                <Box sx={{ color: 'text.secondary', display: 'flex', flexWrap: 'wrap', columnGap: 2 }}><Box component="span" sx={{ whiteSpace: 'nowrap' }}>{job.lastRunAt ? <>{say(words.last)} {lastOf(job)}</> : say(words.neverDone)}</Box><Box component="span" sx={{ whiteSpace: 'nowrap' }}>{job.nextAt ? `${say(words.next)} ${nextOf(job)}` : nextOf(job)}</Box></Box>
              </Box>
            )) : (
              <Table>
                <TableHead><TableRow><TableCell>{say(words.what)}</TableCell><TableCell>{say(words.last)}</TableCell><TableCell>{say(words.next)}</TableCell><TableCell align="right">{say(words.waiting)}</TableCell></TableRow></TableHead>
                <TableBody>
                  {data.jobs.map((job) => (
                    <TableRow key={job.name}>
                      <TableCell>{nameOf(job.name)}</TableCell>
                      <TableCell sx={{ whiteSpace: 'nowrap' }}>{lastOf(job)}</TableCell>
                      <TableCell sx={{ whiteSpace: 'nowrap' }}>{nextOf(job)}</TableCell>
                      <TableCell align="right">{job.queued || ''}</TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            )}
          </Section>
        </>
      )}
    </Page>
  );
}
