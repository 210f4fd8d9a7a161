// Visits the built page in a real Chromium, against a running Canonry:
//   CANONRY_URL=http://localhost:8080 npm run test:browser
// CHROMIUM names another browser than /usr/bin/chromium.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const base = process.env.CANONRY_URL;
assert.ok(base, 'CANONRY_URL has to name a running Canonry, such as http://localhost:8080');
const home = base.endsWith('/') ? base : `${base}/`;

const launch = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // Without these Chromium itself asks hosts of its maker, and would be taken for the page.
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** Proves nothing and only ends what hangs: longer than a busy machine needs. */
const patienceMillis = 120_000;

let browser;

/** All that pages did, over the whole of a file of tests. */
export const requests = [];
export const complaints = [];

export const closeBrowser = () => browser?.close();

export const isGraphQL = (url) => url === new URL('graphql', home).href;

/** A page that is left while it loads breaks that off, and so does a search for the one before: no fault of it. */
const complain = (words) => words.endsWith('net::ERR_ABORTED') || complaints.push(words);

/** A new visitor's page, whose every request (those of workers too) and every complaint is kept. */
export async function visit(path = '', { width = 1400, height = 900, colorScheme = 'light', prepare } = {}) {
  browser ??= await chromium.launch(launch);
  // Without fading: colours are measured, and those of a moment in between are nobody's.
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  context.setDefaultTimeout(patienceMillis);
  context.on('request', (request) => requests.push(request.url()));
  context.on('requestfailed', (request) => complain(`${request.url()} ${request.failure()?.errorText}`));
  const opened = await context.newPage();
  opened.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  opened.on('pageerror', (error) => complaints.push(String(error)));
  await prepare?.(opened);
  await opened.goto(home + path);
  return opened;
}

/** Requests of pages to any host but the one that they came from. */
export function elsewhere() {
  const local = new URL(home).origin;
  return requests.filter(
    (url) => !url.startsWith('data:') && !url.startsWith('blob:') && new URL(url).origin !== local,
  );
}
