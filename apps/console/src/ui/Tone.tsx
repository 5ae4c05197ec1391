import type { ReactNode } from 'react';
import CheckIcon from '@mui/icons-material/Check';
import EditNoteIcon from '@mui/icons-material/EditNote';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutlined';
import WarningIcon from '@mui/icons-material/WarningAmber';
import PendingIcon from '@mui/icons-material/RadioButtonUnchecked';
import BlockIcon from '@mui/icons-material/Block';
import Box from '@mui/material/Box';
import { useLabels } from './say.ts';

export type ToneName = 'none' | 'todo' | 'ok' | 'warn' | 'bad' | 'done' | 'draft' | 'stopped';

const ICONS = { none: PendingIcon, todo: PendingIcon, ok: CheckIcon, warn: WarningIcon, bad: ErrorOutlineIcon, done: CheckIcon, draft: EditNoteIcon, stopped: BlockIcon };

/** Colour never alone: an icon and a word beside it; a sentence may take several `lines`, the icon then stands at the first. */
export function Tone({ tone, children, plain, lines }: { tone: ToneName; children: ReactNode; plain?: boolean; lines?: boolean }) {
  const Icon = ICONS[tone];
  return (
    <Box
      component="span"
      sx={(theme) => {
        const { tones } = theme;
        const [ink, ground] = {
          none: [tones.done, 'transparent'],
          todo: [tones.todo, tones.todoGround],
          ok: [tones.todo, 'transparent'],
          warn: [tones.warn, tones.warnGround],
          bad: [tones.bad, tones.badGround],
          done: [tones.done, 'transparent'],
          draft: [tones.done, tones.sunk],
          stopped: [tones.bad, 'transparent'],
        }[tone];
        return {
          display: 'inline-flex', alignItems: lines ? 'flex-start' : 'center', gap: 0.5, color: ink, bgcolor: plain ? 'transparent' : ground,
          px: plain || ground === 'transparent' ? 0 : 1, borderRadius: 1, whiteSpace: lines ? 'normal' : 'nowrap', verticalAlign: 'middle',
          '& > svg': { fontSize: '1.15em', flex: 'none', ...(lines ? { mt: '0.2em' } : {}) },
        };
      }}
    >
      <Icon aria-hidden />
      {children}
    </Box>
  );
}

/** How each state reads: ours to do, settled, soon, or not all right. */
const TONES: Record<string, ToneName> = {
  DRAFT: 'draft', INSPECTING: 'todo', ACCEPTED: 'ok', PARTLY_ACCEPTED: 'warn', REJECTED: 'bad', REVERSED: 'stopped', PENDING: 'todo',
  AVAILABLE: 'ok', NEAR_EXPIRY: 'warn', EXPIRED: 'bad', DEPLETED: 'done', QUARANTINED: 'stopped', SCRAPPED: 'stopped',
  APPLICANT: 'draft', APPROVED: 'ok', RESTRICTED: 'warn', FROZEN: 'bad', REMOVED: 'stopped',
  VALID: 'ok', ENDING_SOON: 'warn', MISSING: 'bad', NOT_YET_VALID: 'draft',
  ADOPTED: 'ok', SUPERSEDED: 'done', PUBLISHED: 'ok', ARCHIVED: 'done',
  COOKING: 'todo', FINISHED: 'ok', DISCARDED: 'stopped',
  KEEPING: 'ok', DUE: 'todo', SEALED: 'warn', DISPOSED: 'done', HANDED_OVER: 'done', NOT_RETAINED: 'bad',
  SAMPLED: 'ok', UNDERWEIGHT: 'bad', NOT_COOKED: 'none',
  CONTAINS: 'warn', MAY_CONTAIN: 'warn', FREE: 'ok', UNKNOWN: 'bad',
  RAISED: 'todo', ACKNOWLEDGED: 'draft', RESOLVED: 'done',
  QUEUED: 'todo', HELD: 'draft', SENT: 'ok', DROPPED: 'done', RUNNING: 'todo', DONE: 'ok', FAILED: 'bad', CANCELLED: 'done',
  RECEIPT: 'ok', ISSUE: 'done', RETURN: 'warn', ADJUST: 'warn', SCRAP: 'stopped',
};

/** The state of a record in its module's own word. */
export function State({ of, value, plain }: { of: string; value: string | null | undefined; plain?: boolean }) {
  const labels = useLabels();
  if (!value) return null;
  return <Tone tone={TONES[value] ?? 'draft'} {...(plain ? { plain } : {})}>{labels.of(of, value)}</Tone>;
}
