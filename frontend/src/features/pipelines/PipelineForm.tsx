import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { Pipeline } from '@/api/contract';
import { formErrors } from '@/api/problem';
import { pipelinesChangeMutation, pipelinesCreateMutation } from '@/api/queries';
import { useText } from '@/i18n/text';
import { ConflictNotice } from './ConflictNotice';
import styles from './Pipelines.module.css';
import { TemplateChoice, type TemplateKey } from './TemplateChoice';
import { refreshPipelines } from './usePipelines';

interface PipelineFormProps {
  /** null for a new one. */
  pipeline: Pipeline | null;
  onSaved: (pipelineId: string) => void;
  onClose: () => void;
}

/** The name of a pipeline; a new one starts from a template. */
export function PipelineForm({ pipeline, onSaved, onClose }: PipelineFormProps) {
  const t = useText('pipelines');
  const common = useText('common');
  const client = useQueryClient();
  const [name, setName] = useState(pipeline?.name ?? '');
  const [template, setTemplate] = useState<TemplateKey>('usual');
  const done = {
    onSuccess: async (saved: Pipeline) => {
      await refreshPipelines(client);
      onSaved(saved.id);
      onClose();
    },
  };
  const create = useMutation({ ...pipelinesCreateMutation(), ...done });
  const change = useMutation({ ...pipelinesChangeMutation(), ...done });
  const problem = create.error ?? change.error;
  const save = () => {
    const body = { name: name.trim() };
    if (pipeline === null) create.mutate({ body: { ...body, template } });
    else if (body.name === pipeline.name) onClose();
    else change.mutate({ path: { pipeline_id: pipeline.id }, body, headers: ifMatch(pipeline.version) });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={pipeline === null ? t('add') : t('renameOf', { name: pipeline.name })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextInput
          label={t('name')}
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
          value={name}
          error={formErrors(problem).name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {pipeline === null && <TemplateChoice value={template} onChange={setTemplate} />}
        <ConflictNotice problem={problem} onReload={() => void refreshPipelines(client).then(onClose)} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending || change.isPending} disabled={name.trim() === ''}>
            {common('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
