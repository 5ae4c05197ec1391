import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';
import { screen } from '../screen.tsx';

const journalEntries: Resource = {
  name: 'journalEntries',
  one: 'journalEntry',
  type: 'JournalEntry',
  label: { zh: '日志', en: 'Journal' },
  fragment: gql`
    fragment JournalEntryRecord on JournalEntry { id seq at act personId personName canteenId hash prev payload }
  `,
};

const declaredCorrections: Resource = {
  name: 'declaredCorrections',
  one: 'declaredCorrection',
  type: 'Correction',
  label: { zh: '更正', en: 'Correction' },
  fragment: gql`
    fragment CorrectionRecord on Correction { id recordType recordId statement reason declaredAt declaredBy { id name } }
  `,
  list: screen(() => import('./CorrectionList.tsx'), 'default'),
};

export const ledgers: ConsoleModule = {
  messages: {},
  resources: [journalEntries, declaredCorrections],
  pages: [
    { path: '/ledgers', screen: screen(() => import('./Ledgers.tsx'), 'default') },
    { path: '/journal', screen: screen(() => import('./Journal.tsx'), 'default') },
  ],
};
