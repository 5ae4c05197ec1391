import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ImportsMade, ImportsMadeVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { ButtonTo, Empty, Failed, Ghost, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { importTones, importWords, useImportKinds } from './kinds.ts';
import { useWhileRunning } from './WorkLine.tsx';

const MADE = gql`
  query ImportsMade($page: PageInput!) {
    imports(page: $page) { total hasNext items { id kind fileName state rows creates updates same refused recordedAt byName } }
  }
`;

const words = {
  title: { zh: '导入', en: 'Imports' },
  sub: { zh: '从表格一次录入供货者、原料、菜品、人员、库存、菜价和旧台账。', en: 'Suppliers, ingredients, dishes, people, stock, prices and old ledgers, all from a sheet.' },
  start: { zh: '导入表格', en: 'Import a sheet' },
  empty: { zh: '还没有导入过。下载模板，把已有的表贴进去，先检查再导入，一行都不会错写。', en: 'Nothing was imported yet. Download a template, paste what you have, have it checked, then import: all rows or none.' },
  counts: { zh: '新增 {creates} · 变更 {updates} · 无变化 {same} · 有问题 {refused}', en: '{creates} new · {updates} changed · {same} unchanged · {refused} refused' },
  by: { zh: '{who} · {when}', en: '{who} · {when}' },
  earlier: { zh: '上一页', en: 'Previous' },
  later: { zh: '下一页', en: 'Next' },
};

const SIZE = 25;

export default function Imports() {
  const say = useSay();
  const whileRunning = useWhileRunning();
  const format = useFormat();
  const [page, setPage] = useState(1);
  const { kinds, kindOf } = useImportKinds();
  const { data, error, refetch } = useAsk<ImportsMade, ImportsMadeVariables>(MADE, { page: { number: page, size: SIZE } }, {
    keep: true,
    refetchInterval: (last) => whileRunning(last?.imports.items.some(({ state }) => state === 'CHECKING' || state === 'IMPORTING')),
  });
  const made = data?.imports;
  const start = !!kinds?.length && <ButtonTo to="/imports/new" variant="contained">{say(words.start)}</ButtonTo>;
  return (
    <Page title={say(words.title)} sub={say(words.sub)} actions={start}>
      {!made && !error && <Ghost rows={5} height={84} />}
      {!made && error && <Failed error={error} retry={() => void refetch()} />}
      {made && !made.items.length && <Empty text={say(words.empty)} action={start} />}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {made?.items.map((each) => (
          <Box component="li" key={each.id} sx={{ py: 1.5, borderTop: 1, borderColor: 'divider', display: 'grid', gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 1fr) auto' }, gap: 1, alignItems: 'center' }}>
            <Box sx={{ minWidth: 0 }}>
              <Box sx={{ fontWeight: 500 }}><To to={`/imports/${each.id}`}>{format.text(kindOf(each.kind)?.title ?? { zh: each.kind, en: each.kind })} · {each.fileName}</To></Box>
              {each.rows !== null && <Box>{say(words.counts, { creates: format.number(each.creates), updates: format.number(each.updates), same: format.number(each.same), refused: format.number(each.refused) })}</Box>}
              <Box sx={{ color: 'text.secondary' }}>{say(words.by, { who: each.byName, when: format.moment(each.recordedAt) })}</Box>
            </Box>
            <Tone tone={importTones[each.state]} plain>{say(importWords[each.state])}</Tone>
          </Box>
        ))}
      </Box>
      {made && made.total > SIZE && (
        <Box sx={{ display: 'flex', gap: 1, mt: 1, justifyContent: 'flex-end' }}>
          <Button variant="outlined" disabled={page <= 1} onClick={() => setPage(page - 1)}>{say(words.earlier)}</Button>
          <Button variant="outlined" disabled={!made.hasNext} onClick={() => setPage(page + 1)}>{say(words.later)}</Button>
        </Box>
      )}
    </Page>
  );
}
