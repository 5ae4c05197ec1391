import { lazy } from 'react';
import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';

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
    { path: '/account', screen: lazy(() => import('./Account.tsx')) },
    { path: '/policies', screen: lazy(() => import('./Policies.tsx')) },
    { path: '/periods', screen: lazy(() => import('./Periods.tsx')) },
  ],
};
