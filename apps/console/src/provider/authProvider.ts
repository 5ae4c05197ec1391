import type { AuthProvider } from 'react-admin';
import { perform } from './act.ts';
import type { Me } from './generated.ts';
import { gql } from './gql.ts';
import { outboxFor } from './outbox.ts';
import { send, SignedOut } from './transport.ts';

const ME = gql`
  query Me {
    me {
      person { id name account language }
      permissions
      grants { role organization { id name { zh en } } canteen { id } }
      canteens { id name { zh en } slug operation diners coldDishesLicensed organization { id name { zh en } kind timeZone } }
    }
  }
`;

export type Myself = NonNullable<Me['me']>;
export type MyCanteen = Myself['canteens'][number];

let known: Promise<Myself | null> | null = null;

/** Who is signed in, asked once until somebody else is. */
export function whoAmI(): Promise<Myself | null> {
  known ??= send<Me>(ME, {})
    .then((data) => data.me)
    .catch((error: unknown) => {
      known = null;
      if (error instanceof SignedOut) return null;
      throw error;
    });
  return known;
}

export function forgetMe(): void {
  known = null;
}

export const authProvider: AuthProvider = {
  async login({ account, password }: { account: string; password: string }) {
    await perform('signIn', { account, password });
    forgetMe();
  },
  async logout() {
    outboxFor(null, () => undefined);
    if (known && (await known.catch(() => null))) await perform('signOut', {}).catch(() => undefined);
    forgetMe();
  },
  async checkAuth() {
    if (!(await whoAmI())) throw new SignedOut('signed out');
  },
  async checkError(error: unknown) {
    if (error instanceof SignedOut) {
      forgetMe();
      throw error;
    }
  },
  async getIdentity() {
    const me = await whoAmI();
    return { id: me?.person.id ?? '', fullName: me?.person.name ?? '' };
  },
  async getPermissions() {
    return (await whoAmI())?.permissions ?? [];
  },
};
