import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { showFiltered } from '@/entities/lists/useShape';
import type { FilterTree } from '@/ui/filters/tree';

interface RowsLinkProps {
  filter: Record<string, unknown>;
  className?: string;
  label?: string;
  children: ReactNode;
}

/** Opens the list of the clients behind a figure. */
export function RowsLink({ filter, className, label, children }: RowsLinkProps) {
  return (
    <Link
      to="/clients"
      search={{}}
      className={className}
      aria-label={label}
      onClick={() => showFiltered(filter as FilterTree)}
    >
      {children}
    </Link>
  );
}
