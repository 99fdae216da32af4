import { useText } from '@/i18n/text';
import { InitialsAvatar } from '@/ui/InitialsAvatar';
import { usePerson } from './people';

interface UserAvatarProps {
  userId: string | null | undefined;
}

/** The initials of a colleague, with her name for the mouse and the screen reader. */
export function UserAvatar({ userId }: UserAvatarProps) {
  const t = useText('entities');
  const person = usePerson(userId);
  if (userId == null) return null;
  return <InitialsAvatar name={person?.name ?? t('unknownPerson')} named />;
}
