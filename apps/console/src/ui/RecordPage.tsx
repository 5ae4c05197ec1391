import type { ReactNode } from 'react';
import { ShowBase, useShowContext } from 'react-admin';
import type { RaRecord } from 'react-admin';
import Box from '@mui/material/Box';
import { RecordAlerts } from '../alerts/RecordAlerts.tsx';
import { useCan } from '../shell/me.tsx';
import { whole } from '../provider/useRecord.ts';
import { resourceNamed } from '../provider/resource.ts';
import { Empty, Failed, Ghost } from './bits.tsx';
import { EventTimes } from './Event.tsx';
import type { EventRecord } from './Event.tsx';
import { History } from './History.tsx';
import { Page } from './Page.tsx';
import { useSay } from './say.ts';

const words = {
  gone: { zh: '没有这条记录，或您的岗位看不到它。', en: 'There is no such record, or your role does not let you see it.' },
};

interface Props<R> {
  resource: string;
  title: (record: R) => string;
  /** Beside the title: the state. */
  state?: (record: R) => ReactNode;
  sub?: (record: R) => ReactNode;
  acts?: (record: R) => ReactNode;
  side?: (record: R) => ReactNode;
  /** Whose history it is, where what happened to a record stands in its parts. */
  historyOf?: (record: R) => string[];
  children: (record: R) => ReactNode;
}

/** A record, read top to bottom like its paper form; its history at the side. */
export function RecordPage<R extends RaRecord>(props: Props<R>) {
  return (
    <ShowBase resource={props.resource} disableAuthentication queryOptions={spoken}>
      <Body {...props} />
    </ShowBase>
  );
}

/** The screen says itself that there is no such record; react-admin would go to the list without a word. */
const spoken = { ...whole, onError: () => undefined };

function isEvent(record: RaRecord): record is RaRecord & EventRecord {
  return 'occurredAt' in record && 'recordedAt' in record && 'lateEntry' in record;
}

function Body<R extends RaRecord>({ resource, title, state, sub, acts, side, historyOf, children }: Props<R>) {
  const say = useSay();
  const can = useCan();
  const { record, isPending, error, refetch } = useShowContext<R>();
  const { label, type } = resourceNamed(resource);
  if (!record) {
    return (
      <Page title={say(label)} back={`/${resource}`}>
        {isPending ? <Ghost rows={5} height={72} /> : error && (error as { status?: number }).status !== 404 ? <Failed error={error} retry={() => void refetch()} /> : <Empty text={say(words.gone)} />}
      </Page>
    );
  }
  return (
    <Page
      name={title(record)}
      title={<Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>{title(record)}{state && <Box component="span" sx={{ fontSize: '1rem', fontWeight: 400 }}>{state(record)}</Box>}</Box>}
      sub={sub?.(record)}
      back={`/${resource}`}
      actions={acts?.(record)}
    >
      <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: (side ?? can('journal:read')) ? 'minmax(0, 1fr) 300px' : 'minmax(0, 1fr)' } }}>
        <Box sx={{ minWidth: 0 }}>
          {type !== 'Alert' && <RecordAlerts record={String(record.id)} />}
          {isEvent(record) && <Box sx={{ borderTop: 1, borderColor: 'divider', py: 1.5 }}><EventTimes record={record} type={type} /></Box>}
          {children(record)}
        </Box>
        {(side ?? can('journal:read')) && (
          <Box sx={(theme) => ({ borderTop: { xs: `1px solid ${theme.tones.line}`, lg: 0 }, borderLeft: { lg: `1px solid ${theme.tones.line}` }, pl: { lg: 3 }, pt: { xs: 2, lg: 0 } })}>
            {side?.(record)}
            <History ids={historyOf?.(record) ?? [String(record.id)]} />
          </Box>
        )}
      </Box>
    </Page>
  );
}
