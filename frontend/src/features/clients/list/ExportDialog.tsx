import { Button, Modal, Radio, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClientsQueryBody } from '@/api/contract';
import { exportsClients } from '@/api/operations';
import type { ListField } from '@/entities/lists/useListFields';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { languageStore } from '@/i18n/engine';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { saveFile } from '@/lib/saveFile';
import { useStore } from '@/lib/store';
import type { ExportWish } from './BulkBar';
import styles from './List.module.css';

interface ExportDialogProps {
  wish: ExportWish;
  list: ClientsQueryBody;
  columns: readonly string[];
  fields: readonly ListField[];
  onClose: () => void;
}

const delimiters = { ',': 'export.comma', ';': 'export.semicolon', '\t': 'export.tab' } as const;
type Delimiter = keyof typeof delimiters;
const isDelimiter = (value: string | null): value is Delimiter => value !== null && value in delimiters;

/** Takes the list out as it stands: its filter, order and columns. */
export default function ExportDialog({ wish, list, columns, fields, onClose }: ExportDialogProps) {
  const t = useText('lists');
  const common = useText('common');
  const format = useFormat();
  const language = useStore(languageStore);
  const [kind, setKind] = useState<'xlsx' | 'csv'>('xlsx');
  const [delimiter, setDelimiter] = useState<Delimiter>(language === 'en' ? ',' : ';');
  const download = useMutation({
    mutationFn: async () => {
      const known = new Map(fields.map((field) => [field.name, field.title]));
      const wanted = ['name', ...columns.filter((name) => name !== 'name')].filter((name) => known.has(name));
      const { data } = await exportsClients({
        body: {
          format: kind,
          delimiter,
          q: list.q,
          filter: list.filter,
          sort: list.sort,
          group_by: list.group_by,
          ids: wish.ids ?? undefined,
          columns: wanted,
          headings: Object.fromEntries(wanted.map((name) => [name, known.get(name) ?? name])),
        },
        parseAs: 'blob',
      });
      saveFile(data, `${t('export.file')}.${kind}`);
    },
    onSuccess: onClose,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('export.title')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          download.mutate();
        }}
      >
        {wish.count !== undefined && (
          <p>{t('export.what', { count: wish.count, shown: format.number(wish.count) })}</p>
        )}
        <Radio.Group
          label={t('export.format')}
          value={kind}
          onChange={(chosen) => setKind(chosen === 'csv' ? 'csv' : 'xlsx')}
        >
          <div className={styles.options}>
            <Radio value="xlsx" label={t('export.xlsx')} />
            <Radio value="csv" label={t('export.csv')} />
          </div>
        </Radio.Group>
        {kind === 'csv' && (
          <Select
            label={t('export.delimiter')}
            data={Object.entries(delimiters).map(([value, label]) => ({ value, label: t(label) }))}
            value={delimiter}
            onChange={(chosen) => isDelimiter(chosen) && setDelimiter(chosen)}
            allowDeselect={false}
          />
        )}
        <p className={styles.hint}>{t('export.told')}</p>
        {download.error !== null && <ProblemAlert problem={download.error} />}
        <Button type="submit" loading={download.isPending}>
          {t('export.run')}
        </Button>
      </form>
    </Modal>
  );
}
