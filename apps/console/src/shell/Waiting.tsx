import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';

/** Before anything is known: the shape of a screen. */
export function Waiting() {
  return (
    <Box aria-busy sx={{ p: 2, display: 'grid', gap: 1, maxWidth: 760, mx: 'auto' }}>
      <Skeleton variant="rounded" height={44} width="40%" />
      {Array.from({ length: 6 }, (_, index) => <Skeleton key={index} variant="rounded" height={52} />)}
    </Box>
  );
}
