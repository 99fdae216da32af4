import type { ClientRow, DealSummary } from '@/api/contract';
import { PhoneLink } from '@/entities/PhoneLink';
import { UserAvatar } from '@/entities/UserAvatar';
import type { Text } from '@/i18n/text';
import type { DataColumn } from '@/ui/DataTable';
import { ClientName, LastContact, OpenDeals, Tags } from './clientCells';

/** Widths of the list, in CSS pixels, from which there is room for a column. */
const room = { phone: 420, deals: 560, company: 640, owner: 760, email: 900, tags: 1080 } as const;

/** The columns for which there is room beside an open card; who has only her own clients needs no owner. */
export function clientColumns(
  t: Text<'clients'>,
  width: number,
  deals: ReadonlyMap<string, DealSummary>,
  isOwn: boolean,
): DataColumn<ClientRow>[] {
  const columns: (DataColumn<ClientRow> | false)[] = [
    {
      id: 'name',
      header: t('list.name'),
      track: 'minmax(0, 2fr)',
      sortKey: 'name',
      cell: (client) => <ClientName client={client} />,
    },
    width >= room.company && {
      id: 'company',
      header: t('list.company'),
      track: 'minmax(0, 1.5fr)',
      cell: (client) => client.company_name,
    },
    width >= room.phone && {
      id: 'phone',
      header: t('list.phone'),
      track: 'minmax(var(--b-cell-width), 1.3fr)',
      cell: (client) => client.phone !== null && <PhoneLink phone={client.phone} />,
    },
    width >= room.email && {
      id: 'email',
      header: t('list.email'),
      track: 'minmax(0, 2.2fr)',
      cell: (client) => client.email,
    },
    width >= room.deals && {
      id: 'deals',
      header: t('list.deals'),
      track: 'minmax(0, 1fr)',
      cell: (client) => <OpenDeals summary={deals.get(client.id)} />,
    },
    !isOwn &&
      width >= room.owner && {
        id: 'owner',
        header: t('list.owner'),
        track: 'minmax(0, 1.1fr)',
        cell: (client) => <UserAvatar userId={client.owner_id} />,
      },
    {
      id: 'contact',
      header: t('list.lastContact'),
      track: 'minmax(0, 1.1fr)',
      sortKey: 'last_contact_at',
      cell: (client) => <LastContact client={client} />,
    },
    width >= room.tags && {
      id: 'tags',
      header: t('list.tags'),
      track: 'minmax(0, 1.1fr)',
      cell: (client) => <Tags tags={client.tags} />,
    },
  ];
  return columns.filter((column) => column !== false);
}
