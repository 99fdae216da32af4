import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { breakpoints, cssVariables, fontFamily } from './tokens';
import styles from './mantine.module.css';

/** Mantine wants ten shades; Baton has roles. Every shade is the role, and the soft ground stands at the light end. */
const tuple = (role: string, soft: string, text: string): MantineColorsTuple => [
  `var(${soft})`,
  `var(${soft})`,
  `var(${soft})`,
  `var(${text})`,
  `var(${text})`,
  `var(${role})`,
  `var(${role})`,
  `var(${role})`,
  `var(${role})`,
  `var(${role})`,
];

/** A quiet veil instead of fog: what lies below stays readable. */
export const overlayDefaults = { color: 'var(--b-veil)', backgroundOpacity: 1, blur: 0 } as const;

export const modalDefaults = { radius: 'md', centered: true, overlayProps: overlayDefaults } as const;

/** Mantine's grays are bluish; ours are warm, and the same roles stand in both themes. */
const grays = [
  'hover',
  'sunken',
  'sunken',
  'line',
  'line-strong',
  'ink-faint',
  'ink-soft',
  'ink-mid',
  'ink',
  'ink',
];
const darks = [
  'ink',
  'ink-mid',
  'ink-soft',
  'ink-faint',
  'sunken',
  'sunken',
  'raised',
  'card',
  'paper',
  'paper',
];
const neutral = (roles: readonly string[]) =>
  roles.map((role) => `var(--b-${role})`) as unknown as MantineColorsTuple;

export const theme = createTheme({
  fontFamily,
  headings: { fontFamily, fontWeight: '640' },
  primaryColor: 'accent',
  primaryShade: 6,
  colors: {
    gray: neutral(grays),
    dark: neutral(darks),
    accent: tuple('--b-accent', '--b-accent-soft', '--b-accent-text'),
    danger: tuple('--b-danger', '--b-danger-soft', '--b-danger-text'),
    warning: tuple('--b-warning', '--b-warning-soft', '--b-warning-text'),
    done: tuple('--b-done', '--b-done-soft', '--b-done-text'),
  },
  defaultRadius: 'sm',
  radius: {
    xs: 'var(--b-space-1)',
    sm: 'var(--b-radius-control)',
    md: 'var(--b-radius-card)',
    lg: 'var(--b-radius-card)',
    xl: 'var(--b-radius-chip)',
  },
  spacing: {
    xs: 'var(--b-space-1)',
    sm: 'var(--b-space-2)',
    md: 'var(--b-space-3)',
    lg: 'var(--b-space-4)',
    xl: 'var(--b-space-6)',
  },
  fontSizes: {
    xs: 'var(--b-text-fact)',
    sm: 'var(--b-text-work)',
    md: 'var(--b-text-work)',
    lg: 'var(--b-text-lead)',
    xl: 'var(--b-text-title)',
  },
  lineHeights: {
    xs: 'var(--b-line-fact)',
    sm: 'var(--b-line-work)',
    md: 'var(--b-line-work)',
    lg: 'var(--b-line-lead)',
    xl: 'var(--b-line-title)',
  },
  shadows: {
    xs: 'var(--b-shadow-card)',
    sm: 'var(--b-shadow-card)',
    md: 'var(--b-shadow-raised)',
    lg: 'var(--b-shadow-raised)',
    xl: 'var(--b-shadow-raised)',
  },
  breakpoints,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  // Plain objects: `.extend()` would put each part into the first load.
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      classNames: { root: styles.button, label: styles.buttonLabel },
    },
    ActionIcon: {
      defaultProps: { variant: 'subtle', size: 'md' },
      classNames: { root: styles.actionIcon },
    },
    Input: { classNames: { input: styles.input } },
    InputWrapper: {
      classNames: {
        label: styles.inputLabel,
        error: styles.inputError,
        description: styles.inputDescription,
      },
    },
    Popover: {
      defaultProps: { shadow: 'md', radius: 'md' },
      classNames: { dropdown: styles.dropdown },
    },
    Menu: {
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        position: 'bottom-end',
        withInitialFocusPlaceholder: false,
      },
      classNames: { item: styles.menuItem, dropdown: styles.dropdown },
    },
    Modal: {
      defaultProps: modalDefaults,
      classNames: { title: styles.modalTitle },
    },
    SegmentedControl: {
      defaultProps: { withItemsBorders: false },
      classNames: { root: styles.segments, label: styles.segment, indicator: styles.segmentMark },
    },
    Tooltip: { defaultProps: { openDelay: 400 }, classNames: { tooltip: styles.tooltip } },
  },
});

/** Gives Mantine's own variables our roles, so that its parts look like ours without a style each. */
const mantineRoles: Record<string, string> = {
  '--mantine-color-body': 'var(--b-card)',
  '--mantine-color-text': 'var(--b-ink)',
  '--mantine-color-bright': 'var(--b-ink)',
  '--mantine-color-dimmed': 'var(--b-ink-soft)',
  '--mantine-color-placeholder': 'var(--b-ink-soft)',
  '--mantine-color-anchor': 'var(--b-accent-text)',
  '--mantine-color-error': 'var(--b-danger-text)',
  '--mantine-color-default': 'var(--b-card)',
  '--mantine-color-default-hover': 'var(--b-hover)',
  '--mantine-color-default-color': 'var(--b-ink)',
  '--mantine-color-default-border': 'var(--b-line)',
  '--mantine-color-disabled': 'var(--b-sunken)',
  '--mantine-color-disabled-color': 'var(--b-ink-soft)',
  '--mantine-color-disabled-border': 'var(--b-line)',
  '--mantine-primary-color-filled': 'var(--b-accent)',
  '--mantine-primary-color-filled-hover': 'var(--b-accent-hover)',
  '--mantine-color-accent-filled': 'var(--b-accent)',
  '--mantine-color-accent-filled-hover': 'var(--b-accent-hover)',
  '--mantine-color-accent-light': 'var(--b-accent-soft)',
  '--mantine-color-accent-light-hover': 'var(--b-accent-soft)',
  '--mantine-color-accent-light-color': 'var(--b-accent-text)',
  '--mantine-color-accent-outline': 'var(--b-accent)',
  '--mantine-color-accent-text': 'var(--b-accent-text)',
  '--mantine-color-danger-filled': 'var(--b-danger-fill)',
  '--mantine-color-danger-filled-hover': 'var(--b-danger-fill-hover)',
  '--mantine-color-danger-light': 'var(--b-danger-soft)',
  '--mantine-color-danger-light-hover': 'var(--b-danger-soft)',
  '--mantine-color-danger-light-color': 'var(--b-danger-text)',
  '--mantine-color-danger-text': 'var(--b-danger-text)',
  '--mantine-color-done-filled': 'var(--b-done)',
  '--mantine-color-done-filled-hover': 'var(--b-done-hover)',
  '--mantine-color-done-light': 'var(--b-done-soft)',
  '--mantine-color-done-light-color': 'var(--b-done-text)',
  '--mantine-color-warning-light': 'var(--b-warning-soft)',
  '--mantine-color-warning-light-color': 'var(--b-warning-text)',
};

export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: cssVariables.shared,
  light: { ...cssVariables.light, ...mantineRoles },
  dark: { ...cssVariables.dark, ...mantineRoles },
});
