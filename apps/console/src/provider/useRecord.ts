import { useGetOne, useParams } from 'react-admin';
import type { RaRecord } from 'react-admin';

/**
 * Keeps a whole record apart from the line of it that a list has read: react-admin would show the line until the record
 * has come, and a line lacks what the record's screen needs.
 */
export const whole = { meta: { whole: true } };

/** The record that the address names, as its resource's fragment reads it. */
export function useRecord<R extends RaRecord>(resource: string) {
  const { id = '' } = useParams();
  return useGetOne<R>(resource, { id, ...whole });
}
