import { Button, Menu, SegmentedControl } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Pipeline } from '@/api/contract';
import { dealsCountOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { usePeople } from '@/entities/people';
import { useText } from '@/i18n/text';
import { Kbd } from '@/ui/Kbd';
import { PageHeader } from '@/ui/PageHeader';
import { useIsPhone } from '@/ui/useIsPhone';
import { everybody, type DealsView } from './useDealsView';
import styles from './DealsHeader.module.css';

interface DealsHeaderProps {
  view: DealsView;
  pipeline: Pipeline;
  pipelines: readonly Pipeline[];
  facts?: ReactNode;
  /** What only this view has, such as its filters. */
  tools?: ReactNode;
}

/** Which pipeline, whose deals, board or list, and a new deal. */
export function DealsHeader({ view, pipeline, pipelines, facts, tools }: DealsHeaderProps) {
  const t = useText('deals');
  const isPhone = useIsPhone();
  const mayWrite = useCan('deals:write');
  useHotkeys(mayWrite ? [['n', () => view.show({ new: true })]] : []);
  return (
    <PageHeader
      title={<PipelineSwitch view={view} pipeline={pipeline} pipelines={pipelines} />}
      facts={facts}
      actions={
        <>
          <Stepless view={view} pipeline={pipeline} />
          <OverTime view={view} pipeline={pipeline} />
          {view.mayChooseOwner && <OwnerFilter view={view} />}
          {tools}
          <SegmentedControl
            aria-label={t('view.label')}
            size="xs"
            value={view.isList ? 'list' : 'board'}
            onChange={(value) => view.show({ view: value === 'list' ? 'list' : undefined })}
            data={[
              { value: 'board', label: t('view.board') },
              { value: 'list', label: t('view.list') },
            ]}
          />
          {mayWrite && (
            <Button
              rightSection={<Kbd keys="N" onAccent />}
              aria-keyshortcuts="N"
              onClick={() => view.show({ new: true })}
            >
              {isPhone ? t('new.short') : t('new.title')}
            </Button>
          )}
        </>
      }
    />
  );
}

/** How many open deals have no next step; a click shows them. */
function Stepless({ view, pipeline }: { view: DealsView; pipeline: Pipeline }) {
  const t = useText('deals');
  const found = useQuery(
    dealsCountOptions({
      query: { pipeline_id: pipeline.id, owner_id: view.ownerId, without_step: true },
    }),
  );
  const count = found.data?.count ?? 0;
  if (count === 0) return null;
  return (
    <Button
      variant="subtle"
      color="danger"
      size="xs"
      onClick={() => view.show({ view: 'list', stepless: true, status: undefined, stage: undefined })}
    >
      {t('noStep.badge', { count })}
    </Button>
  );
}

/** How many open deals stand on their stage for longer than they may; a click shows them. */
function OverTime({ view, pipeline }: { view: DealsView; pipeline: Pipeline }) {
  const t = useText('deals');
  const isLimited = pipeline.stages.some(({ time_limit }) => time_limit !== null);
  const found = useQuery({
    ...dealsCountOptions({
      query: { pipeline_id: pipeline.id, owner_id: view.ownerId, overdue_in_stage: true },
    }),
    enabled: isLimited,
  });
  const count = isLimited ? (found.data?.count ?? 0) : 0;
  if (count === 0) return null;
  return (
    <Button
      variant="subtle"
      color="danger"
      size="xs"
      onClick={() => view.show({ view: 'list', overdue: true, status: undefined, stage: undefined })}
    >
      {t('stageTime.badge', { count })}
    </Button>
  );
}

function PipelineSwitch({ view, pipeline, pipelines }: Omit<DealsHeaderProps, 'facts' | 'tools'>) {
  const t = useText('deals');
  if (pipelines.length < 2) return <>{pipeline.name}</>;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={styles.pipeline} title={t('view.pipeline')}>
          {pipeline.name}
          <IconChevronDown className={styles.icon} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {pipelines.map(({ id, name }) => (
          <Menu.Item
            key={id}
            aria-current={id === pipeline.id || undefined}
            onClick={() => view.show({ pipeline: id, stage: undefined })}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function OwnerFilter({ view }: { view: DealsView }) {
  const t = useText('deals');
  const people = usePeople();
  const { ownerId, myId, scope } = view;
  const all = scope === 'team' ? t('owner.team') : t('owner.all');
  const shown =
    ownerId === undefined ? all : ownerId === myId ? t('owner.mine') : (people.get(ownerId)?.name ?? all);
  const others = [...people.values()].filter(({ id }) => id !== myId);
  return (
    <Menu>
      <Menu.Target>
        <Button variant="subtle" rightSection={<IconChevronDown className={styles.icon} />}>
          {shown}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.people}>
        <Menu.Item onClick={() => view.show({ owner: everybody })}>{all}</Menu.Item>
        <Menu.Item onClick={() => view.show({ owner: myId })}>{t('owner.mine')}</Menu.Item>
        <Menu.Divider />
        {others.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => view.show({ owner: id })}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
