import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Page } from './Page';
import './page.css';

/** GraphiQL keeps the theme that was chosen in it; the rest of the page follows, also before GraphiQL is there. */
function wearChosenTheme() {
  try {
    const theme = localStorage.getItem('graphiql:theme');
    if (theme === 'light' || theme === 'dark') document.body.classList.add(`graphiql-${theme}`);
  } catch {
    // A browser that keeps nothing has no chosen theme.
  }
}

wearChosenTheme();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id "root"');
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
