import { Modal } from '@mantine/core';
import { useText } from '@/i18n/text';
import { Kbd } from '@/ui/Kbd';
import { closeOverlay } from './overlayStore';
import styles from './KeysHelp.module.css';

const groups = [
  {
    name: 'everywhere',
    keys: [
      ['palette', 'mod+K'],
      ['search', '/'],
      ['help', '?'],
      ['close', 'escape'],
    ],
  },
  {
    name: 'lists',
    keys: [
      ['next', 'J'],
      ['previous', 'K'],
      ['openRow', 'enter'],
      ['new', 'N'],
    ],
  },
  {
    name: 'work',
    keys: [
      ['run', 'R'],
      ['outcome', '1'],
      ['move', 'M'],
      ['save', 'mod+enter'],
    ],
  },
] as const;

/** What the keys do. */
export default function KeysHelp() {
  const t = useText('shell');
  const common = useText('common');
  return (
    <Modal
      opened
      onClose={closeOverlay}
      title={t('keys.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group.name}>
            <h3 className={styles.title}>{t(`keys.${group.name}`)}</h3>
            <dl className={styles.list}>
              {group.keys.map(([name, keys]) => (
                <div key={name} className={styles.line}>
                  <dt>{t(`keys.${name}`)}</dt>
                  <dd className={styles.keys}>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
