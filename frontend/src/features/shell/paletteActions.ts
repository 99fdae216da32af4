import { useNavigate } from '@tanstack/react-router';
import { useCan } from '@/api/session';
import { useText } from '@/i18n/text';
import { useNavigation } from './useNavigation';

export interface PaletteAction {
  id: string;
  label: string;
  run: () => void;
}

/** Every word typed begins a word of the label. */
export function matches(action: PaletteAction, typed: string): boolean {
  const words = action.label.toLocaleLowerCase('en').split(/\s+/);
  const wishes = typed.toLocaleLowerCase('en').split(/\s+/).filter(Boolean);
  return wishes.every((wish) => words.some((word) => word.startsWith(wish)));
}

/** What can be done without knowing a record. */
export function usePaletteActions(): { places: PaletteAction[]; creations: PaletteAction[] } {
  const t = useText('shell');
  const navigate = useNavigate();
  const items = useNavigation();
  const mayClients = useCan('clients:write');
  const mayDeals = useCan('deals:write');
  const mayTasks = useCan('tasks:write');

  const places: PaletteAction[] = items.map(({ name, to }) => ({
    id: name,
    label: t(`navigation.${name}`),
    run: () => void navigate({ to }),
  }));
  places.splice(1, 0, {
    id: 'tasks',
    label: t('navigation.tasks'),
    run: () => void navigate({ to: '/tasks' }),
  });
  const creations: PaletteAction[] = [];
  if (mayClients) {
    const run = () => void navigate({ to: '/clients', search: { new: true } });
    creations.push({ id: 'client', label: t('palette.newClient'), run });
  }
  if (mayDeals) {
    const run = () => void navigate({ to: '/deals', search: { new: true } });
    creations.push({ id: 'deal', label: t('palette.newDeal'), run });
  }
  if (mayTasks) {
    const run = () => void navigate({ to: '/tasks', search: { new: true } });
    creations.push({ id: 'task', label: t('palette.newTask'), run });
  }
  return { places, creations };
}
