import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import type { RouterContext } from '@/app/router';
import { laterTexts } from '@/i18n/engine';

export const Route = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  // The day is drawn without the texts of the other screens.
  beforeLoad: ({ location }) => (location.pathname === '/' ? undefined : laterTexts()),
});
