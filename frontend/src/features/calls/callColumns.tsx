import type { Call } from '@/api/contract';
import { UserAvatar } from '@/entities/UserAvatar';
import type { Text } from '@/i18n/text';
import type { DataColumn } from '@/ui/DataTable';
import { CallOutcomeCell, CallResult, CallTalk, CallWhen, CallWho, ClientNumber } from './callCells';

/** Widths of the list, in CSS pixels, from which there is room for more. */
const roomForChips = 1080;
const roomForNumber = 720;
const roomForPeople = 560;

/** The columns for which there is room; in a log of one's own calls nobody else has talked. */
export function callColumns(t: Text<'calls'>, width: number, isOwn: boolean): DataColumn<Call>[] {
  const columns: (DataColumn<Call> | false)[] = [
    { id: 'who', header: t('list.who'), track: 'minmax(0, 2.2fr)', cell: (call) => <CallWho call={call} /> },
    width >= roomForNumber && {
      id: 'number',
      header: t('list.number'),
      track: 'minmax(var(--b-cell-width), 1.3fr)',
      cell: (call) => <ClientNumber call={call} />,
    },
    {
      id: 'when',
      header: t('list.when'),
      track: 'minmax(var(--b-cell-width), 1.1fr)',
      cell: (call) => <CallWhen call={call} />,
    },
    !isOwn &&
      width >= roomForPeople && {
        id: 'person',
        header: t('list.person'),
        track: 'minmax(0, 0.6fr)',
        cell: (call) => <UserAvatar userId={call.user_id} />,
      },
    {
      id: 'talk',
      header: t('list.talk'),
      track: 'minmax(var(--b-scope-width), 0.8fr)',
      cell: (call) => <CallResultOrTalk call={call} />,
    },
    {
      id: 'outcome',
      header: t('list.outcome'),
      track: width >= roomForChips ? 'minmax(0, 5.4fr)' : 'minmax(0, 1.5fr)',
      cell: (call) => <CallOutcomeCell call={call} hasRoom={width >= roomForChips} />,
    },
  ];
  return columns.filter((column) => column !== false);
}

function CallResultOrTalk({ call }: { call: Call }) {
  return call.result === 'answered' ? <CallTalk call={call} /> : <CallResult call={call} />;
}
