// The town's own website shows the booking pages in its element: as high as the page in it, in the language of
// the website, with a plain link where there is no script or where the hub does not know the website.
import assert from "node:assert/strict";
import { createServer } from "node:http";

const PHONE = { width: 390, height: 740 };
// A page of the hub tells of its height after it was drawn.
const TOLD_MS_MAX = 10_000;

const pages = new Map();
const website = createServer((asked, answer) => {
  answer.setHeader("content-type", "text/html; charset=utf-8");
  answer.end(pages.get(new URL(asked.url, "http://localhost").pathname) ?? "");
});
await new Promise((listens) => website.listen(0, "127.0.0.1", listens));
website.unref();
const { port } = website.address();

/** The same server by two names: one of them stands in the hub's file. */
export const embedIn = `http://127.0.0.1:${port}`;
const stranger = `http://localhost:${port}`;

export default async function ({ contextOf, url, picture }) {
  const answer = await fetch(`${url}/status`, { redirect: "manual" });
  const hub = new URL(answer.headers.get("location")).origin;
  const element = (attributes, lang = "de") => `<!doctype html><html lang="${lang}"><title>Musterstadt</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <h1>Stadt Musterstadt</h1>
    <script src="${hub}/termine.js" async></script>
    <wartemarke-termine ${attributes}>
      <a href="${hub}/termine/de/rathaus/ausweis">Zu den Terminen</a></wartemarke-termine>
    <p id="below">Impressum</p>`;
  pages.set("/ausweis", element('site="rathaus" service="ausweis"'));
  pages.set("/english", element("", "en-GB"));

  const context = await contextOf({ viewport: PHONE });
  const page = await context.newPage();
  await page.goto(`${embedIn}/ausweis`);
  const frame = page.frameLocator("wartemarke-termine iframe");
  await frame.getByRole("heading", { level: 1, name: "Wann möchten Sie kommen?" }).waitFor();
  await isAsHighAsItsPage(page);
  assert.equal(await page.locator("iframe").getAttribute("title"), "Zu den Terminen");
  const link = page.getByRole("link", { name: "Zu den Terminen" });
  assert.ok(await link.isHidden(), "the frame is there instead");
  await picture(page, "frame-times");

  // Opening a day makes the page higher, and the next page is another one.
  await frame.locator("summary").first().click();
  await isAsHighAsItsPage(page);
  await page.locator("#below").scrollIntoViewIfNeeded();
  await frame.locator("details[open] .time").last().click();
  await frame.locator("#name").waitFor();
  await isAsHighAsItsPage(page);
  const top = await page.locator("wartemarke-termine").evaluate((own) => own.getBoundingClientRect().top);
  assert.ok(top >= -1, `the next page is seen from its beginning, not from ${top}`);
  await frame.locator("#name").fill("Erika Mustermann");
  await frame.locator("form[method=post] button").click();
  await frame.locator(".own__code").waitFor();
  await isAsHighAsItsPage(page);
  await picture(page, "frame-booked");

  await page.goto(`${embedIn}/english`);
  await frame.getByRole("heading", { level: 1, name: "Book an appointment" }).waitFor();

  // What there is where the frame is not allowed, and without script.
  await page.goto(`${stranger}/ausweis`);
  await page.locator("iframe").waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
  assert.ok(await link.isVisible(), "a stranger's website has the link");
  assert.ok(await page.locator("iframe").isHidden(), "and no empty frame");
  const plain = await (await contextOf({ javaScriptEnabled: false })).newPage();
  await plain.goto(`${embedIn}/ausweis`);
  await plain.getByRole("link", { name: "Zu den Terminen" }).click();
  await plain.getByRole("heading", { level: 1, name: "Wann möchten Sie kommen?" }).waitFor();
}

/** Nothing of the page in the frame is cut off, and nothing is left empty below it. */
async function isAsHighAsItsPage(page) {
  const inner = page.frames().find((frame) => frame !== page.mainFrame());
  const has = async () => {
    const high = await inner.evaluate(() => document.body.getBoundingClientRect().height).catch(() => 0);
    const frame = await page.locator("iframe").evaluate((own) => own.getBoundingClientRect().height);
    return [high > 0 && Math.abs(high - frame) <= 2, `${frame} pixels for a page of ${high}`];
  };
  const last = Date.now() + TOLD_MS_MAX;
  let [fits, said] = await has();
  while (!fits && Date.now() < last) {
    await page.waitForTimeout(50);
    [fits, said] = await has();
  }
  assert.ok(fits, said);
}
