import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { LinkBase, ListBase, useListContext, useNavigate, useStore } from 'react-admin';
import type { RaRecord } from 'react-admin';
import ArrowDownward from '@mui/icons-material/ArrowDownward';
import ArrowUpward from '@mui/icons-material/ArrowUpward';
import BookmarkAdd from '@mui/icons-material/BookmarkAddOutlined';
import Search from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TableSortLabel from '@mui/material/TableSortLabel';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import { ExportMenu } from '../sheets/ExportMenu.tsx';
import { Empty, Failed, Ghost } from './bits.tsx';
import { Page } from './Page.tsx';
import { useSay } from './say.ts';
import { Sheet, usePhone } from './Sheet.tsx';

const words = {
  search: { zh: '搜索编号、名称、批号、拼音首字母', en: 'Number, name, lot, pinyin initials' },
  all: { zh: '全部', en: 'All' },
  noMatch: { zh: '没有符合条件的记录。', en: 'Nothing matches these filters.' },
  clear: { zh: '清除筛选', en: 'Clear filters' },
  range: { zh: '第 {from}–{to} 条，共 {total} 条', en: '{from}–{to} of {total}' },
  earlier: { zh: '上一页', en: 'Previous' },
  later: { zh: '下一页', en: 'Next' },
  saveView: { zh: '存为常用筛选', en: 'Keep this view' },
  viewName: { zh: '名称', en: 'Name' },
  keep: { zh: '保存', en: 'Keep' },
};

export interface Column<R> {
  key: string;
  label: string;
  cell: (record: R) => ReactNode;
  align?: 'right';
  sort?: string;
  /** Long texts may take several lines; numbers, states and names stay on one. */
  wrap?: boolean;
}

export interface View {
  label: string;
  filter: Record<string, unknown>;
}

interface Props<R extends RaRecord> {
  resource: string;
  title: string;
  sub?: ReactNode;
  /** What always applies: the canteen. */
  filter?: Record<string, unknown>;
  /** What people look for here; the first is where the list opens. */
  views: View[];
  sort: { field: string; order: 'ASC' | 'DESC' };
  columns: Column<R>[];
  /** The same record as two lines on a phone. */
  line: (record: R) => { main: ReactNode; side?: ReactNode; sub?: ReactNode; state?: ReactNode };
  empty: { text: string; action?: ReactNode };
  actions?: ReactNode;
  to?: (record: R) => string;
  searchable?: boolean;
  /** Further filters, where views alone are too coarse. */
  narrow?: ReactNode;
}

/** A list: what this person needs now, chips for the rest, search, and an export of what is shown. */
export function ListPage<R extends RaRecord>(props: Props<R>) {
  return (
    <ListBase
      resource={props.resource}
      filter={props.filter ?? {}}
      filterDefaultValues={props.views[0]?.filter ?? {}}
      sort={props.sort}
      perPage={25}
      storeKey={`${props.resource}.list.${JSON.stringify(props.filter ?? {})}`}
      disableAuthentication
    >
      <Body {...props} />
    </ListBase>
  );
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function Body<R extends RaRecord>({ resource, title, sub, views, columns, line, empty, actions, filter, to, searchable = true, narrow }: Props<R>) {
  const say = useSay();
  const phone = usePhone();
  const navigate = useNavigate();
  const list = useListContext<R>();
  const [own, setOwn] = useStore<View[]>(`${resource}.views`, []);
  const [naming, setNaming] = useState<string | null>(null);
  const { q, ...rest } = (list.filterValues ?? {}) as { q?: string };
  const known = [...views, ...own];
  const chosen = known.findIndex((view) => same(view.filter, rest));
  const address = to ?? ((record: R) => `/${resource}/${record.id}/show`);
  const show = (view: View) => list.setFilters({ ...view.filter, ...(q ? { q } : {}) });
  const from = (list.page - 1) * list.perPage + 1;
  const upTo = Math.min(from + list.perPage - 1, list.total ?? 0);
  const first = columns[0];

  return (
    <Page
      title={title}
      sub={sub}
      actions={<>
        {phone && actions}
        <ExportMenu ledger={resource} filter={{ ...rest, ...(q ? { q } : {}), ...filter }} sort={list.sort as { field: string; order: 'ASC' | 'DESC' }} />
        {!phone && actions}
      </>}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2, alignItems: 'center' }}>
        {searchable && <SearchField value={q ?? ''} onChange={(typed) => list.setFilters({ ...rest, ...(typed ? { q: typed } : {}) })} />}
        <Box role="group" sx={{ display: 'flex', gap: 1, overflowX: 'auto', maxWidth: '100%', py: 0.5, mx: { xs: -2, md: 0 }, px: { xs: 2, md: 0 }, scrollbarWidth: 'none' }}>
          {known.map((view, index) => (
            <Chip
              key={`${view.label}${index}`}
              label={view.label}
              variant={index === chosen ? 'filled' : 'outlined'}
              color={index === chosen ? 'primary' : 'default'}
              aria-pressed={index === chosen}
              onClick={() => show(view)}
              {...(index >= views.length ? { onDelete: () => setOwn(own.filter((each) => each !== view)) } : {})}
            />
          ))}
          {chosen < 0 && (
            <Tooltip title={say(words.saveView)}>
              <IconButton size="small" aria-label={say(words.saveView)} onClick={() => setNaming('')}><BookmarkAdd /></IconButton>
            </Tooltip>
          )}
        </Box>
        {narrow}
      </Box>

      {list.isPending && <Ghost rows={8} />}
      {list.error && !list.data && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.data && !list.data.length && (
        chosen === -1 || q || (chosen >= 0 && Object.keys(known[chosen]!.filter).length > 0 && !same(known[chosen]!.filter, views[0]!.filter))
          ? <Empty text={say(words.noMatch)} action={<Button variant="outlined" onClick={() => list.setFilters({})}>{say(words.clear)}</Button>} />
          : <Empty text={empty.text} action={empty.action} />
      )}
      {!!list.data?.length && (phone ? (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, borderTop: 1, borderColor: 'divider' }}>
          {list.data.map((record) => {
            const { main, side, sub: below, state } = line(record);
            return (
              <Box component="li" key={record.id} sx={{ borderBottom: 1, borderColor: 'divider' }}>
                <Box component={LinkBase} to={address(record)} sx={{ display: 'block', py: 1, minHeight: 60, color: 'inherit', textDecoration: 'none', '& > div': { display: 'flex', justifyContent: 'space-between', columnGap: 1 } }}>
                  <div>
                    <Box sx={{ minWidth: 0, fontWeight: 500 }}>{main}</Box>
                    <Box sx={{ textAlign: 'right', flex: 'none' }}>{side}</Box>
                  </div>
                  <Box sx={{ flexWrap: 'wrap' }}>
                    <Box sx={{ minWidth: 0, color: 'text.secondary' }}>{below}</Box>
                    <Box sx={{ textAlign: 'right', ml: 'auto' }}>{state}</Box>
                  </Box>
                </Box>
              </Box>
            );
          })}
        </Box>
      ) : (
        <Box sx={{ overflowX: 'auto' }}><Table>
          <TableHead>
            <TableRow>
              {columns.map((column) => (
                <TableCell key={column.key} align={column.align ?? 'left'}>
                  {column.sort ? (
                    <TableSortLabel
                      active={list.sort.field === column.sort}
                      direction={list.sort.order === 'ASC' ? 'asc' : 'desc'}
                      IconComponent={list.sort.order === 'ASC' ? ArrowUpward : ArrowDownward}
                      onClick={() => list.setSort({ field: column.sort!, order: list.sort.field === column.sort && list.sort.order === 'ASC' ? 'DESC' : 'ASC' })}
                    >
                      {column.label}
                    </TableSortLabel>
                  ) : column.label}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {list.data.map((record) => (
              <TableRow
                key={record.id}
                hover
                sx={{ cursor: 'pointer', '&:hover': { bgcolor: 'background.paper' } }}
                onClick={(event) => {
                  if (!(event.target as HTMLElement).closest('a, button') && !window.getSelection()?.toString()) navigate(address(record));
                }}
              >
                {columns.map((column) => (
                  <TableCell key={column.key} align={column.align ?? 'left'} sx={{ whiteSpace: column.wrap ? 'normal' : 'nowrap' }}>
                    {column === first ? (
                      <Box component={LinkBase} to={address(record)} sx={{ color: 'inherit', fontWeight: 500, textDecoration: 'none', '&:hover': { textDecoration: 'underline' } }}>{column.cell(record)}</Box>
                    ) : column.cell(record)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table></Box>
      ))}
      {!!list.data?.length && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mt: 1, justifyContent: 'flex-end' }}>
          <Box component="span" sx={{ color: 'text.secondary' }}>{say(words.range, { from, to: upTo, total: list.total ?? upTo })}</Box>
          {(list.hasPreviousPage || list.hasNextPage) && <>
            <Button variant="outlined" disabled={!list.hasPreviousPage} onClick={() => list.setPage(list.page - 1)}>{say(words.earlier)}</Button>
            <Button variant="outlined" disabled={!list.hasNextPage} onClick={() => list.setPage(list.page + 1)}>{say(words.later)}</Button>
          </>}
        </Box>
      )}
      <Sheet
        open={naming !== null}
        title={say(words.saveView)}
        onClose={() => setNaming(null)}
        actions={<Button variant="contained" disabled={!naming?.trim()} onClick={() => { setOwn([...own, { label: naming!.trim(), filter: rest }]); setNaming(null); }}>{say(words.keep)}</Button>}
      >
        <TextField autoFocus fullWidth label={say(words.viewName)} value={naming ?? ''} onChange={(event) => setNaming(event.target.value)} />
      </Sheet>
    </Page>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (typed: string) => void }) {
  const say = useSay();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed.trim()), 250);
    return () => clearTimeout(timer);
    // Only what is typed starts the wait: `onChange` is new at every render.
  }, [typed]);
  return (
    <TextField
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      type="search"
      placeholder={say(words.search)}
      slotProps={{ htmlInput: { 'aria-label': say(words.search) }, input: { startAdornment: <InputAdornment position="start"><Search aria-hidden /></InputAdornment> } }}
      sx={{ width: { xs: '100%', md: 360 } }}
    />
  );
}
