import { useState } from 'react';
import ExpandMore from '@mui/icons-material/ExpandMore';
import ExpandLess from '@mui/icons-material/ExpandLess';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { LocalDate } from '@canteen/kernel';
import type { UserError } from '../provider/transport.ts';
import { Refusals } from '../ui/bits.tsx';
import { DayKeys } from '../ui/DayKeys.tsx';
import { useFormat } from '../ui/format.ts';
import { NumberField } from '../ui/Keypad.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { usePhone } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';
import { amountOf, missingOf, unitsOf } from './lines.ts';
import type { LineDraft } from './lines.ts';

const words = {
  delivered: { zh: '实收', en: 'Delivered' },
  temperature: { zh: '到货温度', en: 'Arrival temp.' },
  price: { zh: '单价', en: 'Unit price' },
  offer: { zh: '采用：生产 {made} · 到期 {until}', en: 'Take: made {made} · expires {until}' },
  dates: { zh: '生产 {made} · 到期 {until}', en: 'Made {made} · expires {until}' },
  made: { zh: '生产日期', en: 'Production date' },
  until: { zh: '保质期至', en: 'Expiry date' },
  expired: { zh: '已过期：验收时须拒收', en: 'Past its expiry: it will have to be rejected' },
  lot: { zh: '供货者批号', en: "Supplier's lot" },
  loose: { zh: '散装没有批号，系统会编一个', en: 'Loose goods have none; the system gives one' },
  brand: { zh: '品牌', en: 'Brand' },
  spec: { zh: '规格', en: 'Specification' },
  producer: { zh: '生产者', en: 'Producer' },
  ordered: { zh: '订购', en: 'Ordered' },
  unit: { zh: '单位', en: 'Unit' },
  appearance: { zh: '外观正常', en: 'Looks right' },
  remove: { zh: '这次没送', en: 'Not delivered' },
  more: { zh: '更多内容', en: 'More' },
  less: { zh: '收起', en: 'Less' },
  fill: { zh: '请填写', en: 'Fill in' },
  setDates: { zh: '填日期', en: 'Enter dates' },
  earlier: { zh: '先前读数 {list} °C', en: 'Earlier readings {list} °C' },
};

interface Props {
  line: LineDraft;
  index: number;
  errors: UserError[];
  /** The person wanted to present: what is missing is marked. */
  asked: boolean;
  onChange: (part: Partial<LineDraft>) => void;
  onRemove?: () => void;
}

/** One product of the delivery: amount and temperature in reach, the rest one tap away. */
export function LineRow({ line, index, errors, asked, onChange, onRemove }: Props) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  // Last time's price is out of the way; one that is being entered stays until it is.
  const [priced] = useState(!!line.price);
  const { ingredient } = line;
  const cold = ingredient.storage !== 'AMBIENT';
  const missing = asked ? missingOf(line) : [];
  const errorAt = (field: string) => errors.find((error) => error.field?.endsWith(`.${field}`))?.message;
  const rest = errors.filter((error) => !['delivered', 'unitPrice', 'arrivalTemperature', 'productionDate', 'expiryDate'].some((field) => error.field?.includes(`.${field}`)));
  const units = unitsOf(ingredient);
  const amount = amountOf(line);
  const expired = line.expiryDate !== '' && LocalDate.of(line.expiryDate).lt(format.today());
  const short = (iso: string) => (iso ? `${Number(iso.slice(5, 7))}/${Number(iso.slice(8, 10))}` : '—');
  const showDates = open || (!phone && (!!ingredient.shelfLifeDays || !!line.expiryDate));

  return (
    <Box component="section" aria-label={format.text(ingredient.name)} sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
      <Box sx={{ display: 'grid', columnGap: 1, rowGap: 0.5, alignItems: 'end', gridTemplateColumns: { xs: 'minmax(0, 1fr) minmax(0, 1fr)', md: '13em 9em 8em 10em minmax(7em, 1fr) 44px' } }}>
        <Box sx={{ gridColumn: { xs: '1 / -1', md: 'auto' }, display: 'flex', alignItems: 'center', minHeight: 44, gap: 1 }}>
          <Box sx={{ color: 'text.secondary', minWidth: '1.5em' }}>{index + 1}</Box>
          <Box sx={{ fontWeight: 600, flex: 1, minWidth: 0 }}>
            {format.text(ingredient.name)}
            {cold && <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}> {labels.of('Storage', ingredient.storage)}</Box>}
          </Box>
          {phone && <IconButton aria-label={say(open ? words.less : words.more)} aria-expanded={open} onClick={() => setOpen(!open)}>{open ? <ExpandLess /> : <ExpandMore />}</IconButton>}
        </Box>
        <Box {...(missing.includes('delivered') ? { 'data-missing': '' } : {})}>
          <NumberField
            label={say(words.delivered)}
            unit={format.unit(line.unit)}
            value={line.delivered}
            offered={line.offered}
            onVisit={() => line.offered && onChange({ offered: false })}
            onChange={(delivered) => onChange({ delivered, offered: false })}
            error={errorAt('delivered') ?? errorAt('value') ?? (missing.includes('delivered') ? say(words.fill) : undefined)}
          />
        </Box>
        {cold ? (
          <Box {...(missing.includes('temperature') ? { 'data-missing': '' } : {})}>
            <NumberField label={say(words.temperature)} unit="°C" negative value={line.temperature} onChange={(temperature) => onChange({ temperature })} error={errorAt('arrivalTemperature') ?? (missing.includes('temperature') ? say(words.fill) : undefined)} />
          </Box>
        ) : !phone && <span />}
        {(!phone || open || !priced || missing.includes('price')) ? (
          <Box {...(missing.includes('price') ? { 'data-missing': '' } : {})}>
            <NumberField aside={priced && phone} label={say(words.price)} unit={`¥/${format.unit(line.priceUnit)}`} value={line.price} onChange={(price) => onChange({ price })} error={errorAt('unitPrice') ?? errorAt('amount') ?? (missing.includes('price') ? say(words.fill) : undefined)} />
          </Box>
        ) : null}
        {!phone && <Box sx={{ textAlign: 'right', minHeight: 48, display: 'flex', alignItems: 'center', justifyContent: 'flex-end' }}>{amount ? amount.toString() : ''}</Box>}
        {!phone && <IconButton aria-label={say(open ? words.less : words.more)} aria-expanded={open} onClick={() => setOpen(!open)}>{open ? <ExpandLess /> : <ExpandMore />}</IconButton>}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mt: 0.5, minHeight: { xs: 36, md: 0 } }}>
        {line.offer && !line.expiryDate && (
          <Chip variant="outlined" onClick={() => onChange({ ...line.offer! })} label={say(words.offer, { made: short(line.offer.productionDate), until: short(line.offer.expiryDate) })} />
        )}
        {line.expiryDate && !showDates && (
          <Chip
            variant="filled"
            onClick={() => setOpen(true)}
            label={say(words.dates, { made: short(line.productionDate), until: short(line.expiryDate) })}
            sx={(theme) => (expired ? { bgcolor: theme.tones.badGround, color: theme.tones.bad } : {})}
          />
        )}
        {!!ingredient.shelfLifeDays && !line.expiryDate && !open && phone && <Chip variant="outlined" onClick={() => setOpen(true)} label={say(words.setDates)} />}
        {expired && <Tone tone="bad" plain>{say(words.expired)}</Tone>}
        {!line.appearanceOk && <Tone tone="bad" plain>{say(words.appearance)} ✕</Tone>}
        {phone && amount && <Box sx={{ ml: 'auto', color: 'text.secondary' }}>{amount.toString()}</Box>}
      </Box>
      {(showDates || open) && (
        <Box sx={{ display: 'grid', gap: 1, mt: 1, gridTemplateColumns: { xs: 'minmax(0, 1fr) minmax(0, 1fr)', md: 'repeat(4, minmax(0, 1fr))' }, alignItems: 'start' }}>
          {showDates && <DayKeys label={say(words.made)} direction="past" value={line.productionDate} error={errorAt('productionDate')} onChange={(productionDate) => onChange({ productionDate, ...(productionDate && ingredient.shelfLifeDays && !line.expiryDate ? { expiryDate: LocalDate.of(productionDate).plusDays(ingredient.shelfLifeDays).iso } : {}) })} />}
          {showDates && <DayKeys label={say(words.until)} direction="future" value={line.expiryDate} error={errorAt('expiryDate')} onChange={(expiryDate) => onChange({ expiryDate })} />}
          {(showDates || open) && <PlainField label={say(words.lot)} help={say(words.loose)} value={line.supplierLot} onChange={(supplierLot) => onChange({ supplierLot })} />}
          {open && <>
            <PlainField label={say(words.brand)} value={line.brand} onChange={(brand) => onChange({ brand })} />
            <PlainField label={say(words.spec)} value={line.spec} onChange={(spec) => onChange({ spec })} />
            <PlainField label={say(words.producer)} value={line.producer} onChange={(producer) => onChange({ producer })} />
            <NumberField aside label={say(words.ordered)} unit={format.unit(line.unit)} value={line.ordered} onChange={(ordered) => onChange({ ordered })} />
            <Box>
              <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{say(words.unit)}</Box>
              <TextField select fullWidth value={line.unit} onChange={(event) => onChange({ unit: event.target.value, priceUnit: event.target.value })} slotProps={{ select: { SelectDisplayProps: { 'aria-label': say(words.unit) } } }}>
                {units.map((unit) => <MenuItem key={unit} value={unit}>{format.unit(unit)}</MenuItem>)}
              </TextField>
            </Box>
            <FormControlLabel control={<Switch checked={line.appearanceOk} onChange={(event) => onChange({ appearanceOk: event.target.checked })} />} label={say(words.appearance)} />
            {onRemove && <Button variant="outlined" color="error" onClick={onRemove}>{say(words.remove)}</Button>}
          </>}
        </Box>
      )}
      {rest.length > 0 && <Box sx={{ mt: 1 }}><Refusals errors={rest} /></Box>}
    </Box>
  );
}

function PlainField({ label, value, onChange, help }: { label: string; value: string; onChange: (value: string) => void; help?: string }) {
  return (
    <Box>
      <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8125rem', display: 'block' }}>{label}</Box>
      <TextField fullWidth value={value} onChange={(event) => onChange(event.target.value)} helperText={value ? undefined : help} slotProps={{ htmlInput: { 'aria-label': label } }} />
    </Box>
  );
}
