// What the wall in a browser does besides showing: each call blinks, rings and is said, once and
// once again; and where more people are awaited than there are rows, they take turns.
//
// A browser that was never touched makes no sound, so there is a button for it; until it is pressed the wall
// is silent, and everything stands there all the same.
"use strict";

(() => {
  const live = document.getElementById("live");
  const button = document.getElementById("sound");
  const BLINKS_MS = 5000;
  const TONES = [{ hertz: 659.26, at: 0 }, { hertz: 523.25, at: 0.38 }];
  const TONE_S = 0.8;
  const GONG_MS = 1400;
  const AGAIN_MS = 9000;
  // Between two calls, so that nobody hears one into the other.
  const PAUSE_MS = 1000;
  // A voice that has not come to its end by then has got stuck, and others are waiting.
  const SAY_MS_MAX = 15000;
  // What could not be said again by then is left: the number stands there.
  const AGAIN_LATE_MS = 30000;
  // As long as on the wall of the display program.
  const ROWS_MS = 8000;

  const calls = () => [...live.querySelectorAll("[data-call]")];
  // What stands there when the page is opened is no news.
  const known = new Map(calls().map((call) => [call.dataset.call, 0]));
  let audio = null;

  button.hidden = false;
  document.getElementById("sound-on").addEventListener("click", () => {
    audio = new AudioContext();
    gong();
    button.hidden = true;
  });

  // ---- Rows: the newest call stays, and of the others all have their turn -----------------------

  function takeTurns() {
    const body = live.querySelector("[data-rows]");
    if (!body) return;
    const [newest, ...others] = body.rows;
    const room = Number(body.dataset.rows) - 1;
    const awaited = others.filter((row) => "awaited" in row.dataset);
    const pages = Math.max(1, Math.ceil(awaited.length / room));
    // Whoever looks up at the gong finds the number at once.
    const isCalm = others.every((row) => !row.classList.contains("is-new"));
    const page = isCalm ? Math.floor(Date.now() / ROWS_MS) % pages : 0;
    const served = pages === 1 ? others.filter((row) => !("awaited" in row.dataset)) : [];
    const shown = new Set([...awaited.slice(page * room), ...served].slice(0, room));
    newest.hidden = false;
    others.forEach((row) => (row.hidden = !shown.has(row)));
  }

  takeTurns();
  setInterval(takeTurns, 1000);

  // ---- Sounds: one after the other ---------------------------------------------------------------

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const waiting = [];
  let sounds = false;

  function gong() {
    for (const { hertz, at } of TONES) {
      const [tone, loudness] = [audio.createOscillator(), audio.createGain()];
      const start = audio.currentTime + at;
      tone.frequency.value = hertz;
      loudness.gain.setValueAtTime(0.5, start);
      loudness.gain.exponentialRampToValueAtTime(0.001, start + TONE_S);
      tone.connect(loudness).connect(audio.destination);
      tone.start(start);
      tone.stop(start + TONE_S);
    }
    return pause(GONG_MS);
  }

  function say({ words, lang }) {
    if (!window.speechSynthesis) return undefined;
    const spoken = new SpeechSynthesisUtterance(words);
    spoken.lang = lang;
    const ends = new Promise((done) => {
      spoken.onend = done;
      spoken.onerror = done;
    });
    window.speechSynthesis.speak(spoken);
    return Promise.race([ends, pause(SAY_MS_MAX)]);
  }

  // A gong over somebody's number would take it away from them, so that one waits.
  async function sound() {
    if (sounds) return;
    sounds = true;
    while (waiting.length > 0) {
      const { names, until } = waiting.shift();
      const there = calls().filter((call) => names.includes(call.dataset.call));
      if (there.length === 0 || Date.now() > until) continue;
      const sentences = there.flatMap((call) => [...call.querySelectorAll("[data-speak] [lang]")]);
      const said = sentences.map((sentence) => ({ words: sentence.textContent, lang: sentence.lang }));
      await gong();
      for (const sentence of said) await say(sentence);
      await pause(PAUSE_MS);
    }
    sounds = false;
  }

  function announce(names, until) {
    waiting.push({ names, until });
    sound();
  }

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== live && event.target !== live) return;
    const now = Date.now();
    // What is shown no longer is news when it comes again: the same emergency, an hour later.
    const shown = new Set(calls().map((call) => call.dataset.call));
    for (const call of known.keys()) if (!shown.has(call)) known.delete(call);
    const fresh = calls().filter((call) => !known.has(call.dataset.call));
    fresh.forEach((call) => known.set(call.dataset.call, now));
    // The page may be drawn anew while a call blinks.
    for (const call of calls()) {
      const left = known.get(call.dataset.call) + BLINKS_MS - now;
      if (left <= 0) continue;
      call.classList.add("is-new");
      setTimeout(() => call.classList.remove("is-new"), left);
    }
    takeTurns();
    if (!audio || fresh.length === 0) return;
    const names = fresh.map((call) => call.dataset.call);
    announce(names, Infinity);
    // Once again, for whoever looked up at the first.
    setTimeout(() => announce(names, now + AGAIN_MS + AGAIN_LATE_MS), AGAIN_MS);
  });
})();
