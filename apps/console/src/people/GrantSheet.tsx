import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { PersonRecord, Role } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { useCanteen } from '../shell/me.tsx';
import { Empty, Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { DayField, orNull } from '../ui/inputs.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { useGrantable } from './grants.ts';
import { ROLES } from './standing.ts';

const words = {
  title: { zh: '授予岗位', en: 'Grant a role' },
  titleFor: { zh: '授予岗位 · {name}', en: 'Grant a role · {name}' },
  account: { zh: '对方的账号', en: 'Their account' },
  accountHelp: { zh: '外单位人员（如检查员）已有的登录账号，须一字不差', en: 'The exact account of someone of another organization, an inspector for instance' },
  place: { zh: '在哪里', en: 'Where' },
  whole: { zh: '{name}（全单位）', en: '{name} (the whole organization)' },
  role: { zh: '岗位', en: 'Role' },
  from: { zh: '第一天', en: 'First day' },
  to: { zh: '最后一天（长期可不填）', en: 'Last day (leave empty if it has no end)' },
  grant: { zh: '授予', en: 'Grant' },
  none: { zh: '您的岗位不能授予他人岗位。请找主要负责人或系统管理员。', en: 'Your role grants none to others. Ask the principal or an administrator.' },
  done: { zh: '已授予', en: 'Granted' },
};

/** Gives a role: to this person, or by the exact account to someone of another organization. */
export function GrantSheet({ person, onClose }: { person?: Pick<PersonRecord, 'id' | 'name'>; onClose: () => void }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const canteen = useCanteen();
  const { places } = useGrantable();
  const { act, pending, refusals } = useAct();
  const [account, setAccount] = useState('');
  const [chosen, setPlace] = useState<string | null>(null);
  const [role, setRole] = useState<Role | ''>('');
  const [from, setFrom] = useState(format.today().iso);
  const [to, setTo] = useState('');
  const place = places.find((each) => each.key === chosen) ?? places.find((each) => each.canteen === canteen?.id) ?? places[0];
  const roles = ROLES.filter((each) => place?.roles.includes(each));
  const save = async () => {
    if (!place || !role) return;
    const input = {
      ...(person ? { person: person.id } : { account: account.trim() }),
      organization: place.organization, canteen: place.canteen, role, validFrom: orNull(from), validTo: orNull(to),
    };
    if (await act('grantMembership', { input }, { quiet: true, done: say(words.done) })) onClose();
  };
  return (
    <Sheet
      open
      title={person ? say(words.titleFor, { name: person.name }) : say(words.title)}
      onClose={onClose}
      actions={place && <Button variant="contained" loading={pending} disabled={!role || !(person ?? account.trim())} onClick={() => void save()}>{say(words.grant)}</Button>}
    >
      <Refusals errors={refusals} />
      {!place ? <Empty text={say(words.none)} /> : (
        <Box sx={{ display: 'grid', gap: 2 }}>
          {!person && <TextField autoFocus label={say(words.account)} helperText={say(words.accountHelp)} value={account} onChange={(event) => setAccount(event.target.value)} slotProps={{ htmlInput: { autoCapitalize: 'off', spellCheck: false } }} />}
          <TextField select label={say(words.place)} value={place.key} onChange={(event) => { setPlace(event.target.value); setRole(''); }}>
            {places.map((each) => <MenuItem key={each.key} value={each.key}>{each.canteen ? format.text(each.name) : say(words.whole, { name: format.text(each.name) })}</MenuItem>)}
          </TextField>
          <TextField select label={say(words.role)} value={role} onChange={(event) => setRole(event.target.value as Role)}>
            {roles.map((each) => <MenuItem key={each} value={each}>{labels.of('Role', each)}</MenuItem>)}
          </TextField>
          <DayField label={say(words.from)} value={from} onChange={setFrom} />
          <DayField label={say(words.to)} value={to} onChange={setTo} />
        </Box>
      )}
    </Sheet>
  );
}
