import { messages } from '@canteen/retention/messages';
import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';
import { screen } from '../screen.tsx';

const retainedSamples: Resource = {
  name: 'retainedSamples',
  one: 'retainedSample',
  type: 'RetainedSample',
  label: { zh: '留样', en: 'Retained sample' },
  row: gql`
    fragment SampleRow on RetainedSample {
      id number status grams retained occurredAt recordedAt lateEntry imported dueAt dish { id name { zh en } } service { id day meal } takenBy { id name } fridge { id name { zh en } }
    }
  `,
  fragment: gql`
    fragment SampleRecord on RetainedSample {
      id version number state status grams retained occurredAt recordedAt lateEntry imported lateReason countersignedAt keptSince dueAt availableActions
      recordedBy { id name } countersignedBy { name } takenBy { id name } fridge { id name { zh en } }
      disposedAt disposedBy { id name } disposalMethod sealReason sealedAt sealedBy { id name } releaseReason handedOverTo handedOverAt
      dish { id name { zh en } } service { id day meal serviceStart serviceEnd }
      batch {
        id number state occurredAt portions cook { id name } temperatures { id celsius within occurredAt recordedAt }
        takes {
          id basis quantity { value unit } ingredient { id name { zh en } }
          lot { id lotCode expiryDate supplier { id name { zh en } } line { id lineNo receipt { id number occurredAt } } }
        }
      }
    }
  `,
  list: screen(() => import('./SampleList.tsx'), 'default'),
  show: screen(() => import('./SampleShow.tsx'), 'default'),
};

export const retention: ConsoleModule = {
  messages,
  resources: [retainedSamples],
  pages: [
    { path: '/mealServices/:id/samples', screen: screen(() => import('./TakeSamples.tsx'), 'default') },
    { path: '/retainedSamples/dispose', screen: screen(() => import('./DisposeDue.tsx'), 'default') },
  ],
};
