import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';
import { screen } from '../screen.tsx';

const alerts: Resource = {
  name: 'alerts',
  one: 'alert',
  type: 'Alert',
  label: { zh: '提醒', en: 'Alert' },
  row: gql`
    fragment AlertRow on Alert { id version kind kindTitle { zh en } title { zh en } severity state raisedAt dueAt escalatedAt acknowledgedByName recordType recordId canteen availableActions }
  `,
  fragment: gql`
    fragment AlertRecord on Alert {
      id version kind kindTitle { zh en } title { zh en } text { zh en } severity state standing times canteen organizationId audience
      raisedAt dueAt escalatedAt acknowledgedAt acknowledgedByName resolvedAt resolvedBy resolvedByName resolvedReason recordType recordId availableActions
    }
  `,
  list: screen(() => import('./AlertList.tsx'), 'AlertList'),
  show: screen(() => import('./AlertShow.tsx'), 'AlertShow'),
};

export const alertsModule: ConsoleModule = {
  messages: {},
  resources: [alerts],
  pages: [],
};
