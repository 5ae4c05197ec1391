import { column, type LedgerColumn } from '@canteen/platform';

/**
 * How a ledger of events ends: who wrote it down and when, whether that was late and why, and whether it was taken over from a
 * ledger kept elsewhere (design decision 13). `at` leads to the event from a row that is a part of one: 'receipt.'.
 */
export function eventColumns(at = ''): readonly LedgerColumn[] {
  return [
    column('recordedBy', '记录人', 'Recorded by', { path: `${at}recordedBy.name`, width: 12 }),
    column('recordedAt', '记录时间', 'Recorded at', { path: `${at}recordedAt`, width: 17 }),
    column('late', '补录', 'Late entry', { path: `${at}lateReason`, width: 24 }),
    column('countersignedBy', '补录复核人', 'Late entry countersigned by', { path: `${at}countersignedBy.name`, width: 12 }),
    column('imported', '历史导入', 'Imported history', { path: `${at}imported`, width: 10 }),
  ];
}

/** The columns that no printed ledger of events leaves out. */
export const eventEnd = ['recordedBy', 'recordedAt', 'late'] as const;
