import { useState } from 'react';
import Button from '@mui/material/Button';
import type { HealthCertificateRecord } from '../provider/generated.ts';
import { useCan, useCanteen } from '../shell/me.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { State } from '../ui/Tone.tsx';
import { AddCertificate } from './Certificate.tsx';

const words = {
  title: { zh: '健康证', en: 'Health certificates' },
  sub: { zh: '查看和导出健康证会记入日志。', en: 'Reading and exporting certificates is on record.' },
  attention: { zh: '将到期或已到期', en: 'Ending or expired' },
  valid: { zh: '有效', en: 'Valid' },
  all: { zh: '全部', en: 'All' },
  add: { zh: '登记健康证', en: 'File a certificate' },
  empty: { zh: '还没有健康证。接触直接入口食品的人员上岗前都要有（食品安全法第 45 条）。', en: 'No certificates yet. Whoever handles food needs one before working (Food Safety Law Art. 45).' },
  person: { zh: '人员', en: 'Person' },
  near: { zh: '离到期', en: 'Ends' },
};

export default function HealthCertificateList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const canteen = useCanteen();
  const [filing, setFiling] = useState(false);
  const add = can('health:write') && <Button variant="contained" onClick={() => setFiling(true)}>{say(words.add)}</Button>;
  return (
    <>
      <ListPage<HealthCertificateRecord>
        resource="healthCertificates"
        title={say(words.title)}
        sub={say(words.sub)}
        filter={{ canteen: canteen?.id }}
        sort={{ field: 'validTo', order: 'ASC' }}
        views={[
          { label: say(words.all), filter: {} },
          { label: say(words.attention), filter: { status: ['ENDING_SOON', 'EXPIRED'] } },
          { label: say(words.valid), filter: { status: ['VALID', 'ENDING_SOON'] } },
        ]}
        to={(r) => `/persons/${r.person.id}/show`}
        columns={[
          { key: 'person', label: say(words.person), cell: (r) => r.person.name },
          { key: 'status', label: labels.field('HealthCertificate.status'), cell: (r) => <State of="CertificateStatus" value={r.status} /> },
          { key: 'to', label: labels.field('validTo'), cell: (r) => format.day(r.validTo), sort: 'validTo' },
          { key: 'near', label: say(words.near), cell: (r) => format.near(r.validTo) },
          { key: 'from', label: labels.field('validFrom'), cell: (r) => format.day(r.validFrom), sort: 'validFrom' },
          { key: 'number', label: labels.field('HealthCertificate.number'), cell: (r) => r.number, sort: 'number' },
        ]}
        line={(r) => ({ main: r.person.name, side: <State of="CertificateStatus" value={r.status} />, sub: r.number, state: `${format.day(r.validTo)} · ${format.near(r.validTo)}` })}
        empty={{ text: say(words.empty), action: add }}
        actions={add}
      />
      {filing && <AddCertificate onClose={() => setFiling(false)} />}
    </>
  );
}
