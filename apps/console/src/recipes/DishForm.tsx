import { useInput } from 'react-admin';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import type { DishRecord } from '../provider/generated.ts';
import { useFormat } from '../ui/format.ts';
import { CreatePage, EditPage } from '../ui/FormPage.tsx';
import { BothLanguages, Choice, localized, orNull, Text } from '../ui/inputs.tsx';
import { PhotoButton, Thumb } from '../ui/Photos.tsx';
import { useLabels, useSay } from '../ui/say.ts';

const words = {
  name: { zh: '菜名', en: 'Name' },
  category: { zh: '类别', en: 'Category' },
  portion: { zh: '每份重量（克）', en: 'Portion (g)' },
  county: { zh: '所属县（市、区）', en: 'County of origin' },
  description: { zh: '说明', en: 'Description' },
  flags: { zh: '标记', en: 'Flags' },
  photo: { zh: '实物照片', en: 'Photo of the dish' },
  photoHelp: { zh: '只放真实照片；没有就不放', en: 'A real photo, or none' },
};

const CATEGORIES = ['STAPLE', 'MEAT', 'HALF_MEAT', 'VEGETABLE', 'SOUP', 'COLD', 'SNACK', 'FRUIT', 'DRINK'];
const FLAGS = ['COLD', 'RAW', 'ASSEMBLED', 'LOCAL', 'FESTIVE'];

interface PhotoValue { id: string; url?: string | null; contentType?: string }

function Flags() {
  const say = useSay();
  const labels = useLabels();
  const { field } = useInput<string[]>({ source: 'flags', defaultValue: [] });
  const chosen: string[] = field.value ?? [];
  return (
    <Box className="wide" role="group" aria-label={say(words.flags)} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}>
      {FLAGS.map((flag) => {
        const on = chosen.includes(flag);
        return <Chip key={flag} label={labels.of('DishFlag', flag)} aria-pressed={on} color={on ? 'primary' : 'default'} variant={on ? 'filled' : 'outlined'} onClick={() => field.onChange(on ? chosen.filter((each) => each !== flag) : [...chosen, flag])} />;
      })}
    </Box>
  );
}

function Photo() {
  const say = useSay();
  const { field } = useInput<PhotoValue | null>({ source: 'photo', defaultValue: null });
  const photo = field.value as PhotoValue | null;
  return (
    <Box className="wide" sx={{ display: 'flex', gap: 2, alignItems: 'center', mb: 2 }}>
      {photo && <Thumb id={photo.id} size={96} {...(photo.url ? { url: photo.url } : {})} onRemove={() => field.onChange(null)} />}
      <div>
        <PhotoButton label={say(words.photo)} onPhoto={(id) => field.onChange({ id })} />
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{say(words.photoHelp)}</Box>
      </div>
    </Box>
  );
}

function Inputs() {
  const say = useSay();
  return (
    <>
      <BothLanguages source="name" label={say(words.name)} />
      <Choice source="category" label={say(words.category)} of="DishCategory" values={CATEGORIES} required />
      <Text source="portion.value" label={say(words.portion)} required decimal />
      <Text source="originCounty" label={say(words.county)} wide />
      <Flags />
      <BothLanguages source="description" label={say(words.description)} required={false} multiline />
      <Photo />
    </>
  );
}

const toInput = (values: Record<string, unknown>) => {
  const description = localized(values['description']);
  return {
    name: localized(values['name']),
    category: values['category'],
    portion: { value: String((values['portion'] as { value?: string } | undefined)?.value ?? ''), unit: 'g' },
    flags: values['flags'] ?? [],
    originCounty: orNull(values['originCounty']),
    description: description.zh ? description : null,
    photo: (values['photo'] as PhotoValue | null | undefined)?.id ?? null,
  };
};

export const DishCreate = () => <CreatePage resource="dishes" start={{ category: 'MEAT', flags: [] }} toInput={toInput}><Inputs /></CreatePage>;

export function DishEdit() {
  const format = useFormat();
  return (
    <EditPage<DishRecord>
      resource="dishes"
      name={(r) => format.text(r.name)}
      toForm={({ name, category, portion, flags, originCounty, description, photo }) => ({ name, category, portion, flags, originCounty, description, photo })}
      toInput={toInput}
    >
      <Inputs />
    </EditPage>
  );
}
