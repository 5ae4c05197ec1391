import Box from '@mui/material/Box';
import type { PersonRow } from '../provider/generated.ts';
import { Dim } from '../ui/Event.tsx';
import { useFormat } from '../ui/format.ts';
import { useLabels } from '../ui/say.ts';
import { rolesNow } from './standing.ts';

/** The roles a person holds today. */
export function RoleChips({ person, none }: { person: Pick<PersonRow, 'memberships'>; none: string }) {
  const labels = useLabels();
  const format = useFormat();
  const roles = rolesNow(person, format.today());
  if (!roles.length) return <Dim>{none}</Dim>;
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 0.75 }}>
      {roles.map((role) => (
        <Box key={role} component="span" sx={{ border: 1, borderColor: 'divider', borderRadius: 1, px: 0.75, bgcolor: 'background.paper', whiteSpace: 'nowrap' }}>{labels.of('Role', role)}</Box>
      ))}
    </Box>
  );
}
