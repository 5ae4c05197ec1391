import { useState } from 'react';
import Button from '@mui/material/Button';
import type { PersonRow } from '../provider/generated.ts';
import { useCan } from '../shell/me.tsx';
import { ButtonTo } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { useGrantable } from './grants.ts';
import { GrantSheet } from './GrantSheet.tsx';
import { RoleChips } from './roles.tsx';
import { rolesNow } from './standing.ts';

const words = {
  title: { zh: '人员', en: 'People' },
  active: { zh: '在用', en: 'In use' },
  leads: { zh: '管理与食品安全', en: 'Managers & food safety' },
  kitchen: { zh: '厨房与库房', en: 'Kitchen & store' },
  outside: { zh: '督导与检查', en: 'Supervisors & inspectors' },
  closed: { zh: '已停用', en: 'Closed' },
  all: { zh: '全部', en: 'All' },
  add: { zh: '新增人员', en: 'Add a person' },
  outsider: { zh: '外单位人员', en: 'From elsewhere' },
  empty: { zh: '还没有人员。先新增一人，并授予岗位。', en: 'Nobody yet. Add a person and grant them a role.' },
  nothing: { zh: '还没有人员。', en: 'Nobody yet.' },
  roles: { zh: '岗位', en: 'Roles' },
  none: { zh: '现无岗位', en: 'no role now' },
  signIn: { zh: '登录方式', en: 'Signs in by' },
  pinOnly: { zh: '仅 PIN 码', en: 'PIN only' },
  pinToo: { zh: '{account} · PIN 码', en: '{account} · PIN' },
  never: { zh: '不登录', en: 'does not sign in' },
};

export default function PersonList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const { places } = useGrantable();
  const [granting, setGranting] = useState(false);
  const add = can('people:write') && <ButtonTo to="/persons/create" variant="contained">{say(words.add)}</ButtonTo>;
  const signsIn = (r: PersonRow) => (r.account ? (r.hasPin ? say(words.pinToo, { account: r.account }) : r.account) : say(r.hasPin ? words.pinOnly : words.never));
  const roles = (r: PersonRow) => rolesNow(r, format.today()).map((role) => labels.of('Role', role)).join(format.lang === 'zh' ? '、' : ', ');
  return (
    <>
      <ListPage<PersonRow>
        resource="persons"
        title={say(words.title)}
        sort={{ field: 'pinyin', order: 'ASC' }}
        views={[
          { label: say(words.active), filter: { active: true } },
          { label: say(words.leads), filter: { active: true, role: ['PRINCIPAL', 'DIVISION_LEADER', 'FOOD_SAFETY_DIRECTOR', 'FOOD_SAFETY_OFFICER', 'MANAGER', 'CONTRACTOR_MANAGER', 'ADMINISTRATOR'] } },
          { label: say(words.kitchen), filter: { active: true, role: ['STOREKEEPER', 'COOK'] } },
          { label: say(words.outside), filter: { active: true, role: ['SUPERVISOR', 'INSPECTOR'] } },
          { label: say(words.closed), filter: { active: false } },
          { label: say(words.all), filter: {} },
        ]}
        columns={[
          { key: 'name', label: labels.field('Person.name'), cell: (r) => <>{r.name} {!r.active && <Tone tone="stopped" plain>{say(words.closed)}</Tone>}</>, sort: 'pinyin' },
          { key: 'roles', label: say(words.roles), cell: (r) => <RoleChips person={r} none={say(words.none)} /> },
          { key: 'phone', label: labels.field('phone'), cell: (r) => r.phone ?? '—' },
          { key: 'signIn', label: say(words.signIn), cell: signsIn, sort: 'account' },
        ]}
        line={(r) => ({ main: r.name, side: r.active ? null : <Tone tone="stopped" plain>{say(words.closed)}</Tone>, sub: roles(r) || say(words.none), state: r.phone })}
        empty={{ text: say(add ? words.empty : words.nothing), action: add }}
        actions={<>
          {places.length > 0 && <Button variant="outlined" onClick={() => setGranting(true)}>{say(words.outsider)}</Button>}
          {add}
        </>}
      />
      {granting && <GrantSheet onClose={() => setGranting(false)} />}
    </>
  );
}
