import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clientsRevealsInfiniteOptions } from '@/api/queries';
import { cursorPaging } from '@/api/queryClient';
import { useCan } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { Row, RowList } from '@/ui/RowList';
import styles from './RolesSettings.module.css';

/** Who had masked contacts shown, of whom, and why; for whoever reads the audit log. */
export function RevealsCard() {
  const t = useText('fields');
  const common = useText('common');
  const format = useFormat();
  const maySee = useCan('audit:read');
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...clientsRevealsInfiniteOptions({ query: { limit: 20 } }),
    ...cursorPaging,
    enabled: maySee,
  });
  if (!maySee) return null;
  const reveals = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <h2 className={styles.heading}>{t('reveals.title')}</h2>
      <ProblemAlert problem={error} />
      {data !== undefined && reveals.length === 0 && <p className={styles.hint}>{t('reveals.empty')}</p>}
      {reveals.length > 0 && (
        <Card flush>
          <RowList>
            {reveals.map((reveal) => (
              <Row
                key={reveal.id}
                title={
                  <Link to="/clients/$clientId" params={{ clientId: reveal.client_id }}>
                    {t('reveals.of', { client: reveal.client_name, reason: reveal.reason })}
                  </Link>
                }
                facts={`${reveal.actor.name} · ${format.dateTime(reveal.at)}`}
              />
            ))}
          </RowList>
        </Card>
      )}
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {common('loadMore')}
        </Button>
      )}
    </>
  );
}
