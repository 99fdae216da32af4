import { useState } from 'react';
import { ClientPicker } from '@/entities/ClientPicker';
import { CompetitorPicker } from './CompetitorPicker';

interface AroundInputProps {
  input: 'client' | 'competitor';
  label: string;
  error: string | undefined;
  value: string | null;
  onChange: (id: string | null) => void;
}

/** Asks, in the form of a move, who decides or who competes. */
export default function AroundInput({ input, label, error, value, onChange }: AroundInputProps) {
  const [person, setPerson] = useState<{ id: string; name: string } | null>(null);
  if (input === 'competitor')
    return <CompetitorPicker label={label} error={error} value={value} onChange={onChange} />;
  return (
    <ClientPicker
      label={label}
      error={error}
      value={value === null ? null : person}
      onChange={(found) => {
        setPerson(found);
        onChange(found?.id ?? null);
      }}
    />
  );
}
