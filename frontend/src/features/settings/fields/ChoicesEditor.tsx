import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useText } from '@/i18n/text';
import { choiceTones } from '@/ui/choiceTone';
import styles from './Fields.module.css';

export interface ChoiceDraft {
  /** Absent for a new one. */
  id?: string;
  name: string;
  color: string | null;
}

interface ChoicesEditorProps {
  choices: ChoiceDraft[];
  error?: string;
  onChange: (choices: ChoiceDraft[]) => void;
}

/** The choices of a field: a name and a colour each; one taken off stays with the records that chose it. */
export function ChoicesEditor({ choices, error, onChange }: ChoicesEditorProps) {
  const t = useText('fields');
  const replace = (index: number, change: Partial<ChoiceDraft>) =>
    onChange(choices.map((choice, place) => (place === index ? { ...choice, ...change } : choice)));
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{t('choice.title')}</legend>
      {choices.map((choice, index) => (
        <div key={choice.id ?? index} className={styles.choice}>
          <TextInput
            aria-label={t('choice.name', { number: index + 1 })}
            value={choice.name}
            maxLength={200}
            onChange={(event) => replace(index, { name: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={t('choice.color', { number: index + 1 })}
            value={choice.color ?? ''}
            data={[
              { value: '', label: t('colors.none') },
              ...choiceTones.map((tone) => ({ value: tone, label: t(`colors.${tone}`) })),
            ]}
            onChange={(event) => replace(index, { color: event.currentTarget.value || null })}
          />
          <ActionIcon
            aria-label={t('choice.remove', { number: index + 1 })}
            onClick={() => onChange(choices.filter((_, place) => place !== index))}
          >
            <IconTrash className={styles.icon} />
          </ActionIcon>
        </div>
      ))}
      {error !== undefined && <p role="alert">{error}</p>}
      <div>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus className={styles.icon} aria-hidden />}
          onClick={() => onChange([...choices, { name: '', color: null }])}
        >
          {t('choice.add')}
        </Button>
      </div>
    </fieldset>
  );
}
