// Plays one scene against a town hall in a real browser, and keeps its pictures.
//
//   node play.mjs four-doors.scene.mjs
//
// WARTEMARKE_URL   a town hall that runs already; without it one is started, and ended again
// WARTEMARKE_PICTURES   where the pictures go; without it into the temporary folder
//
// A scene's default export plays it. Some are of a town with more than the made-up one has: what they
// export as `alsoInTown` (TOML) is added to its file, and with `writesLetters` there is a mail server. The
// website they export as `embedIn`, by its origin, may show the booking pages in a frame.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { openMailbox } from "./letters.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const project = resolve(here, "../..");
const MADE_UP_TOWN = join(project, "hub/src/config/made_up.toml");

// A debug build on a busy machine draws its first screen within seconds; a minute is broken.
const START_MS_MAX = 60_000;
const STEP_MS_MAX = 30_000;

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];
// No sandbox: tests run as root in containers. The rest keeps Chromium from calling home.
const CHROMIUM_ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

async function main() {
  const name = process.argv[2];
  if (!name) throw new Error("which scene? node play.mjs four-doors.scene.mjs");
  const scene = await import(pathToFileURL(resolve(name)));
  const pictures = process.env.WARTEMARKE_PICTURES ?? (await mkdtemp(join(tmpdir(), "wartemarke-pictures-")));
  await mkdir(pictures, { recursive: true });

  const opened = [];
  try {
    const mailbox = scene.writesLetters ? await openMailbox() : undefined;
    if (mailbox) opened.push(mailbox);
    const town = await townFor(scene, mailbox);
    opened.push(town);
    const browser = await chromium.launch({
      executablePath: CHROMIUM.find(existsSync) ?? "chromium",
      args: CHROMIUM_ARGUMENTS,
    });
    opened.push(browser);
    const contextOf = async (options) => {
      const context = await browser.newContext({ locale: "de-DE", timezoneId: "Europe/Berlin", ...options });
      context.setDefaultTimeout(STEP_MS_MAX);
      return context;
    };
    try {
      await scene.default({
        context: await contextOf({}),
        contextOf,
        mailbox,
        url: town.url,
        town,
        picture: (page, name) => picture(page, pictures, name),
      });
    } catch (error) {
      const open = browser.contexts().flatMap((context) => context.pages());
      for (const [at, page] of open.entries()) await picture(page, pictures, `failed-${at}`).catch(() => {});
      throw error;
    } finally {
      console.log(`    pictures of it are in ${pictures}`);
    }
  } finally {
    for (const one of opened.reverse()) await one.close();
  }
}

/** One that runs already, or one of its own. */
async function townFor(scene, mailbox) {
  const own = [scene.alsoInTown, mailbox && mailTable(mailbox)].filter(Boolean);
  if (!process.env.WARTEMARKE_URL) return startTown(own, scene.embedIn);
  const needsOwn = () => {
    throw new Error("this scene is of a town of its own: without WARTEMARKE_URL, please");
  };
  if (own.length > 0 || scene.embedIn) needsOwn();
  return { url: process.env.WARTEMARKE_URL, hangs: needsOwn, goesOn: needsOwn, close() {} };
}

const mailTable = ({ address }) => `
[mail]
relay = "smtp://${address}"
from = "termine@musterstadt.example"
`;

async function picture(page, folder, name) {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}

/** The town hall as `tests/try.sh` starts it, on a port of its own and with an empty database. */
async function startTown(own, embedIn) {
  const target = process.env.CARGO_TARGET_DIR ?? join(project, "target");
  const folder = await mkdtemp(join(tmpdir(), "wartemarke-town-"));
  const config = join(folder, "town.toml");
  // Its office is written to, where there is a mail server.
  const written = (await readFile(MADE_UP_TOWN, "utf8")).replace('# contact = "', 'contact = "');
  const madeUp = embedIn ? written.replace(/^# embed_in = .*$/m, `embed_in = ["${embedIn}"]`) : written;
  await writeFile(config, [madeUp, ...own].join("\n"));
  const town = spawn(
    join(target, "debug/town-hall"),
    ["--listen", "127.0.0.1:0", "--folder", folder, "--config", config],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const words = [];
  const listening = new Promise((found, failed) => {
    const look = (line) => {
      words.push(line);
      const url = line.match(/http:\/\/(?:127\.0\.0\.1|localhost):\d+/);
      if (url) found(url[0]);
    };
    createInterface({ input: town.stdout }).on("line", look);
    createInterface({ input: town.stderr }).on("line", (line) => words.push(line));
    town.on("error", failed);
    town.on("exit", (code) => failed(new Error(`the town hall ended with ${code}:\n${words.join("\n")}`)));
    setTimeout(() => failed(new Error(`the town hall does not open:\n${words.join("\n")}`)), START_MS_MAX).unref();
  });
  // Connections stay, and nobody answers: what a clerk sees of a hub that hangs, or of a cable that was cut.
  const hangs = () => town.kill("SIGSTOP");
  const goesOn = () => town.kill("SIGCONT");
  const close = async () => {
    if (town.exitCode === null && town.signalCode === null) {
      goesOn();
      town.kill("SIGTERM");
      await once(town, "exit");
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { url: await listening, hangs, goesOn, close };
  } catch (error) {
    await close();
    throw error;
  }
}

main().catch((error) => {
  console.error(`    ${error.stack ?? error}`);
  process.exitCode = 1;
});
