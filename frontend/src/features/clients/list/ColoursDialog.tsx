import { Button, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n/text';
import { FilterBuilder } from '@/ui/filters/FilterBuilder';
import { newKey, toDraft, toTree, type DraftGroup } from '@/ui/filters/tree';
import styles from './List.module.css';
import { tones, type ColourRule, type Tone } from '@/entities/lists/shape';
import { useValueChoices, type ListField } from '@/entities/lists/useListFields';

interface ColoursDialogProps {
  fields: readonly ListField[];
  rules: readonly ColourRule[];
  onApply: (rules: ColourRule[]) => void;
  onClose: () => void;
}

interface DraftRule {
  key: string;
  tone: Tone;
  when: DraftGroup;
}

const mostRules = 10;

/** Which rows are red, amber, green or blue: rules by value, of which the first that holds wins. */
export default function ColoursDialog({ fields, rules, onApply, onClose }: ColoursDialogProps) {
  const t = useText('lists');
  const common = useText('common');
  const choices = useValueChoices();
  const [drafts, setDrafts] = useState<DraftRule[]>(() =>
    rules.map((rule) => ({ key: newKey(), tone: rule.tone, when: toDraft(rule.when) })),
  );
  const replace = (key: string, change: Partial<DraftRule>) =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...change } : draft)));
  const add = () => {
    const condition = { key: newKey(), field: '', operator: 'is', value: undefined };
    const when: DraftGroup = { key: newKey(), mode: 'all', parts: [condition] };
    setDrafts([...drafts, { key: newKey(), tone: 'danger', when }]);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('colours.open')}
      size="xl"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onApply(
            drafts.flatMap(({ tone, when }) => {
              const tree = toTree(when);
              return tree === null ? [] : [{ tone, when: tree }];
            }),
          );
          onClose();
        }}
      >
        <p className={styles.hint}>{t('colours.hint')}</p>
        {drafts.map((draft) => (
          <section key={draft.key} className={styles.rule}>
            <div className={styles.ruleHead}>
              <Select
                size="sm"
                aria-label={t('colours.tone')}
                data={tones.map((tone) => ({ value: tone, label: t(`colours.${tone}`) }))}
                value={draft.tone}
                onChange={(chosen) =>
                  replace(draft.key, { tone: tones.find((one) => one === chosen) ?? 'danger' })
                }
                allowDeselect={false}
              />
              <Button
                size="xs"
                variant="subtle"
                onClick={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}
              >
                {t('colours.remove')}
              </Button>
            </div>
            <FilterBuilder
              fields={fields}
              choices={choices}
              value={draft.when}
              onChange={(when) => replace(draft.key, { when })}
            />
          </section>
        ))}
        <div className={styles.foot}>
          {drafts.length < mostRules && (
            <Button variant="subtle" onClick={add}>
              {t('colours.add')}
            </Button>
          )}
          <Button type="submit">{t('filter.apply')}</Button>
        </div>
      </form>
    </Modal>
  );
}
