import { useEffect, useState } from 'react';
import { useFormat } from '@/i18n/useFormat';

interface CallTimeProps {
  /** The moment from which is counted. */
  since: string;
}

const second = 1000;

/** How long it rings or is spoken, ticking. Quiet for screen readers: a word each second would be noise. */
export function CallTime({ since }: CallTimeProps) {
  const format = useFormat();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), second);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / second));
  return <span aria-hidden>{format.duration(seconds)}</span>;
}
