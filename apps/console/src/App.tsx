import { Suspense } from 'react';
import { Admin, CustomRoutes, localStorageStore, Notification, Resource } from 'react-admin';
import { QueryClient } from '@tanstack/react-query';
import { BrowserRouter, Route } from 'react-router';
import { messages as platform } from '@canteen/platform/messages';
import { messages as pricing } from '@canteen/pricing/messages';
import { alertsModule } from './alerts/index.ts';
import { catalog } from './catalog/index.ts';
import { i18nOf } from './i18n/provider.ts';
import { kitchen } from './kitchen/index.ts';
import { ledgers } from './ledgers/index.ts';
import { menus } from './menus/index.ts';
import { people } from './people/index.ts';
import { authProvider } from './provider/authProvider.ts';
import { dataProvider } from './provider/dataProvider.ts';
import { register } from './provider/resource.ts';
import { SignedOut } from './provider/transport.ts';
import { receiving } from './receiving/index.ts';
import { recipes } from './recipes/index.ts';
import { retention } from './retention/index.ts';
import { settings } from './settings/index.ts';
import { sheets } from './sheets/index.ts';
import { Layout } from './shell/Layout.tsx';
import { Login } from './shell/Login.tsx';
import { Waiting } from './shell/Waiting.tsx';
import { darkTheme, lightTheme } from './shell/theme.ts';
import { Today } from './today/Today.tsx';

/** The table of contents: every module in the order of the food. */
const modules = [people, catalog, receiving, recipes, menus, kitchen, retention, ledgers, sheets, alertsModule, settings];
const resources = modules.flatMap((module) => module.resources);
const pages = modules.flatMap((module) => module.pages ?? []);

register(resources);

const i18nProvider = i18nOf([platform, pricing, ...modules.map((module) => module.messages)]);
const store = localStorageStore('1', 'canteen');
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => !(error instanceof SignedOut) && count < 2, networkMode: 'offlineFirst' },
    mutations: { networkMode: 'always' },
  },
});

/** Above the bar at the bottom of a phone. */
const Notice = () => <Notification autoHideDuration={5000} sx={{ bottom: { xs: 'calc(72px + env(safe-area-inset-bottom))', md: 24 } }} />;

export function App() {
  return (
    <BrowserRouter basename="/console">
      <Suspense fallback={<Waiting />}>
        <Admin
          authProvider={authProvider}
          dataProvider={dataProvider}
          i18nProvider={i18nProvider}
          store={store}
          queryClient={queryClient}
          layout={Layout}
          loginPage={Login}
          loading={Waiting}
          notification={Notice}
          dashboard={Today}
          theme={lightTheme}
          darkTheme={darkTheme}
          requireAuth
          disableTelemetry
        >
          {resources.filter(({ list, show, create, edit }) => list ?? show ?? create ?? edit).map(({ name, list, show, create, edit }) => (
            <Resource key={name} name={name} {...(list ? { list } : {})} {...(show ? { show } : {})} {...(create ? { create } : {})} {...(edit ? { edit } : {})} />
          ))}
          <CustomRoutes>
            {pages.map(({ path, screen: Screen }) => <Route key={path} path={path} element={<Screen />} />)}
          </CustomRoutes>
        </Admin>
      </Suspense>
    </BrowserRouter>
  );
}
