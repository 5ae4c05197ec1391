import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { DishRecord } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { useCan, useCanteen } from '../shell/me.tsx';
import { PrintButton } from '../sheets/PrintButton.tsx';
import { ButtonTo, Empty, Facts, Figure, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/Page.tsx';
import { RecordPage } from '../ui/RecordPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { State, Tone } from '../ui/Tone.tsx';
import { PriceSheet } from './PriceSheet.tsx';
import { grossOf } from './recipe.ts';

const words = {
  edit: { zh: '修改', en: 'Edit' },
  retire: { zh: '停用', en: 'Retire' },
  retired: { zh: '已停用', en: 'Retired' },
  portion: { zh: '每份', en: 'Portion' },
  flags: { zh: '标记', en: 'Flags' },
  county: { zh: '所属县', en: 'County' },
  about: { zh: '说明', en: 'About' },
  recipe: { zh: '食谱', en: 'Recipe' },
  write: { zh: '写食谱', en: 'Write the recipe' },
  change: { zh: '改食谱', en: 'Change the recipe' },
  draft: { zh: '继续草稿', en: 'Go on with the draft' },
  none: { zh: '还没有食谱。没有现行食谱的菜不能公布。', en: 'No recipe yet. A dish without one cannot be published.' },
  forPortions: { zh: '第 {v} 版 · {n} 份', en: 'Version {v} · {n} portions' },
  by: { zh: '{who} 采用于 {when}', en: 'adopted by {who}, {when}' },
  gross: { zh: '毛料', en: 'gross' },
  main: { zh: '主料', en: 'main' },
  yield: { zh: '净料率 {y}', en: 'yield {y}' },
  allergens: { zh: '过敏原（由原料汇总）', en: 'Allergens (rolled up from the ingredients)' },
  because: { zh: '来自 {list}', en: 'from {list}' },
  prices: { zh: '价格', en: 'Prices' },
  set: { zh: '定价', en: 'Set price' },
  from: { zh: '{day} 起', en: 'from {day}' },
  noPrice: { zh: '本食堂还没有价格。未定价的菜不能公布。', en: 'No price in this canteen yet. A dish without one cannot be published.' },
  now: { zh: '现价', en: 'now' },
};

export function DishShow() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const canteen = useCanteen();
  const { act, pending } = useAct();
  const [pricing, setPricing] = useState(false);
  return (
    <RecordPage<DishRecord>
      resource="dishes"
      title={(r) => format.text(r.name)}
      state={(r) => (r.active ? r.price && <Figure value={format.money(r.price)} /> : <Tone tone="done">{say(words.retired)}</Tone>)}
      sub={(r) => `${r.number} · ${labels.of('DishCategory', r.category)}`}
      acts={(r) => r.active && can('recipes:write') && <>
        <Button variant="outlined" color="error" loading={pending} onClick={() => void act('retireDish', { id: r.id })}>{say(words.retire)}</Button>
        <ButtonTo to={`/dishes/${r.id}`} variant="outlined">{say(words.edit)}</ButtonTo>
      </>}
    >
      {(r) => {
        const current = r.recipes.find((recipe) => recipe.id === r.currentRecipe?.id);
        const draft = r.recipes.find((recipe) => recipe.state === 'DRAFT');
        const prices = r.prices.filter((price) => price.canteen.id === canteen?.id);
        return (
          <>
            <Section>
              <Box sx={{ display: 'flex', gap: 3, flexWrap: 'wrap' }}>
                {r.photo?.url && <img src={r.photo.url} alt={format.text(r.name)} style={{ width: 200, aspectRatio: '4 / 3', objectFit: 'cover', borderRadius: 6 }} />}
                <Box sx={{ flex: '1 1 280px' }}>
                  <Facts
                    columns={1}
                    rows={[
                      [say(words.portion), format.qty(r.portion)],
                      r.flags.length > 0 && [say(words.flags), format.list(r.flags.map((flag) => labels.of('DishFlag', flag)))],
                      r.originCounty && [say(words.county), r.originCounty],
                      r.description && [say(words.about), format.text(r.description)],
                    ]}
                  />
                </Box>
              </Box>
            </Section>
            <Section
              title={say(words.recipe)}
              actions={<>
                {current && <PrintButton ledger="recipeLines" filter={{ dish: r.id, state: ['ADOPTED'] }} />}
                {r.active && can('recipes:write') && <ButtonTo to={`/dishes/${r.id}/recipe`} variant={current ? 'outlined' : 'contained'}>{say(draft ? words.draft : current ? words.change : words.write)}</ButtonTo>}
              </>}
            >
              {!current && <Empty text={say(words.none)} />}
              {current && (
                <>
                  <Box sx={{ color: 'text.secondary', mb: 1 }}>
                    {say(words.forPortions, { v: current.number, n: current.portions })}{current.adoptedAt && ` · ${say(words.by, { who: current.adoptedBy?.name ?? '', when: format.moment(current.adoptedAt) })}`}
                  </Box>
                  {current.lines.map((line) => (
                    <Box key={line.id} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr auto', sm: '1fr 8em 7em 9em' }, gap: 1, py: 0.75, borderTop: 1, borderColor: 'divider' }}>
                      <div>{line.ingredient && <To to={`/ingredients/${line.ingredient.id}/show`}>{format.text(line.ingredient.name)}</To>} {line.main && <Tone plain tone="ok">{say(words.main)}</Tone>}</div>
                      <Box sx={{ textAlign: 'right' }}>{format.qty(line.net)}</Box>
                      <Box sx={{ color: 'text.secondary', textAlign: { sm: 'right' } }}>{say(words.yield, { y: line.yieldRate })}</Box>
                      <Box sx={{ color: 'text.secondary', textAlign: 'right' }}>{say(words.gross)} {format.qty(grossOf(line.net, line.yieldRate))}</Box>
                    </Box>
                  ))}
                  {current.steps && <Box sx={{ whiteSpace: 'pre-wrap', mt: 2 }}>{current.steps}</Box>}
                </>
              )}
            </Section>
            <Section title={say(words.allergens)}>
              <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, columnGap: 3 }}>
                {r.allergens.map((fact) => (
                  <Box key={fact.allergen} sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, py: 0.75, borderTop: 1, borderColor: 'divider' }}>
                    <Box sx={{ flex: 'none', maxWidth: '50%' }}>{labels.of('Allergen', fact.allergen)}</Box>
                    <Box sx={{ textAlign: 'right', minWidth: 0 }}>
                      <State plain of="AllergenPresence" value={fact.presence} />
                      {fact.presence !== 'FREE' && fact.sources.length > 0 && <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{say(words.because, { list: fact.sources })}</Box>}
                    </Box>
                  </Box>
                ))}
              </Box>
            </Section>
            {can('prices:read') && (
              <Section title={say(words.prices)} actions={r.active && can('prices:write') && <Button variant="outlined" onClick={() => setPricing(true)}>{say(words.set)}</Button>}>
                {!prices.length && <Empty text={say(words.noPrice)} />}
                {prices.map((price) => (
                  <Box key={price.id} sx={{ display: 'flex', gap: 2, py: 0.75, borderTop: 1, borderColor: 'divider' }}>
                    <Box sx={{ width: '6em', textAlign: 'right', fontWeight: 600 }}>{format.money(price.price)}</Box>
                    <Box>{say(words.from, { day: format.day(price.effectiveFrom) })}</Box>
                    <Box sx={{ color: 'text.secondary', flex: 1 }}>{price.reason}</Box>
                  </Box>
                ))}
              </Section>
            )}
            {pricing && <PriceSheet dish={r} onClose={() => setPricing(false)} />}
          </>
        );
      }}
    </RecordPage>
  );
}
