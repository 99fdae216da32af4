import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { formErrors } from '@/api/problem';
import { invalidateOperation } from '@/api/queryClient';
import { useText } from '@/i18n/text';
import { ProblemAlert } from './ProblemAlert';
import styles from './RecordForm.module.css';

/** A request on its way, as a mutation tells of it. */
interface Sending {
  error: unknown;
  isPending: boolean;
}

interface RecordFormProps {
  title: string;
  /** What the form sends: making the record, or changing it. */
  sendings: readonly Sending[];
  /** A record that is there already may be taken away. */
  removal?: Sending & { run: () => void };
  submitLabel?: string;
  isIncomplete?: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A small record made or changed in a dialog: its fields, what went wrong, and the buttons. */
export function RecordForm(props: RecordFormProps) {
  const { title, sendings, removal, submitLabel, isIncomplete, onSubmit, onClose, children } = props;
  const common = useText('common');
  const all = removal === undefined ? sendings : [...sendings, removal];
  return (
    <Modal opened onClose={onClose} title={title}>
      <form className={styles.form} onSubmit={onSubmit}>
        {children}
        <ProblemAlert problem={all.find(({ error }) => error !== null)?.error} />
        <div className={styles.buttons}>
          {removal !== undefined && (
            <Button variant="subtle" loading={removal.isPending} onClick={removal.run}>
              {common('remove')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={sendings.some(({ isPending }) => isPending)} disabled={isIncomplete}>
            {submitLabel ?? common('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Two fields beside each other; on a phone one under the other. */
export function FieldPair({ children }: { children: ReactNode }) {
  return <div className={styles.pair}>{children}</div>;
}

interface Errors {
  setErrors: (errors: Record<string, string>) => void;
}

/** What follows a save: the lists are asked anew and the form closes; what is refused is said at its fields. */
export function useSaving(lists: readonly string[], form: Errors, onClose?: () => void) {
  const client = useQueryClient();
  return {
    onSuccess: async () => {
      await Promise.all(lists.map((list) => invalidateOperation(client, list)));
      onClose?.();
    },
    onError: (error: unknown) => form.setErrors(formErrors(error)),
  };
}
