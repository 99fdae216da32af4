import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { languageStore, setLanguage } from '@/i18n/engine';
import { isLanguage, languageCodes, languages } from '@/i18n/languages';
import { useText } from '@/i18n/text';
import { useStore } from '@/lib/store';
import { Logo } from '@/ui/Logo';
import styles from './AuthFrame.module.css';

interface AuthFrameProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** The sheet before the log-in: one narrow card, and the language for somebody who cannot read this one. */
export function AuthFrame({ title, lead, children }: AuthFrameProps) {
  const t = useText('auth');
  const common = useText('common');
  const language = useStore(languageStore);
  return (
    <div className={styles.page}>
      <title>{`${title} · ${common('productName')}`}</title>
      <main className={styles.sheet}>
        <Logo name={common('productName')} />
        <h1 className={styles.title}>{title}</h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        {children}
      </main>
      <NativeSelect
        className={styles.language}
        variant="unstyled"
        aria-label={t('language')}
        value={language}
        data={languageCodes.map((code) => ({ value: code, label: languages[code].name }))}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          if (isLanguage(chosen)) void setLanguage(chosen);
        }}
      />
    </div>
  );
}
