import { defineModule } from '@canteen/platform';
import { alerts } from './alerts.ts';
import { facts } from './facts.ts';
import { labels } from './labels.ts';
import { ledgers } from './ledgers.ts';
import { CorrectiveAction } from './corrective-action.entity.ts';
import { duties } from './duties.ts';
import { LotTake } from './lot-take.entity.ts';
import { messages } from './messages.ts';
import { policies } from './policy.ts';
import { ProductionBatch } from './production-batch.entity.ts';
import { ProductionBatchResolver } from './production-batch.resolver.ts';
import { TemperatureReading } from './temperature-reading.entity.ts';
import { TemperatureReadingResolver } from './temperature-reading.resolver.ts';

export { CorrectiveAction, LotTake, ProductionBatch, TemperatureReading };
export { discardBatch, finishBatch, startBatches, type StartBatchData, type StartBatchesData } from './production-batch.commands.ts';
export { openLot, type TakeData } from './lot-take.commands.ts';
export { recordCorrectiveAction, recordTemperature, type CorrectiveActionData, type TemperatureData } from './temperature-reading.commands.ts';
export { TakeBasis } from './lot-take.rules.ts';
export { BatchAction, BatchState } from './production-batch.rules.ts';
export { CorrectiveActionKind, ReadingKind } from './temperature-reading.rules.ts';

export const kitchen = defineModule({
  name: 'kitchen',
  entities: [ProductionBatch, LotTake, TemperatureReading, CorrectiveAction],
  resolvers: [ProductionBatchResolver, TemperatureReadingResolver],
  messages,
  policies,
  duties,
  alerts,
  facts,
  labels,
  ledgers,
});
