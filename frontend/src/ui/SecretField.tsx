import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n/text';
import { copyText } from '@/lib/clipboard';

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
    <TextInput
      label={label}
      description={description}
      value={value}
      readOnly
      onFocus={(event) => event.currentTarget.select()}
      rightSectionWidth="auto"
      rightSection={
        <Button size="xs" variant="subtle" onClick={() => void copyText(value).then(setCopied)}>
          {isCopied ? t('copied') : t('copy')}
        </Button>
      }
    />
  );
}
