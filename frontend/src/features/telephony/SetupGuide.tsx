import { useText } from '@/i18n/text';
import { genericExample, twilioMarkup, zadarmaEvents, type Provider } from './providers';
import styles from './Telephony.module.css';

interface SetupGuideProps {
  provider: Provider;
  hookUrl: string;
}

/** What to do at the provider, step by step, with what has to be pasted there. */
export function SetupGuide({ provider, hookUrl }: SetupGuideProps) {
  const t = useText('telephony');
  return (
    <ol className={styles.steps}>
      {provider === 'zadarma' && (
        <>
          <li>{t('guide.zadarma.open')}</li>
          <li>{t('guide.zadarma.paste')}</li>
          <li>
            {t('guide.zadarma.tick')} <code className={styles.inlineCode}>{zadarmaEvents}</code>
          </li>
        </>
      )}
      {provider === 'twilio' && (
        <>
          <li>{t('guide.twilio.status')}</li>
          <li>
            {t('guide.twilio.dial')}
            <Code text={twilioMarkup(hookUrl)} />
          </li>
        </>
      )}
      {provider === 'generic' && (
        <>
          <li>{t('guide.generic.send')}</li>
          <li>{t('guide.generic.sign')}</li>
          <li>
            {t('guide.generic.try')}
            <Code text={genericExample(hookUrl)} />
          </li>
        </>
      )}
      <li>{t('guide.extensions')}</li>
      <li>{t('guide.check')}</li>
    </ol>
  );
}

function Code({ text }: { text: string }) {
  return (
    <pre className={styles.code} tabIndex={0}>
      {text}
    </pre>
  );
}
