import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';
import { screen } from '../screen.tsx';

const closedPeriods: Resource = {
  name: 'closedPeriods',
  one: 'closedPeriod',
  type: 'ClosedPeriod',
  label: { zh: '关账月份', en: 'Closed month' },
  fragment: gql`
    fragment ClosedPeriodRecord on ClosedPeriod { id month closedAt closedBy { id name } }
  `,
};

export const settings: ConsoleModule = {
  messages: {},
  resources: [closedPeriods],
  pages: [
    { path: '/account', screen: screen(() => import('./Account.tsx'), 'default') },
    { path: '/policies', screen: screen(() => import('./Policies.tsx'), 'default') },
    { path: '/periods', screen: screen(() => import('./Periods.tsx'), 'default') },
  ],
};
