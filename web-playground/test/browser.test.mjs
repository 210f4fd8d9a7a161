// GraphiQL in a real Chromium: see visitor.mjs for how it is run.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser, complaints, elsewhere, isGraphQL, visit } from './visitor.mjs';

let page;

before(async () => {
  page = await openPage();
});

after(closeBrowser);

async function openPage(width = 1400) {
  const opened = await visit('?view=graphql', { width });
  await opened.locator('.graphiql-query-editor .view-line').first().waitFor();
  return opened;
}

/** Presses play and gives the server's answer, which has to be free of errors. */
async function run() {
  const answered = page.waitForResponse(
    (response) => isGraphQL(response.url()) && !isOfThePage(response.request().postDataJSON()),
  );
  await page.locator('.graphiql-execute-button').click();
  const response = await answered;
  const { query } = response.request().postDataJSON();
  const operation = /^query (\w+)/m.exec(query)?.[1];
  const answer = await response.json();
  assert.deepEqual(answer.errors ?? [], [], `${operation} has errors`);
  assert.equal(response.status(), 200);
  assert.ok(answer.data, 'an answer has data');
  return { operation, answer };
}

/** The page itself asks for the schema and for the index line. */
const isOfThePage = ({ operationName }) => ['IntrospectionQuery', 'IndexLine'].includes(operationName);
const exampleButtons = () => page.locator('[data-example]');
const isShown = (path) => page.locator('.graphiql-response').getByText(path).first().waitFor();

test('greets a new visitor with its name, the state of the index, and a query for each user', async () => {
  await page.getByRole('heading', { level: 1, name: 'Canonry' }).waitFor();
  await page.locator('dl.index-line dd').first().waitFor();
  const figures = await page.locator('dl.index-line dd').allInnerTexts();
  assert.equal(figures.length, 4);
  for (const figure of figures) assert.match(figure, /^[\d,]+$/);
  const tabs = await page.locator('.graphiql-tab').allInnerTexts();
  assert.deepEqual(
    tabs.map((tab) => tab.trim()),
    ['IgAuthor', 'Validator', 'Terminology', 'Npm'],
  );
});

test('runs the first query and shows its data', async () => {
  const { answer } = await run();
  assert.ok('packageVersion' in answer.data);
  await isShown('"package"');
});

test('runs each tab without an error', async () => {
  const tabs = page.locator('.graphiql-tab > button[role=tab], .graphiql-tab > .graphiql-tab-button');
  for (let i = 0; i < (await tabs.count()); i++) {
    await tabs.nth(i).click();
    const title = (await tabs.nth(i).innerText()).trim();
    const { operation } = await run();
    assert.equal(operation, title);
  }
});

test('opens and runs each example of the panel without an error', async () => {
  const count = await exampleButtons().count();
  assert.ok(count >= 12, `there are only ${count} examples`);
  const seen = new Set();
  for (let i = 0; i < count; i++) {
    await exampleButtons().nth(i).click();
    await page.waitForFunction(
      (index) => document.querySelectorAll('[data-example]')[index].getAttribute('aria-current') === 'true',
      i,
    );
    const { operation, answer } = await run();
    seen.add(operation);
    await isShown(`"${Object.keys(answer.data)[0]}"`);
  }
  assert.equal(seen.size, count, 'each example is an operation of its own');
});

/** GraphiQL stores the tabs half a second after the last change, and mixes up their titles when hurried before. */
const areStored = (opened, title, wanted = true) =>
  opened.waitForFunction(
    ([words, is]) => (localStorage.getItem('graphiql:tabState') ?? '').includes(words) === is,
    [title, wanted],
  );

test('gives an example back whose tab was closed', async () => {
  const tab = page.locator('.graphiql-tab', { hasText: 'TheIndex' });
  await areStored(page, 'TheIndex');
  await tab.hover();
  await tab.locator('.graphiql-tab-close').click();
  await tab.waitFor({ state: 'detached' });
  await areStored(page, 'TheIndex', false);
  await page.locator('[data-example="npm/5-the-index"]').click();
  await tab.waitFor();
});

test('knows the schema: documentation and explorer show it', async () => {
  await page.getByRole('button', { name: 'Docs', exact: true }).click();
  await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).waitFor();
  await page.getByRole('button', { name: /GraphiQL Explorer/ }).click();
  await page.locator('.docExplorerWrap, .graphiql-explorer-root').getByText('packageVersion').first().waitFor();
});

for (const [room, width] of [
  ['a wide', 1400],
  ['a narrow', 420],
]) {
  test(`opens and closes a panel from the header of ${room} page`, async () => {
    const visitor = await openPage(width);
    const button = visitor.getByRole('button', { name: 'Examples', exact: true }).first();
    const panel = visitor.locator('.graphiql-plugin');
    if ((await button.getAttribute('aria-pressed')) === 'true') await button.click();
    await panel.waitFor({ state: 'hidden' });
    await button.click();
    await visitor.locator('[data-example="validator/1-overview"]').click();
    assert.equal(await panel.isVisible(), width === 1400, 'where it would cover the query it closes');
    await visitor.locator('.graphiql-query-editor').getByText('Validator').first().waitFor();
    await visitor.context().close();
  });
}

test('checks a query while it is typed, in a worker of its own', async () => {
  await page.locator('.graphiql-query-editor .view-line', { hasText: 'builtAt' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' nobodyHasThisField');
  await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
  const workers = page.workers().map((worker) => worker.url());
  assert.ok(
    workers.some((url) => url.includes('graphql.worker')),
    workers.join(),
  );
});

test('keeps what was open when the page is opened again', async () => {
  await areStored(page, 'TheIndex');
  await page.reload();
  await page.locator('.graphiql-tab', { hasText: 'TheIndex' }).waitFor();
});

test('complains of nothing and asks no other host', () => {
  assert.deepEqual(elsewhere(), []);
  assert.deepEqual(complaints, []);
});
