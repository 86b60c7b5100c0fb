import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAppRouter } from './app/router.tsx';
import { ApiProblem } from './lib/api.ts';
import { startWords } from './lib/words.ts';
import './styles.css';
import { Toasts } from './ui/toast.tsx';

startWords();

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the hub refused, it will refuse again.
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status < 500),
    },
  },
});
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// A page that stayed open over an upgrade asks for parts that are gone: it begins anew, once.
const reloadedAtKey = 'shopfleet.reloadedAt';
addEventListener('vite:preloadError', (event) => {
  if (Date.now() - Number(sessionStorage.getItem(reloadedAtKey)) < 60_000) return;
  event.preventDefault();
  sessionStorage.setItem(reloadedAtKey, String(Date.now()));
  location.reload();
});

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Toasts>
        <RouterProvider router={createAppRouter(queries)} />
      </Toasts>
    </QueryClientProvider>
  </StrictMode>,
);
