// A citizen books, confirms by mail, sends documents ahead, moves and cancels, does two things in one visit,
// and says the beginning of a name where that decides which clerk is there: with keys alone on a wide screen,
// in Arabic with a finger on a phone, and in a browser without script. axe-core finds nothing to complain
// about on any page and in any state, also where something was filled in wrong, and no page is scrolled
// sideways.
import assert from "node:assert/strict";
import { fitsEverywhere, isAccessible, reaches, retold } from "./pages.mjs";
import { isLight, weigh } from "./weight.mjs";

export const writesLetters = true;

// A matter with two clerks, each of them there for some names.
export const alsoInTown = `
[[site.pool]]
id = "wohngeld"
[[site.resource]]
id = "wohngeld-a"
pool = "wohngeld"
names = ["A-Ki"]
[[site.resource]]
id = "wohngeld-k"
pool = "wohngeld"
names = ["Kl-Z"]
[[site.service]]
id = "wohngeld"
name = "Wohngeld beantragen"
zone = "A"
minutes = 15
pool = "wohngeld"
`;

/** The three ways to use a page. Each presses what a selector finds first, and fills in a field. */
const KEYS = {
  async press(page, selector) {
    await reaches(page, selector);
    await page.keyboard.press("Enter");
  },
  async types(page, selector, text) {
    await reaches(page, selector);
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    await page.keyboard.type(text);
  },
};
const FINGER = {
  press: (page, selector) => page.locator(selector).first().tap(),
  types: (page, selector, text) => page.locator(selector).fill(text),
};
// Whether a place holds still is asked with script, so it is taken as it is.
const MOUSE = {
  press: (page, selector) => page.locator(selector).first().click({ force: true }),
  types: (page, selector, text) => page.locator(selector).fill(text),
};

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

const CITIZENS = [
  {
    way: "keys",
    hand: KEYS,
    context: { viewport: { width: 1440, height: 900 } },
    language: "de",
    direction: "ltr",
    seeks: "Reisepass",
    name: "Erika Mustermann",
    mail: "erika@haus.example",
    writes: { asks: "Bitte bestätigen Sie Ihren Termin am", stands: "Ihr Termin am", cancelled: "ist abgesagt" },
    says: {
      unverified: "Ihr Termin ist noch nicht bestätigt.",
      stands: "Ihr Termin ist fest vereinbart.",
      cancelled: "Dieser Termin ist abgesagt.",
    },
  },
  {
    way: "arabic-phone",
    hand: FINGER,
    context: { ...PHONE, locale: "ar" },
    language: "ar",
    direction: "rtl",
    seeks: "جواز",
    name: "ليلى حداد",
    mail: "layla@haus.example",
    writes: { asks: "يرجى تأكيد موعدك:", stands: "موعدك:", cancelled: "أُلغي موعدك:" },
    says: {
      unverified: "لم يُؤكد موعدك بعد. يرجى تأكيده حتى",
      stands: "تم تأكيد موعدك.",
      cancelled: "هذا الموعد ملغى.",
    },
  },
  {
    way: "no-script",
    hand: MOUSE,
    context: { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false },
    language: "de",
    direction: "ltr",
    seeks: "pass",
    name: "Hans Ohneschrift",
    mail: "hans@haus.example",
    writes: { asks: "Bitte bestätigen Sie Ihren Termin am", stands: "Ihr Termin am", cancelled: "ist abgesagt" },
    says: {
      unverified: "Bitte bestätigen Sie ihn bis",
      stands: "Ihr Termin ist fest vereinbart.",
      cancelled: "Dieser Termin ist abgesagt.",
    },
  },
];

export default async function booking({ context: scripted, contextOf, url, mailbox, picture }) {
  const base = await hubOf(url);
  for (const citizen of CITIZENS) {
    const context = await contextOf(citizen.context);
    const page = await context.newPage();
    const scale = await weigh(page);
    const weighed = [];
    let seen = 0;
    const see = async (name) => {
      // Before anything else is asked for.
      weighed.push(scale.tells(name));
      const direction = await page.locator("html").getAttribute("dir");
      assert.equal(direction, citizen.direction, `${name} runs as its language does`);
      const judged = citizen.context.javaScriptEnabled === false ? await retold(page, scripted) : page;
      await isAccessible(judged, `${citizen.way}, ${name}`);
      if (judged !== page) await judged.close();
      await fitsEverywhere(page, name);
      seen += 1;
      await picture(page, `booking-${citizen.way}-${String(seen).padStart(2, "0")}-${name}`);
    };
    const story = { ...citizen, page, base, mailbox, see };
    const link = await books(story);
    await confirms(story, link);
    await sendsAhead(story);
    await moves(story);
    await cancels(story, link);
    await getsLost(story);
    await doesTwoThings(story);
    await saysTheName(story);
    await writesToTheOffice(story);
    assert.deepEqual(await context.cookies(), [], "the booking site sets no cookie");
    isLight(citizen.way, weighed);
    await context.close();
  }
}

/** From the everyday word to the letter; where its link leads. */
async function books({ hand, page, base, mailbox, see, ...citizen }) {
  await page.goto(`${base}/termine/${citizen.language}`);
  await see("begin");
  await hand.types(page, "#q", "Elefant");
  await hand.press(page, "[role=search] button");
  await page.locator("main [role=status]").waitFor();
  await see("nothing-found");
  await hand.types(page, "#q", citizen.seeks);
  await hand.press(page, "[role=search] button");
  await page.locator("main [role=status]").waitFor({ state: "detached" });
  await see("found");
  await hand.press(page, '.matter[href*="/rathaus/ausweis?"]');
  await hand.types(page, "#persons", "2");
  await see("times");
  await hand.press(page, ".asked button");
  await page.waitForURL(/persons=2/);
  await choosesInCalendar(hand, page);
  const chosen = await choosesOnDay(hand, page, 3);
  await see("day");
  await chosen();

  await page.locator("#name").waitFor();
  if (citizen.context.javaScriptEnabled !== false) await page.locator("#held-until:not(:empty)").waitFor();
  await see("who");
  await hand.press(page, "form[method=post] button");
  await page.locator("#name-mistake").waitFor();
  await see("who-no-name");
  await hand.types(page, "#name", citizen.name);
  await hand.types(page, "#mail", "erika@");
  await hand.press(page, "form[method=post] button");
  await page.locator("#mail-mistake").waitFor();
  assert.equal(await page.locator("#name").inputValue(), citizen.name, "what was right is kept");
  await see("who-wrong-mail");
  await hand.types(page, "#mail", citizen.mail);
  await hand.press(page, "form[method=post] button");
  await page.locator("main:not(:has(form))").waitFor();
  await see("letter-sent");

  const letter = await mailbox.receives(citizen.mail);
  assert.equal(letter.to[0].name, citizen.name);
  assert.ok(letter.subject.includes(citizen.writes.asks), letter.subject);
  assert.ok(letter.html.includes(`dir="${citizen.direction}"`), letter.html);
  assert.deepEqual(letter.files, [], "nothing is agreed yet that a calendar could take");
  const link = linkIn(letter);
  assert.ok(link.endsWith(`/${citizen.language}`), `${link} is in the language of the letter`);
  return link;
}

/** A scanner of mails opens the link and nothing happens; its button makes the booking stand. */
async function confirms({ hand, page, mailbox, see, ...citizen }, link) {
  await page.goto(link);
  await page.goto(link);
  await says(page, citizen.says.unverified);
  await see("unverified");
  await hand.press(page, 'form[action$="/confirm"] button');
  await page.locator(".own__code").waitFor();
  await says(page, citizen.says.stands);
  await see("stands");
  const letter = await mailbox.receives(citizen.mail);
  assert.ok(letter.subject.includes(citizen.writes.stands), letter.subject);
  const [file] = letter.files;
  assert.equal(file.contentType, "text/calendar");
  assert.match(file.text, /METHOD:PUBLISH[^]*SEQUENCE:0/);

  // The link once more: the booking stands, and there is nothing left to confirm.
  await page.goto(link);
  await says(page, citizen.says.stands);
  assert.equal(await page.locator('form[action$="/confirm"]').count(), 0);
  await see("link-again");
}

/** Real files of this browser go ahead, and one is taken back; a program that is called a PDF does not. */
async function sendsAhead({ hand, page, see }) {
  const send = async (name, buffer) => {
    await page.locator("#file").setInputFiles({ name, mimeType: "application/pdf", buffer });
    await hand.press(page, 'form[action$="/uploads"] button');
  };
  await send("Zeugnis.pdf", Buffer.from("MZ\x90\0\x03\0\0\0This program cannot be run in DOS mode."));
  await page.locator("#file-mistake").waitFor();
  await see("not-sent");
  const files = {
    "Reisepass.png": await page.screenshot(),
    "Foto vom Telefon.jpg": await page.screenshot({ type: "jpeg" }),
    "Mietvertrag mit einem langen Namen, der in keine Zeile passt.pdf": await page.pdf(),
  };
  for (const [name, content] of Object.entries(files)) {
    await send(name, content);
    await page.locator(".sent__name", { hasText: name }).waitFor();
  }
  await see("sent");
  await hand.press(page, ".sent form button");
  await page.locator(".sent li:nth-child(3)").waitFor({ state: "detached" });
  assert.equal(await page.locator(".sent li").count(), 2);
}

async function moves({ hand, page, mailbox, see, ...citizen }) {
  const before = await page.locator("#facts").textContent();
  await hand.press(page, '.own__ways a[href$="/times"]');
  await page.locator("#days").waitFor();
  await see("other-times");
  const chosen = await choosesOnDay(hand, page, 4);
  await chosen();
  await page.locator("#sure").waitFor();
  await see("move-sure");
  await hand.press(page, "form:has(#sure) button");
  await page.locator(".own__ways").waitFor();
  await says(page, citizen.says.stands);
  assert.notEqual(await page.locator("#facts").textContent(), before, "it is at another time");
  assert.equal(await page.locator(".sent li").count(), 2, "what was sent ahead goes along");
  await see("moved");
  const letter = await mailbox.receives(citizen.mail);
  assert.match(letter.files[0].text, /SEQUENCE:1/);
}

async function cancels({ hand, page, mailbox, see, ...citizen }, link) {
  const code = await page.locator(".own__code strong").textContent();
  await hand.press(page, '.own__ways a[href$="/cancel"]');
  await page.locator("#sure").waitFor();
  await see("cancel-sure");
  await hand.press(page, "form:has(#sure) button");
  await page.locator(".own__code").waitFor({ state: "detached" });
  await says(page, citizen.says.cancelled);
  await see("cancelled");
  const letter = await mailbox.receives(citizen.mail);
  assert.ok(letter.subject.includes(citizen.writes.cancelled), letter.subject);
  assert.match(letter.files[0].text, /STATUS:CANCELLED/);
  assert.ok(!letter.text.includes(code), "a code that opens nothing is not written any more");

  // Whoever comes back by an old letter, or an old tab, reads how things stand.
  for (const old of ["", "/times", "/cancel"]) {
    await page.goto(link + old);
    await says(page, citizen.says.cancelled);
    assert.equal(await page.locator(".own__ways, .time, form").count(), 0, `nothing to press at ${old}`);
  }
  await see("cancelled-again");
}

/** Addresses that lead nowhere, with the way back. */
async function getsLost({ hand, page, base, see, language }) {
  await page.goto(`${base}/B/0000-0000/00000000000000000000000000/${language}`);
  await see("unknown-code");
  await hand.press(page, 'main a[href^="/termine"]');
  await page.locator(".matters").waitFor();
}

/** The second matter is looked for, taken out, and added again; the visit is for both. */
async function doesTwoThings({ hand, page, base, see, ...citizen }) {
  const one = `/termine/${citizen.language}/rathaus/ausweis`;
  await page.goto(base + one);
  await hand.press(page, 'a[href*="chosen=ausweis"]');
  await page.locator('input[name="chosen"]').waitFor({ state: "attached" });
  await see("further");
  await hand.press(page, `.matter[href^="${one},wohnsitz?"]`);
  await page.locator(".chosen").nth(1).waitFor();
  await see("two-matters");
  await hand.press(page, `.chosen a[href^="${one}?"]`);
  await page.locator(".chosen").nth(1).waitFor({ state: "detached" });
  await page.goto(`${base}${one},wohnsitz`);
  await booksByName(hand, page, citizen.name);
  const facts = await page.locator("#facts ~ .facts").textContent();
  assert.match(facts, /,/, `"${facts}" names both matters`);
  await see("both-booked");
}

/** No time is shown before it is known who is responsible. */
async function saysTheName({ hand, page, base, see, ...citizen }) {
  await page.goto(`${base}/termine/${citizen.language}/rathaus/wohngeld`);
  assert.equal(await page.locator(".time, #days").count(), 0, "nobody knows yet what is free for them");
  await see("letters");
  await hand.types(page, "#letters", "Mu");
  await hand.press(page, ".asked button");
  await page.locator("#days").waitFor();
  await see("letters-said");
  await booksByName(hand, page, citizen.name);
}

/** From the foot of a page to the help, the statements and the office, which reads what was written. */
async function writesToTheOffice({ hand, page, base, mailbox, see, ...citizen }) {
  await page.goto(`${base}/termine/${citizen.language}`);
  const follows = async (topic, selector) => {
    await hand.press(page, `.page-foot a[href$="/${topic}"]`);
    await page.waitForURL(`**/${topic}`);
    await page.locator(selector).waitFor();
    await see(topic);
  };
  await follows("hilfe", "#guide-book");
  await follows("impressum", ".about__text >> nth=0");
  await follows("datenschutz", "h1");
  await follows("barrierefreiheit", "h1");
  await follows("kontakt", "#message");
  await hand.types(page, "#mail", "erika@");
  await hand.press(page, "main form button");
  await page.locator("#message-mistake").waitFor();
  await see("kontakt-wrong");
  await hand.types(page, "#message", "Guten Tag! Der Eingang ist zu.");
  await hand.types(page, "#mail", citizen.mail);
  await hand.press(page, "main form button");
  await page.locator("main:not(:has(form))").waitFor();
  await see("kontakt-sent");
  const letter = await mailbox.receives("buergerbuero@musterstadt.de");
  assert.ok(letter.text.startsWith("Guten Tag! Der Eingang ist zu."), letter.text);
}

/** The first free time, under a name alone. */
async function booksByName(hand, page, name) {
  await hand.press(page, 'section[aria-labelledby="next"] a');
  await hand.types(page, "#name", name);
  await hand.press(page, "form[method=post] button");
  await page.locator(".own__code").waitFor();
}

/** A day of the calendar is the first of the list then, and shows its times. */
async function choosesInCalendar(hand, page) {
  const all = page.url();
  const last = page.locator(".month__free").last();
  const day = await last.getAttribute("aria-label");
  await hand.press(page, `.month__free[aria-label="${day}"]`);
  await page.locator(".day[open] .time").first().waitFor();
  assert.equal(await page.locator(".day[open] .day__date").textContent(), day);
  await page.goto(all);
}

/** Opens a day of the list, and says how its first time is pressed. */
async function choosesOnDay(hand, page, nth) {
  const day = `.day:nth-of-type(${nth})`;
  await hand.press(page, `${day} summary`);
  const time = page.locator(`${day} .time`).first();
  await time.waitFor();
  return () => hand.press(page, `${day} .time`);
}

async function says(page, sentence) {
  const stage = await page.locator(".own__stage").textContent();
  assert.ok(stage.includes(sentence), `"${stage}" says "${sentence}"`);
}

function linkIn({ text }) {
  const link = text.match(/^\s*(http:\/\/\S+\/B\/\S+)$/m);
  assert.ok(link, text);
  return link[1];
}

/** The hub stands beside the page with the four doors. */
async function hubOf(url) {
  const answer = await fetch(`${url}/status`, { redirect: "manual" });
  return new URL(answer.headers.get("location")).origin;
}
