import { configureApi } from '@/api/client';
import { startTranslations } from '@/i18n/engine';
import { endSession } from './endSession';

/** What must be ready before the first render. */
export async function startApplication(): Promise<void> {
  configureApi({ sessionEnded: endSession });
  await startTranslations();
}
