import { useEffect, useRef, useState } from 'react';

const highlightMilliseconds = 1600;

/**
 * True for a moment after `version` grew while the component was on screen: put it on `data-arrived` so that
 * what somebody else changed is seen.
 */
export function useArrived(version: number | string): boolean {
  const seen = useRef(version);
  const [arrived, setArrived] = useState(false);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    setArrived(true);
    const timer = setTimeout(() => setArrived(false), highlightMilliseconds);
    return () => clearTimeout(timer);
  }, [version]);
  return arrived;
}
