import { Checkbox } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { classes } from '@/lib/classes';
import { useIsPhone } from './useIsPhone';
import { useListKeys } from './useListKeys';
import styles from './DataTable.module.css';

export interface DataColumn<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** A track of the grid: "2fr", "minmax(0, 1fr)", "max-content". */
  track?: string;
  align?: 'start' | 'end';
  /** The name of this column in the `sort` of the API; the header then sorts. */
  sortKey?: string;
}

interface DataTableProps<Row> {
  /** Read aloud as the table's name. */
  label: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  onOpen: (row: Row) => void;
  /** The row whose card is open beside. */
  openId?: string;
  /** Colours the row by its values: danger for "no contact in 30 days". */
  tone?: (row: Row) => 'danger' | 'warning' | 'done' | 'accent' | undefined;
  /** One key ("-name"), or several in their order ("source,-name"). */
  sort?: string;
  /** `isMore` when the key is to be added to the others: Shift was held. */
  onSort?: (sort: string, name: string, isMore: boolean) => void;
  /** Rows can be chosen, by a box at their start or by the key X. */
  choosing?: Choosing<Row>;
  /** Stands above a row that begins a group. */
  groupHead?: (row: Row, before: Row | undefined) => ReactNode;
  /** Called when the end comes near. */
  onMore?: () => void;
  /** What a row looks like on a phone, where the table becomes cards. */
  card: (row: Row) => ReactNode;
}

export interface Choosing<Row> {
  isChosen: (row: Row) => boolean;
  onChoose: (row: Row) => void;
  label: (row: Row) => string;
  allLabel: string;
  /** Whether all that is shown is chosen, some of it, or nothing. */
  state: 'all' | 'some' | 'none';
  onChooseAll: () => void;
}

const features = tableFeatures({});
const rowHeight = 44;
const cardHeight = 72;
const nearEnd = 20;
const byPlace = { preventDefault: true, usePhysicalKeys: true };

/** A table of any length: only the rows in sight exist. `j`, `k` and Enter walk it; on a phone it is a list of cards. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, onOpen, openId, tone, sort, onSort } = props;
  const { choosing, groupHead, onMore, card } = props;
  const isPhone = useIsPhone();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);

  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map((column) => helper.display({ id: column.id }));
  }, [columns]);
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const table = useTable({ features, columns: definitions, data: rows, getRowId: rowId });
  const models = table.getRowModel().rows;

  const virtual = useVirtualizer({
    count: models.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isPhone ? cardHeight : rowHeight),
    overscan: 12,
    getItemKey: (index) => models[index]?.id ?? index,
  });
  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (models.length > 0 && last >= models.length - nearEnd) onMore?.();
  }, [last, models.length, onMore]);

  useListKeys({
    count: models.length,
    active,
    onActive: (index) => {
      setActive(index);
      virtual.scrollToIndex(index);
    },
    onOpen: (index) => {
      const row = models[index];
      if (row !== undefined) onOpen(row.original);
    },
  });

  useHotkeys([
    ['x', () => models[active] !== undefined && choosing?.onChoose(models[active].original), byPlace],
  ]);

  const tracks = columns.map((column) => column.track ?? 'minmax(0, 1fr)');
  const template = (choosing === undefined ? tracks : ['max-content', ...tracks]).join(' ');
  return (
    <div role="table" aria-label={label} aria-rowcount={models.length} className={styles.table}>
      {!isPhone && (
        <div role="rowgroup">
          <div role="row" className={styles.head} style={{ gridTemplateColumns: template }}>
            {choosing !== undefined && (
              <div role="columnheader" className={styles.choice}>
                <Checkbox
                  size="xs"
                  aria-label={choosing.allLabel}
                  checked={choosing.state === 'all'}
                  indeterminate={choosing.state === 'some'}
                  onChange={choosing.onChooseAll}
                />
              </div>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </div>
        </div>
      )}
      <div ref={scroller} className={styles.scroller} role="rowgroup" tabIndex={-1}>
        <div role="presentation" className={styles.sizer} style={{ height: virtual.getTotalSize() }}>
          {visible.map((item) => {
            const model = models[item.index];
            if (model === undefined) return null;
            const row = model.original;
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                role="presentation"
                className={styles.place}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <GroupHead>{groupHead?.(row, models[item.index - 1]?.original)}</GroupHead>
                <div
                  role="row"
                  aria-rowindex={item.index + 1}
                  aria-current={model.id === openId || undefined}
                  tabIndex={0}
                  className={classes(
                    styles.row,
                    styles[tone?.(row) ?? 'plain'],
                    item.index === active && styles.active,
                    model.id === openId && styles.open,
                  )}
                  style={{ gridTemplateColumns: isPhone ? undefined : template }}
                  onClick={() => onOpen(row)}
                  onFocus={() => setActive(item.index)}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter' && event.target === event.currentTarget) {
                      event.stopPropagation();
                      onOpen(row);
                    }
                  }}
                >
                  {choosing !== undefined && !isPhone && (
                    <div role="cell" className={styles.choice}>
                      <Checkbox
                        size="xs"
                        aria-label={choosing.label(row)}
                        checked={choosing.isChosen(row)}
                        onChange={() => choosing.onChoose(row)}
                        onClick={(event) => event.stopPropagation()}
                      />
                    </div>
                  )}
                  {isPhone ? (
                    <div role="cell">{card(row)}</div>
                  ) : (
                    model.getAllCells().map((cell) => {
                      const column = byId.get(cell.column.id);
                      return (
                        <div
                          key={cell.id}
                          role="cell"
                          className={classes(styles.cell, column?.align === 'end' && styles.end)}
                        >
                          {column?.cell(row)}
                        </div>
                      );
                    })
                  )}
                </div>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function GroupHead({ children }: { children: ReactNode }) {
  if (children === null || children === undefined) return null;
  return (
    <div role="row">
      <div role="cell">{children}</div>
    </div>
  );
}

interface HeaderCellProps<Row> {
  column: DataColumn<Row>;
  sort?: string;
  onSort?: (sort: string, name: string, isMore: boolean) => void;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const { sortKey } = column;
  const className = classes(styles.cell, column.align === 'end' && styles.end);
  if (sortKey === undefined || onSort === undefined) {
    return (
      <div role="columnheader" className={className}>
        {column.header}
      </div>
    );
  }
  const keys = sort?.split(',') ?? [];
  const place = keys.findIndex((key) => key === sortKey || key === `-${sortKey}`);
  const direction = place < 0 ? 'none' : keys[place] === sortKey ? 'ascending' : 'descending';
  return (
    <div role="columnheader" aria-sort={direction} className={className}>
      <button
        type="button"
        className={styles.sort}
        onClick={(event) =>
          onSort(direction === 'ascending' ? `-${sortKey}` : sortKey, sortKey, event.shiftKey)
        }
      >
        {column.header}
        {direction !== 'none' && (
          <span aria-hidden className={styles.arrow}>
            {direction === 'ascending' ? '\u2191' : '\u2193'}
            {keys.length > 1 && place + 1}
          </span>
        )}
      </button>
    </div>
  );
}
