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

/** What a verb answers, where a screen shows it: see act.ts. */
const deliveries: Resource = {
  name: 'deliveries',
  one: 'delivery',
  type: 'Delivery',
  label: { zh: '提醒发送记录', en: 'Delivery' },
  fragment: gql`fragment DeliveryRecord on Delivery { id state problem answer sentAt }`,
};

const calendar: Resource = {
  name: 'calendarFeeds',
  one: 'myCalendar',
  type: 'CalendarFeed',
  label: { zh: '日历订阅', en: 'Calendar feed' },
  fragment: gql`fragment CalendarRecord on CalendarFeed { id url createdAt endedAt }`,
};

export const alertsModule: ConsoleModule = {
  messages: {},
  resources: [alerts, deliveries, calendar],
  pages: [
    { path: '/notices', screen: screen(() => import('./Notices.tsx'), 'Notices') },
    { path: '/alertRules', screen: screen(() => import('./AlertRules.tsx'), 'AlertRules') },
    { path: '/jobs', screen: screen(() => import('./Jobs.tsx'), 'Jobs') },
  ],
};
