// Keeps the chosen time while somebody fills in the form, and gives it back when they go away without sending
// it. Without this script the form works as well: then whoever sends first has the time.
"use strict";

(() => {
  const field = document.getElementById("held");
  const said = document.getElementById("held-until");
  const form = field.form;
  // Whoever needs longer than three times as long has gone for lunch.
  const TURNS_MAX = 3;
  // The hub has noticed by then that a time is kept no longer.
  const LATER_MS = 2000;
  // A button waits no longer for a slow network: the form works without it.
  const WAIT_MAX_MS = 3000;

  let turn = 0;
  let asking = null; // the question whose answer is not there yet
  let isSent = false;

  // Nothing of what is typed goes along.
  const hidden = () => new URLSearchParams(
    [...form.querySelectorAll("input[type=hidden]")].map(({ name, value }) => [name, value]));
  const door = (name) => `${form.getAttribute("action")}/${name}`;
  const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

  async function hold() {
    const fields = hidden();
    fields.set("turn", turn);
    turn += 1;
    const answer = await fetch(door("hold"), { method: "POST", body: fields });
    if (answer.status === 204) return;
    const { held, gone } = await answer.json();
    if (held) {
      [field.value, said.textContent] = [held.held, held.said];
      setTimeout(goesOn, held.seconds * 1000 + LATER_MS);
    }
    // Better now than after everything was typed; whoever has begun is told, and loses nothing.
    if (gone && turn === 1) location.replace(gone.to);
    else if (gone) said.textContent = gone.said;
  }

  // A network that fails for a moment takes nothing from the form.
  function tryToHold() {
    asking = hold().catch(() => {}).finally(() => { asking = null; });
  }

  // Somebody is still here.
  function goesOn() {
    if (isSent) return;
    [field.value, said.textContent] = ["", said.dataset.over];
    if (turn < TURNS_MAX && !document.hidden) tryToHold();
  }

  form.addEventListener("submit", (event) => {
    isSent = true;
    if (!asking || field.value) return;
    // What is asked for is on its way, and would be in the way of the form.
    const { submitter } = event;
    event.preventDefault();
    Promise.race([asking, pause(WAIT_MAX_MS)]).then(() => {
      asking = null;
      form.requestSubmit(submitter);
    });
  });
  window.addEventListener("pagehide", () => {
    if (isSent || !field.value) return;
    navigator.sendBeacon(door("let-go"), hidden());
    [field.value, said.textContent] = ["", ""];
  });
  // Whoever comes back finds the page as it was, and the time may be kept once more.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    isSent = false;
    if (!field.value) tryToHold();
  });
  if (field.value) setTimeout(goesOn, Number(field.dataset.seconds) * 1000 + LATER_MS);
  else tryToHold();
})();
