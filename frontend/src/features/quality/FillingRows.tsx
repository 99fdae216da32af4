import { Button, Modal } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { qualityFillingRowsInfiniteOptions } from '@/api/queries';
import { cursorPaging } from '@/api/queryClient';
import { fieldTitle, useListFields } from '@/entities/lists/useListFields';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { RowSkeletons } from '@/ui/Skeletons';
import type { Entered } from './entered';
import styles from './Quality.module.css';

interface FillingRowsProps {
  userId: string;
  name: string;
  what: Entered;
  onClose: () => void;
}

/** What stands behind one of a person's figures: when, whose card, which fields. */
export default function FillingRows({ userId, name, what, onClose }: FillingRowsProps) {
  const t = useText('quality');
  const common = useText('common');
  const format = useFormat();
  const known = useListFields();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...qualityFillingRowsInfiniteOptions({ query: { user_id: userId, what } }),
    ...cursorPaging,
  });
  const titleOf = (field: string) =>
    known.find((one) => one.name === field)?.title ?? fieldTitle({ name: field, label: null });
  const rows = data?.pages.flatMap((page) => page.items);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${name}: ${t(`filling.${what}`)}`}
      size="lg"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {rows === undefined && error === null && <RowSkeletons rows={4} />}
      <ul className={styles.rows}>
        {rows?.map((row) => (
          <li key={row.id}>
            {row.client_id === null ? (
              <span className={styles.quiet}>{t('filling.unseen')}</span>
            ) : (
              <Link to="/clients/$clientId" params={{ clientId: row.client_id }} onClick={onClose}>
                {row.name}
              </Link>
            )}
            <span>{row.fields.map(titleOf).join(', ')}</span>
            <time dateTime={row.at}>{format.dateTime(row.at)}</time>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {common('loadMore')}
        </Button>
      )}
    </Modal>
  );
}
