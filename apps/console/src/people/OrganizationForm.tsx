import type { OrganizationRecord } from '../provider/generated.ts';
import { useFormat } from '../ui/format.ts';
import { CreatePage, EditPage } from '../ui/FormPage.tsx';
import { BothLanguages, Choice, localized, Text } from '../ui/inputs.tsx';
import { useLabels, useSay } from '../ui/say.ts';

const words = { zone: { zh: '一天从这里的零点算起', en: 'Its days begin at midnight there' } };

const KINDS = ['PARTY_SCHOOL', 'PRIMARY_SCHOOL', 'MIDDLE_SCHOOL', 'KINDERGARTEN', 'UNIVERSITY', 'AGENCY', 'HOSPITAL', 'ENTERPRISE', 'CONTRACTOR', 'AUTHORITY'];

function Inputs() {
  const say = useSay();
  const labels = useLabels();
  return (
    <>
      <BothLanguages source="name" label={labels.field('name')} />
      <Choice source="kind" label={labels.field('Organization.kind')} of="OrganizationKind" values={KINDS} required />
      <Text source="timeZone" label={labels.field('timeZone')} help={say(words.zone)} required />
    </>
  );
}

const toInput = (values: Record<string, unknown>) => ({ name: localized(values['name']), kind: values['kind'], timeZone: values['timeZone'] });

export const OrganizationCreate = () => <CreatePage resource="organizations" start={{ timeZone: 'Asia/Shanghai' }} toInput={toInput}><Inputs /></CreatePage>;

export function OrganizationEdit() {
  const format = useFormat();
  return (
    <EditPage<OrganizationRecord> resource="organizations" name={(r) => format.text(r.name)} toForm={({ name, kind, timeZone }) => ({ name, kind, timeZone })} toInput={toInput}>
      <Inputs />
    </EditPage>
  );
}
