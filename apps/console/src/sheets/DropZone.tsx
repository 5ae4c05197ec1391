import { useRef, useState } from 'react';
import UploadFile from '@mui/icons-material/UploadFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { useSay } from '../ui/say.ts';
import { usePhone } from '../ui/Sheet.tsx';
import type { useUpload } from './useUpload.ts';

const words = {
  choose: { zh: '选择文件', en: 'Choose a file' },
  drop: { zh: '把表格拖到这里，或', en: 'Drop the sheet here, or' },
  tap: { zh: '从手机里选一个表格', en: 'Pick a sheet from this phone' },
  kinds: { zh: 'XLSX 或 CSV（UTF-8、GB18030 均可），不超过 50 MB。旧的 .xls 请先另存为 .xlsx。', en: 'XLSX or CSV (UTF-8 or GB18030), at most 50 MB. Save an old .xls as .xlsx first.' },
  sending: { zh: '{name}：已传 {share}%', en: '{name}: {share}% sent' },
  reading: { zh: '{name}：正在读取', en: '{name}: being read' },
  stop: { zh: '取消', en: 'Cancel' },
};

/** Where a sheet is handed in: dropped or picked; its progress; and in plain words what is wrong with the file as a whole. */
export function DropZone({ upload, onFile, label }: { upload: ReturnType<typeof useUpload>; onFile: (file: File) => void; label?: string }) {
  const say = useSay();
  const phone = usePhone();
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { share, name, pending, errors, stop } = upload;
  const busy = share !== null || pending;
  const text = share !== null && share < 1 ? say(words.sending, { name, share: format.number(Math.floor(share * 100)) }) : say(words.reading, { name });
  return (
    <>
      <Refusals errors={errors} />
      <Box
        onDragOver={(event: React.DragEvent) => { event.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: React.DragEvent) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer.files[0];
          if (file && !busy) onFile(file);
        }}
        sx={(theme) => ({ border: '1px dashed', borderColor: over ? theme.tones.todo : theme.tones.strong, bgcolor: over ? theme.tones.todoGround : 'background.paper', borderRadius: 1, p: 3, display: 'grid', gap: 1, justifyItems: 'center', textAlign: 'center' })}
      >
        {busy ? (
          <>
            <Box role="status">{text}</Box>
            <LinearProgress aria-label={text} variant={share !== null && share < 1 ? 'determinate' : 'indeterminate'} value={(share ?? 0) * 100} sx={(theme) => ({ width: 1, maxWidth: 360, height: 6, borderRadius: 1, bgcolor: theme.tones.line })} />
            <Button variant="text" onClick={stop}>{say(words.stop)}</Button>
          </>
        ) : (
          <>
            <Box sx={{ color: 'text.secondary' }}>{say(phone ? words.tap : words.drop)}</Box>
            <Button variant="contained" startIcon={<UploadFile />} onClick={() => input.current?.click()}>{label ?? say(words.choose)}</Button>
            <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', maxWidth: '36em' }}>{say(words.kinds)}</Box>
          </>
        )}
        <input
          ref={input} type="file" hidden accept=".xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) onFile(file);
          }}
        />
      </Box>
    </>
  );
}
