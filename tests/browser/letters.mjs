// What a town hall writes, as it arrives at a mail server of others.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const MAILBOX = fileURLToPath(new URL("mailbox.mjs", import.meta.url));
// A letter that is not there by then is lost.
const LETTER_MS_MAX = 20_000;

/** `receives` waits for the next letter to an address, whoever else is written to meanwhile. */
export async function openMailbox() {
  const server = spawn(process.execPath, [MAILBOX], { stdio: ["pipe", "pipe", "inherit"] });
  const letters = [];
  const waiting = [];
  const address = await new Promise((found, failed) => {
    server.on("error", failed);
    server.on("exit", (code) => failed(new Error(`the mail server ended with ${code}`)));
    createInterface({ input: server.stdout }).on("line", (line) => {
      const open = line.match(/^mailbox (\S+)$/);
      if (open) return found(open[1]);
      letters.push(JSON.parse(line));
      waiting.splice(0).forEach((look) => look());
    });
  });

  const takes = (to) => {
    const at = letters.findIndex((letter) => letter.to[0].address === to);
    return at < 0 ? undefined : letters.splice(at, 1)[0];
  };
  const receives = (to) =>
    new Promise((found, failed) => {
      const late = setTimeout(() => failed(new Error(`no letter came to ${to}`)), LETTER_MS_MAX);
      const look = () => {
        const letter = takes(to);
        if (!letter) return waiting.push(look);
        clearTimeout(late);
        found(letter);
      };
      look();
    });
  const close = async () => {
    server.removeAllListeners("exit");
    server.kill();
    await once(server, "exit");
  };
  return { address, receives, close };
}
