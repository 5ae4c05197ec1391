import { useId, useRef, useState } from 'react';
import { LinkBase } from 'react-admin';
import Close from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Popper from '@mui/material/Popper';
import { useFormat } from '../ui/format.ts';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { search } from './plan.ts';
import type { PlanDish, PlanItem, PlanMeal } from './plan.ts';

const words = {
  add: { zh: '加菜…', en: 'Add a dish…' },
  portions: { zh: '{dish} 计划份数', en: 'Portions of {dish}' },
  unit: { zh: '份', en: 'portions' },
  remove: { zh: '去掉 {dish}', en: 'Take {dish} off' },
  diners: { zh: '人数', en: 'Diners' },
  noPrice: { zh: '未定价', en: 'no price' },
  noRecipe: { zh: '无食谱', en: 'no recipe' },
  unknown: { zh: '过敏原未知', en: 'allergens unknown' },
  none: { zh: '没有这个菜', en: 'No such dish' },
  cooking: { zh: '已开始制作', en: 'cooking' },
  price: { zh: '{dish} 定价 {price}', en: 'Set the price of {dish}: {price}' },
};

interface Props {
  meal: PlanMeal;
  dishes: (PlanDish & { price: string | null })[];
  writable: boolean;
  onItems: (items: PlanItem[]) => void;
  onDiners: (diners: string) => void;
  onMove: (arrow: string) => void;
  onPrice?: (item: PlanItem) => void;
}

/** One meal of one day: its dishes with portions and price, and a field that finds the next one as one types. */
export function MealCell({ meal, dishes, writable, onItems, onDiners, onMove, onPrice }: Props) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const set = (index: number, part: Partial<PlanItem>) => onItems(meal.items.map((item, at) => (at === index ? { ...item, ...part } : item)));
  const tiny = { font: 'inherit', color: 'inherit', bgcolor: 'transparent', border: 1, borderColor: 'transparent', borderRadius: 1, textAlign: 'right', width: '3.6em', minHeight: { xs: 44, md: 32 }, '&:hover, &:focus': { borderColor: 'divider' } } as const;
  return (
    <>
      {meal.items.map((item, index) => (
        <Box key={item.dish.id} sx={{ px: 0.5, py: 0.25, borderBottom: 1, borderColor: 'divider' }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
            <Box component={LinkBase} to={`/dishes/${item.dish.id}/show`} sx={{ flex: 1, minWidth: 0, color: 'inherit', textDecoration: 'none', '&:hover': { textDecoration: 'underline' } }}>{format.text(item.dish.name)}</Box>
            {writable && !item.cooking && (
              <ButtonBase aria-label={say(words.remove, { dish: format.text(item.dish.name) })} onClick={() => onItems(meal.items.filter((_, at) => at !== index))} sx={{ minWidth: { xs: 44, md: 24 }, minHeight: { xs: 44, md: 24 }, color: 'text.secondary' }}><Close fontSize="small" /></ButtonBase>
            )}
          </Box>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, justifyContent: 'space-between', color: 'text.secondary' }}>
            {onPrice && writable ? (
              <ButtonBase aria-label={say(words.price, { dish: format.text(item.dish.name), price: item.price ? `¥${item.price}` : say(words.noPrice) })} onClick={() => onPrice(item)} sx={{ font: 'inherit', minHeight: { xs: 44, md: 32 }, borderRadius: 1, px: 0.5, ml: -0.5, color: 'text.secondary', '&:hover': { textDecoration: 'underline' } }}>
                {item.price ? `¥${item.price}` : <Tone plain tone="bad">{say(words.noPrice)}</Tone>}
              </ButtonBase>
            ) : <span>{item.price ? `¥${item.price}` : ''}</span>}
            <span style={{ whiteSpace: 'nowrap' }}>
              {writable ? <Box component="input" inputMode="numeric" aria-label={say(words.portions, { dish: format.text(item.dish.name) })} value={item.portions} onChange={(event: React.ChangeEvent<HTMLInputElement>) => /^\d{0,5}$/.test(event.target.value) && set(index, { portions: event.target.value })} sx={tiny} /> : item.portions} {say(words.unit)}
            </span>
          </Box>
          <Box sx={{ fontSize: '0.8125rem', display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            {item.cooking && <Tone plain tone="done">{say(words.cooking)}</Tone>}
            {!item.dish.hasRecipe && <Tone plain tone="bad">{say(words.noRecipe)}</Tone>}
            {item.dish.allergensUnknown && <Tone plain tone="warn">{say(words.unknown)}</Tone>}
          </Box>
        </Box>
      ))}
      {writable && (
        <AddDish
          label={`${say(words.add)} ${format.day(meal.day)} ${labels.of('Meal', meal.meal)}`}
          dishes={dishes.filter((dish) => !meal.items.some((item) => item.dish.id === dish.id))}
          onMove={onMove}
          onRemoveLast={() => !meal.items.at(-1)?.cooking && onItems(meal.items.slice(0, -1))}
          onAdd={({ price, ...dish }) => onItems([...meal.items, { dish, price, portions: meal.diners, cooking: false }])}
        />
      )}
      {meal.items.length > 0 && (
        <Box component="label" sx={{ display: 'flex', justifyContent: 'flex-end', alignItems: 'center', gap: 0.5, color: 'text.secondary', fontSize: '0.8125rem', px: 0.5 }}>
          {say(words.diners)} {writable ? <Box component="input" inputMode="numeric" value={meal.diners} onChange={(event: React.ChangeEvent<HTMLInputElement>) => /^\d{0,5}$/.test(event.target.value) && onDiners(event.target.value)} sx={tiny} /> : meal.diners}
        </Box>
      )}
    </>
  );
}

function AddDish({ label, dishes, onAdd, onMove, onRemoveLast }: { label: string; dishes: Props['dishes']; onAdd: (dish: Props['dishes'][number]) => void; onMove: Props['onMove']; onRemoveLast: () => void }) {
  const say = useSay();
  const format = useFormat();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = open ? search(dishes, typed).slice(0, 30) : [];
  const add = (dish: Props['dishes'][number] | undefined) => {
    if (!dish) return;
    onAdd(dish);
    setTyped('');
    setAt(0);
    input.current?.focus();
  };
  return (
    <>
      <Box
        component="input"
        ref={input}
        data-add
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && found[at] ? `${id}-${at}` : undefined}
        aria-label={label}
        placeholder={say(words.add)}
        value={typed}
        autoComplete="off"
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => { setTyped(event.target.value); setOpen(true); setAt(0); }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event: React.KeyboardEvent<HTMLInputElement>) => {
          if (event.altKey && event.key.startsWith('Arrow')) { event.preventDefault(); setOpen(false); onMove(event.key); }
          else if (event.key === 'ArrowDown') { event.preventDefault(); setOpen(true); setAt(Math.min(at + 1, found.length - 1)); }
          else if (event.key === 'ArrowUp') { event.preventDefault(); setAt(Math.max(at - 1, 0)); }
          else if (event.key === 'Enter' && !event.nativeEvent.isComposing && typed) { event.preventDefault(); add(found[at]); }
          else if (event.key === 'Escape') { setOpen(false); setTyped(''); }
          else if (event.key === 'Backspace' && !typed) onRemoveLast();
        }}
        sx={{ width: 1, font: 'inherit', color: 'inherit', bgcolor: 'transparent', border: 1, borderStyle: 'dashed', borderColor: 'divider', borderRadius: 1, px: 1, minHeight: { xs: 44, md: 36 }, mt: 0.5, '&:focus': { borderStyle: 'solid' } }}
      />
      <Popper open={open && (found.length > 0 || typed !== '')} anchorEl={input.current} placement="bottom-start" sx={{ zIndex: 1300, width: { xs: 'calc(100vw - 32px)', md: 280 } }}>
        <Box id={`${id}-list`} role="listbox" sx={{ bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1, maxHeight: 320, overflowY: 'auto' }}>
          {!found.length && <Box sx={{ p: 1, color: 'text.secondary' }}>{say(words.none)}</Box>}
          {found.map((dish, index) => (
            <Box
              key={dish.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event: React.MouseEvent) => { event.preventDefault(); add(dish); }}
              sx={(theme) => ({ px: 1, py: 0.75, minHeight: { xs: 44, md: 32 }, display: 'flex', justifyContent: 'space-between', gap: 1, cursor: 'pointer', bgcolor: index === at ? theme.tones.sunk : 'transparent', '&:hover': { bgcolor: theme.tones.sunk } })}
            >
              <span>{format.text(dish.name)}</span>
              <Box component="span" sx={{ color: 'text.secondary' }}>{dish.price ? `¥${dish.price}` : say(words.noPrice)}{!dish.hasRecipe && ` · ${say(words.noRecipe)}`}</Box>
            </Box>
          ))}
        </Box>
      </Popper>
    </>
  );
}
