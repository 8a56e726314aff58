// What a live page does besides htmx: it notices silence, counts times on, takes keys, and speaks.
//
// Nothing here decides anything, and no page needs it: forms, links and a refresh do the same.
// A live page marks <main> with data-refresh (where its changing part can be fetched) and
// data-alive-ms (how often the hub says "alive" on the event stream).
"use strict";

(() => {
  const main = document.querySelector("main[data-refresh]");
  if (!main) return;
  const live = document.getElementById("live");

  // Two signs of life may be late before we say that something is wrong.
  const LOST_AFTER_MS = 2.4 * Number(main.dataset.aliveMs);
  const FETCH_EVERY_MS = 3000;
  // A second click this soon after an answer was meant for what stood there before.
  const SETTLE_MS = 500;
  // htmx takes the new buttons over 20 ms after it has shown them; until then an act is under way.
  const SETTLED_AFTER_MS = 60;
  // As many keys as somebody presses without looking.
  const EARLY_MAX = 3;

  let stream = null; // the EventSource in use
  let streamHeardAt = Date.now();
  let heardAt = Date.now(); // by stream or by fetching
  let fetchedAt = 0;
  let sentAt = 0; // of an act whose answer is not there yet, or 0
  let answeredAt = 0;
  let pressed = null; // the last key that did something
  const early = []; // keys that were pressed before the answer to the one before
  let clockAhead = 0; // the hub's clock minus ours
  let called = null; // the counter we already buzzed for
  let speaks = false; // whether the visitor wants to hear it
  const title = document.title;

  const state = () => live.firstElementChild;
  const isOver = () => state()?.hasAttribute("data-over");

  // ---- What is shown never goes backwards -------------------------------------------------

  const parts = (version) => version.split(".").map(Number);
  const isOlder = (a, b) => {
    const [x, y] = [parts(a), parts(b)];
    const at = x.findIndex((part, i) => part !== y[i]);
    return at >= 0 && x[at] < y[at];
  };
  const versionIn = (html) => /data-version="([\d.]+)"/.exec(html)?.[1];
  const showsNothingNew = (html) => {
    const [now, next] = [state()?.dataset.version, versionIn(html)];
    return Boolean(now && next && (now === next || isOlder(next, now)));
  };

  document.body.addEventListener("htmx:sseBeforeMessage", (event) => {
    heard(true);
    if (showsNothingNew(event.detail.data)) event.preventDefault();
  });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig, serverResponse } = event.detail;
    if (requestConfig?.verb === "get" && showsNothingNew(serverResponse)) event.detail.shouldSwap = false;
  });

  // ---- Silence ----------------------------------------------------------------------------

  const lost = document.getElementById("lost");

  function heard(byStream) {
    heardAt = Date.now();
    if (byStream) streamHeardAt = heardAt;
    lost.hidden = true;
  }

  document.body.addEventListener("htmx:sseOpen", (event) => {
    stream = event.detail.source;
    stream.addEventListener("alive", () => heard(true));
    heard(true);
  });

  function watch() {
    if (isOver()) return stream?.close();
    const now = Date.now();
    const silent = now - streamHeardAt > LOST_AFTER_MS;
    if (now - heardAt > LOST_AFTER_MS) sayLost();
    if ((silent || !lost.hidden) && now - fetchedAt > FETCH_EVERY_MS) fetchState();
    if (silent && stream?.readyState === EventSource.OPEN) restartStream();
  }

  function sayLost() {
    document.getElementById("lost-at").textContent = state()?.dataset.at ?? "";
    lost.hidden = false;
  }

  // A broken stream may be a hiccup. If the hub does not answer either, we say so.
  document.body.addEventListener("htmx:sseError", () => {
    if (!isOver() && Date.now() - fetchedAt > FETCH_EVERY_MS) fetchState();
  });

  // A stream that is open and says nothing hangs on a dead connection; its extension opens a new
  // one when it hears of an error on a closed stream.
  function restartStream() {
    stream.close();
    stream.dispatchEvent(new Event("error"));
  }

  function fetchState() {
    fetchedAt = Date.now();
    htmx.ajax("GET", main.dataset.refresh, { source: main, target: live, swap: "innerHTML" }).catch(() => {});
  }

  // A phone that wakes up has heard nothing while it slept.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !isOver()) fetchState();
  });

  // The event stream may bring the new state before the answer comes, and with it the form that asked is gone
  // from the page: then htmx tells nobody but the target. Without any answer at all it tells the form.
  document.body.addEventListener("htmx:beforeSwap", answered);
  document.body.addEventListener("htmx:afterRequest", answered);

  function answered(event) {
    const { xhr, requestConfig } = event.detail;
    // Logged out, or the counter is no longer there: the page anew says so, and leads on.
    if (xhr.status === 401 || xhr.status === 404) {
      leavesOnPurpose = true;
      return location.reload();
    }
    if (xhr.status > 0 && xhr.status < 500) heard(false);
    else sayLost();
    if (requestConfig?.verb !== "post") return;
    answeredAt = Date.now();
    const sent = sentAt;
    const isOf = () => sentAt === sent;
    // Nothing came, and nothing that was meant for what should have come is pressed.
    if (xhr.status < 200 || xhr.status >= 400) [sentAt, early.length] = [0, 0];
    else setTimeout(() => isOf() && pressEarly(), SETTLED_AFTER_MS);
  }

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig?.verb === "post") sentAt = Date.now();
  });

  // Of a request that hangs nobody waits for the answer for ever.
  const isUnderWay = () => Date.now() - sentAt < LOST_AFTER_MS;

  // ---- Times count on ---------------------------------------------------------------------

  // The same words as the macro `since` in words.html.
  function waited(ms) {
    const minutes = Math.floor(ms / 60000);
    if (minutes < 1) return "unter 1 Min.";
    if (minutes < 60) return `${minutes} Min.`;
    return `${Math.floor(minutes / 60)} Std. ${minutes % 60} Min.`;
  }

  // The same words as the macro `stopwatch` there.
  function stopwatch(ms) {
    const seconds = Math.floor(ms / 1000);
    if (seconds < 60) return `${seconds} Sek.`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} Min. ${seconds % 60} Sek.`;
    return `${Math.floor(seconds / 3600)} Std. ${Math.floor((seconds % 3600) / 60)} Min.`;
  }

  function countOn() {
    const now = Date.now() + clockAhead;
    for (const time of live.querySelectorAll("[data-since]")) {
      const ms = Math.max(0, now - Number(time.dataset.since));
      const text = time.dataset.as === "stopwatch" ? stopwatch(ms) : waited(ms);
      if (time.textContent !== text) time.textContent = text;
    }
  }

  // ---- A new state was shown --------------------------------------------------------------

  function shown() {
    const now = state();
    if (!now) return;
    showTab();
    ringBells();
    clockAhead = Number(now.dataset.now) - Date.now();
    countOn();
    say(now.dataset.said ?? now.querySelector("[data-say]")?.textContent ?? "");
    call(now.dataset.called, now.dataset);
  }

  // Screen readers hear what changed, not the whole page again.
  function say(text) {
    const said = document.getElementById("said");
    if (said.textContent !== text) said.textContent = text;
  }

  function call(counter, words) {
    if (counter !== undefined && counter !== called) {
      navigator.vibrate?.([400, 200, 400, 200, 800]);
      if (speaks) speak(words.aloud);
    }
    called = counter ?? null;
    document.title = counter === undefined ? title : `${words.title} – ${title}`;
  }

  function speak(words) {
    const spoken = new SpeechSynthesisUtterance(words);
    spoken.lang = document.documentElement.lang;
    window.speechSynthesis.speak(spoken);
  }

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === live || event.target === live) shown();
  });

  // ---- Tabs: the lists are all there, and one of them is shown -------------------------------

  let tab = null; // as chosen here; until then the hub's choice stands

  function showTab() {
    const links = [...live.querySelectorAll("a[data-tab]")];
    if (!tab || !links.some((link) => link.dataset.tab === tab)) return;
    for (const link of links) {
      if (link.dataset.tab === tab) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    for (const panel of live.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== tab;
  }

  live.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-tab]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    tab = link.dataset.tab;
    history.replaceState(null, "", link.href);
    showTab();
  });

  // ---- Questions, in a dialog ----------------------------------------------------------------

  const dialog = document.getElementById("dialog");

  if (dialog) {
    document.body.addEventListener("htmx:afterSwap", (event) => {
      if (event.detail.target !== dialog || dialog.open) return;
      dialog.showModal();
      dialog.querySelector("[autofocus]")?.focus();
    });
    dialog.addEventListener("click", (event) => {
      if (!event.target.closest("[data-close]")) return;
      event.preventDefault();
      dialog.close();
    });
    // An answer, or a refusal, is shown on the desk.
    document.body.addEventListener("htmx:beforeSwap", (event) => {
      if (event.detail.target === live && event.detail.requestConfig?.verb === "post") dialog.close();
    });
  }

  // ---- Bells: three tones for each emergency that is new here --------------------------------

  const rung = new Set();

  function ringBells() {
    const bells = [...live.querySelectorAll("[data-bell]")].map((bell) => bell.dataset.bell);
    if (bells.some((bell) => !rung.has(bell))) tones();
    rung.clear();
    bells.forEach((bell) => rung.add(bell));
  }

  // A browser that was never touched makes no sound; then the page alone says it.
  function tones() {
    try {
      const audio = new AudioContext();
      [0, 0.4, 0.8].forEach((start) => {
        const tone = audio.createOscillator();
        tone.frequency.value = 880;
        tone.connect(audio.destination);
        tone.start(audio.currentTime + start);
        tone.stop(audio.currentTime + start + 0.25);
      });
    } catch {
      // Without a loudspeaker there is nothing to be done.
    }
  }

  // ---- A bell that did not get through: says so loudly, and goes on trying ---------------------

  const BELL_AGAIN_MS = 2000;
  const bellLost = document.getElementById("bell-lost");
  let unheard = null; // what was pressed, until the hub has it

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { elt, requestConfig, successful } = event.detail;
    const isBell = elt.hasAttribute?.("data-urgent") || (unheard && requestConfig?.path === unheard.path);
    if (!bellLost || !isBell || requestConfig?.verb !== "post") return;
    if (successful) {
      unheard = null;
      bellLost.hidden = true;
      return;
    }
    unheard ??= { path: requestConfig.path, values: Object.fromEntries(new FormData(elt)) };
    if (bellLost.hidden) tones();
    bellLost.hidden = false;
    setTimeout(ringAgain, BELL_AGAIN_MS);
  });

  function ringAgain() {
    if (!unheard) return;
    const { path, values } = unheard;
    htmx.ajax("POST", path, { source: bellLost, values, target: live, swap: "innerHTML" }).catch(() => {});
  }

  // Browsers vibrate only for pages that were touched, so we ask for a touch.
  const buzzOn = document.getElementById("buzz-on");
  if (buzzOn && navigator.vibrate) {
    document.getElementById("buzz").hidden = false;
    buzzOn.addEventListener("click", () => {
      navigator.vibrate(200);
      buzzOn.hidden = true;
      document.getElementById("buzz-is-on").hidden = false;
    });
  }

  // The same goes for a voice: the touch is answered by it, and so one hears how loud it will be.
  const speakOn = document.getElementById("speak-on");
  if (speakOn && window.speechSynthesis) {
    document.getElementById("speak").hidden = false;
    speakOn.addEventListener("click", () => {
      const isOn = document.getElementById("speak-is-on");
      speaks = true;
      speakOn.hidden = true;
      isOn.hidden = false;
      speak(isOn.textContent);
    });
  }

  // ---- Keys, which a clerk can switch off (WCAG 2.1.4) --------------------------------------

  const KEYS_OFF = "wartemarke-keys-off";
  const keys = document.getElementById("keys");
  const keysSwitch = document.getElementById("keys-switch");

  function showKeys() {
    const on = !localStorage.getItem(KEYS_OFF);
    main.classList.toggle("keys-off", !on);
    keysSwitch.firstElementChild.textContent = `Tastenkürzel ${on ? "ausschalten" : "einschalten"}`;
  }

  if (keys) {
    keys.hidden = false;
    main.classList.add("with-keys");
    keysSwitch.addEventListener("click", () => {
      if (localStorage.getItem(KEYS_OFF)) localStorage.removeItem(KEYS_OFF);
      else localStorage.setItem(KEYS_OFF, "1");
      showKeys();
    });
    showKeys();
    document.addEventListener("keydown", (event) => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target.closest("input, select, textarea") || localStorage.getItem(KEYS_OFF)) return;
      const letter = event.key.toUpperCase();
      if (document.querySelector("dialog[open]")) return;
      if (isUnderWay()) {
        event.preventDefault();
        // The same key once more is a finger that bounced.
        if (letter !== (early.at(-1) ?? pressed) && early.length < EARLY_MAX) early.push(letter);
      } else if (pressKey(letter)) event.preventDefault();
    });
  }

  function pressKey(letter) {
    const buttons = [...live.querySelectorAll("[data-letter]")];
    const button = buttons.find((button) => button.dataset.letter === letter);
    if (!button || button.disabled) return false;
    // Another key is another wish, and no bouncing finger.
    if (letter !== pressed) answeredAt = 0;
    pressed = letter;
    button.click();
    return true;
  }

  // Whoever types "f" and "n" in one go means one after the other: the second key waits for the answer to the
  // first, and is for what stands there then. What has no such key is not what was meant, and the rest is
  // forgotten.
  function pressEarly() {
    sentAt = 0;
    while (early.length > 0 && !isUnderWay()) {
      const isPressed = !document.querySelector("dialog[open]") && pressKey(early.shift());
      if (!isPressed) early.length = 0;
    }
  }

  // ---- Leaving with a call open: the browser asks ---------------------------------------------

  let leavesOnPurpose = false; // by a form that asks itself, or because the hub said so

  document.addEventListener("submit", (event) => { leavesOnPurpose = !event.target.hasAttribute("hx-post"); });
  window.addEventListener("beforeunload", (event) => {
    if (!leavesOnPurpose && state()?.hasAttribute("data-open")) event.preventDefault();
  });

  // The second half of a double click lands on whatever the answer put there.
  document.addEventListener("submit", (event) => {
    // A bell is never meant for something else.
    if (event.target.hasAttribute("data-urgent")) return;
    if (live.contains(event.target) && Date.now() - answeredAt < SETTLE_MS) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, { capture: true });

  shown();
  setInterval(watch, 1000);
  setInterval(countOn, 1000);
})();
