import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { importsGetOptions, importsListOptions } from '@/api/queries';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { Chip } from '@/ui/Chip';
import { PageHeader } from '@/ui/PageHeader';
import { Row, RowList } from '@/ui/RowList';
import { CardSkeletons } from '@/ui/Skeletons';
import { isWorking } from './importStates';
import { MappingStep } from './MappingStep';
import { RunStep } from './RunStep';
import { SourceStep } from './SourceStep';

const route = getRouteApi('/_shell/imports');
const pollMilliseconds = 1000;

/** Bringing a table in: the file, what is what, trying it out, doing it, taking it back. */
export function ImportsScreen() {
  const t = useText('transfer');
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (importId: string | undefined) => void navigate({ search: { id: importId } });
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          id !== undefined && (
            <Button variant="default" onClick={() => open(undefined)}>
              {t('another')}
            </Button>
          )
        }
      />
      {id === undefined ? (
        <>
          <SourceStep onBegun={open} />
          <EarlierImports onOpen={open} />
        </>
      ) : (
        <OneImport key={id} id={id} />
      )}
    </>
  );
}

function OneImport({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({
    ...importsGetOptions({ path: { import_id: id } }),
    // Frames say when a slice is done; asking too keeps it moving when the socket is away.
    refetchInterval: ({ state }) =>
      state.data !== undefined && isWorking(state.data) ? pollMilliseconds : false,
  });
  if (data === undefined) {
    return error ? <ProblemAlert problem={error} onRetry={() => void refetch()} /> : <CardSkeletons />;
  }
  return data.state === 'mapping' ? <MappingStep record={data} /> : <RunStep record={data} />;
}

function EarlierImports({ onOpen }: { onOpen: (importId: string) => void }) {
  const t = useText('transfer');
  const format = useFormat();
  const { data, error } = useQuery(importsListOptions({ query: { limit: 20 } }));
  if (error) return <ProblemAlert problem={error} />;
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Card flush title={t('earlier')}>
      <RowList>
        {data.items.map((one) => (
          <Row
            key={one.id}
            title={
              <Button variant="subtle" size="compact-sm" onClick={() => onOpen(one.id)}>
                {one.name}
              </Button>
            }
            facts={[format.dateTime(one.created_at), t('rows', { count: one.total })].join(' · ')}
            actions={
              <Chip tone={one.state === 'failed' ? 'danger' : one.state === 'done' ? 'done' : 'neutral'}>
                {t(`states.${one.state}`)}
              </Chip>
            }
          />
        ))}
      </RowList>
    </Card>
  );
}
