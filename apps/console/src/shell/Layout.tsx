import { Suspense, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { LinkBase, useLocation } from 'react-admin';
import MoreHoriz from '@mui/icons-material/MoreHoriz';
import QrCodeScanner from '@mui/icons-material/QrCodeScanner';
import Store from '@mui/icons-material/StorefrontOutlined';
import UnfoldMore from '@mui/icons-material/UnfoldMore';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { ErrorBoundary } from 'react-error-boundary';
import { Bell } from '../alerts/Bell.tsx';
import { gql } from '../provider/gql.ts';
import { useLiveConnection } from '../provider/live.ts';
import type { SiteNotice } from '../provider/generated.ts';
import { useAsk } from '../provider/useAsk.ts';
import { Tray } from '../sheets/Tray.tsx';
import { Failed, Ghost } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { useSay } from '../ui/say.ts';
import { Sheet, usePhone } from '../ui/Sheet.tsx';
import { HereProvider, useCan, useCanteen, useChooseCanteen, useMe } from './me.tsx';
import { OutboxBar } from './OutboxBar.tsx';
import { placeAt, placesFor } from './places.tsx';
import type { Place } from './places.tsx';
import { UserMenu } from './UserMenu.tsx';

const SITE = gql`query SiteNotice { site { demo } }`;

const words = {
  demo: { zh: '演示数据：机构、人员和记录均为虚构', en: 'Demo: everything here is invented' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  places: { zh: '导航', en: 'Places' },
  more: { zh: '更多', en: 'More' },
  scan: { zh: '扫码', en: 'Scan' },
  canteen: { zh: '切换食堂', en: 'Change canteen' },
  none: { zh: '还没有可以查看的食堂', en: 'No canteen to see yet' },
};

export function Layout({ children }: { children: ReactNode }) {
  return (
    <HereProvider>
      <Frame>{children}</Frame>
    </HereProvider>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const say = useSay();
  const phone = usePhone();
  const { pathname } = useLocation();
  const can = useCan();
  const me = useMe();
  useLiveConnection(me?.person.id);
  const mine = placesFor(can);
  const here = placeAt(pathname);
  const pages = mine.find((place) => place.key === here?.key)?.pages ?? [];
  const content = (
    <ErrorBoundary resetKeys={[pathname]} fallbackRender={({ error, resetErrorBoundary }) => <Failed error={error} retry={resetErrorBoundary} />}>
      <Suspense fallback={<Ghost rows={6} />}>{me ? children : <Ghost rows={6} />}</Suspense>
    </ErrorBoundary>
  );
  return (
    <Box sx={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
      <Box component="a" href="#main" sx={{ position: 'absolute', left: -9999, '&:focus': { left: 8, top: 8, zIndex: 2000, bgcolor: 'background.paper', p: 1 } }}>{say(words.skip)}</Box>
      {phone ? (
        <>
          <DemoBanner />
          <OutboxBar />
          <Tray />
          <Box component="header" sx={{ display: 'flex', alignItems: 'center', px: 2, minHeight: 56, borderBottom: 1, borderColor: 'divider' }}>
            <Box sx={{ flex: 1, minWidth: 0 }}><CanteenPicker /></Box>
            <Bell />
            <UserMenu compact />
          </Box>
          {pages.some((page) => page.to === pathname) && pages.length > 1 && <SubPages pages={pages} pathname={pathname} />}
          <Box component="main" id="main" sx={{ flex: 1, px: 2, pt: 1, pb: 'calc(80px + env(safe-area-inset-bottom))' }}>{content}</Box>
          <BottomBar places={mine} here={here?.key} />
        </>
      ) : (
        <Box sx={{ flex: 1, display: 'grid', gridTemplateColumns: '224px minmax(0, 1fr)' }}>
          <Box component="nav" aria-label={say(words.places)} sx={{ borderRight: 1, borderColor: 'divider', p: 1.5, display: 'flex', flexDirection: 'column', position: 'sticky', top: 0, height: '100dvh', overflowY: 'auto' }}>
            <CanteenPicker />
            <Box sx={{ mt: 1.5, flex: 1 }}>
              {mine.map((place) => (
                <Box key={place.key}>
                  <NavLink to={place.pages[0]!.to} active={place.key === here?.key} icon={<place.icon />}>{say(place.label)}</NavLink>
                  {place.key === here?.key && place.pages.length > 1 && place.pages.map((page) => (
                    <NavLink key={page.to} to={page.to} active={`/${pathname.split('/')[1]}` === page.to} sub>{say(page.label)}</NavLink>
                  ))}
                </Box>
              ))}
            </Box>
            <NavLink to="/scan" active={pathname === '/scan'} icon={<QrCodeScanner />}>{say(words.scan)}</NavLink>
            <Bell wide />
            <UserMenu />
          </Box>
          <Box sx={{ minWidth: 0 }}>
            <DemoBanner />
            <OutboxBar />
            <Tray />
            <Box component="main" id="main" sx={{ px: { md: 3, xl: 5 }, py: 1.5 }}>{content}</Box>
          </Box>
        </Box>
      )}
    </Box>
  );
}

function NavLink({ to, active, sub, icon, children }: { to: string; active: boolean; sub?: boolean; icon?: ReactNode; children: ReactNode }) {
  return (
    <ButtonBase
      component={LinkBase}
      to={to}
      aria-current={active ? 'page' : undefined}
      sx={(theme) => ({
        display: 'flex', width: 1, justifyContent: 'flex-start', gap: 1.5, minHeight: sub ? 40 : 44, px: 1.5, pl: sub ? 6 : 1.5, borderRadius: 1, font: 'inherit',
        color: active ? theme.tones.todo : 'text.primary', fontWeight: active ? 600 : 400,
        bgcolor: active && !sub ? theme.tones.todoGround : 'transparent', '&:hover': { bgcolor: active && !sub ? theme.tones.todoGround : theme.tones.sunk },
        '& svg': { color: active ? theme.tones.todo : theme.tones.done },
      })}
    >
      {icon}
      {children}
    </ButtonBase>
  );
}

function SubPages({ pages, pathname }: { pages: Place['pages']; pathname: string }) {
  const say = useSay();
  const bar = useRef<HTMLElement>(null);
  // The page one is on stands within sight, however many there are.
  useEffect(() => {
    // Newer browsers answer a promise, which is no cleanup.
    void bar.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  return (
    <Box component="nav" ref={bar} aria-label={say(words.places)} sx={{ display: 'flex', overflowX: 'auto', px: 1, borderBottom: 1, borderColor: 'divider', scrollbarWidth: 'none' }}>
      {pages.map((page) => {
        const active = `/${pathname.split('/')[1]}` === page.to;
        return (
          <ButtonBase key={page.to} component={LinkBase} to={page.to} aria-current={active ? 'page' : undefined}
            sx={(theme) => ({ minHeight: 44, px: 1.5, font: 'inherit', whiteSpace: 'nowrap', flex: 'none', borderBottom: 2, borderColor: active ? theme.tones.todo : 'transparent', color: active ? theme.tones.todo : 'text.secondary', fontWeight: active ? 600 : 400 })}>
            {say(page.label)}
          </ButtonBase>
        );
      })}
    </Box>
  );
}

function BottomBar({ places, here }: { places: Place[]; here: string | undefined }) {
  const say = useSay();
  const [more, setMore] = useState(false);
  // Six fit a thumb's reach: four or five places, the scanner, and the rest behind the last.
  const shown = places.length <= 5 ? places : places.slice(0, 4);
  const rest = places.slice(shown.length);
  const item = (active: boolean) => ({
    flex: '1 0 auto', whiteSpace: 'nowrap', minHeight: 64, display: 'flex', flexDirection: 'column', gap: 0.25, font: 'inherit', fontSize: '0.8125rem', lineHeight: 1.3,
    color: active ? 'primary.main' : 'text.secondary', fontWeight: active ? 600 : 400,
  });
  return (
    <Box component="nav" aria-label={say(words.places)} sx={{ position: 'fixed', bottom: 0, insetInline: 0, zIndex: 4, display: 'flex', bgcolor: 'background.default', borderTop: 1, borderColor: 'divider', pb: 'env(safe-area-inset-bottom)' }}>
      {shown.map((place) => (
        <ButtonBase key={place.key} component={LinkBase} to={place.pages[0]!.to} aria-current={place.key === here ? 'page' : undefined} sx={item(place.key === here)}>
          <place.icon />
          {say(place.label)}
        </ButtonBase>
      ))}
      <ButtonBase component={LinkBase} to="/scan" sx={item(false)}>
        <QrCodeScanner />
        {say(words.scan)}
      </ButtonBase>
      {rest.length > 0 && (
        <ButtonBase sx={item(rest.some((place) => place.key === here))} onClick={() => setMore(true)}>
          <MoreHoriz />
          {say(words.more)}
        </ButtonBase>
      )}
      <Sheet open={more} title={say(words.more)} onClose={() => setMore(false)}>
        {rest.map((place) => (
          <Box key={place.key} onClick={() => setMore(false)}>
            <NavLink to={place.pages[0]!.to} active={place.key === here} icon={<place.icon />}>{say(place.label)}</NavLink>
            {place.pages.length > 1 && place.pages.map((page) => <NavLink key={page.to} to={page.to} active={false} sub>{say(page.label)}</NavLink>)}
          </Box>
        ))}
      </Sheet>
    </Box>
  );
}

function DemoBanner() {
  const say = useSay();
  const { data } = useAsk<SiteNotice>(SITE, {});
  if (!data?.site.demo) return null;
  return <Box role="note" sx={(theme) => ({ px: 2, py: 0.5, textAlign: 'center', fontSize: '0.8125rem', bgcolor: theme.tones.sunk, color: theme.tones.done })}>{say(words.demo)}</Box>;
}

/** Which canteen all screens speak of. */
function CanteenPicker() {
  const say = useSay();
  const format = useFormat();
  const me = useMe();
  const canteen = useCanteen();
  const choose = useChooseCanteen();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!me) return <Ghost rows={1} height={44} />;
  if (!canteen) return <Box sx={{ color: 'text.secondary' }}>{say(words.none)}</Box>;
  const several = me.canteens.length > 1;
  return (
    <>
      <ButtonBase
        disabled={!several}
        aria-label={several ? `${say(words.canteen)}: ${format.text(canteen.name)}` : undefined}
        aria-haspopup={several ? 'menu' : undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ display: 'flex', gap: 1, minHeight: 44, width: 1, justifyContent: 'flex-start', font: 'inherit', fontWeight: 600, textAlign: 'left', px: { md: 1.5 } }}
      >
        <Store aria-hidden color="primary" />
        <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', lineHeight: 1.35 }}>
          {format.text(canteen.name)}
          <Box component="span" sx={{ display: 'block', fontWeight: 400, color: 'text.secondary', fontSize: '0.8125rem' }}>{format.text(canteen.organization?.name)}</Box>
        </Box>
        {several && <UnfoldMore aria-hidden fontSize="small" sx={{ ml: 'auto' }} />}
      </ButtonBase>
      <Menu open={!!anchor} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {me.canteens.map((each) => (
          <MenuItem key={each.id} selected={each.id === canteen.id} onClick={() => { choose(each.id); setAnchor(null); }}>
            <span>{format.text(each.name)}<Box component="span" sx={{ color: 'text.secondary' }}> · {format.text(each.organization?.name)}</Box></span>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
