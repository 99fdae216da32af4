import styles from './Kbd.module.css';

const isApple = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);

/** Names as they stand on the keys; not words of a language. */
const faces: Record<string, string> = {
  mod: isApple ? '\u2318' : 'Ctrl',
  enter: '\u21b5',
  escape: 'Esc',
  shift: '\u21e7',
  up: '\u2191',
  down: '\u2193',
};

interface KbdProps {
  /** "mod+K", "enter", "1": `mod` is ⌘ or Ctrl. */
  keys: string;
  /** On a filled button. */
  onAccent?: boolean;
}

/** The key that does the same; hidden from screen readers (give the control aria-keyshortcuts) and on phones. */
export function Kbd({ keys, onAccent = false }: KbdProps) {
  const shown = keys
    .split('+')
    .map((key) => faces[key] ?? key)
    .join(' ');
  return (
    <kbd aria-hidden className={onAccent ? styles.onAccent : styles.kbd}>
      {shown}
    </kbd>
  );
}
