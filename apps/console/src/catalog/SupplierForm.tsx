import type { SupplierRecord } from '../provider/generated.ts';
import { useFormat } from '../ui/format.ts';
import { CreatePage, EditPage } from '../ui/FormPage.tsx';
import { BothLanguages, localized, orNull, Text } from '../ui/inputs.tsx';
import { useLabels } from '../ui/say.ts';

function Inputs() {
  const labels = useLabels();
  return (
    <>
      <BothLanguages source="name" label={labels.field('name')} />
      <Text source="creditCode" label={labels.field('creditCode')} />
      <Text source="address" label={labels.field('address')} />
      <Text source="contact" label={labels.field('contact')} />
      <Text source="phone" label={labels.field('phone')} />
    </>
  );
}

const toInput = (values: Record<string, unknown>) => ({
  name: localized(values['name']),
  creditCode: orNull(values['creditCode']),
  address: orNull(values['address']),
  contact: orNull(values['contact']),
  phone: orNull(values['phone']),
});

export const SupplierCreate = () => <CreatePage resource="suppliers" toInput={toInput}><Inputs /></CreatePage>;

export function SupplierEdit() {
  const format = useFormat();
  return (
    <EditPage<SupplierRecord>
      resource="suppliers"
      name={(r) => format.text(r.name)}
      toForm={({ name, creditCode, address, contact, phone }) => ({ name, creditCode, address, contact, phone })}
      toInput={toInput}
    >
      <Inputs />
    </EditPage>
  );
}
