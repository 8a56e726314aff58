// A visitor draws a number, a clerk calls it, and it is on the wall: through all four doors.
import { spawnSync } from "node:child_process";
import assert from "node:assert/strict";
import { logIn } from "./pages.mjs";
import { GERMAN, changed, drawn, remember, touch } from "./screens.mjs";

// Where a finger meets the kiosk's screens, as shares of their width and height.
const TOUCHES = [
  ["german", GERMAN],
  ["draw-a-number", [0.5, 0.29]],
  ["first-service", [0.5, 0.22]],
  ["wait-now", [0.5, 0.37]],
];

// As long as slips.css lets the paper move, and a little more: for the picture alone.
const SLIP_COMES_OUT_MS = 2_000;

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
  const frame = await (await kiosk.waitForSelector("[data-screen]")).contentFrame();
  const screen = await drawn(frame);
  await picture(kiosk, "3-kiosk");
  for (const [name, place] of TOUCHES) {
    await remember(frame);
    await touch(screen, place);
    await changed(frame);
    await picture(kiosk, `3-kiosk-${name}`);
  }

  const slip = kiosk.locator(".slip img").first();
  await slip.waitFor();
  await kiosk.waitForTimeout(SLIP_COMES_OUT_MS);
  await picture(kiosk, "4-kiosk-with-slip");
  const phone = await context.browser().newContext({ locale: "de-DE", viewport: { width: 390, height: 844 } });
  const status = await phone.newPage();
  await status.goto(await statusUrlOf(slip));
  const number = (await status.getByText(/^[A-Z]\d{3}$/).first().textContent()).trim();
  await picture(status, "5-status-waiting");
  await speaksInto(status);
  await status.getByRole("button", { name: "Den Aufruf vorlesen" }).click();
  await status.getByText("Ihr Telefon liest den Aufruf vor").scrollIntoViewIfNeeded();
  await picture(status, "5-status-speaks");

  const clerk = await logIn(context, url);
  await clerk.getByRole("link", { name: /Schalter 1/ }).click();
  await clerk.getByText(number).first().waitFor();
  await picture(clerk, "6-clerk-list");
  await remember(display);
  await clerk.keyboard.press("n");
  await clerk.locator(".at-counter__number", { hasText: number }).waitFor();
  await picture(clerk, "7-clerk-called");

  await changed(display);
  await picture(display, "8-display-called");

  await status.getByText(/Schalter 1/).first().waitFor();
  await picture(status, "9-status-called");
  assert.deepEqual(await phone.cookies(), [], "the status page sets no cookie");
  assert.deepEqual(await status.evaluate(() => window.spoken), [
    ["de", "Ihr Telefon liest den Aufruf vor, solange diese Seite offen ist."],
    ["de", `Nummer ${number[0]} ${Number(number.slice(1))}, bitte Schalter 1.`],
  ]);

  const door = await opened("status");
  await door.locator("input[name=code]").waitFor();
  await picture(door, "10-status-door");

  async function opened(door) {
    const [page] = await Promise.all([
      context.waitForEvent("page"),
      lobby.locator(`[data-door="${door}"]`).click(),
    ]);
    await page.waitForLoadState("domcontentloaded");
    return page;
  }
}

/** What the page says from now on is kept in `window.spoken`: browsers of build servers have no voice. */
async function speaksInto(page) {
  await page.evaluate(() => {
    window.spoken = [];
    window.speechSynthesis.speak = (said) => window.spoken.push([said.lang, said.text]);
  });
}

/** The address in the QR code of a printed slip, read by a program that knows nothing of ours. */
async function statusUrlOf(slip) {
  const png = Buffer.from(
    await slip.evaluate(async (image) => Array.from(new Uint8Array(await (await fetch(image.src)).arrayBuffer()))),
  );
  const read = spawnSync("zbarimg", ["--quiet", "--raw", "-"], { input: png });
  assert.equal(read.status, 0, `zbarimg finds a code on the slip: ${read.stderr}`);
  // Upper case on paper, where it keeps the code coarse.
  const code = read.stdout.toString().trim();
  assert.match(code, /^HTTP:\/\/[A-Z0-9.:-]+\/T\/[A-Z0-9]+\/[A-Z-]+$/);
  return code;
}
