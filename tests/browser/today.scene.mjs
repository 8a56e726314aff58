// A day that goes otherwise than planned: a visitor is sent on to another site, and the supervisor changes
// contingents, the hour of closing, the notices and what a counter serves. By keyboard alone, and axe-core
// finds nothing to complain about in any state.
import assert from "node:assert/strict";
import { SETTLE_MS, fits, isAccessible, logIn, press, reaches } from "./pages.mjs";
import { GERMAN, coloured, drawn, touch } from "./screens.mjs";

const PHONE = { width: 360, height: 800 };

// Each on the amber that its own theme has for them, and an emergency on red.
const NOTICES = [
  { place: "kiosk", words: "Heute bitte nur mit Ausweis ziehen.", colour: [0xff, 0xf0, 0xc2] },
  { place: "display", words: "Das Standesamt ist heute im Saal 2.", colour: [0xff, 0xf3, 0xcf] },
  { place: "emergency", words: "Bitte verlassen Sie das Haus.", colour: [0x7d, 0x0b, 0x14], on: "display" },
];

/** The same town has a second house. */
export const alsoInTown = `
[[site]]
id = "nordstadt"
town = "Stadt Musterstadt"
office = "Bürgerbüro Nord"
day_starts = "00:00"
day_ends = "24:00"
[site.hours]
monday = ["00:00-23:58"]
tuesday = ["00:00-23:58"]
wednesday = ["00:00-23:58"]
thursday = ["00:00-23:58"]
friday = ["00:00-23:58"]
saturday = ["00:00-23:58"]
sunday = ["00:00-23:58"]
[[site.zone]]
letter = "N"
name = "Zulassung Nord"
place = "Nordstraße 12, Erdgeschoss"
[[site.service]]
id = "kfz"
name = "Fahrzeug anmelden oder abmelden"
zone = "N"
[[site.counter]]
id = "11"
`;

export default async function today({ context, url, picture }) {
  const choose = await logIn(context, url);
  const base = new URL(choose.url()).origin;
  const open = async (address) => {
    const page = await context.newPage();
    await page.goto(new URL(address, base).href);
    return page;
  };
  const see = async (page, name) => {
    await isAccessible(page, name);
    await picture(page, `today-${name}`);
  };
  await see(choose, "1-choose-with-sites");
  await sendsOn(open, context, see);

  const hall = await open("/supervisor");
  await hall.getByRole("heading", { name: "Nur für heute ändern" }).waitFor();
  await see(hall, "5-supervisor");
  await changesContingents(hall, see);
  await closesEarly(hall, open, see);
  for (const notice of NOTICES) {
    await saysSomething(hall, await open(`${url}/screens/${notice.on ?? notice.place}`), notice, see, picture);
  }
  await assigns(hall, open, see);
  await fits(hall, PHONE, "the supervisor's page");
  await see(hall, "14-narrow");
  await ringsFromNoCounter(open, see);
}

/** To the house in the north: with a new number there, and a slip that shows the way. */
async function sendsOn(open, context, see) {
  const infopoint = await open("/infopoint");
  await reaches(infopoint, "#service");
  await infopoint.keyboard.type("Fahrzeug");
  await reaches(infopoint, "form[action$='/draw'] button");
  await infopoint.keyboard.press("Enter");
  const number = (await infopoint.locator("#drawn").textContent()).match(/[A-Z]\d{3}/)[0];
  await infopoint.close();

  const desk = await open("/desk/4");
  await desk.locator(`#call-${number}`).waitFor();
  await press(desk, "n");
  await desk.locator(".at-counter__number", { hasText: number }).waitFor();
  await press(desk, "w");
  await desk.locator("dialog[open] #to").waitFor();
  // The other house stands below everything of this one.
  await desk.keyboard.press("End");
  assert.equal(await desk.locator("#to").inputValue(), "site:nordstadt:kfz");
  await reaches(desk, "#note");
  await desk.keyboard.type("Kennzeichen liegen bei");
  await see(desk, "2-transfer-to-another-site");
  await reaches(desk, "dialog button");
  await desk.keyboard.press("Enter");
  await desk.locator(".at-counter__moved", { hasText: "Bürgerbüro Nord" }).waitFor();
  await see(desk, "3-sent-on");
  await reaches(desk, "#moved-slip");
  const [slip] = await Promise.all([context.waitForEvent("page"), desk.keyboard.press("Enter")]);
  await slip.getByText("Bitte gehen Sie zum Standort").waitFor();
  await slip.getByText("N001").waitFor();
  await see(slip, "4-slip-with-the-way");
  await slip.close();
  await desk.close();

  const north = await open("/at/nordstadt/desk/11");
  // There is a note to be read before the call.
  await north.locator("#look-N001").waitFor();
  await press(north, "n");
  await north.getByText("Kennzeichen liegen bei").waitFor();
  await see(north, "4-there");
  await north.close();
}

async function changesContingents(page, see) {
  const [ofService, ofZone] = [page.locator("[aria-labelledby=services]"), page.locator("[aria-labelledby=zones]")];
  const change = async (of, count) => {
    await reaches(page, "#of");
    await page.keyboard.type(of);
    await types(page, "#contingent", count);
    await submits(page, "#contingent");
  };
  await change("Personal", "40");
  await ofService.getByText("0 von 40 (heute)").waitFor();
  await change("Wartebereich K", "25");
  await ofZone.getByText("von 25 (heute)").waitFor();
  await page.getByText("gibt es heute höchstens 25 Nummern").waitFor();
  await see(page, "6-contingents");
  await change("Personal", "");
  await ofService.getByText("(heute)").waitFor({ state: "detached" });
  await change("Wartebereich K", "");
  await ofZone.getByText("(heute)").waitFor({ state: "detached" });
}

/** The last minute of the day; the house in the north is closed by then, and says so. */
async function closesEarly(page, open, see) {
  const north = await open("/at/nordstadt/supervisor");
  await typesHour(north, "23:59", ["2359", "1159PM"]);
  await submits(north, "#early");
  await north.locator("#notice .kern-alert").waitFor();
  await see(north, "7-closes-when-it-is-closed");
  await north.close();

  const zones = page.locator("[aria-labelledby=zones]");
  await typesHour(page, "23:59", ["2359", "1159PM"]);
  await submits(page, "#early");
  await zones.getByText("früher als geplant").waitFor();
  await see(page, "8-closes-early");
  await typesHour(page, "", [""]);
  await submits(page, "#early");
  await zones.getByText("früher als geplant").waitFor({ state: "detached" });
}

/** Hours are typed as the browser's own language writes them, which is not the page's. */
async function typesHour(page, hour, writings) {
  for (const keys of writings) {
    await reaches(page, "#early");
    // It is two fields in one, or three: hours, minutes, and perhaps the half of the day.
    for (const key of ["ArrowLeft", "ArrowLeft", "Delete", "ArrowRight", "Delete", "ArrowRight", "Delete"]) {
      await page.keyboard.press(key);
    }
    for (const key of ["ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
    await page.keyboard.type(keys);
    const isWhole = await page.locator("#early").evaluate((field) => !field.validity.badInput);
    if (isWhole && (await page.locator("#early").inputValue()) === hour) return;
  }
  assert.fail(`the hour of closing could not be set to "${hour}"`);
}

/** A sentence that everybody reads at once, and that is taken away again. */
async function saysSomething(hall, screen, { place, words, colour }, see, picture) {
  const zones = hall.locator("[aria-labelledby=zones]");
  for (const [said, isThere] of [[words, true], ["", false]]) {
    await hall.bringToFront();
    await types(hall, `#notice-${place}`, said);
    await submits(hall, `#notice-${place}`);
    await zones.getByText(words).waitFor({ state: isThere ? "visible" : "detached" });
    await see(hall, `9-notice-at-${place}${isThere ? "" : "-gone"}`);
    await screen.bringToFront();
    const canvas = await drawn(screen);
    // The kiosk asks for a language first.
    if (place === "kiosk" && isThere) await touch(canvas, GERMAN);
    await coloured(screen, colour, isThere);
    await picture(screen, `today-10-${place}-says${isThere ? "" : "-nothing"}`);
  }
  await screen.close();
  await hall.bringToFront();
}

/** A counter that serves one thing alone today. */
async function assigns(page, open, see) {
  const ofCounters = page.locator("[aria-labelledby=counters]");
  const assign = async (ticks) => {
    await reaches(page, "#assigned");
    await page.keyboard.type("2");
    if (ticks) {
      await reaches(page, "#assign-2");
      await page.keyboard.press("Space");
    }
    await submits(page, "#assigned");
  };
  await assign(true);
  await page.getByText("Schalter 2 bedient heute nur").waitFor();
  await ofCounters.getByText("(heute)").waitFor();
  await see(page, "12-assigned");
  const two = await open("/desk/2");
  await see(two, "13-counter-with-one-service");
  await two.close();
  await assign(false);
  await ofCounters.getByText("(heute)").waitFor({ state: "detached" });
}

/** Somebody who is at no counter, on whatever page: the page says who comes. */
async function ringsFromNoCounter(open, see) {
  const page = await open("/statistics");
  await reaches(page, "#ring");
  await press(page, "Enter");
  await page.getByText("Ihr Notruf läuft.").waitFor();
  await see(page, "15-bell");
  const hall = await open("/supervisor");
  await hall.locator(".bell[data-bell]").waitFor();
  await see(hall, "16-bell-in-the-hall");
  await reaches(hall, ".bell[data-bell] button");
  await press(hall, "Enter");
  await page.getByText("Zu Ihnen unterwegs").waitFor();
  await see(page, "17-bell-answered");
  await reaches(page, "main form button");
  await press(page, "Enter");
  await page.getByText("Gerade läuft kein Notruf von Ihnen.").waitFor();
  await see(page, "18-bell-over");
}

/** Fills a field in anew. */
async function types(page, selector, text) {
  await reaches(page, selector);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.keyboard.type(text);
}

/** Presses the button of the form a field is in. */
async function submits(page, selector) {
  const button = `form:has(${selector}) button`;
  await reaches(page, button);
  const [answer] = await Promise.all([page.waitForResponse(/\/hall$/), press(page, "Enter")]);
  await answer.finished();
  await page.waitForTimeout(SETTLE_MS);
  const hasFocus = await page.evaluate((button) => document.activeElement.matches(button), button);
  assert.ok(hasFocus, `whoever presses ${button} goes on from there`);
}
