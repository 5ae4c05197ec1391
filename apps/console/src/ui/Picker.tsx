import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import { useGetList } from 'react-admin';
import type { RaRecord } from 'react-admin';
import Search from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { Empty, Ghost } from './bits.tsx';
import { recent, remember } from './draft.ts';
import { useSay } from './say.ts';
import { Sheet } from './Sheet.tsx';
import { ScanButton } from './Scan.tsx';

const words = {
  search: { zh: '名称、编号或拼音首字母', en: 'Name, number or pinyin initials' },
  none: { zh: '没有匹配的。换个写法，或先在档案里新建。', en: 'Nothing matches. Try other words, or create it in its list first.' },
};

interface Props<R extends RaRecord> {
  open: boolean;
  title: string;
  resource: string;
  filter?: Record<string, unknown>;
  line: (record: R) => { main: ReactNode; side?: ReactNode; sub?: ReactNode; disabled?: boolean };
  onPick: (record: R) => void;
  onClose: () => void;
  onCode?: (code: string) => void;
  /** Not offered again: they are in the list already. */
  exclude?: string[];
}

/** Finds one record: the recently used first, then by name, number or pinyin initials. */
export function Picker<R extends RaRecord>({ open, ...props }: Props<R>) {
  return (
    <Sheet open={open} title={props.title} onClose={props.onClose} full>
      {open && <PickerList {...props} />}
    </Sheet>
  );
}

/** The same list as part of a screen. */
export function PickerList<R extends RaRecord>({ resource, filter, line, onPick, onCode, exclude = [] }: Omit<Props<R>, 'open'>) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const q = useDeferredValue(typed.trim());
  const { data, isPending } = useGetList<R>(resource, {
    pagination: { page: 1, perPage: 60 },
    sort: { field: 'pinyin', order: 'ASC' },
    filter: { ...filter, ...(q ? { q } : {}) },
  });
  const used = recent(resource);
  const rank = (id: unknown) => {
    const found = used.indexOf(String(id));
    return found < 0 ? used.length : found;
  };
  const found = (data ?? []).filter((record) => !exclude.includes(String(record.id)));
  const records = q ? found : [...found].sort((a, b) => rank(a.id) - rank(b.id));
  const pick = (record: R | undefined) => {
    if (!record || line(record).disabled) return;
    remember(resource, String(record.id));
    onPick(record);
  };
  return (
    <>
      <TextField
        autoFocus
        fullWidth
        value={typed}
        onChange={(event) => { setTyped(event.target.value); setAt(0); }}
        placeholder={say(words.search)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') { event.preventDefault(); setAt(Math.min(at + 1, records.length - 1)); }
          if (event.key === 'ArrowUp') { event.preventDefault(); setAt(Math.max(at - 1, 0)); }
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) { event.preventDefault(); pick(records[at]); }
        }}
        slotProps={{
          htmlInput: { 'aria-label': say(words.search), autoCapitalize: 'off', autoCorrect: 'off', spellCheck: false },
          input: {
            startAdornment: <InputAdornment position="start"><Search aria-hidden /></InputAdornment>,
            endAdornment: onCode ? <ScanButton onCode={onCode} /> : undefined,
          },
        }}
        sx={{ mb: 1, position: 'sticky', top: 0, zIndex: 1, bgcolor: 'background.paper' }}
      />
      {isPending && <Ghost rows={6} />}
      {!isPending && !records.length && <Empty text={say(words.none)} />}
      <Box role="listbox" aria-label={say(words.search)}>
        {records.map((record, index) => {
          const { main, side, sub, disabled } = line(record);
          return (
            <ButtonBase
              key={record.id}
              role="option"
              aria-selected={index === at}
              disabled={!!disabled}
              onClick={() => pick(record)}
              sx={(theme) => ({
                width: 1, minHeight: 56, px: 1, py: 0.75, display: 'flex', gap: 1, textAlign: 'left', justifyContent: 'space-between', alignItems: 'center', font: 'inherit',
                borderBottom: 1, borderColor: 'divider', opacity: disabled ? 0.55 : 1,
                bgcolor: index === at ? theme.tones.sunk : 'transparent', '&:hover': { bgcolor: theme.tones.sunk },
              })}
            >
              <Box sx={{ minWidth: 0 }}>
                <div>{main}</div>
                {sub && <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{sub}</Box>}
              </Box>
              {side && <Box sx={{ flex: 'none', textAlign: 'right' }}>{side}</Box>}
            </ButtonBase>
          );
        })}
      </Box>
    </>
  );
}
