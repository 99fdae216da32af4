import { Select } from '@mantine/core';
import { useState } from 'react';
import type { FilledField, KeptBase, QualityFigure } from '@/api/contract';
import { fieldTitle } from '@/entities/lists/useListFields';
import { usePeople } from '@/entities/people';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import styles from './Quality.module.css';
import { RowsLink } from './RowsLink';
import { shareOf } from './shares';

interface PeoplePartProps {
  people: readonly KeptBase[];
  figures: readonly QualityFigure[];
  fields: readonly FilledField[];
}

const shown = ['no_phone', 'bad_phone', 'bad_email'] as const;

/** How each manager keeps her clients, and how often she fills one chosen field. */
export function PeoplePart({ people, figures, fields }: PeoplePartProps) {
  const t = useText('quality');
  const format = useFormat();
  const names = usePeople();
  const [chosen, setChosen] = useState<string | null>(null);
  const field = fields.find(({ name }) => name === chosen);
  const filterOf = (name: string) => figures.find((figure) => figure.name === name)?.filter;
  return (
    <Card
      title={t('people.title')}
      className={styles.card}
      aside={
        <Select
          size="xs"
          aria-label={t('people.byField')}
          placeholder={t('people.chooseField')}
          data={fields.map((one) => ({ value: one.name, label: fieldTitle(one) }))}
          value={chosen}
          onChange={setChosen}
          clearable
          searchable
        />
      }
    >
      <div className={styles.scroller}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('people.title')}</th>
              <th scope="col" className={styles.number}>
                {t('people.clients')}
              </th>
              <th scope="col" className={styles.number}>
                {t('people.completeness')}
              </th>
              {shown.map((name) => (
                <th scope="col" key={name} className={styles.number}>
                  {t(`figures.${name}`)}
                </th>
              ))}
              {field !== undefined && (
                <th scope="col" className={styles.number}>
                  {fieldTitle(field)}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {people.map((base) => {
              const filled = base.fields.find(({ name }) => name === chosen);
              return (
                <tr key={base.owner_id}>
                  <th scope="row">
                    {base.owner_id === null ? t('people.nobody') : names.get(base.owner_id)?.name}
                  </th>
                  <td className={styles.number}>
                    <RowsLink filter={ownedBy(base.owner_id)}>{format.number(base.clients)}</RowsLink>
                  </td>
                  <td className={styles.number}>
                    <RowsLink filter={both(base.owner_id, { field: 'completeness', lt: 100 })}>
                      {format.percent(base.completeness / 100)}
                    </RowsLink>
                  </td>
                  {shown.map((name) => (
                    <td key={name} className={styles.number}>
                      <RowsLink filter={both(base.owner_id, filterOf(name))}>
                        {format.number(base[name])}
                      </RowsLink>
                    </td>
                  ))}
                  {field !== undefined && filled !== undefined && (
                    <td className={styles.number}>
                      <RowsLink filter={both(base.owner_id, field.filter)}>
                        {format.percent(shareOf(filled))}
                      </RowsLink>
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

const ownedBy = (owner: string | null) =>
  owner === null ? { field: 'owner_id', is_empty: true } : { field: 'owner_id', is: owner };

const both = (owner: string | null, filter: Record<string, unknown> | undefined) =>
  filter === undefined ? ownedBy(owner) : { all: [ownedBy(owner), filter] };
