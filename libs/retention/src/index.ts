import { defineModule } from '@canteen/platform';
import { alerts } from './alerts.ts';
import { calendar } from './calendar.ts';
import { facts } from './facts.ts';
import { labels } from './labels.ts';
import { ledgers } from './ledgers.ts';
import { duties } from './duties.ts';
import { messages } from './messages.ts';
import { policies } from './policy.ts';
import { RetainedSample } from './retained-sample.entity.ts';
import { MealServiceCoverage, ProductionBatchSamples, RetainedSampleResolver } from './retained-sample.resolver.ts';

export { RetainedSample };
export { disposeSample, handOverSample, releaseSample, sealSample, takeSamples, type SampleData } from './retained-sample.commands.ts';
export { SampleAction, SampleCoverage, SampleState, SampleStatus } from './retained-sample.rules.ts';

export const retention = defineModule({
  name: 'retention',
  entities: [RetainedSample],
  resolvers: [RetainedSampleResolver, ProductionBatchSamples, MealServiceCoverage],
  messages,
  policies,
  duties,
  alerts,
  calendar,
  facts,
  labels,
  ledgers,
});
