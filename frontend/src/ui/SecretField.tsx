import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n/text';
import { copyText } from '@/lib/clipboard';
import styles from './SecretField.module.css';

interface SecretFieldProps {
  label: string;
  value: string;
  description?: string;
}

/** A link, key or secret that is shown once, with a button that copies it. */
export function SecretField({ label, value, description }: SecretFieldProps) {
  const t = useText('common');
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles.field}>
      <TextInput
        className={styles.input}
        label={label}
        description={description}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button variant="default" onClick={() => void copyText(value).then(setCopied)}>
        {isCopied ? t('copied') : t('copy')}
      </Button>
    </div>
  );
}
