// What scenes do with pages as people do: with keys alone, in narrow windows, and with axe-core looking on.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const CLERK = { name: "Erika Muster", password: "ein langes Passwort fuer den Test" };

// Longer than the half second in which a desk takes no second press.
export const SETTLE_MS = 600;
// No page of ours has more stops; a place that is not reached by then is reached by no keyboard.
const TABS_MAX = 150;
// WCAG 2.2, 1.4.10: 400 % on a screen of 1280 pixels leaves this much.
const NARROWEST = { width: 320, height: 640 };
const WCAG_22 = ["wcag22a", "wcag22aa"];

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Through the clerk's door of a town hall; the first one who comes makes the first account. */
export async function logIn(context, url) {
  const lobby = await context.newPage();
  await lobby.goto(url);
  const [page] = await Promise.all([
    context.waitForEvent("page"),
    lobby.locator('[data-door="clerk"]').click(),
  ]);
  await page.locator("#password").waitFor();
  const isFirst = (await page.locator("#repeated").count()) > 0;
  await page.locator("#name").fill(CLERK.name);
  await page.locator("#password").fill(CLERK.password);
  if (isFirst) await page.locator("#repeated").fill(CLERK.password);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Schalter 1/ }).waitFor();
  return page;
}

/**
 * A colleague with an account and a browser of their own: an admin makes it, and whoever has the link chooses
 * a password. `open` is the admin's; so is the answer's, of the new one.
 */
export async function joins({ contextOf, open, see = async () => {} }, { name, role }) {
  const accounts = await open("/accounts");
  await reaches(accounts, "#name");
  await accounts.keyboard.type(name);
  await accounts.locator("#role").selectOption(role);
  await reaches(accounts, "form[action='/accounts'] button");
  await accounts.keyboard.press("Enter");
  const link = await accounts.locator("#link").inputValue();
  await see(accounts, "account-made");
  const base = new URL(accounts.url()).origin;
  await accounts.close();

  const context = await contextOf({});
  const page = await context.newPage();
  await page.goto(base + new URL(link, base).pathname);
  await page.locator("#password").fill(CLERK.password);
  await page.locator("#repeated").fill(CLERK.password);
  await see(page, "invitation");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/login");
  await see(page, "login");
  await page.locator("#name").fill(name);
  await page.locator("#password").fill(CLERK.password);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Abmelden" }).waitFor();
  return { context, page, open: opens(context, base) };
}

/** Opens pages of the hub in somebody's browser. */
export const opens = (context, base) => async (path) => {
  const page = await context.newPage();
  await page.goto(new URL(path, base).href);
  return page;
};

export async function press(page, key) {
  await page.waitForTimeout(SETTLE_MS);
  await page.keyboard.press(key);
}

/** Tabs to a place, as somebody without a mouse does. */
export async function reaches(page, selector) {
  await page.locator(selector).first().waitFor();
  // htmx gives what it has just shown its buttons, and the focus that [autofocus] asks for, a moment later.
  await page.locator(".htmx-added, .htmx-settling").first().waitFor({ state: "detached" });
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${selector} is not reached by keyboard on ${page.url()}`);
}

export async function isAccessible(page, name) {
  // By the debugger's door, which the content security policy does not close.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (tags) => {
    // What WCAG 2.2 added (the size of what is pressed) axe-core looks at only when it is asked to.
    const added = window.axe.getRules(tags).map(({ ruleId }) => [ruleId, { enabled: true }]);
    if (added.length === 0) throw new Error(`axe-core knows no rule of ${tags}`);
    return (await window.axe.run(document, { rules: Object.fromEntries(added) })).violations;
  }, WCAG_22);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n  ")}`);
  assert.deepEqual(found, [], `axe-core on ${name}`);
}

/** A page of a browser without script, once more in one with script: axe-core needs it to look around. */
export async function retold(page, context) {
  const [body, address] = [await page.content(), page.url()];
  const again = await context.newPage();
  await again.setViewportSize(page.viewportSize());
  await again.route(address, (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }));
  await again.goto(address);
  return again;
}

/** Whether nobody scrolls sideways in a window of this size. It stays as large. */
export async function fits(page, size, name) {
  await page.setViewportSize(size);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= size.width, `${name} is ${wide} pixels wide in a window of ${size.width}`);
}

/** Nobody scrolls sideways: on the narrowest screens, and with everything twice as large. */
export async function fitsEverywhere(page, name) {
  const usual = page.viewportSize();
  const twiceAsLarge = { width: Math.floor(usual.width / 2), height: Math.floor(usual.height / 2) };
  for (const size of [NARROWEST, twiceAsLarge]) {
    // A phone twice as large is 180 pixels wide, which no guideline asks for.
    if (size.width >= NARROWEST.width) await fits(page, size, name);
  }
  await page.setViewportSize(usual);
}
