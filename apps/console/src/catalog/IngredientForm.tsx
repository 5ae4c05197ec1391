import { useFieldArray } from 'react-hook-form';
import Add from '@mui/icons-material/Add';
import Close from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import type { IngredientRecord } from '../provider/generated.ts';
import { useFormat } from '../ui/format.ts';
import { CreatePage, EditPage } from '../ui/FormPage.tsx';
import { Amount, amountOrNull, BothLanguages, Choice, localized, orNull, Text, Toggle, unitNames } from '../ui/inputs.tsx';
import { useLabels, useSay } from '../ui/say.ts';

const words = {
  fixed: { zh: '建好后不能改：库存已按它计数', en: 'Fixed once created: stock is counted in it' },
  shelf: { zh: '没有保质期的散装原料可不填', en: 'Leave empty for loose produce without one' },
  byDayHelp: { zh: '酱油、盐等开封后放在厨房里用的调味品：按日归到当天的菜，不逐份称量', en: 'Soy sauce, salt and the like, standing open in the kitchen: attributed to the dishes of the day, not weighed for each' },
  addPack: { zh: '添加包装', en: 'Add a pack' },
  removePack: { zh: '去掉包装', en: 'Remove pack' },
  pack: { zh: '包装单位', en: 'Pack' },
  holds: { zh: '内装', en: 'Holds' },
  nutrition: { zh: '营养成分（每 100 g，可不填）', en: 'Nutrition (per 100 g, optional)' },
};

const CATEGORIES = ['MEAT', 'POULTRY', 'AQUATIC', 'EGG', 'DAIRY', 'SOY', 'VEGETABLE', 'FRUIT', 'GRAIN', 'OIL', 'SEASONING', 'DRY_GOODS', 'BEVERAGE', 'OTHER'];

function Packs() {
  const say = useSay();
  const format = useFormat();
  const { fields, append, remove } = useFieldArray({ name: 'packs' });
  return (
    <Box className="wide" sx={{ mb: 1 }}>
      {fields.map((field, index) => (
        <Box key={field.id} sx={{ display: 'grid', gridTemplateColumns: '8em 1fr 44px', gap: 1, alignItems: 'start' }}>
          <Choice source={`packs.${index}.unit`} label={say(words.pack)} required values={['pack', 'box', 'bag', 'bottle', 'piece']} names={(unit) => `1 ${format.unit(unit)}`} />
          <Amount source={`packs.${index}.holds`} label={say(words.holds)} units={unitNames} required />
          <IconButton aria-label={say(words.removePack)} onClick={() => remove(index)}><Close /></IconButton>
        </Box>
      ))}
      <Button variant="outlined" startIcon={<Add />} onClick={() => append({ unit: 'box', holds: { value: '', unit: 'kg' } })}>{say(words.addPack)}</Button>
    </Box>
  );
}

function Inputs({ fixed }: { fixed?: boolean }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  return (
    <>
      <BothLanguages source="name" label={labels.field('name')} />
      <Choice source="category" label={labels.field('category')} of="IngredientCategory" values={CATEGORIES} required />
      <Choice source="storage" label={labels.field('storage')} of="Storage" values={['AMBIENT', 'CHILLED', 'FROZEN']} required />
      <Choice source="unit" label={labels.field('unit')} values={unitNames} names={format.unit} required disabled={!!fixed} help={say(words.fixed)} />
      <Text source="shelfLifeDays" label={labels.field('shelfLifeDays')} decimal help={say(words.shelf)} />
      <Text source="labelMaxCelsius" label={labels.field('labelMaxCelsius')} decimal />
      <Text source="gtin" label={labels.field('gtin')} />
      <Amount source="pieceWeight" label={labels.field('pieceWeight')} units={['g', 'kg', 'jin']} />
      <Toggle source="byDay" label={labels.field('byDay')} help={say(words.byDayHelp)} />
      <Packs />
      <Box className="wide" sx={{ color: 'text.secondary', mt: 1 }}>{say(words.nutrition)}</Box>
      {['energyKj', 'proteinG', 'fatG', 'carbohydrateG', 'sodiumMg'].map((source) => <Text key={source} source={source} label={labels.field(source)} decimal />)}
      {fixed && <Toggle source="active" label={labels.field('active')} />}
    </>
  );
}

const toInput = (values: Record<string, unknown>) => ({
  name: localized(values['name']),
  category: values['category'],
  storage: values['storage'],
  unit: values['unit'],
  labelMaxCelsius: orNull(values['labelMaxCelsius']),
  pieceWeight: amountOrNull(values['pieceWeight'], 'g'),
  packs: ((values['packs'] ?? []) as { unit: string; holds: unknown }[]).map(({ unit, holds }) => ({ unit, holds: amountOrNull(holds, 'kg') })),
  shelfLifeDays: orNull(String(values['shelfLifeDays'] ?? '')) ? Number(values['shelfLifeDays']) : null,
  byDay: !!values['byDay'],
  gtin: orNull(values['gtin']),
  energyKj: orNull(values['energyKj']),
  proteinG: orNull(values['proteinG']),
  fatG: orNull(values['fatG']),
  carbohydrateG: orNull(values['carbohydrateG']),
  sodiumMg: orNull(values['sodiumMg']),
  ...(values['id'] ? { active: values['active'] } : {}),
});

export const IngredientCreate = () => (
  <CreatePage resource="ingredients" start={{ storage: 'AMBIENT', unit: 'kg', packs: [], byDay: false }} toInput={toInput}><Inputs /></CreatePage>
);

export function IngredientEdit() {
  const format = useFormat();
  return (
    <EditPage<IngredientRecord>
      resource="ingredients"
      name={(r) => format.text(r.name)}
      toForm={({ allergens: _, unknownAllergens: __, requiredDocuments: ___, version: ____, ...rest }) => rest}
      toInput={toInput}
    >
      <Inputs fixed />
    </EditPage>
  );
}
