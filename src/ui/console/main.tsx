import './styles/tokens.css'
import './styles/base.css'
import './styles/forms.css'
import './styles/shell.css'
import './styles/inbox.css'
import './styles/conversation.css'
import './styles/figures.css'
import './styles/knowledge.css'
import './styles/print.css'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { keys } from './api/queries.ts'
import { ApiProblem } from './api/request.ts'
import { App } from './app.tsx'
import { Toasts } from './components/toasts.tsx'
import { PreferencesProvider } from './shell/preferences.tsx'

/** A session that ended anywhere brings back the sign-in. */
function onError(error: unknown): void {
  if (error instanceof ApiProblem && error.status === 401) {
    void client.resetQueries({ queryKey: keys.me })
  }
}

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      if (queryKey[0] !== keys.me[0]) onError(error)
    },
  }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 5000,
      retry: (failures, error) =>
        !(error instanceof ApiProblem && error.status < 500) && failures < 2,
    },
  },
})

const place = document.getElementById('console')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <PreferencesProvider>
          <Toasts>
            <Router base="/console">
              <App />
            </Router>
          </Toasts>
        </PreferencesProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
