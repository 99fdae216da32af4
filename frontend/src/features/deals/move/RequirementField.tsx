import { Input, Textarea, TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Pipeline } from '@/api/contract';
import { NextStepFields, usualNextStep } from '@/entities/NextStepFields';
import { maybeText, useText } from '@/i18n/text';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { DayInput } from '@/ui/DayInput';
import { MoneyInput } from '@/ui/MoneyInput';
import { OwnInput } from './OwnInput';
import { isLines, isStep, type Entry, type Requirement } from './requirements';

const AroundInput = lazy(() => import('../circle/AroundInput'));
const ProductsInput = lazy(() => import('../lines/ProductsInput'));

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
        <MoneyInput
          {...common}
          value={words === '' ? null : words}
          currency={requirement.currency ?? currency}
          onChange={onEntry}
        />
      );
    case 'date':
      return <DayInput {...common} value={words === '' ? null : words} onChange={onEntry} />;
    case 'long_text':
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
    case 'text':
    case 'link':
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
            choices={[
              ...requirement.options.map((value) => ({ value, label: value })),
              ...requirement.choices,
            ]}
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
            choices={reasonChoices(lossReasons)}
            value={words === '' ? null : words}
            onChange={onEntry}
          />
        </Choices>
      );
    case 'number':
    case 'datetime':
    case 'multi_choice':
    case 'address':
    case 'person':
    case 'qualification':
      return (
        <OwnInput
          label={label}
          error={error}
          input={requirement.input}
          choices={requirement.choices}
          entry={entry}
          onEntry={onEntry}
        />
      );
    case 'products':
      return (
        <Suspense fallback={null}>
          <ProductsInput
            label={label}
            error={error}
            currency={currency}
            autoFocus={autoFocus}
            lines={isLines(entry) ? entry : []}
            onLines={onEntry}
          />
        </Suspense>
      );
    case 'client':
    case 'competitor':
      return (
        <Suspense fallback={null}>
          <AroundInput
            input={requirement.input}
            label={label}
            error={error}
            value={words === '' ? null : words}
            onChange={onEntry}
          />
        </Suspense>
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

/** The reasons that can be named: a wider one stands before the narrower ones and is not named itself. */
function reasonChoices(reasons: Pipeline['loss_reasons']) {
  const wider = new Map(reasons.map((reason) => [reason.id, reason.name]));
  const headings = new Set(reasons.map(({ parent_id }) => parent_id));
  return reasons
    .filter(({ id }) => !headings.has(id))
    .map(({ id, name, parent_id }) => {
      const heading = parent_id === null ? undefined : wider.get(parent_id);
      return { value: id, label: heading === undefined ? name : `${heading} · ${name}` };
    });
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
