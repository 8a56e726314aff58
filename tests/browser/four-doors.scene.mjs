// A visitor draws a number, a clerk calls it, and it is on the wall: through all four doors.
import assert from "node:assert/strict";
import { changed, drawn, remember, touch } from "./screens.mjs";

// Where a finger meets the first service on the kiosk's first screen, as shares of the screen.
const FIRST_SERVICE = [0.5, 0.3];

const CLERK = { name: "Erika Muster", password: "ein langes Passwort fuer den Test" };

export default async function fourDoors({ context, url, picture }) {
  const lobby = await context.newPage();
  await lobby.goto(url);
  const doors = await lobby.locator("[data-door]").evaluateAll((links) => links.map((link) => link.dataset.door));
  assert.deepEqual(doors.sort(), ["clerk", "display", "kiosk", "status"]);
  await picture(lobby, "1-four-doors");

  const display = await opened("display");
  await drawn(display);
  await picture(display, "2-display-nobody-called");

  const kiosk = await opened("kiosk");
  const screen = await drawn(kiosk);
  await picture(kiosk, "3-kiosk");
  await remember(kiosk);
  await touch(screen, FIRST_SERVICE);
  await changed(kiosk);

  const slip = kiosk.locator("[data-slip]").first();
  await slip.waitFor();
  await picture(kiosk, "4-kiosk-with-slip");
  const number = await slip.getAttribute("data-slip");
  assert.match(number, /^[A-Z]\d{3}$/, "the slip says its number");

  const clerk = await opened("clerk");
  await becomeClerk(clerk);
  await clerk.getByRole("link", { name: /Schalter 1/ }).click();
  await clerk.getByText(number).first().waitFor();
  await picture(clerk, "5-clerk-list");
  await remember(display);
  await clerk.keyboard.press("n");
  await clerk.locator(".at-counter__number", { hasText: number }).waitFor();
  await picture(clerk, "6-clerk-called");

  await changed(display);
  await picture(display, "7-display-called");

  const status = await opened("status");
  await status.getByText(number).first().waitFor();
  await status.getByText(/Schalter 1/).first().waitFor();
  await picture(status, "8-status-called");
  assert.deepEqual(await context.cookies(status.url()).then(ofStatus), [], "the status page sets no cookie");

  async function opened(door) {
    const page = await context.newPage();
    await page.goto(url);
    await page.locator(`[data-door="${door}"]`).click();
    await page.waitForLoadState("domcontentloaded");
    return page;
  }
}

/** Sets the first account up through the one-time link, or logs in. */
async function becomeClerk(page) {
  await page.locator("#password").waitFor();
  const isFirst = (await page.locator("#repeated").count()) > 0;
  await page.locator("#name").fill(CLERK.name);
  await page.locator("#password").fill(CLERK.password);
  if (isFirst) await page.locator("#repeated").fill(CLERK.password);
  await page.keyboard.press("Enter");
}

/** Cookies that the status page could have set; the clerk's own login is not its. */
function ofStatus(cookies) {
  return cookies.filter((cookie) => cookie.path.startsWith("/T"));
}
