import { messages } from '@canteen/kitchen/messages';
import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';
import { screen } from '../screen.tsx';

const mealServices: Resource = {
  name: 'mealServices',
  one: 'mealService',
  type: 'MealService',
  label: { zh: '餐次', en: 'Meal' },
  fragment: gql`
    fragment MealServiceRecord on MealService {
      id day meal serviceStart serviceEnd plannedDiners items { id plannedPortions dish { id name { zh en } } }
    }
  `,
  list: screen(() => import('./MealList.tsx'), 'default'),
  show: screen(() => import('./MealShow.tsx'), 'default'),
};

const productionBatches: Resource = {
  name: 'productionBatches',
  one: 'productionBatch',
  type: 'ProductionBatch',
  label: { zh: '制作批', en: 'Batch' },
  row: gql`
    fragment BatchRow on ProductionBatch {
      id number state portions occurredAt recordedAt lateEntry imported finishedAt dish { id name { zh en } category flags } cook { id name }
      service { id day meal } temperatures { id celsius within occurredAt recordedAt } corrections { id action occurredAt recordedAt } samples { id retained }
    }
  `,
  fragment: gql`
    fragment BatchRecord on ProductionBatch {
      id version number state portions occurredAt recordedAt lateEntry imported lateReason countersignedAt finishedAt availableActions
      recordedBy { id name } countersignedBy { name } cook { id name }
      dish { id number name { zh en } category flags } item { id plannedPortions } service { id day meal serviceStart serviceEnd }
      recipe { id number portions lines { id lineNo net { value unit } yieldRate ingredient { id name { zh en } } } }
      takes {
        id basis skipReason quantity { value unit } ingredient { id name { zh en } }
        lot { id lotCode status expiryDate openedOn supplier { id name { zh en } } line { id receipt { id number } } }
      }
      temperatures { id celsius limitMin limitMax within occurredAt recordedAt lateEntry imported lateReason recordedBy { id name } }
      corrections { id action note occurredAt recordedAt lateEntry imported lateReason recordedBy { id name } reading { id celsius } }
      samples { id number grams retained status occurredAt takenBy { id name } }
    }
  `,
  list: screen(() => import('./BatchList.tsx'), 'default'),
  show: screen(() => import('./BatchShow.tsx'), 'default'),
};

const temperatureReadings: Resource = {
  name: 'temperatureReadings',
  one: 'temperatureReading',
  type: 'TemperatureReading',
  label: { zh: '温度记录', en: 'Temperature reading' },
  fragment: gql`
    fragment TemperatureReadingRecord on TemperatureReading {
      id kind celsius limitMin limitMax within occurredAt recordedAt lateEntry imported lateReason recordedBy { id name } countersignedBy { id name }
      area { id kind name { zh en } } batch { id number dish { id name { zh en } } }
    }
  `,
};

export const kitchen: ConsoleModule = {
  messages,
  resources: [mealServices, productionBatches, temperatureReadings],
  pages: [
    { path: '/temperatures', screen: screen(() => import('./StoreTemperatures.tsx'), 'default') },
    { path: '/temperatures/all', screen: screen(() => import('./TemperatureList.tsx'), 'default') },
  ],
};
