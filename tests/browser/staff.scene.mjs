// The telephone rings: a clerk books for two people, finds them again, prints, checks in, moves and cancels, and
// whoever leads enters that somebody is away, after a look at what becomes of their appointments, and changes what
// the office offers, after another look. By keyboard alone; axe-core finds nothing to complain about in any state,
// and no page is scrolled sideways.
import assert from "node:assert/strict";
import { fitsEverywhere, isAccessible, logIn, reaches } from "./pages.mjs";

export const writesLetters = true;

const TODAY = { name: "Erika Mustermann", phone: "06203 123-45" };
// Appointments begin every so often, and whoever fills in a form takes so long at most.
const STEP_MS = 5 * 60_000;
const FILLED_IN_MS = 30_000;
const LATER = { name: "Hans-Peter Möllenbrück-Oberschlächter", mail: "hans-peter@haus.example" };

export default async function staff({ context, url, mailbox, picture }) {
  const page = await logIn(context, url);
  let seen = 0;
  const see = async (name, shown = page) => {
    await isAccessible(shown, name);
    await fitsEverywhere(shown, name);
    seen += 1;
    await picture(shown, `staff-${String(seen).padStart(2, "0")}-${name}`);
  };
  const story = { page, context, mailbox, see };

  await follows(page, 'nav.who a[href$="/bookings"]', "#list");
  await see("nobody-yet");
  const today = await booksToday(story);
  const later = await booksForLater(story);
  await findsAgain(story, today, later);
  await printsAndChecksIn(story, today);
  await enterAnAbsence(story, later);
  await movesAndCancels(story, later);
  await changesTheOffer(story);
}

/** The next time there is, for somebody who stands there with a mobile telephone. */
async function booksToday({ page, see }) {
  // The next time there is would be over before the form is filled in.
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < FILLED_IN_MS) await page.waitForTimeout(left + 1_000);
  await follows(page, 'a[href$="/bookings/new"]', "#service");
  await see("new");
  await asksFor(page, "Personal");
  await see("times");
  await follows(page, ".times .time", "#name");
  await see("who");
  await follows(page, "form.panel button", "#name-mistake");
  await types(page, "#phone", "keine");
  await follows(page, "form.panel button", "#phone-mistake");
  await see("who-mistakes");
  await types(page, "#name", TODAY.name);
  await types(page, "#phone", TODAY.phone);
  await follows(page, "form.panel button", ".kern-alert--success");
  await see("booked");
  return ofPage(page);
}

/** Some days ahead: whoever has no mouse jumps to the day. */
async function booksForLater({ page, mailbox, see }) {
  await follows(page, '#acts ~ .ways a[href*="/bookings/new"]', "#service");
  await asksFor(page, "Personal");
  await reaches(page, ".bookings__jumps li:nth-child(3) a");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const chosen = page.locator(".day:nth-of-type(3) .time").first();
  assert.ok(await chosen.evaluate((time) => time === document.activeElement), "the first time of the third day");
  await see("times-of-a-day");
  await page.keyboard.press("Enter");
  await types(page, "#name", LATER.name);
  await types(page, "#mail", "hans-peter@");
  await follows(page, "form.panel button", "#mail-mistake");
  assert.equal(await page.locator("#name").inputValue(), LATER.name, "what was right is kept");
  await types(page, "#mail", LATER.mail);
  await reaches(page, "#language");
  // One letter: what a list is sought by comes from the keys, and a "ü" has none here.
  await page.keyboard.type("T");
  await follows(page, "form.panel button", ".kern-alert--success");
  await see("booked-with-mail");
  const letter = await mailbox.receives(LATER.mail);
  assert.match(letter.html, /lang="tr"/);
  return ofPage(page);
}

async function findsAgain({ page, see }, today, later) {
  await follows(page, 'nav.who a[href$="/bookings"]', "#list");
  await page.locator(`#open-${today.id}`).waitFor();
  await see("day");
  const seeks = async (words) => {
    await types(page, "#q", words);
    await reaches(page, "[role=search] button");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  };
  await seeks("möllen");
  await page.locator(`#open-${later.id}`).waitFor();
  assert.equal(await page.locator(`#open-${today.id}`).count(), 0);
  await see("found-by-name");
  await seeks("Elefant");
  await page.getByText("Dazu gibt es keinen Termin.").waitFor();
  await see("found-nothing");
  await seeks(today.clock);
  await page.locator(`#open-${today.id}`).waitFor();
  await see("found-by-time");
  await seeks(later.code.toLowerCase());
  await page.locator("#visitor").waitFor();
  assert.equal(new URL(page.url()).pathname, later.path, "a code leads to its booking");
  await see("found-by-code");
}

async function printsAndChecksIn({ page, context, see }, today) {
  await follows(page, 'nav.who a[href$="/bookings"]', "#list");
  await follows(page, `#open-${today.id}`, "#acts");
  await reaches(page, 'a[href$="/slip"]');
  const [slip] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("Enter")]);
  await slip.locator(".qr").waitFor();
  assert.ok(!(await slip.content()).includes("Mustermann"), "paper is left lying about");
  await see("slip", slip);
  // As it comes out of the printer of the browser.
  await slip.emulateMedia({ media: "print" });
  await see("slip-on-paper", slip);
  await slip.close();

  await page.bringToFront();
  await follows(page, 'form[action$="/check-in"] button', 'a[href*="/infopoint/slip"]');
  await see("checked-in");
  await follows(page, "main > p > a", "#list");
  await page.getByText("angemeldet").first().waitFor();
  await see("day-checked-in");
}

/** Whoever is away has an appointment that another one takes over. */
async function enterAnAbsence({ page, see }, later) {
  await follows(page, 'a[href$="/absences"]', "#whom");
  await see("absences");
  await follows(page, 'form[action$="/look"] button', "#whom-mistake");
  await see("absences-mistakes");
  await reaches(page, "#whom");
  await page.keyboard.type(later.with);
  await typesDay(page, "#from-day", later.day);
  await follows(page, 'form[action$="/look"] button', "#moves");
  await page.getByText("Wird übernommen: 1").waitFor();
  await see("absence-look");
  await follows(page, "main form.stack button", ".kern-alert--success");
  await see("absence-saved");
  await follows(page, "[id^=withdraw-]", "text=Zurzeit ist niemand als abwesend eingetragen.");
  await see("absence-withdrawn");
}

async function movesAndCancels({ page, mailbox, see }, later) {
  await page.goto(new URL(later.path, page.url()).href);
  // That somebody else takes over was told at once.
  await mailbox.receives(LATER.mail);
  await follows(page, 'a[href$="/move"]', "#days");
  await see("other-times");
  await reaches(page, ".bookings__jumps li:nth-child(4) a");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("#sure").waitFor();
  await see("move-sure");
  await follows(page, "form:has(#sure) button", "#acts");
  await see("moved");
  const moved = await mailbox.receives(LATER.mail);
  assert.match(moved.files[0].text, /SEQUENCE:2/);

  await follows(page, 'a[href$="/cancel"]', "#sure");
  await see("cancel-sure");
  await follows(page, "form:has(#sure) button", "#acts");
  assert.equal(await page.locator('#acts ~ .ways a[href$="/cancel"]').count(), 0);
  await see("cancelled");
  const cancelled = await mailbox.receives(LATER.mail);
  assert.match(cancelled.files[0].text, /STATUS:CANCELLED/);
}

/** A service takes longer, somebody new has appointments, and the office is closed one day. */
async function changesTheOffer({ page, see }) {
  const saves = async (version) => {
    await follows(page, 'form:has([name="draft"]) button', `text=Es gilt Fassung ${version}.`);
  };
  await follows(page, 'nav.who a[href$="/offer"]', "#services");
  await see("offer");
  await follows(page, 'a[href$="/services/ausweis"]', "#minutes");
  await see("offer-service");
  await types(page, "#minutes", "zehn");
  await follows(page, "form.stack button", "#minutes-mistake");
  await see("offer-service-mistake");
  await types(page, "#minutes", "15");
  await follows(page, "form.stack button", "#changes");
  await see("offer-look");
  await saves(2);
  await see("offer-changed");
  await follows(page, 'a[href$="/versions/2"]', "text=Sie gilt jetzt.");
  await see("offer-version");
  await follows(page, 'nav.who a[href$="/offer"]', "#services");

  await follows(page, 'a[href$="/offer/pools"]', "#pools");
  await see("offer-pools");
  await follows(page, 'a[href$="/pools/buergerbuero"]', "#seats");
  await see("offer-pool");
  await types(page, "#seats", "dreihundert");
  await follows(page, "form.stack button", "#seats-mistake");
  await see("offer-pool-mistake");
  await follows(page, 'a[href$="/offer/pools"]', "#pools");
  await follows(page, 'a[href$="/new-resource"]', "#id");
  await see("offer-resource");
  await types(page, "#id", "Frau Meier");
  await follows(page, "form.stack button", "#id-mistake");
  await see("offer-resource-mistake");
  await follows(page, 'nav.who a[href$="/offer"]', "#services");

  await follows(page, 'a[href$="/offer/rules"]', "#land");
  await see("offer-rules");
  await types(page, "#people-max", "niemand");
  await follows(page, "form.stack button", "#people-max-mistake");
  await see("offer-rules-mistake");
  await types(page, "#people-max", "40");
  await follows(page, "form.stack button", "#changes");
  await saves(3);

  await follows(page, 'a[href$="/hours"]', "#weekly");
  await see("offer-hours");
  await types(page, "#friday", "8 bis 12");
  await follows(page, "form.stack button", "#friday-mistake");
  await see("offer-hours-mistake");
  await types(page, "#friday", "08:00-12:00");
  await follows(page, "form.stack button", "#changes");
  await saves(4);
  await follows(page, 'a[href$="/hours"]', "#weekly");
  await follows(page, 'nav[aria-label="Wessen Zeiten"] a:nth-child(2)', "#series");
  await see("offer-hours-of-pool");
  await follows(page, 'a[href$="/closures"]', "#closure-0-name");
  await types(page, "#closure-0-name", "Betriebsausflug");
  await follows(page, "form.stack button", "[id$=-mistake]");
  await see("offer-closures-mistake");
}

/** Tabs to a link or button, presses it, and waits for what comes. */
async function follows(page, selector, comes) {
  await reaches(page, selector);
  await page.keyboard.press("Enter");
  await page.locator(comes).first().waitFor();
}

/** Chooses a matter, and has its free times shown. */
async function asksFor(page, matter) {
  await reaches(page, "#service");
  await page.keyboard.type(matter);
  await follows(page, "form.panel button", "#days");
}

async function types(page, selector, text) {
  await reaches(page, selector);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.keyboard.type(text);
}

/** Days are typed as the browser's own language writes them, which is not the page's. */
async function typesDay(page, selector, day) {
  const [year, month, date] = day.split("-");
  for (const keys of [date + month + year, month + date + year]) {
    await reaches(page, selector);
    for (const key of ["ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
    await page.keyboard.type(keys);
    if ((await page.locator(selector).inputValue()) === day) return;
  }
  assert.fail(`the day could not be set to ${day}`);
}

/** What is known of the booking on the screen. */
async function ofPage(page) {
  const path = new URL(page.url()).pathname;
  const of = (label) => page.locator(`.facts div:has(dt:text-is("${label}")) dd`).first().textContent();
  const heading = await page.locator("h1").textContent();
  const [, date, month, year] = heading.match(/(\d+)\. (\S+) (\d{4})/) ?? [];
  const months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember"];
  const two = (number) => String(number).padStart(2, "0");
  return {
    path,
    id: path.split("/").pop(),
    code: await page.locator(".bookings__code strong").textContent(),
    clock: heading.match(/(\d{2}:\d{2}) Uhr/)[1],
    day: `${year}-${two(months.indexOf(month) + 1)}-${two(date)}`,
    with: (await of("Bei")).trim(),
  };
}
