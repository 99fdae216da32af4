import { useEffect, useState } from 'react';

const minute = 60_000;

/** Draws the component again every minute, so that what is "soon" becomes "late" before one's eyes. */
export function useMinute(): number {
  const [moment, setMoment] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setMoment(Date.now()), minute);
    return () => clearInterval(timer);
  }, []);
  return moment;
}
