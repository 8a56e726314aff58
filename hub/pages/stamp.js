// Looks for the number that a form brings while the booking site is under attack, as soon as the page is there
// and while somebody fills it in. Who presses the button before it is found waits a moment, and the form goes by
// itself. Without this script the same form can be sent a little later.
//
// The number makes SHA-256 of "challenge:number" begin with so many zero bits. The browser's own SHA-256 answers
// by promises, which take longer than the hash itself, and on encrypted pages alone.
"use strict";

(() => {
  const field = document.getElementById("nonce");
  if (!field || field.value) return;
  const form = field.form;
  const busy = document.getElementById("stamp-busy");
  // Shorter than what a hand notices; then the page has its turn.
  const TURN_MS = 12;
  // So few take less than a millisecond.
  const AT_ONCE = 64;

  // The first bits behind the point of the cube roots of the first 64 primes, and of the square roots of the
  // first eight (FIPS 180-4, 4.2.2 and 5.3.3).
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
  const behindThePoint = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  const ROUNDS = Int32Array.from(primes, (prime) => behindThePoint(Math.cbrt(prime)));
  const START = Int32Array.from(primes.slice(0, 8), (prime) => behindThePoint(Math.sqrt(prime)));

  const words = new Int32Array(64);
  const rotated = (word, bits) => (word >>> bits) | (word << (32 - bits));

  /** The first 32 bits of the hash of a text that fits into one block: 55 bytes of ASCII at most. */
  function hashBegins(text) {
    words.fill(0, 0, 16);
    for (let i = 0; i < text.length; i += 1) words[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
    words[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
    words[15] = text.length * 8;
    for (let i = 16; i < 64; i += 1) {
      const [x, y] = [words[i - 15], words[i - 2]];
      const small = rotated(x, 7) ^ rotated(x, 18) ^ (x >>> 3);
      const large = rotated(y, 17) ^ rotated(y, 19) ^ (y >>> 10);
      words[i] = (words[i - 16] + small + words[i - 7] + large) | 0;
    }
    let [a, b, c, d, e, f, g, h] = START;
    for (let i = 0; i < 64; i += 1) {
      const upper = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
      const first = (h + upper + ((e & f) ^ (~e & g)) + ROUNDS[i] + words[i]) | 0;
      const lower = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
      const second = (lower + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    return (a + START[0]) >>> 0;
  }

  const begin = `${form.elements.challenge.value}:`;
  const below = 2 ** (32 - Number(field.dataset.bits));
  let number = 0;
  let isAwaited = false;

  function look() {
    for (const until = performance.now() + TURN_MS; performance.now() < until; ) {
      for (let i = 0; i < AT_ONCE; i += 1, number += 1) {
        if (hashBegins(begin + number) < below) return found();
      }
    }
    setTimeout(look);
  }

  function found() {
    field.value = number;
    if (isAwaited) form.requestSubmit();
  }

  form.addEventListener("submit", (event) => {
    // A button that leads elsewhere needs no stamp.
    if (field.value || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    isAwaited = true;
    busy.hidden = false;
  });

  look();
})();
