import 'graphiql/setup-workers/vite';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Playground } from './Playground';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './page.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id "root"');
createRoot(root).render(
  <StrictMode>
    <Playground />
  </StrictMode>,
);
