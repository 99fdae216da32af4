import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import type { Me } from '@/api/contract';
import { meQuery } from '@/api/session';
import { setLanguage } from '@/i18n/engine';
import { isLanguage } from '@/i18n/languages';

/** What follows a successful log-in: the person's language, and the place she wanted to go to. */
export function useEnter() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  return async (me: Me, back?: string) => {
    client.clear();
    client.setQueryData(meQuery().queryKey, me);
    if (isLanguage(me.user.locale)) await setLanguage(me.user.locale);
    if (back !== undefined && isOwnAddress(back)) router.history.replace(back);
    else await navigate({ to: '/', replace: true });
  };
}

/** "/deals?x=1" but not "//elsewhere": nobody may be sent to another site. */
function isOwnAddress(address: string): boolean {
  return /^\/(?![/\\])/.test(address);
}
