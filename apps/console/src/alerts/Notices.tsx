import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Notices as NoticesData } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useMay } from '../people/may.ts';
import { useCanteen, useMe } from '../shell/me.tsx';
import { Failed, Ghost, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Page, Section } from '../ui/Page.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { State, Tone } from '../ui/Tone.tsx';
import { CalendarSection } from './CalendarSection.tsx';
import { ChannelSheet } from './ChannelSheet.tsx';

const NOTICES = gql`
  query Notices {
    channelKinds
    channels(filter: { ended: false }, page: { size: 100 }) {
      items { id version kind format name address signed active minSeverity quietFrom quietTo quietForCritical digest digestHour personId organizationId failingSince trouble }
    }
    deliveries(filter: { mine: true }, page: { size: 10 }) {
      items { id kind state title { zh en } queuedAt sentAt nextAt problem channel { id name } }
    }
    myCalendar { id createdAt endedAt }
  }
`;

const words = {
  title: { zh: '提醒方式', en: 'How I am told' },
  sub: { zh: '提醒总在系统内显示；这里设定还要通过哪些渠道告诉您。', en: 'Alerts always show here. This is how else you are told.' },
  mine: { zh: '我的渠道', en: 'My channels' },
  house: { zh: '{name}的群机器人和接口', en: 'Robots and interfaces of {name}' },
  none: { zh: '还没有。人员档案里登记了邮箱的，「警告」和「严重」自动发到邮箱。', en: 'None yet. With an e-mail address in your record, warnings and critical alerts go there by themselves.' },
  noneHouse: { zh: '还没有。可把企业微信或钉钉群机器人的地址填进来，全群都能看到。', en: 'None yet. Enter the address of a WeCom or DingTalk group robot, and the whole group sees it.' },
  add: { zh: '添加渠道', en: 'Add a channel' },
  addHouse: { zh: '添加群机器人', en: 'Add a group robot' },
  edit: { zh: '修改', en: 'Edit' },
  test: { zh: '发一条试试', en: 'Send a test' },
  end: { zh: '停用', en: 'End' },
  ended: { zh: '已停用', en: 'Ended' },
  from: { zh: '「{severity}」及以上', en: '{severity} and above' },
  quiet: { zh: '免打扰 {from}–{to}', en: 'quiet {from}–{to}' },
  even: { zh: '（严重的也等）', en: ' (critical too)' },
  digest: { zh: '其余每天 {n}:00 汇总', en: 'the rest daily at {n}:00' },
  failing: { zh: '{since} 起发不出去：{why}', en: 'Nothing gets through since {since}: {why}' },
  tested: { zh: '对方已收到', en: 'The receiver took it' },
  log: { zh: '最近发给我的', en: 'Lately sent to me' },
  noLog: { zh: '还没有发送过。', en: 'Nothing sent so far.' },
  rules: { zh: '提醒规则：什么情况、提醒谁', en: 'The rules: what is told, and to whom' },
};

type Channel = NoticesData['channels']['items'][number];

export function Notices() {
  const say = useSay();
  const format = useFormat();
  const me = useMe();
  const may = useMay();
  const canteen = useCanteen();
  const organization = canteen?.organization ?? me?.grants[0]?.organization;
  const [editing, setEditing] = useState<{ channel: Channel | null; organization: string | null } | null>(null);
  const { data, error, refetch } = useAsk<NoticesData>(NOTICES, {});
  const mine = data?.channels.items.filter((each) => each.personId === me?.person.id) ?? [];
  const house = data?.channels.items.filter((each) => each.organizationId && each.organizationId === organization?.id) ?? [];
  const keeps = may('alerts:write', { organization: organization?.id, canteen: canteen?.id });
  // Who keeps the channels of one canteen makes them for that canteen.
  const only = may('alerts:write', { organization: organization?.id }) ? null : canteen;
  const rows = (channels: Channel[], own: string | null) => channels.map((channel) => <ChannelRow key={channel.id} channel={channel} onEdit={() => setEditing({ channel, organization: own })} />);
  return (
    <Page title={say(words.title)} sub={say(words.sub)} width="form" actions={me?.permissions.includes('policy:read') && <To to="/alertRules">{say(words.rules)}</To>}>
      {!data && !error && <Ghost rows={4} height={72} />}
      {!data && error && <Failed error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <Section title={say(words.mine)}>
            {!mine.length && <Box sx={{ color: 'text.secondary', pb: 1 }}>{say(words.none)}</Box>}
            {rows(mine, null)}
            <Button variant="outlined" sx={{ mt: 1 }} onClick={() => setEditing({ channel: null, organization: null })}>{say(words.add)}</Button>
          </Section>
          {keeps && organization && (
            <Section title={say(words.house, { name: format.text(only?.name ?? organization.name) })}>
              {!house.length && <Box sx={{ color: 'text.secondary', pb: 1 }}>{say(words.noneHouse)}</Box>}
              {rows(house, organization.id)}
              <Button variant="outlined" sx={{ mt: 1 }} onClick={() => setEditing({ channel: null, organization: organization.id })}>{say(words.addHouse)}</Button>
            </Section>
          )}
          <CalendarSection feed={data.myCalendar?.endedAt ? null : data.myCalendar} />
          <Section title={say(words.log)}>
            {!data.deliveries.items.length && <Box sx={{ color: 'text.secondary', pb: 1 }}>{say(words.noLog)}</Box>}
            {data.deliveries.items.map((each) => (
              <Box key={each.id} sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr) auto', sm: 'minmax(0, 1fr) auto 11em' }, columnGap: 2, py: 1, borderTop: 1, borderColor: 'divider' }}>
                <Box sx={{ minWidth: 0 }}>{format.text(each.title)}<Box component="span" sx={{ color: 'text.secondary' }}> · {each.channel.name}</Box></Box>
                <State of="DeliveryState" value={each.state} plain />
                <Box sx={{ color: 'text.secondary', textAlign: { sm: 'right' } }}>{format.moment(each.sentAt ?? each.queuedAt)}</Box>
                {each.problem && <Box sx={{ gridColumn: '1 / -1', color: 'text.secondary' }}>{each.problem}</Box>}
              </Box>
            ))}
          </Section>
          {editing && <ChannelSheet kinds={data.channelKinds} channel={editing.channel} organization={editing.organization} canteen={only?.id ?? null} onClose={() => setEditing(null)} />}
        </>
      )}
    </Page>
  );
}

function ChannelRow({ channel, onEdit }: { channel: Channel; onEdit: () => void }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const { act, pending } = useAct();
  const [told, setTold] = useState<{ ok: boolean; text: string } | null>(null);
  const test = async () => {
    const outcome = await act('testChannel', { id: channel.id });
    const sent = outcome?.records[0] as { state?: string; problem?: string | null } | undefined;
    if (sent) setTold({ ok: sent.state === 'SENT', text: sent.state === 'SENT' ? say(words.tested) : (sent.problem ?? '') });
  };
  const kind = channel.format ? labels.of('WebhookFormat', channel.format) : labels.of('ChannelKind', channel.kind);
  // One that nobody named is called by its kind, in both languages.
  const named = !channel.name.includes(kind);
  const about = [
    say(words.from, { severity: labels.of('AlertSeverity', channel.minSeverity) }),
    channel.quietFrom && channel.quietTo && say(words.quiet, { from: channel.quietFrom, to: channel.quietTo }) + (channel.quietForCritical ? say(words.even) : ''),
    channel.digest === 'DAILY' && say(words.digest, { n: channel.digestHour }),
  ].filter(Boolean).join(' · ');
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 1fr) auto' }, columnGap: 2, rowGap: 0.5, py: 1.5, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}>
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ fontWeight: 500 }}>{named ? <>{channel.name} <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>{kind}</Box></> : kind}</Box>
        {channel.address && channel.address !== channel.name && <Box sx={{ overflowWrap: 'anywhere' }}>{channel.address}</Box>}
        <Box sx={{ color: 'text.secondary' }}>{about}</Box>
        {!channel.active && <Tone tone="stopped" plain>{say(words.ended)}</Tone>}
        {channel.failingSince && !told && <Tone tone="bad" plain lines>{say(words.failing, { since: format.moment(channel.failingSince), why: channel.trouble ?? '' })}</Tone>}
        <Box role="status">{told && <Tone tone={told.ok ? 'ok' : 'bad'} plain lines>{told.text}</Tone>}</Box>
      </Box>
      <Box sx={{ display: 'flex', ml: { xs: -2, sm: 0 }, mr: { sm: -2 } }}>
        <Button variant="text" loading={pending} aria-label={`${say(words.test)}: ${channel.name}`} onClick={() => void test()}>{say(words.test)}</Button>
        <Button variant="text" aria-label={`${say(words.edit)}: ${channel.name}`} onClick={onEdit}>{say(words.edit)}</Button>
        <Button variant="text" color="inherit" aria-label={`${say(words.end)}: ${channel.name}`} onClick={() => void act('endChannel', { id: channel.id }, { done: say(words.ended) })}>{say(words.end)}</Button>
      </Box>
    </Box>
  );
}
