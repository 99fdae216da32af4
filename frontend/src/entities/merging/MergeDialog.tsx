import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Client, MergePreview } from '@/api/contract';
import { clientsPreviewMergeOptions } from '@/api/queries';
import { ClientPicker } from '@/entities/ClientPicker';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Chip } from '@/ui/Chip';
import { CardSkeletons } from '@/ui/Skeletons';
import styles from './MergeDialog.module.css';
import { MatchReasons } from './MatchReasons';
import { MergeTable, type Take } from './MergeTable';
import { useMerge } from './useMerge';
import { useSimilar } from './useSimilar';

interface Ref {
  id: string;
  name: string;
}

interface MergeDialogProps {
  client: Client;
  onClose: () => void;
  /** The record that stands for both. */
  onMerged: (clientId: string) => void;
}

/** Another record that is this client: found, compared field by field, and made one with hers. */
export default function MergeDialog({ client, onClose, onMerged }: MergeDialogProps) {
  const t = useText('duplicates');
  const common = useText('common');
  const [other, setOther] = useState<Ref | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('mergeWith', { name: client.name })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {other === null ? (
        <Choose client={client} onChoose={setOther} />
      ) : (
        <Compare
          client={client}
          other={other}
          onBack={() => setOther(null)}
          onMerged={(id) => {
            onClose();
            onMerged(id);
          }}
        />
      )}
    </Modal>
  );
}

interface ChooseProps {
  client: Client;
  onChoose: (other: Ref) => void;
}

function Choose({ client, onChoose }: ChooseProps) {
  const t = useText('duplicates');
  const valuesOf = (kind: string) =>
    client.contact_points
      .filter((point) => point.kind === kind)
      .map((point) => point.value)
      .slice(0, 10);
  const similar = useSimilar(
    {
      kind: client.kind,
      name: client.name,
      phones: valuesOf('phone'),
      emails: valuesOf('email'),
      tax_id: client.tax_id,
      company_id: client.company_id,
      except_id: client.id,
    },
    true,
  );
  const offered = similar.flatMap(({ id, name, ...more }) =>
    id === null || name === null ? [] : [{ id, name, ...more }],
  );
  return (
    <div className={styles.choose}>
      <ClientPicker
        label={t('pickOther')}
        kind={client.kind}
        exceptId={client.id}
        value={null}
        onChange={(chosen) => chosen !== null && onChoose(chosen)}
        autoFocus
      />
      {offered.length > 0 && (
        <section aria-label={t('looksLike')}>
          <h3 className={styles.title}>{t('looksLike')}</h3>
          <ul className={styles.list}>
            {offered.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  className={styles.candidate}
                  onClick={() => onChoose({ id: one.id, name: one.name })}
                >
                  <span className={styles.name}>{one.name}</span>
                  <span className={styles.reasons}>
                    <MatchReasons reasons={one.reasons} />
                    <Chip tone="accent">{t('score', { score: one.score })}</Chip>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface CompareProps {
  client: Ref;
  other: Ref;
  onBack: () => void;
  onMerged: (clientId: string) => void;
}

function Compare({ client, other, onBack, onMerged }: CompareProps) {
  const t = useText('duplicates');
  const [isSwapped, setSwapped] = useState(false);
  const [kept, merged] = isSwapped ? [other, client] : [client, other];
  const { data, error, refetch } = useQuery(
    clientsPreviewMergeOptions({ path: { client_id: kept.id }, query: { other_id: merged.id } }),
  );
  return (
    <>
      {data === undefined && error === null && <CardSkeletons />}
      {data === undefined && error !== null && (
        <ProblemAlert problem={error} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <Choices
          key={`${data.mine.id}${data.mine.version}${data.theirs.version}`}
          preview={data}
          onSwap={() => setSwapped(!isSwapped)}
          onMerged={() => onMerged(kept.id)}
        />
      )}
      <Button variant="subtle" onClick={onBack}>
        {t('pickAnother')}
      </Button>
    </>
  );
}

interface ChoicesProps {
  preview: MergePreview;
  onSwap: () => void;
  onMerged: () => void;
}

function Choices({ preview, onSwap, onMerged }: ChoicesProps) {
  const t = useText('duplicates');
  const { merge, isBusy, problem } = useMerge();
  const [take, setTake] = useState<Take>({});
  return (
    <>
      <p className={styles.reasons}>
        <MatchReasons reasons={preview.reasons} />
      </p>
      <ProblemAlert problem={problem} />
      <MergeTable
        preview={preview}
        take={take}
        onTake={(name, choice) => setTake({ ...take, [name]: choice })}
      />
      <div className={styles.actions}>
        <Button loading={isBusy} onClick={() => merge(preview, take, onMerged)}>
          {t('merge')}
        </Button>
        <Button variant="default" onClick={onSwap} disabled={isBusy}>
          {t('swap')}
        </Button>
      </div>
    </>
  );
}
