import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Client } from '@/api/contract';
import { clientsGetOptions, clientsSharesOptions } from '@/api/queries';
import { useTopic } from '@/api/realtime/realtime';
import { useCan, useMayEditEveryField, useMe, useScope } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { classes } from '@/lib/classes';
import { SidePanel } from '@/ui/SidePanel';
import { RowSkeletons } from '@/ui/Skeletons';
import { usePanelCovers } from '@/ui/useIsPhone';
import { ConsentsPart } from './card/ConsentsPart';
import { CustomFields } from './card/CustomFields';
import { EmploymentsPart } from './card/EmploymentsPart';
import { MergesPart } from './card/MergesPart';
import { Reveal } from './card/Reveal';
import { useFieldLocks } from './card/useFieldLocks';
import { ClientFields } from './ClientFields';
import { ClientHeading } from './ClientHeading';
import styles from './ClientPanel.module.css';
import { ClientTimeline } from './ClientTimeline';
import { ConflictAlert } from './ConflictAlert';
import { ContactPoints } from './ContactPoints';
import { NoteForm } from './NoteForm';
import { OpenDealsPart } from './OpenDealsPart';
import { PlannedPart } from './PlannedPart';
import { useClientChange } from './useClientChange';

const FilesPart = lazy(() => import('./card/FilesPart'));
const TakesPart = lazy(() => import('./card/TakesPart'));
const SharesPart = lazy(() => import('./card/SharesPart'));
const PrivacyPart = lazy(() => import('./card/PrivacyPart'));

const route = getRouteApi('/_shell/clients/$clientId');
const listRoute = getRouteApi('/_shell/clients');

/** The card of a client beside the list, or in its place. */
export function ClientPanel() {
  const { clientId } = route.useParams();
  const { full } = listRoute.useSearch();
  const t = useText('clients');
  const navigate = listRoute.useNavigate();
  const coversScreen = usePanelCovers();
  useTopic(`client:${clientId}`);
  const { data, error, refetch } = useQuery(clientsGetOptions({ path: { client_id: clientId } }));
  const close = () => void navigate({ to: '/clients', search: (known) => ({ ...known, full: undefined }) });
  const openFull =
    full || coversScreen
      ? undefined
      : () =>
          void navigate({
            to: '/clients/$clientId',
            params: { clientId },
            search: (known) => ({ ...known, full: true }),
          });
  if (data !== undefined) {
    return (
      <LoadedClient
        key={clientId}
        client={data}
        isFull={full === true}
        onClose={close}
        onOpenFull={openFull}
      />
    );
  }
  return (
    <SidePanel label={t('card.label')} onClose={close}>
      {error === null ? <RowSkeletons /> : <ProblemAlert problem={error} onRetry={() => void refetch()} />}
    </SidePanel>
  );
}

interface LoadedClientProps {
  client: Client;
  isFull: boolean;
  onClose: () => void;
  onOpenFull?: () => void;
}

function LoadedClient({ client: loaded, isFull, onClose, onOpenFull }: LoadedClientProps) {
  const t = useText('clients');
  const [revealed, setRevealed] = useState<Client | null>(null);
  // What was revealed holds as long as nobody has changed the card.
  const client = revealed?.version === loaded.version ? revealed : loaded;
  const editor = useClientChange(loaded);
  const { userIds, locked, mayShare } = useReach(client);
  const lockOf = useFieldLocks(locked);
  const mayAnswer = [useCan('clients:privacy'), useMayEditEveryField()].every(Boolean);
  return (
    <SidePanel
      label={client.name}
      header={<ClientHeading client={client} isPage={isFull} />}
      onClose={onClose}
      onOpenFull={onOpenFull}
    >
      <div className={classes(styles.card, isFull && styles.full)}>
        <div className={styles.column}>
          {editor.conflict !== null ? (
            <ConflictAlert editor={editor} />
          ) : (
            <ProblemAlert problem={editor.problem} />
          )}
          <PlannedPart client={client} />
          <OpenDealsPart client={client} />
          <Suspense fallback={null}>
            <TakesPart client={client} />
          </Suspense>
          <section className={styles.part} aria-label={t('contacts.title')}>
            <h3 className={styles.title}>{t('contacts.title')}</h3>
            <ContactPoints client={client} editor={editor} lockOf={lockOf} />
            <Reveal client={client} isShown={client === revealed} onShown={setRevealed} />
          </section>
          <section className={styles.part} aria-label={t('fields.title')}>
            <h3 className={styles.title}>{t('fields.title')}</h3>
            <ClientFields client={client} editor={editor} locked={locked} lockOf={lockOf} />
          </section>
          <CustomFields client={client} editor={editor} lockOf={lockOf} />
          <Suspense fallback={null}>
            <FilesPart client={client} locked={lockOf('events', true)} />
          </Suspense>
          <EmploymentsPart client={client} lockOf={lockOf} />
          <ConsentsPart client={client} lockOf={lockOf} />
          <Suspense fallback={null}>
            <SharesPart client={client} userIds={userIds} mayShare={mayShare} />
          </Suspense>
          <MergesPart client={client} locked={locked} />
          {mayAnswer && client.kind === 'person' && (
            <Suspense fallback={null}>
              <PrivacyPart client={client} onErased={onClose} />
            </Suspense>
          )}
        </div>
        <div className={styles.column}>
          <section className={styles.part} aria-label={t('timeline.title')}>
            <h3 className={styles.title}>{t('timeline.title')}</h3>
            <NoteForm clientId={client.id} />
            <ClientTimeline clientId={client.id} />
          </section>
        </div>
      </div>
    </SidePanel>
  );
}

/** With whom the client is shared, and why the person may not change her; undefined when she may, as far as the screen knows. */
function useReach(client: Client) {
  const t = useText('clients');
  const me = useMe();
  const scope = useScope('clients:write');
  const { data } = useQuery(clientsSharesOptions({ path: { client_id: client.id } }));
  const userIds = data?.user_ids ?? [];
  const isOwn = client.owner_id === null || client.owner_id === me.user.id;
  const isWithin = scope !== undefined && (scope !== 'own' || isOwn);
  const locked = () => {
    if (scope === undefined) return t('edit.lockedByRole');
    return isWithin || userIds.includes(me.user.id) ? undefined : t('edit.lockedByOwner');
  };
  return { userIds, locked: locked(), mayShare: isWithin };
}
