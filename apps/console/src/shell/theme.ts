import { createTheme } from '@mui/material/styles';
import type { ThemeOptions } from '@mui/material/styles';

/**
 * Paper, ink, and one green for what is ours to do. Red only for what is overdue or unsafe, amber for what soon will be,
 * grey for the settled. A line does where others draw a shadow. All pairs of text and ground reach WCAG 2.2 AA.
 */
export interface Tones {
  ground: string;
  sheet: string;
  sunk: string;
  line: string;
  strong: string;
  todo: string;
  todoGround: string;
  warn: string;
  warnGround: string;
  bad: string;
  badGround: string;
  done: string;
}

const light: Tones = {
  ground: '#f6f4ec',
  sheet: '#fffdf7',
  sunk: '#efece1',
  line: '#dfdaca',
  strong: '#8c8776',
  todo: '#2a6449',
  todoGround: '#e4eee4',
  warn: '#7d5200',
  warnGround: '#faeccb',
  bad: '#a12d1c',
  badGround: '#fae3dc',
  done: '#65655a',
};

const dark: Tones = {
  ground: '#161814',
  sheet: '#1e211b',
  sunk: '#262a22',
  line: '#363b31',
  strong: '#7b8072',
  todo: '#8ecbab',
  todoGround: '#213a2d',
  warn: '#e6b85f',
  warnGround: '#3d3014',
  bad: '#f39c8a',
  badGround: '#46211b',
  done: '#a3a596',
};

declare module '@mui/material/styles' {
  interface Theme {
    tones: Tones;
  }
  interface ThemeOptions {
    tones?: Tones;
  }
}

const family = 'system-ui, "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
/** The three sizes a screen may use: notes, text, title. */
export const size = { note: '0.8125rem', text: '1rem', title: '1.375rem' };

function theme(mode: 'light' | 'dark'): ThemeOptions {
  const tones = mode === 'light' ? light : dark;
  const ink = mode === 'light' ? '#22241e' : '#ecebe0';
  const text = { fontSize: size.text, lineHeight: 1.6, letterSpacing: 0 };
  const note = { fontSize: size.note, lineHeight: 1.6, letterSpacing: 0 };
  const title = { fontSize: size.title, lineHeight: 1.4, letterSpacing: 0, fontWeight: 600 };
  const outline = `1px solid ${tones.line}`;
  return {
    tones,
    palette: {
      mode,
      background: { default: tones.ground, paper: tones.sheet },
      text: { primary: ink, secondary: tones.done },
      primary: { main: tones.todo, contrastText: mode === 'light' ? '#ffffff' : '#10251a' },
      secondary: { main: tones.todo, contrastText: mode === 'light' ? '#ffffff' : '#10251a' },
      error: { main: tones.bad },
      warning: { main: tones.warn },
      success: { main: tones.todo },
      info: { main: tones.done },
      divider: tones.line,
    },
    spacing: 8,
    shape: { borderRadius: 6 },
    shadows: Array.from({ length: 25 }, () => 'none') as never,
    typography: {
      fontFamily: family,
      h1: title, h2: { ...text, fontWeight: 600 }, h3: { ...text, fontWeight: 600 }, h4: title, h5: title, h6: { ...text, fontWeight: 600 },
      body1: text, body2: text, subtitle1: text, subtitle2: { ...text, fontWeight: 600 }, caption: note, overline: note,
      button: { ...text, textTransform: 'none', fontWeight: 500 },
    },
    components: {
      MuiCssBaseline: {
        styleOverrides: {
          html: { WebkitTextSizeAdjust: '100%' },
          body: { fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' },
          ':focus-visible': { outline: `2px solid ${tones.todo}`, outlineOffset: 2 },
          'em, i': { fontStyle: 'normal' },
          a: { color: tones.todo },
          '@media (prefers-reduced-motion: reduce)': { '*': { animationDuration: '0.01ms !important', transitionDuration: '0.01ms !important' } },
        },
      },
      MuiButtonBase: { defaultProps: { disableRipple: true } },
      MuiButton: {
        defaultProps: { disableElevation: true },
        styleOverrides: { root: { minHeight: 44, paddingInline: 16, whiteSpace: 'nowrap' }, outlined: { borderColor: tones.strong, color: ink } },
      },
      MuiIconButton: { styleOverrides: { root: { minWidth: 44, minHeight: 44, color: 'inherit' } } },
      MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiMenu: { styleOverrides: { paper: { border: outline } } },
      MuiMenuItem: { styleOverrides: { root: { minHeight: 44 } } },
      MuiAutocomplete: { styleOverrides: { paper: { border: outline } } },
      MuiDialog: { styleOverrides: { paper: { border: outline } } },
      MuiDialogTitle: { styleOverrides: { root: { fontSize: size.title, fontWeight: 600, paddingBottom: 8 } } },
      MuiDialogActions: { styleOverrides: { root: { padding: 16, gap: 8 } } },
      MuiTextField: { defaultProps: { variant: 'outlined', size: 'medium' } },
      MuiOutlinedInput: {
        styleOverrides: {
          root: { backgroundColor: tones.sheet },
          notchedOutline: { borderColor: tones.strong },
          input: { paddingBlock: 12, height: '1.5em' },
        },
      },
      MuiInputLabel: { styleOverrides: { outlined: { transform: 'translate(14px, 12px) scale(1)', '&.MuiInputLabel-shrink': { transform: 'translate(14px, -9px) scale(0.8125)' } } } },
      MuiFormHelperText: { styleOverrides: { root: { fontSize: size.note, marginInline: 0 } } },
      MuiChip: { styleOverrides: { root: { fontSize: size.text, borderRadius: 6, height: 32 }, outlined: { borderColor: tones.strong }, clickable: { height: 36 } } },
      MuiTab: { styleOverrides: { root: { minHeight: 44, minWidth: 44, ...text, textTransform: 'none' } } },
      MuiTabs: { styleOverrides: { root: { minHeight: 44 } } },
      MuiTableCell: { styleOverrides: { root: { ...text, borderColor: tones.line, padding: '8px 12px' }, head: { ...note, color: tones.done, fontWeight: 400, whiteSpace: 'nowrap' } } },
      MuiTooltip: { styleOverrides: { tooltip: { fontSize: size.note } } },
      MuiAlert: { styleOverrides: { root: { ...text, borderRadius: 6 } } },
      MuiToggleButton: { styleOverrides: { root: { ...text, minHeight: 44, textTransform: 'none', color: ink, borderColor: tones.strong, '&.Mui-selected, &.Mui-selected:hover': { color: tones.todo, backgroundColor: tones.todoGround, fontWeight: 600 } } } },
      MuiSwitch: { defaultProps: { disableRipple: true }, styleOverrides: { thumb: { border: `1px solid ${tones.strong}`, boxSizing: 'border-box' } } },
      MuiLink: { defaultProps: { underline: 'hover' } },
    },
  };
}

export const lightTheme = createTheme(theme('light'));
export const darkTheme = createTheme(theme('dark'));
