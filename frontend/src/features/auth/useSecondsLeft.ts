import { useEffect, useState } from 'react';

const second = 1000;

/** Counts down from `seconds`, counted from the moment `since` (milliseconds); 0 when there is nothing to wait for. */
export function useSecondsLeft(seconds: number | null, since: number): number {
  const [now, setNow] = useState(() => Date.now());
  const end = seconds === null ? 0 : since + seconds * second;
  useEffect(() => {
    if (end === 0) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= end) clearInterval(timer);
    }, second / 4);
    return () => clearInterval(timer);
  }, [end]);
  return Math.max(0, Math.ceil((end - now) / second));
}
