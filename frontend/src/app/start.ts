import { configureApi } from '@/api/client';
import { laterTexts, startFirstTranslations } from '@/i18n/engine';
import { endSession } from './endSession';

/** What must be ready before the first render. */
export async function startApplication(): Promise<void> {
  configureApi({ sessionEnded: endSession });
  await startFirstTranslations();
  // Nobody waits here: screens that need them do (`routes/__root`). A failure is met, and told, there.
  laterTexts()?.catch(() => undefined);
}
