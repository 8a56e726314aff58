// A morning with three clerks, an infopoint and a supervisor, each with an account and a browser of their own,
// and the admin who made the accounts. Every act is reached by keyboard, and axe-core finds nothing to
// complain about on any page and in any state.
import assert from "node:assert/strict";
import { SETTLE_MS, fits, isAccessible, joins, logIn, opens, press, reaches, retold } from "./pages.mjs";

// Longer than two signs of life that do not come, and the three seconds between two tries.
const LOST_MS_MAX = 25_000;
const PHONE = { width: 360, height: 800 };
const TELEVISION = { width: 1920, height: 1080 };

export default async function morning({ context, contextOf, url, town, picture }) {
  const first = await logIn(context, url);
  const base = new URL(first.url()).origin;
  const see = async (page, name) => {
    await isAccessible(page, name);
    await picture(page, `morning-${name}`);
  };
  await see(first, "1-choose");
  const admin = { contextOf, open: opens(context, base) };
  await seesWhatAdminsSee(admin, contextOf, base, see);
  const seeNew = (page, name) => see(page, `1-${name}`);
  const petra = await joins({ ...admin, see: seeNew }, { name: "Petra Brandt", role: "clerk" });
  const jonas = await joins(admin, { name: "Jonas Weber", role: "clerk" });
  const ayse = await joins(admin, { name: "Ayşe Kaya", role: "clerk" });
  const point = await joins(admin, { name: "Olga Petrowa", role: "infopoint" });
  const leads = await joins(admin, { name: "Hans Albrecht", role: "supervisor" });

  const one = await petra.open("/desk/1");
  await isFree(one);
  await see(one, "2-empty");

  const infopoint = await point.open("/infopoint");
  await see(infopoint, "3-infopoint");
  const plain = await draws(infopoint, {});
  const withRemark = await draws(infopoint, { remark: "Bitte langsam sprechen" });
  const group = await draws(infopoint, { persons: "3", need: "step-free" });
  const last = await draws(infopoint, {});
  await see(infopoint, "4-infopoint-drawn");
  await readsTheirPage(infopoint, point.open, see);
  const slip = await point.open(`/infopoint/slip?number=${plain}&again=true`);
  await slip.getByText("Zweitschrift").waitFor();
  await see(slip, "5-slip");
  await goesHome(infopoint, base, contextOf, see);

  await one.locator(`#call-${plain}`).waitFor();
  await see(one, "6-waiting");
  const wall = await isWatchedOnTelevision(base, contextOf, see);
  await asksOnce(one, "n", () => shows(one, plain));
  await see(one, "7-called");
  await wall.locator(".is-new").getByRole("rowheader", { name: plain }).waitFor();
  await wall.locator(".is-new").waitFor({ state: "detached" });
  await see(wall, "7-wall");
  await asksOnce(one, "r", () => one.getByText("1-mal nachgerufen").waitFor());
  await asksOnce(one, "a", () => one.getByText("Im Gespräch seit").waitFor());
  await see(one, "8-serving");
  await isAskedBeforeLeaving(petra.open, see);
  await transfersAndTakesBack(one, plain, see);
  await parksAndTakesBack(one, plain, see);

  const two = await jonas.open("/desk/2");
  await looksAndReleases(two, { withRemark, next: last }, see);
  const three = await ayse.open("/desk/3");
  await missesOne(three, withRemark, see);
  await needsAreConditions(two, group);

  await changes(infopoint, group, see);
  await voids(infopoint, see);
  await typesAhead(two, [await draws(infopoint, {}), await draws(infopoint, {})]);
  await saysHowItWas(infopoint, contextOf, base, see);
  await rings(one, two, see);
  const hall = await leads.open("/supervisor");
  await hall.getByRole("heading", { name: "Wartezeiten heute", exact: true }).waitFor();
  await see(hall, "20-supervisor");
  await reaches(hall, "#zone-K");
  await press(hall, "Enter");
  await hall.getByText("nimmt niemanden an").waitFor();
  await losesTheHub(town, { desk: three, wall }, see);
  await fits(wall, PHONE, "a wall");
  await isReadable(one, see);
  await figuresAndJournal(leads.open, admin.open, see);
}

/** Accounts, devices, the own telephone, and the first page, as somebody sees it who is not logged in. */
async function seesWhatAdminsSee({ open }, contextOf, base, see) {
  for (const [path, name] of [
    ["/", "home-known"],
    ["/accounts", "accounts"],
    ["/account", "account"],
    ["/account/second-factor", "second-factor"],
    ["/devices", "devices"],
  ]) {
    const page = await open(path);
    await see(page, `1-${name}`);
    await fits(page, PHONE, path);
    await page.close();
  }
  const devices = await open("/devices");
  await reaches(devices, "#id");
  await devices.keyboard.type("hof");
  await reaches(devices, "form[action='/devices'] button");
  await devices.keyboard.press("Enter");
  await devices.locator("#token").waitFor();
  await see(devices, "1-device-made");
  await devices.close();
  const nobody = await contextOf({});
  const home = await opens(nobody, base)("/");
  await see(home, "1-home");
  await nobody.close();
}

/** On a phone without script: whoever does not want to wait any longer gives the number up. */
async function goesHome(infopoint, base, contextOf, see) {
  await draws(infopoint, {});
  const link = infopoint.getByRole("link", { name: "Statusseite ansehen" });
  const plain = await contextOf({ javaScriptEnabled: false, viewport: PHONE });
  const page = await opens(plain, base)(await link.getAttribute("href"));
  const again = await contextOf({ viewport: PHONE });
  const sees = async (name) => {
    const retelling = await retold(page, again);
    await see(retelling, name);
    await retelling.close();
  };
  await page.getByRole("link", { name: "Ich möchte nicht mehr warten" }).click({ force: true });
  await page.getByText("Möchten Sie wirklich nicht mehr warten?").waitFor();
  await sees("5-leave");
  await page.getByRole("button", { name: "Ja, Nummer abgeben" }).click({ force: true });
  await page.getByText("Diese Nummer gilt nicht mehr.").waitFor();
  await sees("5-left");
  await plain.close();
  await again.close();
}

/** Two keys in one go are two acts, one after the other; the same key twice is one. */
async function typesAhead(page, [number, next]) {
  await page.locator(`#call-${next}`).waitFor();
  await page.waitForTimeout(SETTLE_MS);
  for (const key of ["n", "n", "a"]) await page.keyboard.press(key);
  await shows(page, number);
  await page.getByText("Im Gespräch seit").waitFor();
  await page.waitForTimeout(SETTLE_MS);
  for (const key of ["f", "f", "n", "a"]) await page.keyboard.press(key);
  await shows(page, next);
  await page.getByText("Im Gespräch seit").waitFor();
  await press(page, "f");
  await isFree(page);
}

/** The visitor's page, in the language of the browser and in one that is written from right to left. */
async function readsTheirPage(infopoint, open, see) {
  const link = infopoint.getByRole("link", { name: "Statusseite ansehen" });
  const page = await open(await link.getAttribute("href"));
  await see(page, "4-status");
  const arabic = page.getByRole("link", { name: "العربية" });
  await arabic.focus();
  await page.keyboard.press("Enter");
  await page.locator('html[dir="rtl"]').waitFor();
  await see(page, "4-status-arabic");
  await page.close();
}

/** Whose visit is over chooses a face with the keys and says a sentence; without a face nothing is sent. */
async function saysHowItWas(infopoint, contextOf, base, see) {
  const link = infopoint.getByRole("link", { name: "Statusseite ansehen" });
  const context = await contextOf({ viewport: PHONE });
  const page = await opens(context, base)(await link.getAttribute("href"));
  await page.locator("#live").getByText("Ihr Besuch ist abgeschlossen.").waitFor();
  await see(page, "19-over");
  await reaches(page, 'a[href$="/feedback"]');
  await page.keyboard.press("Enter");
  await page.locator(".faces").waitFor();
  await see(page, "19-judge");
  await reaches(page, "main form button");
  await page.keyboard.press("Enter");
  await page.locator("#face-mistake").waitFor();
  await see(page, "19-judge-no-face");
  await reaches(page, "#face-good");
  await page.keyboard.press("ArrowDown");
  assert.ok(await page.getByLabel("Geht so").isChecked(), "keys go from face to face");
  await reaches(page, "#words");
  await page.keyboard.type("Freundlich, aber laut.");
  await fits(page, PHONE, "judge");
  await reaches(page, "main form button");
  await page.keyboard.press("Enter");
  await page.getByText("Vielen Dank für Ihre Antwort").waitFor();
  await see(page, "19-judged");
  await context.close();
}

/** Whoever has somebody at the counter is asked once more: on the way to another one, and to log out. */
async function isAskedBeforeLeaving(open, see) {
  const page = await open("/desk");
  await page.getByText("An Schalter 1 ist noch").waitFor();
  await see(page, "8-leaving");
  await page.getByRole("button", { name: "Abmelden" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Möchten Sie sich wirklich abmelden?").waitFor();
  await see(page, "8-logging-out");
  await page.close();
}

/** A number for a visitor who does not use the kiosk, filled in without a mouse. */
async function draws(page, { persons, need, remark }) {
  await page.goto(page.url().split("?")[0]);
  await reaches(page, "#service");
  await page.keyboard.type("Personal");
  if (persons) {
    await reaches(page, "#persons");
    await page.keyboard.press("Control+A");
    await page.keyboard.type(persons);
  }
  if (need) {
    await reaches(page, `#draw-need-${need}`);
    await page.keyboard.press("Space");
  }
  if (remark) {
    await reaches(page, "#remark");
    await page.keyboard.type(remark);
  }
  await reaches(page, "form[action$='/draw'] button");
  await page.keyboard.press("Enter");
  const heading = await page.locator("#drawn").textContent();
  return heading.match(/[A-Z]\d{3}/)[0];
}

async function transfersAndTakesBack(page, number, see) {
  await press(page, "w");
  await page.locator("dialog[open] #to").waitFor();
  await see(page, "9-transfer");
  await page.keyboard.type("Fahrzeug");
  await reaches(page, "#note");
  await page.keyboard.type("Formular liegt bei");
  await reaches(page, "dialog button");
  await page.keyboard.press("Enter");
  await isFree(page);
  await press(page, "z");
  await shows(page, number);
}

async function parksAndTakesBack(page, number, see) {
  await press(page, "p");
  await isFree(page);
  await press(page, "3");
  await page.locator(`[data-panel=parked]:not([hidden]) #take-back-${number}`).waitFor();
  await see(page, "10-parked");
  await reaches(page, `#take-back-${number}`);
  await press(page, "Enter");
  await press(page, "1");
  await page.locator(`#call-${number}`).waitFor();
  await reaches(page, `#call-${number}`);
  await press(page, "Enter");
  await shows(page, number);
  await press(page, "a");
  await press(page, "l");
  await page.locator("dialog[open] [name=performed]").first().waitFor();
  await see(page, "11-performed");
  await reaches(page, "dialog button");
  await page.keyboard.press("Enter");
  await isFree(page);
  await press(page, "5");
  await page.locator("[data-panel=finished]:not([hidden])").getByText(number).waitFor();
  await see(page, "12-finished");
  await press(page, "1");
}

/** The remark is read; whoever is released is not offered again at once. */
async function looksAndReleases(page, { withRemark, next }, see) {
  await press(page, "n");
  await shows(page, withRemark);
  await page.getByText("Bitte langsam sprechen").waitFor();
  await see(page, "13-look");
  await press(page, "x");
  await isFree(page);
  await press(page, "n");
  await shows(page, next);
  await press(page, "2");
  await page.locator("[data-panel=open]:not([hidden])").getByText(next).waitFor();
  await see(page, "14-open-calls");
  await press(page, "a");
  await press(page, "f");
  await isFree(page);
}

async function missesOne(page, number, see) {
  await reaches(page, `#look-${number}`);
  await press(page, "Enter");
  await shows(page, number);
  await press(page, "a");
  await page.getByText("Aufgerufen vor").waitFor();
  await press(page, "x");
  await isFree(page);
  await press(page, "1");
  await page.getByText("war eben nicht da").waitFor();
  await see(page, "15-absent");
  await press(page, "4");
  await see(page, "16-missed");
}

/** Counter 2 has no step-free way, so "next" has nobody for it, and says so in a sentence. */
async function needsAreConditions(page, number) {
  await press(page, "1");
  const offered = await page.locator(`#call-${number}`).count();
  assert.equal(offered, 0, "counter 2 is not offered whom it cannot serve");
  await press(page, "n");
  await page.getByText("Zurzeit wartet niemand, den Sie aufrufen können.").waitFor();
}

async function changes(page, number, see) {
  await reaches(page, `#change-${number}`);
  await press(page, "Enter");
  await page.locator("dialog[open] #priority").waitFor();
  await see(page, "17-change");
  await page.keyboard.press("Home");
  await reaches(page, "dialog form button");
  await page.keyboard.press("Enter");
  await page.locator("#live").getByText("Vorrang", { exact: true }).waitFor();
}

/** A number that was drawn by mistake is taken back where it was drawn. */
async function voids(page, see) {
  const number = await draws(page, {});
  await reaches(page, `#change-${number}`);
  await press(page, "Enter");
  await page.locator("dialog[open]").getByRole("button", { name: "Nummer stornieren" }).waitFor();
  await reaches(page, "dialog form:has(input[value='withdraw']) button");
  await press(page, "Enter");
  await page.locator(`#change-${number}`).waitFor({ state: "detached" });
  await see(page, "17-void");
}

async function rings(from, to, see) {
  await reaches(from, "#bell");
  await press(from, "Enter");
  await to.getByText("Notruf von Schalter 1").waitFor();
  await see(to, "18-bell");
  await reaches(to, "#bell-answer-1");
  await press(to, "Enter");
  await from.getByText("Zu Ihnen unterwegs: Schalter 2.").waitFor();
  await see(from, "19-own-bell");
  await reaches(from, "#bell");
  await press(from, "Enter");
  await to.getByText("Notruf von Schalter 1").waitFor({ state: "detached" });
}

async function losesTheHub(town, pages, see) {
  town.hangs();
  for (const [name, page] of Object.entries(pages)) {
    await page.locator("#lost").waitFor({ state: "visible", timeout: LOST_MS_MAX });
    await see(page, `21-lost-${name}`);
  }
  town.goesOn();
  for (const page of Object.values(pages)) {
    await page.locator("#lost").waitFor({ state: "hidden", timeout: LOST_MS_MAX });
  }
}

/** A television that has only a browser: nobody has logged in there, and somebody has switched its sound on. */
async function isWatchedOnTelevision(base, contextOf, see) {
  const wall = await opens(await contextOf({ viewport: TELEVISION }), base)("/wall/rathaus");
  await wall.getByText("Es wurde noch niemand aufgerufen.").waitFor();
  await see(wall, "6-wall-empty");
  await reaches(wall, "#sound-on");
  await press(wall, "Enter");
  await wall.locator("#sound").waitFor({ state: "hidden" });
  return wall;
}

/** Narrow, and with text twice as large: nothing is cut, and nobody scrolls sideways. */
async function isReadable(page, see) {
  await fits(page, PHONE, "a desk");
  await see(page, "22-narrow");
  // A browser that shows everything twice as large has half the room.
  await fits(page, { width: 640, height: 400 }, "a desk twice as large");
  await see(page, "23-large-text");
}

/** What is left of the morning: figures for the supervisor, and entries for the auditor. */
async function figuresAndJournal(openAsSupervisor, openAsAdmin, see) {
  const figures = await openAsSupervisor("/statistics");
  await figures.getByRole("rowheader", { name: "Alle Besuche" }).waitFor();
  await see(figures, "24-statistics");
  await figures.emulateMedia({ colorScheme: "dark" });
  await see(figures, "25-statistics-dark");
  const sentences = await openAsSupervisor("/statistics/feedback");
  await sentences.getByText("Es liegt kein Satz vor.").waitFor();
  // Whoever was just here would be known by it.
  assert.ok(!(await sentences.content()).includes("Freundlich, aber laut."), "sentences of today wait for tomorrow");
  await see(sentences, "25-sentences");
  const journal = await openAsAdmin("/audit?act=called");
  await journal.getByText("Aufgerufen an Schalter 1").first().waitFor();
  await reaches(journal, "form[action='/audit/check'] button");
  await press(journal, "Enter");
  await journal.getByText("Das Journal ist unverändert").waitFor();
  await see(journal, "26-audit");
  for (const page of [figures, sentences, journal]) {
    // Wide tables are scrolled in their frames.
    await fits(page, PHONE, page.url());
  }
}

const shows = (page, number) => page.locator(".at-counter__number", { hasText: number }).waitFor();

const isFree = (page) => page.locator(".at-counter__free").waitFor();

/** An act costs one request: its answer is the page's new part, and nothing is asked for after it. */
async function asksOnce(page, key, shown) {
  const asked = [];
  const listens = (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  page.on("request", listens);
  await press(page, key);
  await shown();
  await page.waitForTimeout(SETTLE_MS);
  page.off("request", listens);
  assert.equal(asked.length, 1, asked.join(", "));
}
