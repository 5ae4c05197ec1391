import type { ReactNode } from 'react';
import { CreateBase, EditBase, Form, useEditContext, useNavigate, useNotify, useSaveContext } from 'react-admin';
import type { RaRecord } from 'react-admin';
import { useQueryClient } from '@tanstack/react-query';
import { useFormContext, useFormState } from 'react-hook-form';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { whole } from '../provider/useRecord.ts';
import { resourceNamed } from '../provider/resource.ts';
import { NoAnswer, Refused } from '../provider/transport.ts';
import { Ghost, Refusals } from './bits.tsx';
import { BottomAct, Page } from './Page.tsx';
import { useSay } from './say.ts';

const words = {
  create: { zh: '新建{what}', en: 'New {what}' },
  edit: { zh: '修改 {name}', en: 'Edit {name}' },
  save: { zh: '保存', en: 'Save' },
  cancel: { zh: '取消', en: 'Cancel' },
  saved: { zh: '已保存', en: 'Saved' },
  notSent: { zh: '没有网络，尚未保存。请连上网络后再按一次。', en: 'No network: not saved. Press again when you are connected.' },
};

interface Props {
  resource: string;
  /** What the form starts from. */
  start?: Record<string, unknown>;
  /** The form's values as the API takes them. */
  toInput: (values: Record<string, unknown>) => Record<string, unknown>;
  children: ReactNode;
}

function useSaved(resource: string) {
  const navigate = useNavigate();
  const notify = useNotify();
  const say = useSay();
  const client = useQueryClient();
  return {
    onSuccess: (record: RaRecord) => {
      void client.invalidateQueries();
      notify(say(words.saved), { type: 'success' });
      navigate(`/${resource}/${record.id}/show`);
    },
    onError: (error: unknown) => {
      if (error instanceof NoAnswer) notify(say(words.notSent), { type: 'warning' });
      else if (!(error instanceof Refused)) notify(error instanceof Error ? error.message : String(error), { type: 'error' });
    },
  };
}

/** A new record of reference data. */
export function CreatePage({ resource, start, toInput, children }: Props) {
  const say = useSay();
  const { label } = resourceNamed(resource);
  const saved = useSaved(resource);
  return (
    <Page title={say(words.create, { what: say(label) })} back={`/${resource}`} width="form">
      <CreateBase resource={resource} disableAuthentication mutationOptions={saved as never} redirect={false} transform={toInput}>
        <Form defaultValues={start} sanitizeEmptyValues={false}>
          <Fields back={`/${resource}`}>{children}</Fields>
        </Form>
      </CreateBase>
    </Page>
  );
}

/** A record of reference data, edited. `toForm` opens the record for the inputs. */
export function EditPage<R extends RaRecord>({ resource, name, toForm, toInput, children }: Omit<Props, 'start'> & { name: (record: R) => string; toForm: (record: R) => Record<string, unknown> }) {
  const saved = useSaved(resource);
  return (
    <EditBase resource={resource} disableAuthentication queryOptions={whole} mutationMode="pessimistic" mutationOptions={saved as never} redirect={false} transform={toInput}>
      <EditBody resource={resource} name={name} toForm={toForm}>{children}</EditBody>
    </EditBase>
  );
}

function EditBody<R extends RaRecord>({ resource, name, toForm, children }: { resource: string; name: (record: R) => string; toForm: (record: R) => Record<string, unknown>; children: ReactNode }) {
  const say = useSay();
  const { record } = useEditContext<R>();
  const { label } = resourceNamed(resource);
  if (!record) return <Page title={say(label)} back={`/${resource}`} width="form"><Ghost /></Page>;
  const back = `/${resource}/${record.id}/show`;
  return (
    <Page title={say(words.edit, { name: name(record) })} back={back} width="form">
      <Form record={{ id: record.id, ...toForm(record) }} sanitizeEmptyValues={false}>
        <Fields back={back}>{children}</Fields>
      </Form>
    </Page>
  );
}

function Fields({ back, children }: { back: string; children: ReactNode }) {
  const say = useSay();
  const navigate = useNavigate();
  const { saving } = useSaveContext();
  const { errors } = useFormState();
  const { clearErrors } = useFormContext();
  const server = (errors.root as { serverError?: string | { message?: string } } | undefined)?.serverError;
  const message = typeof server === 'string' ? server : server?.message;
  return (
    <Box onChange={() => message && clearErrors('root')}>
      {message && <Refusals errors={[{ code: 'ROOT', message, field: null }]} />}
      <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, columnGap: 2, '& .MuiFormControl-root': { m: 0, width: '100%' }, '& .wide': { gridColumn: '1 / -1' } }}>
        {children}
      </Box>
      <BottomAct>
        <Button type="submit" variant="contained" loading={!!saving}>{say(words.save)}</Button>
        <Button type="button" variant="outlined" onClick={() => navigate(back)}>{say(words.cancel)}</Button>
      </BottomAct>
    </Box>
  );
}
