import { createContext, useCallback, useContext, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import Backspace from '@mui/icons-material/BackspaceOutlined';
import KeyboardHide from '@mui/icons-material/KeyboardHide';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Portal from '@mui/material/Portal';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { Words } from '@canteen/kernel';
import { useSay } from './say.ts';

const words = {
  next: { zh: '下一格', en: 'Next' },
  erase: { zh: '退格', en: 'Erase' },
  hide: { zh: '收起键盘', en: 'Hide keypad' },
  sign: { zh: '正负', en: 'Plus or minus' },
  keypad: { zh: '数字键盘', en: 'Number keypad' },
};

interface Open {
  id: string;
  read: () => string;
  write: (value: string) => void;
  decimals: boolean;
  negative: boolean;
  /** Replaces what stands there at the first digit, as a counter's keypad does. */
  fresh: boolean;
}

interface Keys {
  focus: (field: Omit<Open, 'fresh'>) => void;
  touched: (id: string) => void;
  blur: (id: string) => void;
  touch: boolean;
}

const Context = createContext<Keys | null>(null);

/**
 * A keypad of our own at the bottom of the screen for all `NumberField`s within: keys that a wet thumb hits, a key that goes
 * to the next field, and no jumping of the page as the phone's own keyboard comes and goes. A real keyboard works as ever.
 */
export function Keypad({ children }: { children: ReactNode }) {
  const say = useSay();
  const touch = useMediaQuery('(pointer: coarse), (max-width: 899px)');
  const [open, setOpen] = useState<Open | null>(null);
  const area = useRef<HTMLDivElement>(null);

  const focus = useCallback((field: Omit<Open, 'fresh'>) => setOpen({ ...field, fresh: true }), []);
  const touched = useCallback((id: string) => setOpen((now) => (now?.id === id ? { ...now, fresh: false } : now)), []);
  const blur = useCallback((id: string) => setOpen((now) => (now?.id === id ? null : now)), []);
  const keys = useMemo(() => ({ focus, touched, blur, touch }), [focus, touched, blur, touch]);

  const press = (key: string) => {
    if (!open) return;
    const now = open.fresh ? '' : open.read();
    if (key === 'erase') open.write(open.fresh ? '' : now.slice(0, -1));
    else if (key === 'sign') open.write(now.startsWith('-') ? now.slice(1) : `-${now}`);
    else if (key === '.') open.write(now.includes('.') ? now : `${now || '0'}.`);
    else open.write(now === '0' ? key : now + key);
    setOpen({ ...open, fresh: false });
  };
  const next = () => {
    const fields = [...(area.current?.querySelectorAll<HTMLInputElement>('input[data-keypad]') ?? [])];
    const here = document.activeElement;
    const at = fields.findIndex((field) => field === here);
    const following = fields.slice(at + 1).find((field) => field.dataset['keypad'] === 'walk');
    if (following) {
      following.focus();
      following.scrollIntoView({ block: 'center', behavior: 'smooth' });
    } else {
      // The last field of a form sends it, as the Enter key does everywhere.
      (here as HTMLElement | null)?.blur();
      if (here instanceof HTMLInputElement) here.form?.requestSubmit();
    }
  };

  const shown = touch && open;
  return (
    <Context.Provider value={keys}>
      <div
        ref={area}
        style={shown ? { paddingBottom: 280 } : undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || !event.target.hasAttribute('data-keypad')) return;
          event.preventDefault();
          next();
        }}
      >
        {children}
      </div>
      {shown && (
        <Portal>
          <Box
            role="group"
            aria-label={say(words.keypad)}
            // The field keeps the focus: a key is not a place to be.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            sx={{
              position: 'fixed', insetInline: 0, bottom: 0, zIndex: 1400, p: 1, pb: 'calc(8px + env(safe-area-inset-bottom))', bgcolor: 'background.default',
              borderTop: 1, borderColor: 'divider', display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: 0.75,
              '& button': { minHeight: 56, fontSize: '1.375rem', p: 0, minWidth: 0 },
            }}
          >
            {['1', '2', '3', 'erase', '4', '5', '6', open.negative ? 'sign' : 'hide', '7', '8', '9', 'next', open.decimals ? '.' : '', '0', open.negative ? 'hide' : '00'].map((key) => {
              if (key === '') return <span key="gap" />;
              if (key === 'next') return <Button key={key} tabIndex={-1} variant="contained" sx={{ gridRow: 'span 2', fontSize: '1rem !important' }} onClick={next}>{say(words.next)}</Button>;
              return (
                <Button
                  key={key}
                  tabIndex={-1}
                  variant="outlined"
                  aria-label={key in words ? say(words[key as keyof typeof words] as Words) : key}
                  onClick={() => (key === 'hide' ? (document.activeElement as HTMLElement | null)?.blur() : press(key))}
                >
                  {key === 'erase' ? <Backspace /> : key === 'hide' ? <KeyboardHide /> : key === 'sign' ? '±' : key}
                </Button>
              );
            })}
          </Box>
        </Portal>
      )}
    </Context.Provider>
  );
}

interface NumberProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
  unit?: string;
  decimals?: boolean;
  negative?: boolean;
  /** Said under the field, and marks it. */
  error?: string | undefined;
  hint?: string;
  /** Shown, not entered: last time's value. */
  placeholder?: string;
  compact?: boolean;
  /** The key to the next field passes it by; it is there to be tapped. */
  aside?: boolean;
  /** Its value is only offered until the person has been here. */
  offered?: boolean;
  onVisit?: () => void;
  autoFocus?: boolean;
}

/** A number with its unit beside it, entered with the keypad or a real keyboard. */
export function NumberField({ value, onChange, label, unit, decimals = true, negative = false, error, hint, placeholder, compact, aside, offered, onVisit, autoFocus }: NumberProps) {
  const keys = useContext(Context);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  useEffect(() => () => keys?.blur(id), [keys, id]);
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);
  const note = error ?? hint;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box component="label" htmlFor={id} sx={{ display: 'block', color: 'text.secondary', fontSize: '0.8125rem', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}>{label}</Box>
      <Box
        sx={(theme) => ({
          display: 'flex', alignItems: 'baseline', gap: 0.5, minHeight: compact ? 40 : 48, px: 1, border: 1, borderRadius: 1, bgcolor: 'background.paper',
          borderColor: error ? theme.tones.bad : theme.tones.strong,
          '&:focus-within': { borderColor: theme.tones.todo, outline: `1px solid ${theme.tones.todo}` },
        })}
        onClick={() => input.current?.focus()}
      >
        <Box
          component="input"
          ref={input}
          id={id}
          data-keypad={aside ? 'aside' : 'walk'}
          value={value}
          placeholder={placeholder}
          inputMode={keys?.touch ? 'none' : 'decimal'}
          autoComplete="off"
          aria-invalid={!!error}
          aria-describedby={note ? `${id}-note` : undefined}
          onFocus={(event: React.FocusEvent<HTMLInputElement>) => {
            event.target.select();
            onVisit?.();
            keys?.focus({ id, decimals, negative, read: () => latest.current.value, write: (next) => latest.current.onChange(next) });
          }}
          onBlur={() => keys?.blur(id)}
          onChange={(event: React.ChangeEvent<HTMLInputElement>) => {
            const typed = plainDigits(event.target.value);
            if (typed === '' || (negative ? /^-?\d*\.?\d*$/ : /^\d*\.?\d*$/).test(typed)) onChange(typed);
            keys?.touched(id);
          }}
          sx={{ flex: 1, width: '100%', minWidth: 0, border: 0, outline: 'none !important', bgcolor: 'transparent', color: 'inherit', font: 'inherit', fontWeight: offered ? 400 : 600, opacity: offered ? 0.75 : 1, textAlign: 'right', py: 1 }}
        />
        {unit && <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{unit}</Box>}
      </Box>
      {note && <Box id={`${id}-note`} sx={(theme) => ({ fontSize: '0.8125rem', color: error ? theme.tones.bad : 'text.secondary' })}>{note}</Box>}
    </Box>
  );
}

/** Full-width digits and points, as a Chinese input method gives them, are numbers too. */
function plainDigits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/[。．，,]/g, '.').trim();
}
