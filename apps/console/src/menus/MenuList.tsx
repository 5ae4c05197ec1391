import { useState } from 'react';
import { useNavigate } from 'react-admin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { LocalDate } from '@canteen/kernel';
import type { MenuRow, RecentMenus, RecentMenusVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan, useCanteen } from '../shell/me.tsx';
import { Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { State } from '../ui/Tone.tsx';

const RECENT = gql`
  query RecentMenus($filter: MenuFilter) {
    menus(page: { number: 1, size: 20 }, sort: { field: "weekStart", order: DESC }, filter: $filter) { items { id weekStart state } }
  }
`;

const words = {
  title: { zh: '周菜单', en: 'Week menus' },
  recent: { zh: '近期', en: 'Recent' },
  all: { zh: '全部', en: 'All' },
  week: { zh: '周', en: 'Week' },
  weekOf: { zh: '{from} – {to}', en: '{from} – {to}' },
  state: { zh: '状态', en: 'State' },
  meals: { zh: '餐次', en: 'Meals' },
  dishes: { zh: '道数', en: 'Dishes' },
  published: { zh: '公布时间', en: 'Published' },
  revision: { zh: '第 {n} 版', en: 'revision {n}' },
  add: { zh: '排一周菜单', en: 'Plan a week' },
  empty: { zh: '还没有菜单。从「排一周菜单」开始，可以复制上一周。', en: 'No menus yet. Begin with “Plan a week”; an earlier week can be copied.' },
  nothing: { zh: '还没有菜单。', en: 'No menus yet.' },
  which: { zh: '哪一周', en: 'Which week' },
  copy: { zh: '复制自', en: 'Copy from' },
  blank: { zh: '空白', en: 'Blank' },
  create: { zh: '新建', en: 'Create' },
  thisWeek: { zh: '本周', en: 'this week' },
  nextWeek: { zh: '下周', en: 'next week' },
};

export function MenuList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const canteen = useCanteen();
  const [adding, setAdding] = useState(false);
  const week = (start: string) => say(words.weekOf, { from: format.day(start), to: format.day(LocalDate.of(start).plusDays(6)) });
  const add = can('menus:write') && <Button variant="contained" onClick={() => setAdding(true)}>{say(words.add)}</Button>;
  const count = (r: MenuRow) => r.meals.reduce((sum, meal) => sum + meal.items.length, 0);
  return (
    <>
      <ListPage<MenuRow>
        resource="menus"
        title={say(words.title)}
        filter={{ canteen: canteen?.id }}
        sort={{ field: 'weekStart', order: 'DESC' }}
        searchable={false}
        views={[
          { label: say(words.recent), filter: { weekStartFrom: format.today().startOfWeek().plusDays(-28).iso } },
          { label: labels.of('MenuState', 'DRAFT'), filter: { state: ['DRAFT'] } },
          { label: labels.of('MenuState', 'PUBLISHED'), filter: { state: ['PUBLISHED'] } },
          { label: say(words.all), filter: {} },
        ]}
        columns={[
          { key: 'week', label: say(words.week), cell: (r) => week(r.weekStart), sort: 'weekStart' },
          { key: 'state', label: say(words.state), cell: (r) => <State of="MenuState" value={r.state} /> },
          { key: 'meals', label: say(words.meals), align: 'right', cell: (r) => r.meals.length },
          { key: 'dishes', label: say(words.dishes), align: 'right', cell: (r) => count(r) },
          { key: 'published', label: say(words.published), cell: (r) => (r.publications[0] ? `${format.moment(r.publications[0].publishedAt)} · ${say(words.revision, { n: r.publications[0].revision })}` : '—') },
        ]}
        line={(r) => ({ main: week(r.weekStart), side: <State of="MenuState" value={r.state} plain />, sub: `${r.meals.length} ${say(words.meals)} · ${count(r)} ${say(words.dishes)}`, state: r.publications[0] ? say(words.revision, { n: r.publications[0].revision }) : null })}
        empty={{ text: say(add ? words.empty : words.nothing), action: add }}
        actions={add}
      />
      {adding && canteen && <AddMenu canteen={canteen.id} onClose={() => setAdding(false)} />}
    </>
  );
}

function AddMenu({ canteen, onClose }: { canteen: string; onClose: () => void }) {
  const say = useSay();
  const format = useFormat();
  const navigate = useNavigate();
  const { act, pending, refusals } = useAct();
  const monday = format.today().startOfWeek();
  const { data } = useAsk<RecentMenus, RecentMenusVariables>(RECENT, { filter: { canteen } });
  const taken = new Set(data?.menus.items.map((menu) => menu.weekStart));
  const weeks = [0, 1, 2, 3, 4].map((n) => monday.plusDays(7 * n).iso).filter((start) => !taken.has(start));
  const [chosen, setWeek] = useState<string | null>(null);
  const [copied, setCopy] = useState<string | null>(null);
  const week = chosen ?? weeks[0] ?? '';
  const copyFrom = copied ?? data?.menus.items[0]?.id ?? '';
  const name = (start: string) => `${format.day(start)} – ${format.day(LocalDate.of(start).plusDays(6))}${start === monday.iso ? ` · ${say(words.thisWeek)}` : start === monday.plusDays(7).iso ? ` · ${say(words.nextWeek)}` : ''}`;
  const create = async () => {
    const outcome = await act('createMenu', { input: { canteen, weekStart: week, copyFrom: copyFrom || null } }, { quiet: true });
    const menu = outcome?.records[0];
    if (menu) navigate(`/menus/${menu.id}/show`);
  };
  return (
    <Sheet open title={say(words.add)} onClose={onClose} actions={<Button variant="contained" loading={pending} disabled={!week} onClick={() => void create()}>{say(words.create)}</Button>}>
      <Refusals errors={refusals} />
      {data && (
        <Box sx={{ display: 'grid', gap: 2 }}>
          <TextField select label={say(words.which)} value={week} onChange={(event) => setWeek(event.target.value)}>
            {weeks.map((start) => <MenuItem key={start} value={start}>{name(start)}</MenuItem>)}
          </TextField>
          <TextField select label={say(words.copy)} value={copyFrom} onChange={(event) => setCopy(event.target.value)} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
            <MenuItem value="">{say(words.blank)}</MenuItem>
            {data.menus.items.map((menu) => <MenuItem key={menu.id} value={menu.id}>{name(menu.weekStart)}</MenuItem>)}
          </TextField>
        </Box>
      )}
    </Sheet>
  );
}
