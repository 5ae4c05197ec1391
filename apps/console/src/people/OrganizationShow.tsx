import { useGetList } from 'react-admin';
import Box from '@mui/material/Box';
import type { CanteenRecord, OrganizationRecord } from '../provider/generated.ts';
import { ButtonTo, Empty, Facts, Ghost, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/Page.tsx';
import { RecordPage } from '../ui/RecordPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { useMay } from './may.ts';

const words = {
  edit: { zh: '修改', en: 'Edit' },
  english: { zh: '英文名称', en: 'English name' },
  canteens: { zh: '食堂', en: 'Canteens' },
  none: { zh: '没有您可以查看的食堂。', en: 'No canteen that you may see.' },
  add: { zh: '新增食堂', en: 'Add a canteen' },
  closed: { zh: '已停用', en: 'Not in use' },
};

export default function OrganizationShow() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const may = useMay();
  return (
    <RecordPage<OrganizationRecord>
      resource="organizations"
      title={(r) => format.text(r.name)}
      sub={(r) => labels.of('OrganizationKind', r.kind)}
      acts={(r) => may('organizations:write', { organization: r.id }) && <ButtonTo to={`/organizations/${r.id}`} variant="outlined">{say(words.edit)}</ButtonTo>}
    >
      {(r) => (
        <>
          <Section>
            <Facts rows={[
              [labels.field('name'), r.name.zh],
              r.name.en && [say(words.english), r.name.en],
              [labels.field('Organization.kind'), labels.of('OrganizationKind', r.kind)],
              [labels.field('timeZone'), r.timeZone],
            ]} />
          </Section>
          <Canteens organization={r.id} />
        </>
      )}
    </RecordPage>
  );
}

function Canteens({ organization }: { organization: string }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const may = useMay();
  const { data } = useGetList<CanteenRecord>('canteens', { pagination: { page: 1, perPage: 100 }, sort: { field: 'pinyin', order: 'ASC' }, filter: { organizationId: organization } });
  return (
    <Section title={say(words.canteens)} actions={may('organizations:write', { organization }) && <ButtonTo to="/canteens/create" variant="outlined">{say(words.add)}</ButtonTo>}>
      {!data && <Ghost rows={2} />}
      {data && !data.length && <Empty text={say(words.none)} />}
      {data?.map((canteen) => (
        <Box key={canteen.id} sx={{ display: 'flex', gap: 2, py: 1, minHeight: 48, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}>
          <Box sx={{ flex: 1 }}><To to={`/canteens/${canteen.id}/show`}>{format.text(canteen.name)}</To></Box>
          <Box sx={{ color: 'text.secondary' }}>{labels.of('CanteenOperation', canteen.operation)}</Box>
          {!canteen.active && <Tone tone="done">{say(words.closed)}</Tone>}
        </Box>
      ))}
    </Section>
  );
}
