import { useState } from 'react';
import { useNavigate } from 'react-admin';
import Close from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import TextField from '@mui/material/TextField';
import { UNITS, uuidv7 } from '@canteen/kernel';
import type { DishRecord, IngredientRow } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { useRecord } from '../provider/useRecord.ts';
import { Failed, Ghost, Refusals } from '../ui/bits.tsx';
import { useDraft } from '../ui/draft.ts';
import { useFormat } from '../ui/format.ts';
import { Keypad, NumberField } from '../ui/Keypad.tsx';
import { BottomAct, Page, Section } from '../ui/Page.tsx';
import { Picker } from '../ui/Picker.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { grossOf, preview } from './recipe.ts';
import type { Stated } from './recipe.ts';

const words = {
  title: { zh: '食谱 · {dish}', en: 'Recipe · {dish}' },
  portions: { zh: '以下用量供', en: 'Amounts are for' },
  unit: { zh: '份', en: 'portions' },
  add: { zh: '添加原料', en: 'Add ingredient' },
  net: { zh: '净料量', en: 'Net' },
  yield: { zh: '净料率', en: 'Yield' },
  main: { zh: '主料', en: 'Main' },
  gross: { zh: '毛料', en: 'Gross' },
  remove: { zh: '去掉', en: 'Remove' },
  steps: { zh: '做法', en: 'Method' },
  save: { zh: '存草稿', en: 'Save draft' },
  adopt: { zh: '保存并采用', en: 'Save and adopt' },
  adopted: { zh: '已采用，新制作按此食谱', en: 'Adopted: what is cooked from now on follows it' },
  saved: { zh: '草稿已保存', en: 'Draft saved' },
  contains: { zh: '含有', en: 'Contains' },
  may: { zh: '可能含有', en: 'May contain' },
  unknown: { zh: '未知', en: 'Unknown' },
  allergens: { zh: '过敏原（按以上原料）', en: 'Allergens (from these ingredients)' },
  none: { zh: '没有已声明的过敏原', en: 'None declared' },
  weigh: { zh: '单位', en: 'unit' },
};

interface Line {
  key: string;
  ingredient: Pick<IngredientRow, 'id' | 'name' | 'unit' | 'unknownAllergens'> & { allergens: Stated['allergens'] };
  net: string;
  unit: string;
  yieldRate: string;
  main: boolean;
}
interface Draft { portions: string; steps: string; lines: Line[] }

/** Rows of ingredients with net quantity and yield; what was adopted stays as it was, a change is a new version. */
export function RecipeEditor() {
  const { data: dish, error, refetch } = useRecord<DishRecord>('dishes');
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!dish) return <Ghost rows={8} />;
  const draft = dish.recipes.find((recipe) => recipe.state === 'DRAFT');
  return <Editor key={`${dish.id}${draft?.id}`} dish={dish} />;
}

function Editor({ dish }: { dish: DishRecord }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const navigate = useNavigate();
  const { act, pending, refusals } = useAct();
  const [picking, setPicking] = useState(false);
  const draft = dish.recipes.find((recipe) => recipe.state === 'DRAFT');
  const base = draft ?? dish.recipes.find((recipe) => recipe.id === dish.currentRecipe?.id);
  const [recipe, change, drop] = useDraft<Draft>(`recipe.${dish.id}.${draft?.version ?? `after${base?.number ?? 0}`}`, {
    portions: String(base?.portions ?? 100),
    steps: base?.steps ?? '',
    lines: (base?.lines ?? []).flatMap((line) =>
      line.ingredient ? [{ key: line.id, ingredient: line.ingredient, net: line.net.value, unit: line.net.unit, yieldRate: line.yieldRate, main: line.main }] : []),
  });
  const set = (key: string, part: Partial<Line>) => change((now) => ({ ...now, lines: now.lines.map((line) => (line.key === key ? { ...line, ...part } : line)) }));
  const back = `/dishes/${dish.id}/show`;
  const errorAt = (path: string) => refusals.find((each) => each.field?.replace(/^input\./, '').startsWith(path))?.message;

  const save = async (adopt: boolean) => {
    const input = {
      portions: Number(recipe.portions),
      steps: recipe.steps.trim() || null,
      lines: recipe.lines.map(({ ingredient, net, unit, yieldRate, main }) => ({ ingredient: ingredient.id, net: { value: net || '0', unit }, yieldRate: yieldRate || '1', main })),
    };
    const outcome = draft
      ? await act('saveRecipe', { id: draft.id, version: draft.version, input }, { quiet: true })
      : await act('draftRecipe', { input: { ...input, dish: dish.id } }, { quiet: true });
    const saved = outcome?.records[0];
    if (!saved) return;
    drop();
    if (adopt && !(await act('adoptRecipe', { id: saved.id }, { done: say(words.adopted) }))) return;
    navigate(back);
  };

  const roll = preview(recipe.lines.map((line) => line.ingredient));
  return (
    <Page title={say(words.title, { dish: format.text(dish.name) })} back={back} width="form">
      <Keypad>
        <Refusals errors={refusals.filter((each) => !/lines\.\d|portions/.test(each.field ?? ''))} />
        <Box sx={{ maxWidth: 240, mb: 2 }}>
          <NumberField label={say(words.portions)} unit={say(words.unit)} decimals={false} value={recipe.portions} onChange={(portions) => change((now) => ({ ...now, portions }))} error={errorAt('portions')} />
        </Box>
        {recipe.lines.map((line, index) => (
          <Box key={line.key} role="group" aria-label={format.text(line.ingredient.name)} sx={{ borderTop: 1, borderColor: 'divider', py: 1, display: 'grid', gap: 1, alignItems: 'end', gridTemplateColumns: { xs: 'minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr)', md: 'minmax(0, 1fr) 9em 6.5em 7em 5em 44px' } }}>
            <Box sx={{ gridColumn: { xs: '1 / 3', md: 'auto' }, minHeight: 44, display: 'flex', alignItems: 'center', fontWeight: 500 }}>{format.text(line.ingredient.name)}</Box>
            <Box sx={{ display: { xs: 'block', md: 'none' }, textAlign: 'right' }}><IconButton aria-label={say(words.remove)} onClick={() => change((now) => ({ ...now, lines: now.lines.filter((each) => each.key !== line.key) }))}><Close /></IconButton></Box>
            <NumberField label={say(words.net)} value={line.net} onChange={(net) => set(line.key, { net })} error={errorAt(`lines.${index}.net`)} />
            <TextField select value={line.unit} onChange={(event) => set(line.key, { unit: event.target.value })} slotProps={{ select: { SelectDisplayProps: { 'aria-label': say(words.weigh) } } }}>
              {Object.keys(UNITS).map((unit) => <MenuItem key={unit} value={unit}>{format.unit(unit)}</MenuItem>)}
            </TextField>
            <NumberField label={say(words.yield)} value={line.yieldRate} onChange={(yieldRate) => set(line.key, { yieldRate })} error={errorAt(`lines.${index}.yieldRate`)} />
            <Box component="label" sx={{ display: 'flex', alignItems: 'center', minHeight: 48, whiteSpace: 'nowrap' }}>
              <Radio checked={line.main} name="main" onChange={() => change((now) => ({ ...now, lines: now.lines.map((each) => ({ ...each, main: each.key === line.key })) }))} sx={{ p: 0.5 }} />{say(words.main)}
            </Box>
            <Box sx={{ display: { xs: 'none', md: 'block' } }}><IconButton aria-label={`${say(words.remove)} ${format.text(line.ingredient.name)}`} onClick={() => change((now) => ({ ...now, lines: now.lines.filter((each) => each.key !== line.key) }))}><Close /></IconButton></Box>
            <Box sx={{ gridColumn: '1 / -1', color: 'text.secondary', fontSize: '0.8125rem' }}>{say(words.gross)} {format.qty(grossOf({ value: line.net || '0', unit: line.unit }, line.yieldRate || '1'))}</Box>
          </Box>
        ))}
        <Button variant="outlined" onClick={() => setPicking(true)} sx={{ my: 2 }}>{say(words.add)}</Button>
        <Section title={say(words.allergens)}>
          {roll.contains.length + roll.mayContain.length + roll.unknown.length === 0 && <Box sx={{ color: 'text.secondary' }}>{say(words.none)}</Box>}
          {([['bad', words.contains, roll.contains], ['warn', words.may, roll.mayContain], ['draft', words.unknown, roll.unknown]] as const).map(([tone, word, list]) =>
            list.length > 0 && <Box key={word.zh} sx={{ mb: 0.5 }}><Tone plain tone={tone}>{say(word)}</Tone> {format.list(list.map((allergen) => labels.of('Allergen', allergen)))}</Box>)}
        </Section>
        <TextField fullWidth multiline minRows={3} label={say(words.steps)} value={recipe.steps} onChange={(event) => change((now) => ({ ...now, steps: event.target.value }))} />
        <BottomAct>
          <Button variant="outlined" loading={pending} disabled={!recipe.lines.length} onClick={() => void save(false)}>{say(words.save)}</Button>
          <Button variant="contained" loading={pending} disabled={!recipe.lines.length} onClick={() => void save(true)}>{say(words.adopt)}</Button>
        </BottomAct>
      </Keypad>
      <Picker<IngredientRow>
        open={picking}
        title={say(words.add)}
        resource="ingredients"
        filter={{ active: true }}
        exclude={recipe.lines.map((line) => line.ingredient.id)}
        line={(ingredient) => ({ main: format.text(ingredient.name), sub: labels.of('IngredientCategory', ingredient.category), side: ingredient.unknownAllergens.length ? <Tone plain tone="warn">{say(words.unknown)}</Tone> : null })}
        onPick={({ id, name, unit, unknownAllergens, allergens }) => {
          change((now) => ({ ...now, lines: [...now.lines, { key: uuidv7(new Date()), ingredient: { id, name, unit, unknownAllergens, allergens }, net: '', unit: unit === 'g' || unit === 'kg' ? 'kg' : unit, yieldRate: '1', main: now.lines.length === 0 }] }));
          setPicking(false);
        }}
        onClose={() => setPicking(false)}
      />
    </Page>
  );
}
