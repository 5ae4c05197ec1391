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

const labelPrints: Resource = {
  name: 'labelPrints',
  one: 'labelPrint',
  type: 'LabelPrint',
  label: { zh: '标签打印', en: 'Label print' },
  fragment: gql`fragment LabelPrintRecord on LabelPrint { id copies file { id url } }`,
};

export const sheets: ConsoleModule = {
  messages: {},
  resources: [exported, labelPrints],
  pages: [
    { path: '/exports', screen: screen(() => import('./Exports.tsx'), 'default') },
    { path: '/scan', screen: screen(() => import('../print/ScanPage.tsx'), 'default') },
  ],
};
