import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';
import { screen } from '../screen.tsx';

const exported: Resource = {
  name: 'exports',
  one: 'export',
  type: 'Export',
  label: { zh: '导出', en: 'Export' },
  row: gql`fragment ExportRow on Export { id ledger format }`,
  fragment: gql`
    fragment ExportRecord on Export {
      id ledger format filter requestedByName requestedAt rows sha256 journalHead expired finishedAt file { id name url } work { id state done total failure failureParams }
    }
  `,
  show: screen(() => import('./ExportShow.tsx'), 'default'),
};

const imported: Resource = {
  name: 'imports',
  one: 'import',
  type: 'Import',
  label: { zh: '导入', en: 'Import' },
  fragment: gql`fragment ImportRecord on Import { id version state headings mapping problems { code } }`,
};

const labelPrints: Resource = {
  name: 'labelPrints',
  one: 'labelPrint',
  type: 'LabelPrint',
  label: { zh: '标签打印', en: 'Label print' },
  fragment: gql`fragment LabelPrintRecord on LabelPrint { id copies file { id url } }`,
};

export const sheets: ConsoleModule = {
  messages: {},
  resources: [exported, imported, labelPrints],
  pages: [
    { path: '/exports', screen: screen(() => import('./Exports.tsx'), 'default') },
    { path: '/dayReport', screen: screen(() => import('./DayReport.tsx'), 'default') },
    { path: '/imports', screen: screen(() => import('./Imports.tsx'), 'default') },
    { path: '/imports/new', screen: screen(() => import('./ImportNew.tsx'), 'default') },
    { path: '/imports/:id', screen: screen(() => import('./ImportShow.tsx'), 'default') },
    { path: '/scan', screen: screen(() => import('../print/ScanPage.tsx'), 'default') },
  ],
};
