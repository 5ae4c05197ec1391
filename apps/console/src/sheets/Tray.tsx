import Close from '@mui/icons-material/Close';
import Download from '@mui/icons-material/FileDownloadOutlined';
import OpenInNew from '@mui/icons-material/OpenInNew';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import type { ExportFormat, ExportsWatched } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useFormat } from '../ui/format.ts';
import { useSay } from '../ui/say.ts';
import { useLedgerName } from './names.ts';
import { useWatched } from './watch.ts';
import { isRunning, useWhileRunning, WorkLine } from './WorkLine.tsx';

const WATCHED = gql`
  query ExportsWatched {
    exports(filter: { mine: true }, page: { size: 20 }) {
      items { id ledger format rows file { id url } work { id state done total failure failureParams } }
    }
  }
`;

const words = {
  bar: { zh: '导出', en: 'Exports' },
  ready: { zh: '已备好 · {n} 行', en: 'ready · {n} rows' },
  done: { zh: '已备好', en: 'ready' },
  drop: { zh: '不再显示', en: 'Hide' },
  download: { zh: '下载', en: 'Download' },
  open: { zh: '打开', en: 'Open' },
};

/** What was asked for and is being written: quiet, at the top, until it is fetched or put away. */
export function Tray() {
  const say = useSay();
  const whileRunning = useWhileRunning();
  const format = useFormat();
  const nameOf = useLedgerName();
  const { watched, drop } = useWatched();
  const { data } = useAsk<ExportsWatched>(WATCHED, {}, {
    enabled: watched.length > 0,
    // The link to a file holds for a quarter of an hour.
    refetchInterval: (last) => whileRunning(last?.exports.items.some((each) => watched.includes(each.id) && isRunning(each.work))) || 10 * 60_000,
  });
  const shown = data?.exports.items.filter((each) => watched.includes(each.id)) ?? [];
  if (!shown.length) return null;
  return (
    <Box role="region" aria-label={say(words.bar)} aria-live="polite" sx={{ position: 'sticky', top: 0, zIndex: 3, bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider', px: { xs: 2, md: 3, xl: 5 } }}>
      {shown.map((each) => {
        const name = `${nameOf(each.ledger)} · ${each.format === 'JSONL' ? 'JSON' : each.format}`;
        return (
          <Box key={each.id} sx={{ display: 'flex', alignItems: 'center', columnGap: 1, minHeight: 52 }}>
            <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'center', lineHeight: 1.4 }}>
              <Box component="span" sx={{ fontWeight: 500 }}>{name}</Box>
              {each.work && <WorkLine work={each.work} name={name} />}
              {each.file?.url && <Box component="span" sx={{ color: 'text.secondary' }}>{each.rows === null ? say(words.done) : say(words.ready, { n: format.number(each.rows) })}</Box>}
            </Box>
            {each.file?.url && <FileButton url={each.file.url} format={each.format} filled onFetched={() => setTimeout(() => drop(each.id), 1500)} />}
            {!isRunning(each.work) && <IconButton aria-label={say(words.drop)} onClick={() => drop(each.id)}><Close /></IconButton>}
          </Box>
        );
      })}
    </Box>
  );
}

/** A form opens beside, to be printed; anything else is saved. */
export function FileButton({ url, format, filled, onFetched }: { url: string; format: ExportFormat; filled?: boolean; onFetched?: () => void }) {
  const say = useSay();
  const pdf = format === 'PDF';
  return (
    <Button
      component="a" href={url} variant={filled ? 'contained' : 'outlined'} startIcon={pdf ? <OpenInNew /> : <Download />} onClick={onFetched}
      {...(pdf ? { target: '_blank', rel: 'noreferrer' } : { download: '' })}
    >
      {say(pdf ? words.open : words.download)}
    </Button>
  );
}
