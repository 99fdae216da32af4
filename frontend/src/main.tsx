import { createRoot } from 'react-dom/client';
import '@/ui/theme/base.css';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-georgian/wght.css';
import 'virtual:mantine-core.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import { App } from '@/app/App';
import { startApplication } from '@/app/start';

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root');

await startApplication();
createRoot(container).render(<App />);
