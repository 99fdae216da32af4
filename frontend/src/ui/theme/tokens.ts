/**
 * Every colour and size of Baton. Components use the CSS variables made from here (`--b-ink`, `--b-space-3` ...),
 * never a literal. Text colours hold WCAG AA on paper, card and their own soft ground.
 */

/** Roles of colour; the same names in both themes. */
const light = {
  paper: '#F6F5F1',
  card: '#FFFFFF',
  raised: '#FFFFFF',
  sunken: '#EFEDE6',
  hover: '#F9F8F5',
  line: '#E4E1D8',
  lineSoft: '#EFEDE6',
  lineStrong: '#CFCBBF',
  ink: '#1C1F23',
  inkMid: '#5B5F66',
  inkSoft: '#666A71',
  inkFaint: '#8C9097',
  accent: '#2B4ACB',
  accentHover: '#2340B4',
  accentText: '#2B4ACB',
  accentSoft: '#E8ECFB',
  onAccent: '#FFFFFF',
  danger: '#C2352B',
  dangerText: '#B42F26',
  dangerSoft: '#FBE9E7',
  warning: '#B26A00',
  warningText: '#8F5500',
  warningSoft: '#FCF0DA',
  done: '#1F7A4D',
  doneHover: '#1A6842',
  doneText: '#1B6E45',
  doneSoft: '#E2F2E9',
  avatar: '#DAD5C7',
  avatarText: '#55503F',
  stageGray: '#8C9097',
  stageBlue: '#2B4ACB',
  stageViolet: '#7A4BC4',
  stageTeal: '#13808A',
  stageGreen: '#1F7A4D',
  stageAmber: '#B26A00',
  stageRed: '#C2352B',
  stagePink: '#B8407E',
  veil: 'rgba(28, 31, 35, 0.28)',
  shadowCard: '0 1px 2px rgba(28, 31, 35, 0.05), 0 2px 6px rgba(28, 31, 35, 0.03)',
  shadowRaised: '0 2px 6px rgba(28, 31, 35, 0.08), 0 16px 40px rgba(28, 31, 35, 0.16)',
} as const;

const dark: Record<keyof typeof light, string> = {
  paper: '#15171A',
  card: '#1D2024',
  raised: '#23272C',
  sunken: '#2A2E34',
  hover: '#22262B',
  line: '#2E3339',
  lineSoft: '#272B31',
  lineStrong: '#454B54',
  ink: '#E8E9EB',
  inkMid: '#B0B4BB',
  inkSoft: '#9A9FA7',
  inkFaint: '#737982',
  accent: '#3F5BDB',
  accentHover: '#4A66E6',
  accentText: '#93A6F7',
  accentSoft: '#252C4A',
  onAccent: '#FFFFFF',
  danger: '#D9534A',
  dangerText: '#F08A80',
  dangerSoft: '#43231F',
  warning: '#D08F2E',
  warningText: '#E0A346',
  warningSoft: '#3D2F16',
  done: '#2E8358',
  doneHover: '#2A784F',
  doneText: '#63C08F',
  doneSoft: '#1B3628',
  avatar: '#3B3F45',
  avatarText: '#D8D3C6',
  stageGray: '#8C9097',
  stageBlue: '#6D86F0',
  stageViolet: '#A583E0',
  stageTeal: '#3FB0BA',
  stageGreen: '#4CAF7D',
  stageAmber: '#D9A045',
  stageRed: '#E5736A',
  stagePink: '#DD7FB0',
  veil: 'rgba(0, 0, 0, 0.5)',
  shadowCard: '0 1px 2px rgba(0, 0, 0, 0.3)',
  shadowRaised: '0 2px 6px rgba(0, 0, 0, 0.35), 0 16px 40px rgba(0, 0, 0, 0.5)',
};

/** Sizes: a grid of 4 px, given in rem so that the person's own text size holds. */
const sizes = {
  'space-0': '0.125rem',
  'space-1': '0.25rem',
  'space-2': '0.5rem',
  'space-3': '0.75rem',
  'space-4': '1rem',
  'space-5': '1.25rem',
  'space-6': '1.5rem',
  'space-7': '1.75rem',
  'space-8': '2rem',
  'space-10': '2.5rem',
  'space-12': '3rem',
  'radius-control': '0.375rem',
  'radius-card': '0.5rem',
  'radius-chip': '999px',
  control: '2rem',
  'control-small': '1.625rem',
  'control-touch': '3rem',
  hairline: '1px',
  'focus-width': '2px',
  'navigation-width': '13rem',
  'panel-width': '30rem',
  'popup-width': '26.25rem',
  'form-width': '26rem',
  'reading-width': '46rem',
  'page-width': '56rem',
  'bottom-bar': '4rem',
  'row-height': '2.5rem',
  'avatar-small': '1.75rem',
  'avatar-large': '2.5rem',
  'column-width': '14rem',
  'scope-width': '5.5rem',
  'cell-width': '9rem',
  'cell-wide': '12rem',
  'bar-height': '0.3125rem',
  'bar-tick': '0.75rem',
  'dot-size': '0.5rem',
} as const;

const type = {
  'text-tiny': '0.6875rem',
  'text-fact': '0.75rem',
  'line-fact': '1rem',
  'text-small': '0.8125rem',
  'text-work': '0.875rem',
  'line-work': '1.25rem',
  'text-lead': '1rem',
  'line-lead': '1.375rem',
  'text-title': '1.25rem',
  'line-title': '1.75rem',
  'text-counter': '1.375rem',
  'line-counter': '1.625rem',
  'weight-plain': '400',
  'weight-medium': '550',
  'weight-strong': '640',
} as const;

const motion = {
  'motion-quick': '120ms',
  'motion-calm': '180ms',
} as const;

export const fontFamily =
  "'Inter Variable', 'Noto Sans Georgian Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

/** Widths at which the layout changes; the same numbers stand in the CSS as @media (max-width: 47.99em). */
export const breakpoints = { xs: '30em', sm: '48em', md: '64em', lg: '80em', xl: '96em' } as const;

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const variables = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`--b-${kebab(name)}`, value]));

export const cssVariables = {
  shared: variables({ ...sizes, ...type, ...motion }),
  light: variables(light),
  dark: variables(dark),
};
