import { MultiSelect, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { usePeople } from '@/entities/people';
import { UserPicker } from '@/entities/UserPicker';
import { useText } from '@/i18n/text';

const ways = ['usual', 'one', 'turns'] as const;
type Way = (typeof ways)[number];

/** Whose the clients are to be. */
export interface Owners {
  owner_id?: string;
  owners?: string[];
}

/** As usual, one person's, or several people's in turns; a column that names the owner goes before. */
export function OwnersChoice({ value, onChange }: { value: Owners; onChange: (owners: Owners) => void }) {
  const t = useText('transfer');
  const people = usePeople();
  const [way, setWay] = useState<Way>(
    value.owner_id !== undefined ? 'one' : (value.owners?.length ?? 0) > 0 ? 'turns' : 'usual',
  );
  return (
    <>
      <NativeSelect
        label={t('owners')}
        value={way}
        onChange={(event) => {
          setWay(ways.find((one) => one === event.currentTarget.value) ?? 'usual');
          onChange({});
        }}
        data={ways.map((one) => ({ value: one, label: t(`ownerWays.${one}`) }))}
      />
      {way === 'one' && (
        <UserPicker
          label={t('fields.owner')}
          value={value.owner_id ?? null}
          onChange={(owner) => onChange(owner === null ? {} : { owner_id: owner })}
        />
      )}
      {way === 'turns' && (
        <MultiSelect
          label={t('ownersInTurns')}
          data={[...people.values()].map(({ id, name }) => ({ value: id, label: name }))}
          value={value.owners ?? []}
          onChange={(owners) => onChange({ owners })}
          searchable
        />
      )}
    </>
  );
}
