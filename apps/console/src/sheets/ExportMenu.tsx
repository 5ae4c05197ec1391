import { useState } from 'react';
import Download from '@mui/icons-material/FileDownloadOutlined';
import MoreVert from '@mui/icons-material/MoreVert';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { Words } from '@canteen/kernel';
import type { ExportFormat } from '../provider/generated.ts';
import { useSay } from '../ui/say.ts';
import { usePhone } from '../ui/Sheet.tsx';
import { useExport } from './useExport.ts';
import type { Wanted } from './useExport.ts';
import { useLedgers } from './useLedgers.ts';

const words = {
  export: { zh: '导出', en: 'Export' },
  as: { zh: '导出为', en: 'Export as' },
  more: { zh: '更多', en: 'More' },
};

export const formatWords: Record<ExportFormat, Words> = {
  XLSX: { zh: '表格 XLSX', en: 'Spreadsheet (XLSX)' },
  CSV: { zh: 'CSV', en: 'CSV' },
  JSONL: { zh: '数据 JSON', en: 'Data (JSON lines)' },
  PDF: { zh: '打印表 PDF', en: 'Printed form (PDF)' },
};

/** Exports exactly what the list shows: its filters, its sort, the person's language. `about` tells several of these buttons apart. */
export function ExportMenu({ ledger: name, filter, sort, about }: Omit<Wanted, 'format'> & { about?: string }) {
  const say = useSay();
  const phone = usePhone();
  const { byName } = useLedgers();
  const { start, pending } = useExport();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const ledger = byName.get(name);
  if (!ledger) return null;
  const choose = (format: ExportFormat) => {
    setAnchor(null);
    void start({ ledger: name, format, ...(filter ? { filter } : {}), ...(sort ? { sort } : {}) });
  };
  const open = (event: React.MouseEvent<HTMLElement>) => setAnchor(event.currentTarget);
  return (
    <>
      {phone
        ? <IconButton aria-label={about ? `${say(words.export)} ${about}` : say(words.more)} aria-haspopup="menu" onClick={open}><MoreVert /></IconButton>
        : <Button variant="outlined" startIcon={<Download />} {...(about ? { 'aria-label': `${say(words.export)} ${about}` } : {})} aria-haspopup="menu" loading={pending} onClick={open}>{say(words.export)}</Button>}
      <Menu
        open={!!anchor} anchorEl={anchor} onClose={() => setAnchor(null)}
        slotProps={{ list: { 'aria-label': say(words.as), ...(phone ? { subheader: <ListSubheader component="div" sx={{ bgcolor: 'transparent' }}>{say(words.as)}</ListSubheader> } : {}) } }}
      >
        {ledger.formats.filter((format) => format !== 'PDF' || ledger.hasForm).map((format) => (
          <MenuItem key={format} onClick={() => choose(format)}>{say(formatWords[format])}</MenuItem>
        ))}
      </Menu>
    </>
  );
}
