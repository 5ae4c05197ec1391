import { createContext, useContext, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useNotify, useStore } from 'react-admin';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { whoAmI } from '../provider/authProvider.ts';
import type { MyCanteen, Myself } from '../provider/authProvider.ts';
import { outboxFor } from '../provider/outbox.ts';
import { speaker } from '../provider/transport.ts';
import { fetchScreens } from '../screen.tsx';
import { useLang, useSay } from '../ui/say.ts';

const words = { sent: { zh: '网络恢复，等待的一条已发送', en: 'The network is back: one that waited was sent' } };

/**
 * Asked of `can` like a permission: whether the institution's own rows (suppliers, ingredients, dishes) are open by
 * themselves. Who may only read one canteen, as an inspector, meets them on that canteen's records, and in no list.
 */
export const REFERENCE = 'reference';
const WORKS = ['catalog:write', 'receiving:write', 'recipes:write', 'menus:write', 'kitchen:write'];

interface Here {
  me: Myself | null;
  canteen: MyCanteen | null;
  choose: (canteen: string) => void;
  can: (permission: string) => boolean;
}

const Context = createContext<Here>({ me: null, canteen: null, choose: () => undefined, can: () => false });

/** Who is signed in and which canteen they look at; every screen below asks only these hooks. */
export function HereProvider({ children }: { children: ReactNode }) {
  const [chosen, choose] = useStore<string | null>('canteen', null);
  const client = useQueryClient();
  const lang = useLang();
  const say = useSay();
  const notify = useNotify();
  const { data: me = null } = useQuery({ queryKey: ['me'], queryFn: whoAmI, staleTime: 5 * 60_000 });

  const here = useMemo<Here>(() => {
    const canteen = me?.canteens.find((each) => each.id === chosen) ?? me?.canteens[0] ?? null;
    const permissions = new Set<string>(me?.permissions ?? []);
    if (me?.grants.some((grant) => !grant.canteen) || WORKS.some((work) => permissions.has(work))) permissions.add(REFERENCE);
    return { me, canteen, choose, can: (permission) => permissions.has(permission) };
  }, [me, chosen, choose]);

  speaker.organization = here.canteen?.organization?.id ?? here.me?.grants[0]?.organization?.id ?? null;
  speaker.canteen = here.canteen?.id ?? null;
  speaker.lang = lang;
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }, [lang]);
  useEffect(() => {
    outboxFor(me?.person.id ?? null, () => {
      notify(say(words.sent), { type: 'success' });
      void client.invalidateQueries();
    });
    if (me) void fetchScreens();
  }, [me?.person.id, client]);

  return <Context.Provider value={here}>{children}</Context.Provider>;
}

export const useMe = () => useContext(Context).me;
export const useCanteen = () => useContext(Context).canteen;
export const useChooseCanteen = () => useContext(Context).choose;
export const useCan = () => useContext(Context).can;
