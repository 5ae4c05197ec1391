import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { Allergen, AllergenPresence, IngredientRecord } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { orNull } from '../ui/inputs.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';

export const ALLERGENS: Allergen[] = ['GLUTEN', 'CRUSTACEANS', 'FISH', 'EGG', 'PEANUT', 'SOY', 'MILK', 'TREE_NUTS', 'MOLLUSCS', 'SESAME', 'CELERY', 'MUSTARD', 'LUPIN', 'SULPHITE'];
/** GB 7718-2025 names these eight. */
export const MANDATORY = ALLERGENS.slice(0, 8);
const PRESENCES: AllergenPresence[] = ['CONTAINS', 'MAY_CONTAIN', 'FREE', 'UNKNOWN'];

const words = {
  title: { zh: '过敏原声明 · {name}', en: 'Allergens · {name}' },
  source: { zh: '依据（标签、规格书或检测）', en: 'Source (label, specification or test)' },
  save: { zh: '保存声明', en: 'Save statements' },
  rest: { zh: '其余必标类别都「不含」', en: 'The other mandatory classes: free of' },
  mandatory: { zh: 'GB 7718-2025 必标八类', en: 'The eight of GB 7718-2025' },
  extended: { zh: '扩展类别', en: 'Extended classes' },
  saved: { zh: '已声明', en: 'Declared' },
};

interface Statement { presence: AllergenPresence; source: string }

export function AllergenEditor({ record, onClose }: { record: IngredientRecord; onClose: () => void }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const { act, pending, refusals } = useAct();
  const [said, setSaid] = useState<Partial<Record<Allergen, Statement>>>(() =>
    Object.fromEntries(record.allergens.map(({ allergen, presence, source }) => [allergen, { presence, source: source ?? '' }])),
  );
  const [common, setCommon] = useState('');
  const set = (allergen: Allergen, change: Partial<Statement>) =>
    setSaid((now) => ({ ...now, [allergen]: { presence: 'UNKNOWN', source: '', ...now[allergen], ...change } }));
  const save = async () => {
    const allergens = ALLERGENS.flatMap((allergen) => {
      const statement = said[allergen];
      return statement ? [{ allergen, presence: statement.presence, source: orNull(statement.source) ?? (statement.presence === 'FREE' ? orNull(common) : null) }] : [];
    });
    if (await act('declareAllergens', { ingredient: record.id, allergens }, { done: say(words.saved), quiet: true })) onClose();
  };
  const row = (allergen: Allergen) => {
    const statement = said[allergen];
    return (
      <Box key={allergen} sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', justifyContent: 'space-between' }}>
          <Box sx={{ minWidth: '7em' }}>{labels.of('Allergen', allergen)}</Box>
          <ToggleButtonGroup exclusive size="small" aria-label={labels.of('Allergen', allergen)} value={statement?.presence ?? 'UNKNOWN'} onChange={(_, value: AllergenPresence | null) => value && set(allergen, { presence: value })}>
            {PRESENCES.map((presence) => <ToggleButton key={presence} value={presence} sx={{ px: 1.25 }}>{labels.of('AllergenPresence', presence)}</ToggleButton>)}
          </ToggleButtonGroup>
        </Box>
        {statement && statement.presence !== 'UNKNOWN' && (
          <TextField fullWidth size="small" sx={{ mt: 1 }} label={say(words.source)} required={statement.presence === 'FREE'} value={statement.source} onChange={(event) => set(allergen, { source: event.target.value })} placeholder={statement.presence === 'FREE' ? common : ''} />
        )}
      </Box>
    );
  };
  return (
    <Sheet open full title={say(words.title, { name: format.text(record.name) })} onClose={onClose} actions={<Button variant="contained" loading={pending} onClick={() => void save()}>{say(words.save)}</Button>}>
      <Refusals errors={refusals} />
      <TextField fullWidth label={say(words.source)} value={common} onChange={(event) => setCommon(event.target.value)} sx={{ mb: 1 }} />
      <Button
        variant="outlined"
        fullWidth
        sx={{ mb: 2 }}
        onClick={() => setSaid((now) => ({
          ...now,
          ...Object.fromEntries(MANDATORY.filter((allergen) => !now[allergen] || now[allergen].presence === 'UNKNOWN').map((allergen) => [allergen, { presence: 'FREE', source: common }])),
        }))}
      >
        {say(words.rest)}
      </Button>
      <Box sx={{ color: 'text.secondary' }}>{say(words.mandatory)}</Box>
      {MANDATORY.map(row)}
      <Box sx={{ color: 'text.secondary', mt: 2 }}>{say(words.extended)}</Box>
      {ALLERGENS.slice(8).map(row)}
    </Sheet>
  );
}
