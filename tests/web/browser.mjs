// The page in headless Chromium: a ledger of the pages beside this file, the real server, the real browser.
// BAYHAQI: the command; CHROMIUM: the browser; WORK: a folder to write to. Run by web/test.sh.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(here, '../../web/package.json'))('playwright-core');
const bayhaqi = process.env.BAYHAQI ?? join(here, '../../build/bayhaqi');
const db = join(process.env.WORK, 'web.db');

execFileSync(bayhaqi, ['add', '--db', db, '--quiet', join(here, 'pages')], { stdio: 'inherit' });
const server = spawn(bayhaqi, ['serve', '--db', db, '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
const base = await new Promise((resolve, reject) => {
  let said = '';
  server.stderr.on('data', (bytes) => {
    said += bytes;
    const at = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
    if (at) resolve(at[0]);
  });
  server.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
const page = await context.newPage();
const foreign = [], complaints = [];
page.on('request', (r) => { if (!r.url().startsWith(base) && !r.url().startsWith('blob:')) foreign.push(r.url()); });
page.on('console', (m) => { if (m.type() === 'error') complaints.push(m.text()); });
page.on('pageerror', (e) => complaints.push(String(e)));

let failed = 0;
async function test(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`not ok ${name}\n${error.stack ?? error}`);
    await page.screenshot({ path: join(process.env.WORK, `failed-${failed}.png`) }).catch(() => {});
  }
}

const get = async (path) => (await fetch(base + path)).json();
const open = async (hash) => { await page.goto(`${base}#/${hash}`); await page.reload(); };

await test('the document list shows every document', async () => {
  const { total } = await get('api/documents');
  assert.ok(total >= 2);
  await open('documents');
  await page.waitForSelector('.docs li');
  assert.equal(await page.locator('.docs li').count(), total);
});

await test('a search finds the document with the word and marks it', async () => {
  await open('documents');
  await page.keyboard.press('/');
  await page.keyboard.type('lighthouse');
  await page.waitForFunction(() => document.querySelectorAll('.docs li').length === 1);
  assert.match(await page.locator('.hit').first().innerText(), /lighthouse/i);
  assert.match(page.url(), /search=lighthouse/);
});

await test('a search without result says what to do', async () => {
  await open('documents?search=zyzzyva');
  await page.waitForSelector('.empty');
  assert.match(await page.locator('.empty').innerText(), /zyzzyva/);
});

await test('the reader highlights the words that the ledger names, byte for byte', async () => {
  const { rows } = await get('api/documents');
  let seen = 0;
  for (const row of rows) {
    const { document: article, events, evidence } = await get(`api/documents/${encodeURIComponent(row.doc)}`);
    const bytes = Buffer.from(article.text, 'utf8');
    for (const e of events.slice(0, 6)) {
      await page.goto(`${base}#/documents/${encodeURIComponent(row.doc)}?event=${e.id}`);
      await page.waitForSelector(`.card.active[data-event="${e.id}"]`);
      const words = (await page.locator('.text .m-trigger.on').allInnerTexts()).join('');
      const spans = evidence.filter((v) => v.event === e.id && v.kind === 'trigger').map((v) => bytes.subarray(...v.span).toString('utf8')).join('');
      assert.equal(words.replace(/\s+/g, ' '), spans.replace(/\s+/g, ' '));
      assert.equal(e.trigger.text, spans);
      seen++;
    }
  }
  assert.ok(seen >= 4, `only ${seen} events`);
});

await test('noise is folded away, the article is not', async () => {
  const { rows } = await get('api/documents?search=lighthouse');
  await open(`documents/${encodeURIComponent(rows[0].doc)}`);
  await page.waitForSelector('.text > p');
  assert.ok(await page.locator('details.noise').count() >= 1);
  assert.equal(await page.locator('details.noise[open]').count(), 0);
});

await test('j and k walk the events, Escape lets go', async () => {
  const { rows } = await get('api/documents?sort=-events&limit=1');
  await open(`documents/${encodeURIComponent(rows[0].doc)}`);
  await page.waitForSelector('.card');
  await page.keyboard.press('j');
  const first = await page.locator('.card.active').getAttribute('data-event');
  await page.keyboard.press('j');
  const second = await page.locator('.card.active').getAttribute('data-event');
  assert.notEqual(first, second);
  await page.keyboard.press('k');
  assert.equal(await page.locator('.card.active').getAttribute('data-event'), first);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('.card.active'));
});

await test('a click on a highlighted word chooses its event', async () => {
  const { rows } = await get('api/documents?sort=-events&limit=1');
  await open(`documents/${encodeURIComponent(rows[0].doc)}`);
  await page.locator('.text .m-trigger').first().click();
  await page.waitForSelector('.card.active');
  assert.match(page.url(), /event=e/);
});

await test('while the text is scrolled the cards go along', async () => {
  const { rows } = await get('api/documents?sort=-events&limit=1');
  await page.setViewportSize({ width: 1280, height: 420 });
  await open(`documents/${encodeURIComponent(rows[0].doc)}`);
  await page.waitForSelector('.card');
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, 5000);
  await page.waitForFunction(() => document.querySelector('.cards').scrollTop > 100);
  await page.setViewportSize({ width: 1280, height: 900 });
});

await test('the filter of the event table gives what the ledger gives', async () => {
  const { types } = await get('api/stats');
  const [{ name, count }] = [...types].sort((a, b) => b.count - a.count);
  await open('events');
  await page.waitForSelector('table.events');
  await page.locator('.filters select').first().selectOption(name);
  await page.waitForFunction((n) => document.querySelector('.sum')?.textContent?.startsWith(`${n} event`), count);
  const said = await page.locator('table.events .type').allInnerTexts();
  assert.equal(said.length, Math.min(count, 50));
  assert.deepEqual([...new Set(said.map((s) => s.toUpperCase()))], [name]);
});

await test('rows are sorted by the column that was clicked', async () => {
  await open('events');
  await page.locator('th a', { hasText: 'When' }).click();
  await page.waitForSelector('th[aria-sort=ascending]');
  const { rows } = await get('api/events?sort=date&limit=1');
  await page.waitForFunction((id) => document.querySelector('table.events tbody tr')?.dataset.event === id, rows[0].id);
});

await test('a row leads to its words', async () => {
  await open('events');
  await page.locator('[data-row]').first().click();
  await page.waitForSelector('.card.active');
  assert.ok(await page.locator('.text .m-trigger.on').count() >= 1);
});

await test('the download is the filtered rows', async () => {
  await open('events?status=happened');
  const { total } = await get('api/events?status=happened');
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#csv').click()]);
  const text = await (await import('node:fs/promises')).readFile(await download.path(), 'utf8');
  const ids = text.split('\r\n').filter((line) => /^e[0-9a-f]{8,},/.test(line));
  assert.equal(ids.length, total);
});

await test('the disputes page shows two sides', async () => {
  await open('disputes');
  await page.waitForSelector('.dispute');
  assert.ok(await page.locator('.dispute').first().locator('.side').count() >= 2);
});

for (const name of ['overview', 'incidents', 'control', 'actors']) {
  await test(`the page ${name} shows rows`, async () => {
    await open(name);
    await page.waitForSelector({ overview: '.tile', incidents: '.incident', control: '.place', actors: 'table.actors tbody tr' }[name]);
  });
}

await test('an address that is none says so', async () => {
  await open('documents/no-such-document');
  await page.waitForSelector('.notice.bad');
  complaints.length = 0;      // the browser logs the 404
});

for (const [width, scheme] of [[1280, 'light'], [390, 'light'], [1280, 'dark'], [390, 'dark']]) {
  await test(`the reader fits ${width} pixels, ${scheme}`, async () => {
    const { rows } = await get('api/documents?sort=-events&limit=1');
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 900 });
    for (const where of [`documents/${encodeURIComponent(rows[0].doc)}`, 'events', 'disputes', 'overview']) {
      await open(where);
      await page.waitForSelector('main h1, main h2, .text');
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${where} is ${over} pixels too wide`);
    }
    const picture = await page.screenshot();
    assert.ok(picture.length > 10000, 'blank');
  });
}

await test('nothing was loaded from elsewhere, and the browser had no complaint', () => {
  assert.deepEqual(foreign, []);
  assert.deepEqual(complaints, []);
});

await browser.close();
const stopped = new Promise((resolve) => server.on('exit', resolve));
server.kill('SIGINT');
await test('SIGINT stops the server cleanly', async () => { assert.equal(await stopped, 0); });
process.exit(failed ? 1 : 0);
