import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import type { AlertRules as Rules, AlertRulesVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useMay } from '../people/may.ts';
import { unitWords } from '../settings/limit.ts';
import { Mark } from '../settings/Policies.tsx';
import { useCanteen, useMe } from '../shell/me.tsx';
import { Failed, Ghost, Refusals, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';

const RULES = gql`
  query AlertRules($organization: ID!) {
    alertRules(organization: $organization) {
      kind title { zh en } says { zh en } on reason law { zh en } audience escalation { afterHours roles }
      limits { policy field title { zh en } value unit citation { zh en } mark }
    }
  }
`;

const words = {
  title: { zh: '提醒规则', en: 'Alert rules' },
  sub: { zh: '{name} · 每条规则一句话：什么情况下提醒、数字从哪里来、提醒谁。', en: '{name} · Each rule in a sentence: when it is raised, where its number comes from, who is told.' },
  limits: { zh: '去改限值', en: 'Change limits' },
  told: { zh: '提醒', en: 'Told' },
  then: { zh: '{n} 小时无人确认，升级告知', en: 'After {n} h without an acknowledgement, also' },
  off: { zh: '已停用：{reason}', en: 'Switched off: {reason}' },
  law: { zh: '依据{law}，不能停用', en: 'Asked for by {law}; it cannot be switched off' },
  turnOff: { zh: '停用', en: 'Switch off' },
  turnOn: { zh: '启用', en: 'Switch on' },
  why: { zh: '为什么', en: 'Why' },
  whyHelp: { zh: '记入日志', en: 'It goes on record' },
  done: { zh: '已改，从现在起生效', en: 'Changed; it holds from now on' },
  value: { zh: '{value} {unit}', en: '{value} {unit}' },
};

type Rule = Rules['alertRules'][number];

export function AlertRules() {
  const say = useSay();
  const format = useFormat();
  const me = useMe();
  const canteen = useCanteen();
  const may = useMay();
  const organization = canteen?.organization ?? me?.grants[0]?.organization;
  const [switching, setSwitching] = useState<Rule | null>(null);
  const { data, error, refetch } = useAsk<Rules, AlertRulesVariables>(RULES, { organization: organization?.id ?? '' }, { enabled: !!organization });
  // The food's rules first; those of the house's own machinery behind them.
  const rules = [...(data?.alertRules ?? [])].sort((a, b) => Number(a.kind.startsWith('platform.')) - Number(b.kind.startsWith('platform.')));
  const changes = may('policy:write', { organization: organization?.id });
  return (
    <Page title={say(words.title)} sub={say(words.sub, { name: format.text(organization?.name) })} actions={<To to="/policies">{say(words.limits)}</To>}>
      {!data && !error && <Ghost rows={8} height={96} />}
      {!data && error && <Failed error={error} retry={() => void refetch()} />}
      {rules.map((rule) => <RuleRow key={rule.kind} rule={rule} {...(changes ? { onSwitch: () => setSwitching(rule) } : {})} />)}
      {switching && organization && <SwitchSheet rule={switching} organization={organization.id} onClose={() => setSwitching(null)} />}
    </Page>
  );
}

function RuleRow({ rule, onSwitch }: { rule: Rule; onSwitch?: () => void }) {
  const say = useSay();
  const format = useFormat();
  const labels = useLabels();
  const comma = format.lang === 'zh' ? '、' : ', ';
  const roles = (names: readonly string[]) => names.map((role) => labels.of('Role', role)).join(comma);
  const value = (limit: Rule['limits'][number]) => {
    const unit = unitWords(limit.unit);
    const text = Array.isArray(limit.value) ? limit.value.join(comma) : String(limit.value);
    return unit ? say(words.value, { value: text, unit: say(unit) }) : text;
  };
  return (
    <Box component="section" sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: `minmax(0, 5fr) minmax(0, 7fr)${onSwitch ? ' 6em' : ''}` }, columnGap: 3, rowGap: 1, py: 2, borderTop: 1, borderColor: 'divider', alignItems: 'start' }}>
      <Box>
        <Box component="h2" sx={{ m: 0, fontSize: '1rem', fontWeight: 600, color: rule.on ? 'text.primary' : 'text.secondary' }}>{format.text(rule.title)}</Box>
        <Box>{format.text(rule.says)}</Box>
        {!rule.on && <Tone tone="stopped" plain lines>{say(words.off, { reason: rule.reason ?? '' })}</Tone>}
      </Box>
      <Box sx={{ color: 'text.secondary', display: 'grid', gap: 0.5 }}>
        <Box>{say(words.told)} <Box component="span" sx={{ color: 'text.primary' }}>{roles(rule.audience)}</Box></Box>
        {rule.escalation && <Box>{say(words.then, { n: rule.escalation.afterHours })} <Box component="span" sx={{ color: 'text.primary' }}>{roles(rule.escalation.roles)}</Box></Box>}
        {rule.limits.map((limit) => (
          <Box key={`${limit.policy}.${limit.field}`}><Mark mark={limit.mark} /> {limit.title ? format.text(limit.title) : limit.field} <Box component="span" sx={{ color: 'text.primary', fontWeight: 600 }}>{value(limit)}</Box> · {format.text(limit.citation)}</Box>
        ))}
        {rule.law && <Box>{say(words.law, { law: format.text(rule.law) })}</Box>}
      </Box>
      {onSwitch && (
        <Box sx={{ textAlign: { md: 'right' }, ml: { xs: -2, md: 0 }, mr: { md: -2 }, mt: { md: -1 } }}>
          {!(rule.law && rule.on) && <Button variant="text" aria-label={`${say(rule.on ? words.turnOff : words.turnOn)}: ${format.text(rule.title)}`} onClick={onSwitch}>{say(rule.on ? words.turnOff : words.turnOn)}</Button>}
        </Box>
      )}
    </Box>
  );
}

function SwitchSheet({ rule, organization, onClose }: { rule: Rule; organization: string; onClose: () => void }) {
  const say = useSay();
  const format = useFormat();
  const { act, pending, refusals } = useAct();
  const [reason, setReason] = useState('');
  const perform = async () => {
    if (await act('switchAlertRule', { organization, kind: rule.kind, on: !rule.on, reason: reason.trim() }, { quiet: true, done: say(words.done) })) onClose();
  };
  return (
    <Sheet open title={`${say(rule.on ? words.turnOff : words.turnOn)} · ${format.text(rule.title)}`} onClose={onClose}
      actions={<Button variant="contained" loading={pending} disabled={!reason.trim()} onClick={() => void perform()}>{say(rule.on ? words.turnOff : words.turnOn)}</Button>}>
      <Refusals errors={refusals} />
      <TextField autoFocus fullWidth multiline minRows={2} label={say(words.why)} helperText={say(words.whyHelp)} value={reason} onChange={(event) => setReason(event.target.value)} />
    </Sheet>
  );
}
