import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useAct } from '../provider/useAct.ts';
import { Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { BottomAct, Section } from '../ui/Page.tsx';
import { useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import type { ImportKind } from './kinds.ts';
import { assign, headingName, missing, unused } from './mapping.ts';
import type { Heading, Mapping } from './mapping.ts';

const words = {
  title: { zh: '对应列', en: 'Match the columns' },
  help: { zh: '左边是系统认得的列，右边选您表里的哪一列。选好后记住，下次同样表头不用再选。', en: 'On the left what we know, on the right which column of your sheet it is. The choice is remembered for sheets with the same headings.' },
  must: { zh: '必填', en: 'required' },
  none: { zh: '— 表里没有 —', en: '— not in the sheet —' },
  missing: { zh: '还有 {n} 个必填列没有对应', en: '{n} required columns are not matched yet' },
  unused: { zh: '表里没有用到的列：{list}', en: 'Columns of the sheet that are not used: {list}' },
  check: { zh: '检查全部行', en: 'Check all rows' },
  nothing: { zh: '检查不会写入任何东西。', en: 'Checking writes nothing.' },
  chosen: { zh: '已按表头和上次的选择对应好 {n} 列。', en: '{n} columns are matched already, by their headings and your last choice.' },
};

/** Our columns against those of the sheet; walked with Tab, chosen with the arrow keys. */
export function Match({ id, version, kind, headings, start }: { id: string; version: number; kind: ImportKind; headings: Heading[]; start: Mapping }) {
  const say = useSay();
  const format = useFormat();
  const { act, pending, refusals } = useAct();
  const [mapping, setMapping] = useState<Mapping>(start);
  const bare = missing(kind.columns, mapping);
  const left = unused(headings, mapping);
  const go = () => void act('mapImport', { id, version, mapping }, { quiet: true });
  return (
    <Section title={say(words.title)}>
      <Refusals errors={refusals} />
      <Box sx={{ color: 'text.secondary', mb: 1, maxWidth: '50em' }}>{say(words.help)}</Box>
      {Object.keys(start).length > 0 && <Box sx={{ mb: 1 }}><Tone tone="ok" plain><span style={{ whiteSpace: 'normal' }}>{say(words.chosen, { n: Object.keys(start).length })}</span></Tone></Box>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {kind.columns.map((column) => {
          const at = mapping[column.key];
          const samples = at === undefined ? [] : (headings[at]?.samples ?? []);
          const lacks = bare.includes(column.key);
          return (
            <Box component="li" key={column.key} sx={{ display: 'grid', columnGap: 2, rowGap: 0.5, gridTemplateColumns: { xs: '1fr', md: '16em 22em minmax(0, 1fr)' }, alignItems: 'center', py: 1, borderTop: 1, borderColor: 'divider' }}>
              <Box id={`column-${column.key}`} sx={{ fontWeight: 500 }}>
                {format.text(column.title)}
                {column.required && <Box component="span" sx={{ ml: 1, fontWeight: 400, fontSize: '0.8125rem' }}>{lacks ? <Tone tone="bad" plain>{say(words.must)}</Tone> : <Box component="span" sx={{ color: 'text.secondary' }}>{say(words.must)}</Box>}</Box>}
              </Box>
              <TextField
                select fullWidth value={at === undefined ? '' : String(at)} error={lacks}
                onChange={(event) => setMapping(assign(mapping, column.key, event.target.value === '' ? null : Number(event.target.value)))}
                slotProps={{ select: { native: true }, htmlInput: { 'aria-labelledby': `column-${column.key}` } }}
              >
                <option value="">{say(words.none)}</option>
                {headings.map((heading, index) => <option key={index} value={index}>{headingName(heading)}</option>)}
              </TextField>
              <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', minWidth: 0 }}>{samples.length ? samples.join(format.lang === 'zh' ? '、' : ', ') : format.text(column.help)}</Box>
            </Box>
          );
        })}
      </Box>
      {left.length > 0 && <Box sx={{ mt: 1, color: 'text.secondary' }}>{say(words.unused, { list: left.map(({ letter, title }) => `${letter} ${title}`.trim()) })}</Box>}
      <BottomAct>
        <Button variant="contained" disabled={bare.length > 0} loading={pending} onClick={go}>{say(words.check)}</Button>
        <Box component="span" sx={{ color: 'text.secondary' }}>{bare.length ? say(words.missing, { n: bare.length }) : say(words.nothing)}</Box>
      </BottomAct>
    </Section>
  );
}
