import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { HealthCertificateRecord, PersonCertificates, PersonCertificatesVariables, PersonRecord, PersonSessions, PersonSessionsVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan, useMe } from '../shell/me.tsx';
import { ButtonTo, Empty, Facts, Failed, Ghost, Refusals, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { DayField, orNull } from '../ui/inputs.tsx';
import { Section } from '../ui/Page.tsx';
import { RecordPage } from '../ui/RecordPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';
import { SessionRows } from '../settings/SessionRows.tsx';
import { AddCertificate, CertificateLine } from './Certificate.tsx';
import { GrantSheet } from './GrantSheet.tsx';
import { useGrantable } from './grants.ts';
import { RoleChips } from './roles.tsx';
import { standing } from './standing.ts';

const CERTIFICATES = gql`
  query PersonCertificates($filter: HealthCertificateFilter!) {
    healthCertificates(filter: $filter, page: { number: 1, size: 20 }, sort: { field: "validTo", order: DESC }) {
      items { id number validFrom validTo status person { id name active } canteen { id name { zh en } } file { id name contentType url } }
    }
  }
`;

const SESSIONS = gql`
  query PersonSessions($person: ID!) {
    sessions(person: $person) { id method openedAt lastSeenAt expiresAt device address current }
  }
`;

const words = {
  edit: { zh: '修改', en: 'Edit' },
  closed: { zh: '已停用', en: 'Closed' },
  noRole: { zh: '现无岗位', en: 'no role now' },
  you: { zh: '您本人', en: 'You' },
  roles: { zh: '岗位', en: 'Roles' },
  grant: { zh: '授予岗位', en: 'Grant a role' },
  none: { zh: '还没有岗位：没有岗位的人看不到也记不了任何东西。', en: 'No role yet: without one a person sees and records nothing.' },
  whole: { zh: '全单位', en: 'the whole organization' },
  since: { zh: '{from} 起', en: 'since {from}' },
  term: { zh: '{from} 至 {to}', en: '{from} to {to}' },
  from: { zh: '{from} 开始', en: 'from {from}' },
  ended: { zh: '已结束', en: 'ended' },
  endedOn: { zh: '{at} 结束', en: 'ended {at}' },
  later: { zh: '未开始', en: 'not begun' },
  now: { zh: '在岗', en: 'holds' },
  end: { zh: '结束岗位', en: 'End role' },
  endHelp: { zh: '不填日期：立即结束，并失去相应权限。填日期：当天仍在岗，次日起失效。以前的记录不变。', en: 'Without a date it ends at once and takes its permissions along; with one, that is the last day. Earlier records stay.' },
  lastDay: { zh: '最后一天（可不填）', en: 'Last day (optional)' },
  cancel: { zh: '取消', en: 'Cancel' },
  earlier: { zh: '以往岗位（{n}）', en: 'Earlier roles ({n})' },
  noAccount: { zh: '没有账号，不能用密码登录', en: 'No account: cannot sign in by password' },
  pin: { zh: '已设，可在共用设备上换人和签字', en: 'Set: may take over a shared device and sign' },
  noPin: { zh: '未设，不能在共用设备上换人和签字', en: 'Not set: cannot take over a shared device or sign' },
  ownPin: { zh: '在我的账号里设置', en: 'Set it under My account' },
  certificates: { zh: '健康证', en: 'Health certificates' },
  certificateNote: { zh: '接触直接入口食品的人员每年体检，取得健康证后方可上岗（食品安全法第 45 条）。查看健康证会记入日志。', en: 'Whoever handles food is examined every year and holds a certificate before working (Food Safety Law Art. 45). Reading certificates is on record.' },
  addCertificate: { zh: '登记健康证', en: 'File a certificate' },
  noCertificates: { zh: '没有登记健康证。', en: 'No certificate on file.' },
  sessions: { zh: '登录设备', en: 'Sessions' },
  showSessions: { zh: '查看登录设备', en: 'Show sessions' },
};

export default function PersonShow() {
  const say = useSay();
  const labels = useLabels();
  const can = useCan();
  const me = useMe();
  const [granting, setGranting] = useState(false);
  const [filing, setFiling] = useState(false);
  return (
    <RecordPage<PersonRecord>
      resource="persons"
      // A person belongs to no organization's chain; what an organization did with them is in their roles.
      historyOf={(r) => [r.id, ...r.memberships.map((membership) => membership.id)]}
      title={(r) => r.name}
      state={(r) => (!r.active ? <Tone tone="stopped">{say(words.closed)}</Tone> : r.id === me?.person.id ? <Tone tone="todo">{say(words.you)}</Tone> : null)}
      sub={(r) => <RoleChips person={r} none={say(words.noRole)} />}
      acts={(r) => can('people:write') && <>
        <ButtonTo to={`/persons/${r.id}`} variant="outlined">{say(words.edit)}</ButtonTo>
        <Button variant="contained" onClick={() => setGranting(true)}>{say(words.grant)}</Button>
      </>}
    >
      {(r) => (
        <>
          <Section>
            <Facts
              rows={[
                [labels.field('phone'), r.phone && <a href={`tel:${r.phone}`}>{r.phone}</a>],
                [labels.field('email'), r.email && <a href={`mailto:${r.email}`}>{r.email}</a>],
                [labels.field('account'), r.account ?? say(words.noAccount)],
                [labels.field('language'), labels.of('Language', r.language)],
                [labels.field('pin'), r.hasPin ? say(words.pin) : <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 1 }}><Tone tone="warn" plain>{say(words.noPin)}</Tone>{r.id === me?.person.id && <To to="/account">{say(words.ownPin)}</To>}</Box>],
              ]}
            />
          </Section>
          <Roles person={r} onGrant={() => setGranting(true)} />
          {can('health:read') && <Certificates person={r} onFile={() => setFiling(true)} />}
          {can('people:write') && r.account && <Sessions person={r} />}
          {granting && <GrantSheet person={r} onClose={() => setGranting(false)} />}
          {filing && <AddCertificate person={r} onClose={() => setFiling(false)} />}
        </>
      )}
    </RecordPage>
  );
}

function Roles({ person, onGrant }: { person: PersonRecord; onGrant: () => void }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const { may } = useGrantable();
  const [ending, setEnding] = useState<PersonRecord['memberships'][number] | null>(null);
  const [all, setAll] = useState(false);
  const today = format.today();
  const current = person.memberships.filter((membership) => standing(membership, today) !== 'ENDED');
  const past = person.memberships.filter((membership) => standing(membership, today) === 'ENDED');
  const row = (membership: PersonRecord['memberships'][number]) => {
    const state = standing(membership, today);
    const term = membership.endedAt
      ? say(words.term, { from: format.day(membership.validFrom), to: format.moment(membership.endedAt) })
      : membership.validTo
        ? say(words.term, { from: format.day(membership.validFrom), to: format.day(membership.validTo) })
        : say(state === 'LATER' ? words.from : words.since, { from: format.day(membership.validFrom) });
    return (
      <Box key={membership.id} sx={{ display: 'flex', gap: 2, py: 1, minHeight: 60, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Box sx={{ fontWeight: 500 }}>{labels.of('Role', membership.role)}</Box>
          <Box sx={{ color: 'text.secondary' }}>
            {membership.canteen ? format.text(membership.canteen.name) : `${format.text(membership.organization.name)} · ${say(words.whole)}`} · {term}
          </Box>
        </Box>
        {state === 'ENDED' && <Tone tone="done" plain>{say(words.ended)}</Tone>}
        {state === 'LATER' && <Tone tone="draft">{say(words.later)}</Tone>}
        {state !== 'ENDED' && may({ organizationId: membership.organizationId, canteenId: membership.canteen?.id ?? null, role: membership.role }) && (
          <Button variant="outlined" onClick={() => setEnding(membership)}>{say(words.end)}</Button>
        )}
      </Box>
    );
  };
  return (
    <Section title={say(words.roles)}>
      {!person.memberships.length && <Empty text={say(words.none)} action={can('people:write') && <Button variant="outlined" onClick={onGrant}>{say(words.grant)}</Button>} />}
      {current.map(row)}
      {past.length > 0 && (all ? past.map(row) : <Button variant="text" onClick={() => setAll(true)}>{say(words.earlier, { n: past.length })}</Button>)}
      {ending && <EndSheet membership={ending} onClose={() => setEnding(null)} />}
    </Section>
  );
}

function EndSheet({ membership, onClose }: { membership: PersonRecord['memberships'][number]; onClose: () => void }) {
  const say = useSay();
  const labels = useLabels();
  const { act, pending, refusals } = useAct();
  const [lastDay, setLastDay] = useState('');
  const save = async () => {
    if (await act('endMembership', { id: membership.id, validTo: orNull(lastDay) }, { quiet: true })) onClose();
  };
  return (
    <Sheet
      open
      title={`${say(words.end)} · ${labels.of('Role', membership.role)}`}
      onClose={onClose}
      actions={<>
        <Button variant="outlined" onClick={onClose}>{say(words.cancel)}</Button>
        <Button variant="contained" color="error" loading={pending} onClick={() => void save()}>{say(words.end)}</Button>
      </>}
    >
      <Refusals errors={refusals} />
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Box sx={{ color: 'text.secondary' }}>{say(words.endHelp)}</Box>
        <DayField label={say(words.lastDay)} value={lastDay} onChange={setLastDay} />
      </Box>
    </Sheet>
  );
}

function Certificates({ person, onFile }: { person: PersonRecord; onFile: () => void }) {
  const say = useSay();
  const can = useCan();
  const { data, error, refetch } = useAsk<PersonCertificates, PersonCertificatesVariables>(CERTIFICATES, { filter: { person: person.id } });
  const file = can('health:write') && <Button variant="outlined" onClick={onFile}>{say(words.addCertificate)}</Button>;
  const items = data?.healthCertificates.items as HealthCertificateRecord[] | undefined;
  return (
    <Section title={say(words.certificates)} actions={!!items?.length && file}>
      <Box sx={{ color: 'text.secondary', mb: 1 }}>{say(words.certificateNote)}</Box>
      {error && !items && <Failed error={error} retry={() => void refetch()} />}
      {!items && !error && <Ghost rows={1} height={64} />}
      {items && !items.length && <Empty text={say(words.noCertificates)} action={file} />}
      {items?.map((certificate) => <CertificateLine key={certificate.id} certificate={certificate} />)}
    </Section>
  );
}

/** Asked for only when it is wanted: whose devices are signed in is nobody's business by the way. */
function Sessions({ person }: { person: PersonRecord }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useAsk<PersonSessions, PersonSessionsVariables>(SESSIONS, { person: person.id }, { enabled: open });
  return (
    <Section title={say(words.sessions)}>
      {!open && <Button variant="outlined" onClick={() => setOpen(true)}>{say(words.showSessions)}</Button>}
      {open && error && !data && <Failed error={error} retry={() => void refetch()} />}
      {open && !data && !error && <Ghost rows={2} />}
      {data && <SessionRows sessions={data.sessions} />}
    </Section>
  );
}
