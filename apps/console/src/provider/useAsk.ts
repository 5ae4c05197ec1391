import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLang } from '../ui/say.ts';
import { send } from './transport.ts';

/** One read of a screen's own shape; asked again whenever an act was done. */
export function useAsk<T, V extends object = Record<string, never>>(
  document: string,
  variables: V,
  options: { enabled?: boolean; refetchInterval?: number | ((data: T | undefined) => number | false); keep?: boolean } = {},
) {
  const lang = useLang();
  const every = options.refetchInterval;
  return useQuery<T>({
    queryKey: ['ask', document, variables, lang],
    queryFn: () => send<T>(document, variables),
    enabled: options.enabled ?? true,
    ...(every ? { refetchInterval: typeof every === 'function' ? (query) => every(query.state.data) : every } : {}),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}
