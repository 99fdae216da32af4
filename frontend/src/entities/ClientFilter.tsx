import { useQuery } from '@tanstack/react-query';
import { clientsGetOptions } from '@/api/queries';
import { ClientPicker } from './ClientPicker';

interface ClientFilterProps {
  label: string;
  clientId: string | undefined;
  onChange: (clientId: string | undefined) => void;
}

/** Narrows a list to one client, whose name is fetched when only her id stands in the address. */
export function ClientFilter({ label, clientId, onChange }: ClientFilterProps) {
  const client = useQuery({
    ...clientsGetOptions({ path: { client_id: clientId ?? '' } }),
    enabled: clientId !== undefined,
  });
  return (
    <ClientPicker
      label={label}
      value={clientId === undefined || client.data === undefined ? null : client.data}
      onChange={(chosen) => onChange(chosen?.id)}
    />
  );
}
