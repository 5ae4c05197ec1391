import type { ReactNode } from 'react';
import { LinkBase } from 'react-admin';
import ErrorOutline from '@mui/icons-material/ErrorOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { NoAnswer, Refused } from '../provider/transport.ts';
import type { UserError } from '../provider/transport.ts';
import { REFERENCE, useCan } from '../shell/me.tsx';
import { useSay } from './say.ts';

const reference = /^\/(suppliers|ingredients|dishes|organizations)\//;

/** A link of the console, by its own address; the name alone where the record by itself is not open to this person. */
export function To({ to, children }: { to: string; children: ReactNode }) {
  const can = useCan();
  if (reference.test(to) && !can(REFERENCE)) return <>{children}</>;
  return <Link component={LinkBase} to={to}>{children}</Link>;
}

export function ButtonTo({ to, children, ...rest }: { to: string; children: ReactNode; variant?: 'contained' | 'outlined' | 'text'; startIcon?: ReactNode; state?: unknown; size?: 'large' }) {
  return <Button component={LinkBase} to={to} {...rest}>{children}</Button>;
}

export type Fact = [label: ReactNode, value: ReactNode] | false | null | undefined | '';

/** Label and value pairs, as a paper form has them. */
export function Facts({ rows, columns = 2 }: { rows: Fact[]; columns?: 1 | 2 | 3 }) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0, display: 'grid', columnGap: 3, rowGap: 1,
        gridTemplateColumns: { xs: '1fr', sm: columns === 1 ? '1fr' : '1fr 1fr', lg: `repeat(${columns}, 1fr)` },
      }}
    >
      {rows.filter((row) => !!row).map(([label, value], index) => (
        <Box key={index} sx={{ display: 'grid', gridTemplateColumns: '7.5em 1fr', gap: 1 }}>
          <Typography component="dt" sx={{ color: 'text.secondary' }}>{label}</Typography>
          <Box component="dd" sx={{ m: 0, minWidth: 0 }}>{value === null || value === undefined || value === '' ? '—' : value}</Box>
        </Box>
      ))}
    </Box>
  );
}

/** The number counts, its unit is lighter. */
export function Figure({ value, unit, strong }: { value: string; unit?: string; strong?: boolean }) {
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap', fontWeight: strong ? 600 : 400 }}>
      {value}
      {unit && <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}> {unit}</Box>}
    </Box>
  );
}

/** What could be here, and what to do about it. */
export function Empty({ text, action }: { text: ReactNode; action?: ReactNode }) {
  return (
    <Box sx={{ py: 5, px: 2, textAlign: 'center', border: 1, borderStyle: 'dashed', borderColor: 'divider', borderRadius: 1 }}>
      <Typography sx={{ color: 'text.secondary', mb: action ? 2 : 0 }}>{text}</Typography>
      {action}
    </Box>
  );
}

/** The shape of what is coming. */
export function Ghost({ rows = 6, height = 52 }: { rows?: number; height?: number }) {
  return (
    <Box aria-busy sx={{ display: 'grid', gap: 1 }}>
      {Array.from({ length: rows }, (_, index) => <Skeleton key={index} variant="rounded" height={height} />)}
    </Box>
  );
}

/** Refusals as the API says them: the rule, what was given, what to do. */
export function Refusals({ errors }: { errors: UserError[] }) {
  if (!errors.length) return null;
  return (
    <Box role="alert" component="ul" sx={(theme) => ({ m: 0, mb: 2, p: 2, pl: 2, listStyle: 'none', border: 1, borderColor: theme.tones.bad, borderRadius: 1, bgcolor: theme.tones.badGround, color: 'text.primary', display: 'grid', gap: 1 })}>
      {errors.map((error, index) => (
        <Box component="li" key={index} sx={{ display: 'flex', gap: 1 }}>
          <ErrorOutline aria-hidden sx={(theme) => ({ color: theme.tones.bad, mt: 0.25 })} />
          <span>{error.message}</span>
        </Box>
      ))}
    </Box>
  );
}

const words = {
  failed: { zh: '没有读到数据。', en: 'Could not read this.' },
  offline: { zh: '没有网络，读不到数据。连上后再试。', en: 'No network, so this cannot be read. Try again when it is back.' },
  again: { zh: '再试一次', en: 'Try again' },
};

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const say = useSay();
  return (
    <Empty
      text={error instanceof NoAnswer || !navigator.onLine ? say(words.offline) : <>{say(words.failed)} {error instanceof Refused ? error.message : ''}</>}
      action={retry && <Button variant="outlined" onClick={retry}>{say(words.again)}</Button>}
    />
  );
}
