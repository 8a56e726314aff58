// Keeps the chosen time while somebody fills in the form, and gives it back when they go away without sending
// it. Without this script the form works as well: then whoever sends first has the time.
"use strict";

(() => {
  const field = document.getElementById("held");
  const said = document.getElementById("held-until");
  const form = field.form;
  let isSent = false;

  // Nothing of what is typed goes along.
  const hidden = () => new URLSearchParams(
    [...form.querySelectorAll("input[type=hidden]")].map(({ name, value }) => [name, value]));
  const door = (name) => `${form.getAttribute("action")}/${name}`;

  async function hold() {
    if (field.value) return;
    const answer = await fetch(door("hold"), { method: "POST", body: hidden() });
    if (answer.status === 204) return;
    const { held, gone } = await answer.json();
    if (held) [field.value, said.textContent] = [held.held, held.said];
    // Better now than after everything was typed.
    if (gone) location.replace(gone.to);
  }

  // A network that fails for a moment takes nothing from the form.
  const tryToHold = () => hold().catch(() => {});

  form.addEventListener("submit", (event) => { isSent = !event.submitter?.hasAttribute("formaction"); });
  window.addEventListener("pagehide", () => {
    if (isSent || !field.value) return;
    navigator.sendBeacon(door("let-go"), hidden());
    [field.value, said.textContent] = ["", ""];
  });
  // Whoever comes back finds the page as it was, and the time may be kept once more.
  window.addEventListener("pageshow", (event) => {
    isSent = false;
    if (event.persisted) tryToHold();
  });
  tryToHold();
})();
