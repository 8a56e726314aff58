// Plays one scene against a town hall in a real browser, and keeps its pictures.
//
//   node play.mjs four-doors.scene.mjs
//
// WARTEMARKE_URL   a town hall that runs already; without it one is started, and ended again
// WARTEMARKE_PICTURES   where the pictures go; without it into the temporary folder
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const project = resolve(here, "../..");

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
  const scene = process.argv[2];
  if (!scene) throw new Error("which scene? node play.mjs four-doors.scene.mjs");
  const { default: play } = await import(pathToFileURL(resolve(scene)));
  const pictures = process.env.WARTEMARKE_PICTURES ?? (await mkdtemp(join(tmpdir(), "wartemarke-pictures-")));
  await mkdir(pictures, { recursive: true });

  const town = process.env.WARTEMARKE_URL ? { url: process.env.WARTEMARKE_URL, close() {} } : await startTown();
  const browser = await chromium.launch({
    executablePath: CHROMIUM.find(existsSync) ?? "chromium",
    args: CHROMIUM_ARGUMENTS,
  });
  try {
    const context = await browser.newContext({ locale: "de-DE", timezoneId: "Europe/Berlin" });
    context.setDefaultTimeout(STEP_MS_MAX);
    await play({ context, url: town.url, picture: (page, name) => picture(page, pictures, name) });
    console.log(`    pictures of it are in ${pictures}`);
  } finally {
    await browser.close();
    await town.close();
  }
}

async function picture(page, folder, name) {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}

/** The town hall as `tests/try.sh` starts it, on a port of its own and with an empty database. */
async function startTown() {
  const target = process.env.CARGO_TARGET_DIR ?? join(project, "target");
  const folder = await mkdtemp(join(tmpdir(), "wartemarke-town-"));
  const town = spawn(join(target, "debug/town-hall"), ["--listen", "127.0.0.1:0", "--folder", folder], {
    stdio: ["ignore", "pipe", "pipe"],
  });
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
  const close = async () => {
    if (town.exitCode === null && town.signalCode === null) {
      town.kill("SIGTERM");
      await once(town, "exit");
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { url: await listening, close };
  } catch (error) {
    await close();
    throw error;
  }
}

main().catch((error) => {
  console.error(`    ${error.stack ?? error}`);
  process.exitCode = 1;
});
