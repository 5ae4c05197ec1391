import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { IngredientRecord } from '../provider/generated.ts';
import { useCan } from '../shell/me.tsx';
import { ButtonTo, Facts } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/Page.tsx';
import { RecordPage } from '../ui/RecordPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { State, Tone } from '../ui/Tone.tsx';
import { AllergenEditor, ALLERGENS, MANDATORY } from './AllergenEditor.tsx';

const words = {
  edit: { zh: '修改', en: 'Edit' },
  retired: { zh: '已停用', en: 'Not in use' },
  allergens: { zh: '过敏原声明', en: 'Allergen statements' },
  declare: { zh: '声明过敏原', en: 'Declare allergens' },
  unknown: { zh: '{n} 个必标类别未知。用到它的菜品会向就餐者显示「未知」。', en: '{n} mandatory classes are unknown. Dishes made from it show “unknown” to diners.' },
  source: { zh: '依据：{source}', en: 'Source: {source}' },
  nutrition: { zh: '营养成分（每 100 g）', en: 'Nutrition (per 100 g)' },
  days: { zh: '{n} 天', en: '{n} days' },
  none: { zh: '无', en: 'none' },
  lots: { zh: '查看库存批次', en: 'Lots in stock' },
  yes: { zh: '是', en: 'yes' },
  packs: { zh: '1 {unit} = {holds}', en: '1 {unit} = {holds}' },
};

export function IngredientShow() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const [declaring, setDeclaring] = useState(false);
  return (
    <RecordPage<IngredientRecord>
      resource="ingredients"
      title={(r) => format.text(r.name)}
      state={(r) => !r.active && <Tone tone="done">{say(words.retired)}</Tone>}
      sub={(r) => `${labels.of('IngredientCategory', r.category)} · ${labels.of('Storage', r.storage)}`}
      acts={(r) => can('catalog:write') && <>
        <ButtonTo to={`/ingredients/${r.id}`} variant="outlined">{say(words.edit)}</ButtonTo>
        <Button variant="contained" onClick={() => setDeclaring(true)}>{say(words.declare)}</Button>
      </>}
    >
      {(r) => {
        const said = new Map(r.allergens.map((each) => [each.allergen, each]));
        return (
          <>
            <Section>
              <Facts
                rows={[
                  [labels.field('unit'), format.unit(r.unit)],
                  [labels.field('shelfLifeDays'), r.shelfLifeDays ? say(words.days, { n: r.shelfLifeDays }) : say(words.none)],
                  [labels.field('pieceWeight'), r.pieceWeight && format.qty(r.pieceWeight)],
                  [labels.field('packs'), r.packs.map((pack) => say(words.packs, { unit: format.unit(pack.unit), holds: format.qty(pack.holds) })).join('; ')],
                  r.labelMaxCelsius !== null && [labels.field('labelMaxCelsius'), `${r.labelMaxCelsius} °C`],
                  [labels.field('requiredDocuments'), format.list(r.requiredDocuments.map((kind) => labels.of('ReceiptDocumentKind', kind))) || say(words.none)],
                  r.byDay && [labels.field('byDay'), say(words.yes)],
                  [labels.field('gtin'), r.gtin],
                ]}
              />
            </Section>
            <Section title={say(words.allergens)}>
              {r.unknownAllergens.length > 0 && <Box sx={{ mb: 1 }}><Tone tone="warn">{say(words.unknown, { n: r.unknownAllergens.length })}</Tone></Box>}
              <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, columnGap: 3 }}>
                {ALLERGENS.filter((allergen) => said.has(allergen) || MANDATORY.includes(allergen)).map((allergen) => {
                  const statement = said.get(allergen);
                  return (
                    <Box key={allergen} sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, py: 0.75, borderTop: 1, borderColor: 'divider' }}>
                      <Box sx={{ flex: 'none', maxWidth: '50%' }}>{labels.of('Allergen', allergen)}</Box>
                      <Box sx={{ textAlign: 'right', minWidth: 0 }}>
                        <State plain of="AllergenPresence" value={statement?.presence ?? 'UNKNOWN'} />
                        {statement?.source && <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{say(words.source, { source: statement.source })}</Box>}
                      </Box>
                    </Box>
                  );
                })}
              </Box>
            </Section>
            {[r.energyKj, r.proteinG, r.fatG, r.carbohydrateG, r.sodiumMg].some((value) => value !== null) && (
              <Section title={say(words.nutrition)}>
                <Facts columns={3} rows={(['energyKj', 'proteinG', 'fatG', 'carbohydrateG', 'sodiumMg'] as const).map((key) => [labels.field(key).replace(/\/100 ?g$/, ''), r[key]])} />
              </Section>
            )}
            {can('stock:read') && <ButtonTo to={`/lots?filter=${encodeURIComponent(JSON.stringify({ ingredient: r.id }))}`} variant="outlined">{say(words.lots)}</ButtonTo>}
            {declaring && <AllergenEditor record={r} onClose={() => setDeclaring(false)} />}
          </>
        );
      }}
    </RecordPage>
  );
}
