import { Foundation } from './20261121000000_foundation.ts';
import { JournalGuard } from './20261121000001_journal_guard.ts';
import { LateEntryIndex } from './20261121000002_late_entry_index.ts';
import { InAndOut } from './20261122000000_in_and_out.ts';
import { JournalBulkGuard } from './20261122000001_journal_bulk_guard.ts';

/** All migrations in their order; listed by hand, so that the bundled server needs no folder of sources. */
export const migrations = [
  { name: '20261121000000_foundation', class: Foundation },
  { name: '20261121000001_journal_guard', class: JournalGuard },
  { name: '20261121000002_late_entry_index', class: LateEntryIndex },
  { name: '20261122000000_in_and_out', class: InAndOut },
  { name: '20261122000001_journal_bulk_guard', class: JournalBulkGuard },
];
