// Search in a real Chromium: see visitor.mjs for how it is run.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { closeBrowser, complaints, elsewhere, isGraphQL, requests, visit } from './visitor.mjs';

after(closeBrowser);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page with the answer to what its address asks for. */
async function searched(path, options) {
  const page = await visit(path, options);
  await answered(page);
  return page;
}

const answered = (page) => page.locator('.results[aria-busy=false]').waitFor();
const box = (page) => page.getByRole('combobox', { name: 'Search FHIR definitions' });
const titles = (page) => page.locator('[data-hit]').allInnerTexts();
const total = (page) => page.locator('.total').innerText();
const address = (page) => new URL(page.url()).searchParams;
const numberIn = (words) => Number(/[\d,]+/.exec(words)?.[0].replaceAll(',', ''));
const focused = (page) => page.evaluate(() => document.activeElement?.outerHTML ?? '');
const detail = (page) => page.locator('.detail[aria-busy=false]');

async function search(page, q) {
  await box(page).fill(q);
  await box(page).press('Enter');
  await page.waitForURL((url) => url.searchParams.get('q') === q);
  await answered(page);
}

async function leave(page) {
  await page.context().close();
}

test('opens with the box in focus, and leaves GraphiQL where it is', async () => {
  const before = requests.length;
  const page = await searched('');
  assert.match(await focused(page), /role="combobox"/);
  assert.ok((await titles(page)).length > 0, 'there is something to look at');
  const scripts = requests.slice(before).filter((url) => url.endsWith('.js'));
  assert.deepEqual(
    scripts.filter((url) => /monaco|Playground|worker/.test(url)),
    [],
  );
  await leave(page);
});

test('finds what is typed, marks why, and says how much there is', async () => {
  const page = await searched('');
  await search(page, 'us core patient');
  assert.equal((await titles(page))[0], 'US Core Patient Profile');
  assert.deepEqual(await page.locator('.hit').first().locator('h3 mark').allInnerTexts(), [
    'US Core Patient',
    'USCorePatient',
  ]);
  assert.match(await total(page), /^[\d,]+ definitions for “us core patient”$/);
  assert.equal(await page.locator('.total').getAttribute('role'), 'status');
  const hit = await page.locator('.hit').first().innerText();
  for (const shown of [
    'StructureDefinition',
    'hl7.fhir.us.core@',
    'http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient|',
  ])
    assert.ok(hit.includes(shown), `${shown} is not in: ${hit}`);
  assert.equal(await page.title(), 'us core patient · Canonry');
  await leave(page);
});

test('suggests once typing pauses, and opens what the arrows chose', async () => {
  const page = await searched('', { prepare: (page) => page.clock.install() });
  const asked = [];
  page.on('request', (request) => {
    if (isGraphQL(request.url()) && request.postDataJSON().operationName === 'Complete') asked.push(request);
  });
  await page.clock.pauseAt(Date.now() + 60_000);
  await box(page).pressSequentially('us-core-patient');
  await page.clock.runFor(119);
  assert.equal(asked.length, 0, 'nothing is asked while letters come');
  await page.clock.runFor(1);
  await page.getByRole('option').first().waitFor();
  assert.equal(asked.length, 1, 'one question for fifteen letters');
  await page.clock.resume();
  assert.equal(await box(page).getAttribute('aria-expanded'), 'true');
  await box(page).press('Escape');
  await page.getByRole('option').first().waitFor({ state: 'hidden' });
  assert.equal(await box(page).getAttribute('aria-expanded'), 'false');

  await box(page).press('Backspace');
  await page.getByRole('option').first().waitFor();
  await box(page).press('ArrowDown');
  const active = await box(page).getAttribute('aria-activedescendant');
  assert.equal(await page.locator(`[id="${active}"]`).getAttribute('aria-selected'), 'true');
  await box(page).press('Enter');
  await detail(page).getByText('http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient').first().waitFor();
  await leave(page);
});

test('narrows by a facet to as many as it said, and by its address again', async () => {
  const page = await searched('?q=marital+status');
  const before = await total(page);
  const choice = page.getByRole('group', { name: 'Resource type' }).locator('label', { hasText: 'CodeSystem' });
  const promised = numberIn(await choice.locator('.count').innerText());
  await choice.click();
  await page.waitForURL((url) => url.searchParams.get('resourceType') === 'CodeSystem');
  await page.waitForFunction((text) => document.querySelector('.total').innerText !== text, before);
  assert.equal(numberIn(await total(page)), promised);
  const seen = await titles(page);

  await page.reload();
  await answered(page);
  assert.deepEqual(await titles(page), seen);
  assert.equal(numberIn(await total(page)), promised);
  assert.ok(await page.getByRole('checkbox', { name: 'CodeSystem' }).isChecked());

  await page.goBack();
  await page.waitForFunction((text) => document.querySelector('.total').innerText === text, before);
  assert.equal(address(page).get('resourceType'), null);
  await leave(page);
});

test('takes filters and order from an address, and gives them up by their signs', async () => {
  const page = await searched('?q=patient&resourceType=StructureDefinition&fhirVersion=4.0.1&sort=URL');
  assert.equal(await page.getByLabel('Order').inputValue(), 'URL');
  await page.getByRole('button', { name: 'Remove FHIR version: 4.0.1' }).click();
  await page.waitForURL((url) => !url.searchParams.has('fhirVersion'));
  assert.deepEqual([...address(page).keys()], ['q', 'resourceType', 'sort']);
  await leave(page);
});

test('unfolds the other versions and carriers of a hit', async () => {
  const page = await searched('?q=us+core+patient');
  const fold = page.locator('.folded').first();
  const more = numberIn(await fold.getByRole('button').first().innerText());
  await fold.getByRole('button').first().click();
  await fold.locator('dd a').first().waitFor();
  assert.equal(await fold.locator('dd a').count(), more + 1, 'the hit itself and the others');
  await leave(page);
});

test('shows more, and goes on where the list ended', async () => {
  const page = await searched('?q=patient');
  await page.getByRole('button', { name: /^Show more/ }).press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('[data-hit]').length === 40);
  const ids = await page.locator('[data-hit]').evaluateAll((hits) => hits.map((hit) => hit.dataset.hit));
  assert.equal(new Set(ids).size, 40, 'no hit twice');
  await page.waitForFunction((id) => document.activeElement?.dataset.hit === id, ids[20]);
  await leave(page);
});

test('is walked through by keys alone', async () => {
  const page = await searched('?q=blood+pressure');
  await page.keyboard.press('/');
  await page.keyboard.type('us core patient');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('q') === 'us core patient');
  await answered(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  assert.match(await focused(page), /US Core Patient/);
  await page.keyboard.press('Enter');
  await detail(page).getByRole('heading', { name: 'US Core Patient Profile' }).waitFor();
  assert.match(await focused(page), /detail-heading/);
  await page.keyboard.press('Escape');
  await page.locator('.detail').waitFor({ state: 'detached' });
  assert.match(await focused(page), /data-hit/);
  await page.keyboard.press('ArrowUp');
  assert.match(await focused(page), /role="combobox"/);
  await leave(page);
});

test('tells of a hit who carries it, who uses it, what it uses, and opens the same in GraphQL', async () => {
  const page = await searched('?q=us+core+patient');
  await page.locator('[data-hit]').first().click();
  for (const heading of [/^Carried by [\d,]+ package/, /^Used [\d,]+ times$/, /^Uses [\d,]+ references$/])
    await detail(page).getByRole('heading', { name: heading }).waitFor();
  const id = address(page).get('open');
  await page.reload();
  await answered(page);
  await detail(page).getByRole('heading', { name: 'US Core Patient Profile' }).waitFor();
  await detail(page).getByRole('link', { name: 'Open in GraphQL' }).click();
  await page.locator('.graphiql-tab', { hasText: 'Resource' }).waitFor();
  await page.locator('.graphiql-query-editor').getByText('CanonicalResource').first().waitFor();
  const asked = page.waitForResponse(
    (response) => isGraphQL(response.url()) && response.request().postDataJSON().operationName === 'Resource',
  );
  await page.locator('.graphiql-execute-button').click();
  const { data, errors } = await (await asked).json();
  assert.deepEqual([errors, data.node.id], [undefined, id]);
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await detail(page).getByRole('heading', { name: 'US Core Patient Profile' }).waitFor();
  await leave(page);
});

test('holds the panel still while the hits beside it arrive', async () => {
  let arrive;
  const held = new Promise((resolve) => (arrive = resolve));
  const prepare = (page) =>
    page.route('**/graphql', async (route) => {
      if (route.request().postDataJSON().operationName === 'Search') await held;
      await route.continue();
    });
  const shown = await searched('?q=us+core+patient');
  await shown.locator('[data-hit]').first().click();
  const path = new URL(shown.url()).search;
  await leave(shown);
  const page = await visit(path, { prepare });
  const link = detail(page).getByRole('link', { name: 'Open in GraphQL' });
  await link.scrollIntoViewIfNeeded();
  const before = await link.boundingBox();
  assert.equal(await page.locator('.results').getAttribute('aria-busy'), 'true');
  arrive();
  await answered(page);
  assert.deepEqual(await link.boundingBox(), before);
  await leave(page);
});

test('asks whether a slip was meant, and searches for what was', async () => {
  const page = await searched('?q=us+core+pateint');
  const meant = page.locator('.did-you-mean');
  assert.equal(await meant.innerText(), 'Did you mean us core patient?');
  assert.equal(await meant.getAttribute('role'), 'status');
  await meant.getByRole('link').press('Enter');
  await page.waitForURL((url) => url.searchParams.get('q') === 'us core patient');
  await answered(page);
  assert.equal(await meant.innerText(), '');
  await leave(page);
});

test('says what it understood where that is more than the words', async () => {
  const page = await searched('?q=value+set+for+marital+status');
  assert.match(await page.locator('.understood').innerText(), /“value set” as ValueSet/);
  await search(page, 'birth OR death AND title:place');
  assert.equal(await page.locator('.understood code').innerText(), 'birth OR (death AND title:place)');
  await search(page, 'zzzqqxxw');
  assert.equal(await page.locator('.understood').count(), 0);
  await leave(page);
});

test('tells why a hit has its place', async () => {
  const page = await searched('?q=marital+status');
  const why = page.locator('.why').nth(1);
  const button = why.getByRole('button', { name: 'why this place?' });
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  await button.press('Enter');
  await why.locator('li').first().waitFor();
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  assert.match(await why.innerText(), /[\d.]+ points[^]*the sum of[^]*times/);
  await page.locator('.order select').selectOption('URL');
  await page.waitForURL((url) => url.searchParams.has('sort'));
  await answered(page);
  assert.equal(await page.locator('.why').count(), 0, 'the url is reason enough');
  await leave(page);
});

test('marks the column at which a query goes wrong', async () => {
  const page = await searched('?q=body+AND+(weight');
  await page.getByRole('alert').getByText('at column 10').waitFor();
  assert.equal(await page.locator('.column mark').innerText(), '(');
  assert.equal(await box(page).getAttribute('aria-invalid'), 'true');
  await search(page, 'body weight');
  await page.getByRole('alert').waitFor({ state: 'detached' });
  assert.equal(await box(page).getAttribute('aria-invalid'), null);
  await leave(page);
});

test('says that nothing is found, and how to find more', async () => {
  const page = await searched('?q=zzzqqxxw&resourceType=ValueSet');
  assert.equal(await total(page), 'Nothing found for “zzzqqxxw”');
  await page.getByRole('button', { name: 'Look in everything' }).click();
  await page.waitForURL((url) => !url.searchParams.has('resourceType'));
  await leave(page);
});

test('says in words that the server is away, and tries again', async () => {
  let away = true;
  const prepare = (page) =>
    page.route('**/graphql', (route) =>
      away && route.request().postDataJSON().operationName === 'Search'
        ? route.fulfill({ status: 200, body: 'a page of some proxy' })
        : route.continue(),
    );
  const page = await searched('?q=patient', { prepare });
  await page.getByRole('alert').getByText('a page of some proxy').waitFor();
  away = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('[data-hit]').first().waitFor();
  await leave(page);
});

test('shows foreign text as text, whatever is in it', async () => {
  const hostile = '<img src=x onerror="document.title=1">&amp;lt;';
  const escaped = '&lt;img src=x <em>onerror</em>=&quot;document.title=1&quot;&gt;&amp;amp;lt;';
  const prepare = (page) =>
    page.route('**/graphql', async (route) => {
      if (route.request().postDataJSON().operationName !== 'Search') return route.continue();
      const answer = await (await route.fetch()).json();
      const [edge] = answer.data.canonicals.edges;
      edge.node.title = hostile;
      edge.highlights = ['title', 'description', 'code'].map((field) => ({ field, fragments: [escaped] }));
      return route.fulfill({ json: answer });
    });
  const page = await searched('?q=patient', { prepare });
  const hit = page.locator('.hit').first();
  assert.equal(await hit.locator('h3 a').innerText(), hostile);
  assert.deepEqual(await hit.locator('h3 mark').allInnerTexts(), ['onerror']);
  assert.equal(await hit.locator('img').count(), 0);
  assert.ok((await hit.locator('.snippet').first().innerText()).includes(hostile));
  await leave(page);
});

for (const [room, width, height] of [
  ['320 pixels', 320, 640],
  ['half of a window, as with 200 % zoom', 640, 400],
]) {
  test(`fits into ${room}`, async () => {
    const page = await searched('?q=us+core+patient', { width, height });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(await overflow(), 0);
    await page.getByRole('button', { name: 'Narrow' }).click();
    await page.getByRole('checkbox', { name: 'ValueSet' }).waitFor();
    assert.equal(await overflow(), 0);
    await page.locator('[data-hit]').first().click();
    await detail(page).getByRole('heading', { name: 'US Core Patient Profile' }).waitFor();
    assert.equal(await overflow(), 0);
    await leave(page);
  });
}

const states = {
  'a list': async (page) => page,
  suggestions: async (page) => {
    await box(page).pressSequentially(' pro');
    await box(page).fill('us-core');
    await page.getByRole('option').first().waitFor();
    await box(page).press('ArrowDown');
  },
  'a slip, and why a hit is there': async (page) => {
    await search(page, 'value set for maritl status');
    await page.locator('.did-you-mean a').waitFor();
    await page.locator('.why button').first().click();
    await page.locator('.why li').first().waitFor();
  },
  'a panel and what was folded': async (page) => {
    await page.locator('.folded button').first().click();
    await page.locator('.folded dd a').first().waitFor();
    await page.locator('[data-hit]').first().click();
    await detail(page).waitFor();
  },
  trouble: (page) => search(page, 'body AND (weight'),
};

for (const [colorScheme, width] of [
  ['light', 1400],
  ['dark', 1400],
  ['dark', 320],
]) {
  for (const [state, reach] of Object.entries(states)) {
    test(`has nothing that axe objects to: ${state}, ${colorScheme}, ${width} pixels`, async () => {
      const page = await searched('?q=us+core+patient&status=active', { colorScheme, width });
      await reach(page);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(
        violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        [],
      );
      await leave(page);
    });
  }
}

test('complains of nothing and asks no other host', () => {
  assert.deepEqual(elsewhere(), []);
  assert.deepEqual(complaints, []);
});
