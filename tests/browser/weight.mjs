// What pages weigh, and how long somebody with a bad connection waits for them.
//
// The model is "slow 3G": 400 ms for a round trip, 400 kbit/s. Before a page is read the connection is
// made (one round trip), encrypted (one, TLS 1.3) and the page asked for (one, and one more for each
// redirect); what the page then names comes together over HTTP/2 (one more, if there is any). Every
// page is counted as if the connection were new, because people read longer than it is kept. All bytes
// come at the full rate: the first 14 kB, which come without being acknowledged, nearly fill the line.
import assert from "node:assert/strict";

const ROUND_TRIP_S = 0.4;
const BYTES_PER_S = 400_000 / 8;

// A page of a town, on a telephone, in the cellar of a town hall.
const BYTES_MAX = 200_000;
const SECONDS_MAX = 2;

/** Listens to what a page asks for from now on; `tells` counts what came for what it shows last. */
export async function weigh(page) {
  const devtools = await page.context().newCDPSession(page);
  const fresh = () => ({ documents: 0, others: 0, bytes: 0 });
  let came = fresh();
  const kinds = new Map();
  devtools.on("Network.requestWillBeSent", ({ type, redirectResponse }) => {
    if (type === "Document" && !redirectResponse) came = fresh();
    if (!redirectResponse) return;
    came.documents += 1;
    came.bytes += redirectResponse.encodedDataLength;
  });
  devtools.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    // What the browser has kept costs nothing, and fonts come when everything can be read already.
    if (encodedDataLength === 0 || kind === "Font") return;
    if (kind === "Document") came.documents += 1;
    else came.others += 1;
    came.bytes += encodedDataLength;
  });
  await devtools.send("Network.enable");
  return {
    tells(name) {
      const { documents, others, bytes } = came;
      const seconds = (2 + documents + Math.min(others, 1)) * ROUND_TRIP_S + bytes / BYTES_PER_S;
      return { name, requests: documents + others, bytes, seconds };
    },
  };
}

/** Prints what was weighed as a table, and holds each page to the limits; `way` is how they were read. */
export function isLight(way, pages) {
  console.log(`    ${way}:`);
  for (const { name, requests, bytes, seconds } of pages) {
    const kilobytes = (bytes / 1000).toFixed(1).padStart(6);
    console.log(`    ${name.padEnd(28)} ${requests} requests ${kilobytes} kB  ${seconds.toFixed(2)} s at slow 3G`);
  }
  for (const { name, requests, bytes, seconds } of pages) {
    assert.ok(requests > 0, `${way}, ${name} was weighed`);
    assert.ok(bytes <= BYTES_MAX, `${way}, ${name} has ${bytes} bytes`);
    assert.ok(seconds < SECONDS_MAX, `${way}, ${name} takes ${seconds} s at slow 3G`);
  }
}
