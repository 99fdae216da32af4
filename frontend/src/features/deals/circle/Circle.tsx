import { Competitors } from './Competitors';
import { Participants } from './Participants';

/** Who stands around the deal. */
export default function Circle({ dealId, isLocked }: { dealId: string; isLocked: boolean }) {
  return (
    <>
      <Participants dealId={dealId} isLocked={isLocked} />
      <Competitors dealId={dealId} isLocked={isLocked} />
    </>
  );
}
