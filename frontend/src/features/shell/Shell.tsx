import type { ReactNode } from 'react';

export function Shell({ popups, children }: { popups: ReactNode; children: ReactNode }) {
  return (
    <>
      {children}
      {popups}
    </>
  );
}
