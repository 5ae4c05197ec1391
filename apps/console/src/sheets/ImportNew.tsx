import { useNavigate } from 'react-admin';
import { useSearchParams } from 'react-router';
import Download from '@mui/icons-material/FileDownloadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useCanteen } from '../shell/me.tsx';
import { Failed, Ghost } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Page, Section } from '../ui/Page.tsx';
import { useLang, useSay } from '../ui/say.ts';
import { DropZone } from './DropZone.tsx';
import { useImportKinds } from './kinds.ts';
import type { ImportKind } from './kinds.ts';
import { useUpload } from './useUpload.ts';

const words = {
  title: { zh: '导入表格', en: 'Import a sheet' },
  which: { zh: '要导入什么？', en: 'What do you want to import?' },
  of: { zh: '导入{what}', en: 'Import: {what}' },
  into: { zh: '导入到：{canteen}', en: 'Into: {canteen}' },
  template: { zh: '一、下载模板（可不用，自己的表也行）', en: '1. Download the template (your own sheet will do, too)' },
  templateOf: { zh: '模板 {format}', en: 'Template {format}' },
  upload: { zh: '二、上传填好的表', en: '2. Upload the filled sheet' },
  columns: { zh: '表里认得的列', en: 'The columns it knows' },
  next: { zh: '上传后先对应列、逐行检查，看过结果再导入；检查不会写入任何东西。', en: 'Next the columns are matched and every row is checked. Nothing is written before you have seen the result.' },
  column: { zh: '列', en: 'Column' },
  must: { zh: '必填', en: 'required' },
  help: { zh: '说明', en: 'What belongs there' },
  example: { zh: '例', en: 'Example' },
};

/** Which kind, the template of it, and the place to hand the sheet in. */
export default function ImportNew() {
  const say = useSay();
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const { kinds, kindOf, error, refetch } = useImportKinds();
  const kind = kindOf(params.get('kind') ?? '');
  if (!kinds) return <Page title={say(words.title)} back="/imports" width="form">{error ? <Failed error={error} retry={() => void refetch()} /> : <Ghost rows={7} height={72} />}</Page>;
  if (kind) return <Hand kind={kind} />;
  return (
    <Page title={say(words.title)} sub={say(words.which)} back="/imports" width="form">
      {kinds.map((each) => (
        <ButtonBase
          key={each.name}
          onClick={() => setParams({ kind: each.name })}
          sx={(theme) => ({ display: 'block', width: 1, textAlign: 'left', font: 'inherit', py: 1.5, px: 1, minHeight: 60, borderTop: 1, borderColor: 'divider', '&:hover': { bgcolor: theme.tones.sunk } })}
        >
          <Box sx={{ fontWeight: 600 }}>{format.text(each.title)}</Box>
          <Box sx={{ color: 'text.secondary' }}>{format.text(each.says)}</Box>
        </ButtonBase>
      ))}
    </Page>
  );
}

function Hand({ kind }: { kind: ImportKind }) {
  const say = useSay();
  const lang = useLang();
  const format = useFormat();
  const navigate = useNavigate();
  const canteen = useCanteen();
  const upload = useUpload(kind);
  const take = async (file: File) => {
    const given = await upload.take(file);
    if (given) navigate(`/imports/${given.id}`);
  };
  const template = (extension: string) => `/imports/template/${kind.name}.${extension}?lang=${lang}`;
  return (
    <Page title={say(words.of, { what: format.text(kind.title) })} sub={format.text(kind.says)} back="/imports/new" width="form">
      {kind.perCanteen && <Box sx={{ mb: 2, fontWeight: 500 }}>{say(words.into, { canteen: format.text(canteen?.name) })}</Box>}
      <Section title={say(words.template)}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {['xlsx', 'csv'].map((extension) => (
            <Button key={extension} component="a" href={template(extension)} download variant="outlined" startIcon={<Download />}>{say(words.templateOf, { format: extension.toUpperCase() })}</Button>
          ))}
        </Box>
      </Section>
      <Section title={say(words.upload)}>
        <DropZone upload={upload} onFile={(file) => void take(file)} />
        <Box sx={{ mt: 1, color: 'text.secondary' }}>{say(words.next)}</Box>
      </Section>
      <Section title={say(words.columns)}>
        <Box sx={{ overflowX: 'auto' }}>
          <Table size="small">
            <TableHead><TableRow><TableCell>{say(words.column)}</TableCell><TableCell>{say(words.help)}</TableCell><TableCell>{say(words.example)}</TableCell></TableRow></TableHead>
            <TableBody>
              {kind.columns.map((column) => (
                <TableRow key={column.key} sx={{ '& td': { verticalAlign: 'top' } }}>
                  <TableCell sx={{ minWidth: '7em' }}>{format.text(column.title)}{column.required && <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{say(words.must)}</Box>}</TableCell>
                  <TableCell sx={{ color: 'text.secondary', minWidth: '10em' }}>{format.text(column.help)}</TableCell>
                  <TableCell>{column.example}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      </Section>
    </Page>
  );
}
