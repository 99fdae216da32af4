import { Button, Checkbox, Popover, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useText } from '@/i18n/text';
import { countLeaves } from '@/ui/filters/tree';
import styles from './List.module.css';
import { usualShape, type Shape } from '@/entities/lists/shape';
import type { ListField } from '@/entities/lists/useListFields';

const FilterDialog = lazy(() => import('@/entities/lists/FilterDialog'));
const ColoursDialog = lazy(() => import('./ColoursDialog'));

interface ListControlsProps {
  fields: readonly ListField[];
  shape: Shape;
  onChange: (part: Partial<Shape>) => void;
}

/** What a list shows and how: its filter, columns, groups and colours. */
export function ListControls({ fields, shape, onChange }: ListControlsProps) {
  const t = useText('lists');
  const [isFiltering, filtering] = useDisclosure(false);
  const [isColouring, colouring] = useDisclosure(false);
  const conditions = countLeaves(shape.filter);
  return (
    <>
      <Button variant="default" size="sm" onClick={filtering.open} aria-haspopup="dialog">
        {t('filter.open')}
        {conditions > 0 && ` · ${conditions}`}
      </Button>
      <ColumnsMenu fields={fields} shape={shape} onChange={onChange} />
      <GroupMenu fields={fields} shape={shape} onChange={onChange} />
      <Button
        variant="default"
        size="sm"
        onClick={colouring.open}
        aria-haspopup="dialog"
        className={styles.rare}
      >
        {t('colours.open')}
      </Button>
      <Suspense fallback={null}>
        {isFiltering && (
          <FilterDialog
            title={t('filter.title')}
            fields={fields}
            filter={shape.filter}
            onClose={filtering.close}
            onApply={(filter) => onChange({ filter })}
          />
        )}
        {isColouring && (
          <ColoursDialog
            fields={fields}
            rules={shape.colours}
            onClose={colouring.close}
            onApply={(colours) => onChange({ colours })}
          />
        )}
      </Suspense>
    </>
  );
}

function ColumnsMenu({ fields, shape, onChange }: ListControlsProps) {
  const t = useText('lists');
  const shown = fields.filter((field) => field.registry.shown && field.name !== 'name');
  return (
    <Popover position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button variant="default" size="sm" className={styles.rare}>
          {t('columns.open')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('columns.open')}>
        <Checkbox.Group
          aria-label={t('columns.open')}
          value={[...shape.columns]}
          onChange={(columns) => onChange({ columns })}
        >
          <div className={styles.columns}>
            {shown.map((field) => (
              <Checkbox key={field.name} size="xs" value={field.name} label={field.title} />
            ))}
          </div>
        </Checkbox.Group>
        <Button size="xs" variant="subtle" onClick={() => onChange({ columns: usualShape.columns })}>
          {t('columns.reset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function GroupMenu({ fields, shape, onChange }: ListControlsProps) {
  const t = useText('lists');
  const groupable = fields.filter((field) => field.registry.groupable);
  return (
    <Select
      size="sm"
      className={styles.group}
      aria-label={t('group.open')}
      placeholder={t('group.none')}
      data={groupable.map((field) => ({ value: field.name, label: field.title }))}
      value={shape.group_by}
      onChange={(group_by) => onChange({ group_by })}
      clearable
      clearButtonProps={{ 'aria-label': t('group.none') }}
    />
  );
}
