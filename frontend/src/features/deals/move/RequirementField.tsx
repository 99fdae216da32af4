import { Input, Textarea, TextInput } from '@mantine/core';
import type { NextStep, Pipeline } from '@/api/contract';
import { NextStepFields, usualNextStep } from '@/entities/NextStepFields';
import { maybeText, useText } from '@/i18n/text';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { DayInput } from '@/ui/DayInput';
import { MoneyInput } from '@/ui/MoneyInput';
import type { Entry, Requirement } from './requirements';

interface RequirementFieldProps {
  requirement: Requirement;
  entry: Entry;
  onEntry: (entry: Entry) => void;
  error: string | undefined;
  /** The first field of the form takes the focus. */
  autoFocus: boolean;
  currency: string;
  lossReasons: Pipeline['loss_reasons'];
}

/** The words for a field that the API names by key; a question stands as its author wrote it. */
export function requirementLabel(label: string): string {
  return maybeText('deals', `fields.${label}`) ?? label;
}

/** The field that asks for one thing, drawn from the API's description of it. */
export function RequirementField(props: RequirementFieldProps) {
  const { requirement, entry, onEntry, error, autoFocus, currency, lossReasons } = props;
  const t = useText('deals');
  const label = requirementLabel(requirement.label);
  const words = typeof entry === 'string' ? entry : '';
  const common = { label, error, 'data-autofocus': autoFocus || undefined };
  switch (requirement.input) {
    case 'money':
      return (
        <MoneyInput {...common} value={words === '' ? null : words} currency={currency} onChange={onEntry} />
      );
    case 'date':
      return <DayInput {...common} value={words === '' ? null : words} onChange={onEntry} />;
    case 'text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={6}
          value={words}
          onChange={(event) => onEntry(event.currentTarget.value)}
        />
      );
    case 'phone':
    case 'email':
    case 'company':
      return (
        <TextInput
          {...common}
          type={requirement.input === 'phone' ? 'tel' : requirement.input === 'email' ? 'email' : 'text'}
          value={words}
          onChange={(event) => onEntry(event.currentTarget.value)}
        />
      );
    case 'yes_no':
      return (
        <Choices label={label} error={error}>
          <ChoiceChips
            label={label}
            choices={[
              { value: 'yes', label: t('move.yes') },
              { value: 'no', label: t('move.no') },
            ]}
            value={typeof entry === 'boolean' ? (entry ? 'yes' : 'no') : null}
            onChange={(value) => onEntry(value === 'yes')}
          />
        </Choices>
      );
    case 'choice':
      return (
        <Choices label={label} error={error}>
          <ChoiceChips
            label={label}
            choices={requirement.options.map((value) => ({ value, label: value }))}
            value={words === '' ? null : words}
            onChange={onEntry}
          />
        </Choices>
      );
    case 'loss_reason':
      return (
        <Choices label={label} error={error}>
          <ChoiceChips
            label={label}
            choices={lossReasons.map(({ id, name }) => ({ value: id, label: name }))}
            value={words === '' ? null : words}
            onChange={onEntry}
          />
        </Choices>
      );
    case 'next_task':
      return (
        <Choices label={label} error={undefined}>
          <NextStepFields
            value={isStep(entry) ? entry : usualNextStep()}
            onChange={onEntry}
            errors={error === undefined ? {} : { title: error }}
          />
        </Choices>
      );
  }
}

function Choices({
  label,
  error,
  children,
}: {
  label: string;
  error: string | undefined;
  children: React.ReactNode;
}) {
  return (
    <Input.Wrapper label={label} error={error} labelElement="div">
      {children}
    </Input.Wrapper>
  );
}

function isStep(entry: Entry): entry is NextStep {
  return typeof entry === 'object' && entry !== null;
}
