import { useWatch } from 'react-hook-form';
import Box from '@mui/material/Box';
import type { PersonRecord } from '../provider/generated.ts';
import { useCanteen } from '../shell/me.tsx';
import { Ghost } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { CreatePage, EditPage } from '../ui/FormPage.tsx';
import { Choice, orNull, Text, Toggle } from '../ui/inputs.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { useGrantable } from './grants.ts';
import type { Place } from './grants.ts';
import { ROLES } from './standing.ts';

const words = {
  who: { zh: '是谁', en: 'Who' },
  first: { zh: '第一个岗位', en: 'Their first role' },
  firstHelp: { zh: '一人只登记一次；更多岗位在人员页面上授予。', en: 'One person is recorded once; further roles are granted on their page.' },
  place: { zh: '在哪里', en: 'Where' },
  whole: { zh: '{name}（全单位）', en: '{name} (the whole organization)' },
  from: { zh: '第一天（不填为今天）', en: 'First day (today unless said)' },
  signIn: { zh: '登录（可不填）', en: 'Signing in (optional)' },
  signInHelp: { zh: '只在共用设备上签字的人，有 PIN 码即可。', en: 'Someone who only signs on a shared device needs just a PIN.' },
  email: { zh: '「警告」和「严重」的提醒发到这里', en: 'Warnings and critical alerts are sent there' },
  account: { zh: '小写字母、数字或 . _ @ -', en: 'Lower-case letters, digits or . _ @ -' },
  password: { zh: '初始密码，请本人登录后修改', en: 'First password; they change it after signing in' },
  newPassword: { zh: '新密码（不改就不填）', en: 'New password (empty: unchanged)' },
  newPasswordHelp: { zh: '填了会结束此人所有登录', en: 'A new one ends all their sessions' },
  pin: { zh: '4 至 8 位数字，最好由本人在「我的账号」里设置', en: '4 to 8 digits; best set by themselves under My account' },
  newPin: { zh: '新 PIN 码（不改就不填）', en: 'New PIN (empty: unchanged)' },
  active: { zh: '关闭后立即下线，不能再登录和签字；以前的记录不变', en: 'Closing ends their sessions at once; earlier records stay' },
};

function Head({ title, help }: { title: string; help?: string }) {
  return (
    <Box className="wide" sx={{ mt: 1, mb: 1 }}>
      <Box sx={{ fontWeight: 600 }}>{title}</Box>
      {help && <Box sx={{ color: 'text.secondary' }}>{help}</Box>}
    </Box>
  );
}

function Languages() {
  const labels = useLabels();
  return <Choice source="language" label={labels.field('language')} of="Language" values={['zh', 'en']} required />;
}

function FirstRole({ places }: { places: Place[] }) {
  const say = useSay();
  const format = useFormat();
  const labels = useLabels();
  const chosen = useWatch({ name: 'place' }) as string | undefined;
  const place = places.find((each) => each.key === chosen);
  const name = (key: string) => {
    const found = places.find((each) => each.key === key);
    if (!found) return key;
    return found.canteen ? format.text(found.name) : say(words.whole, { name: format.text(found.name) });
  };
  return (
    <>
      <Head title={say(words.first)} help={say(words.firstHelp)} />
      <Choice source="place" label={say(words.place)} required values={places.map((each) => each.key)} names={name} />
      <Choice source="role" label={labels.field('role')} of="Role" required values={ROLES.filter((role) => place?.roles.includes(role))} />
      <Text source="validFrom" label={say(words.from)} type="date" />
    </>
  );
}

export function PersonCreate() {
  const say = useSay();
  const labels = useLabels();
  const canteen = useCanteen();
  const { places } = useGrantable();
  if (!places.length) return <Ghost />;
  const start = places.find((each) => each.canteen === canteen?.id) ?? places[0];
  const toInput = (values: Record<string, unknown>) => {
    const place = places.find((each) => each.key === values['place']);
    return {
      name: values['name'], phone: orNull(values['phone']), email: orNull(values['email']), language: values['language'],
      role: values['role'], organization: place?.organization ?? null, canteen: place?.canteen ?? null, validFrom: orNull(values['validFrom']),
      account: orNull(values['account']), password: orNull(values['password']), pin: orNull(values['pin']),
    };
  };
  return (
    <CreatePage resource="persons" start={{ language: 'zh', place: start?.key }} toInput={toInput}>
      <Text source="name" label={labels.field('Person.name')} required />
      <Text source="phone" label={labels.field('phone')} />
      <Text source="email" label={labels.field('email')} type="email" help={say(words.email)} />
      <FirstRole places={places} />
      <Head title={say(words.signIn)} help={say(words.signInHelp)} />
      <Text source="account" label={labels.field('account')} help={say(words.account)} />
      <Text source="password" label={labels.field('password')} type="password" help={say(words.password)} />
      <Text source="pin" label={labels.field('pin')} type="password" help={say(words.pin)} />
      <Languages />
    </CreatePage>
  );
}

/** What was not typed stays as it is: a password and a PIN are never shown. */
const toUpdate = (values: Record<string, unknown>) => ({
  name: values['name'], phone: orNull(values['phone']), email: orNull(values['email']), language: values['language'], account: orNull(values['account']), active: !!values['active'],
  ...(orNull(values['password']) ? { password: orNull(values['password']) } : {}),
  ...(orNull(values['pin']) ? { pin: orNull(values['pin']) } : {}),
});

export function PersonEdit() {
  const say = useSay();
  const labels = useLabels();
  return (
    <EditPage<PersonRecord>
      resource="persons"
      name={(r) => r.name}
      toForm={({ name, phone, email, language, account, active }) => ({ name, phone, email, language, account, active })}
      toInput={toUpdate}
    >
      <Text source="name" label={labels.field('Person.name')} required />
      <Text source="phone" label={labels.field('phone')} />
      <Text source="email" label={labels.field('email')} type="email" help={say(words.email)} />
      <Text source="account" label={labels.field('account')} help={say(words.account)} />
      <Languages />
      <Text source="password" label={say(words.newPassword)} type="password" help={say(words.newPasswordHelp)} />
      <Text source="pin" label={say(words.newPin)} type="password" help={say(words.pin)} />
      <Toggle source="active" label={labels.field('active')} help={say(words.active)} />
    </EditPage>
  );
}
