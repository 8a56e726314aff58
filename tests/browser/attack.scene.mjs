// While programs want every time there is, a citizen books on a phone whose script works for a stamp, and another
// one without script waits instead. Nothing that was typed is lost, and axe-core finds nothing to complain about.
import assert from "node:assert/strict";
import { fitsEverywhere, isAccessible, retold } from "./pages.mjs";

export const alsoInTown = `
[attack]
stamps = "always"
`;

const FORM = "form[method=post]";
const BUTTON = `${FORM} button.kern-btn--primary`;
// As long as the hub has whoever waits instead of working wait.
const WAIT_MS = 20_000;
// A phone is as slow as this machine made so many times slower.
const SLOWER = 6;

export default async function attack({ context: scripted, contextOf, url, picture }) {
  const base = new URL((await fetch(`${url}/status`, { redirect: "manual" })).headers.get("location")).origin;
  const see = async (page, name) => {
    await fitsEverywhere(page, name);
    await picture(page, `attack-${name}`);
  };
  const opens = async (page) => {
    await page.goto(`${base}/termine/de/rathaus/ausweis`);
    await page.locator(".day:nth-of-type(2) summary").click();
    await page.locator(".day:nth-of-type(2) .time").first().click();
    await page.locator("#name").waitFor();
  };

  const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
  const context = await contextOf(phone);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await opens(page);
  await page.locator("#name").fill("Erika Mustermann");
  await isAccessible(page, "the form with a stamp");
  await see(page, "form");
  // Whether it is found by now or not: the button is pressed once.
  await page.locator(BUTTON).tap();
  await page.locator(".own__code").waitFor();
  await see(page, "booked");
  await context.close();

  const plain = await contextOf({ viewport: { width: 1280, height: 800 }, javaScriptEnabled: false });
  const old = await plain.newPage();
  await opens(old);
  const since = Date.now();
  await old.locator("#name").fill("Hans Ohneschrift");
  assert.match(await old.content(), /Deshalb können Sie dieses Formular erst nach/);
  await see(old, "form-without-script");
  await old.locator(BUTTON).click({ force: true });
  await old.locator("[role=alert]").waitFor();
  assert.equal(await old.locator("#name").inputValue(), "Hans Ohneschrift", "what was typed is kept");
  const again = await retold(old, scripted);
  await isAccessible(again, "the form that was sent too early");
  await again.close();
  await see(old, "too-early");
  await old.waitForTimeout(Math.max(0, WAIT_MS - (Date.now() - since)));
  await old.locator(BUTTON).click({ force: true });
  await old.locator(".own__code").waitFor();
  await see(old, "waited");
  await plain.close();
}
