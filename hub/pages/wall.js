// What the wall in a browser does besides showing: each call blinks, rings and is said once.
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
  }

  // The browser says one after the other.
  function say(call) {
    for (const words of call.querySelectorAll("[data-speak] [lang]")) {
      const spoken = new SpeechSynthesisUtterance(words.textContent);
      spoken.lang = words.lang;
      window.speechSynthesis?.speak(spoken);
    }
  }

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== live && event.target !== live) return;
    const now = Date.now();
    const fresh = calls().filter((call) => !known.has(call.dataset.call));
    fresh.forEach((call) => known.set(call.dataset.call, now));
    // The page may be drawn anew while a call blinks.
    for (const call of calls()) {
      const left = known.get(call.dataset.call) + BLINKS_MS - now;
      if (left <= 0) continue;
      call.classList.add("is-new");
      setTimeout(() => call.classList.remove("is-new"), left);
    }
    if (!audio || fresh.length === 0) return;
    gong();
    fresh.forEach(say);
  });
})();
