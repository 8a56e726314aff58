// Shows a streamed screen on the canvas, and sends touches and keys back.
// The messages are those of hardware/src/screen/protocol.rs.

const SIZE = 1, PICTURE = 2;
const PRESS = 1, MOVE = 2, RELEASE = 3, KEY_DOWN = 4, KEY_UP = 5;
// Long enough not to trouble a machine that is building, short enough not to be noticed.
const RETRY_MS = 700;
// A start or a reload takes less; a sentence that only flashes up would be a riddle.
const PATIENCE_MS = 1500;

const canvas = document.querySelector("canvas");
const notice = document.querySelector("p");
const pen = canvas.getContext("2d", { alpha: false });

let socket;
let patience;
// Pictures are decoded side by side, but painted one after the other.
let painted = Promise.resolve();

function connect() {
  const url = new URL("stream", document.baseURI);
  url.protocol = url.protocol.replace("http", "ws");
  socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  socket.onmessage = (message) => receive(new DataView(message.data));
  socket.onclose = () => {
    patience ??= setTimeout(() => show(false), PATIENCE_MS);
    setTimeout(connect, RETRY_MS);
  };
}

function show(alive) {
  notice.hidden = alive;
  canvas.classList.toggle("stale", !alive);
}

function receive(view) {
  const number = (index) => view.getUint16(1 + 2 * index);
  switch (view.getUint8(0)) {
    case SIZE: {
      const [width, height] = [number(0), number(1)];
      painted = painted.then(() => {
        if (canvas.width !== width || canvas.height !== height) {
          [canvas.width, canvas.height] = [width, height];
        }
      });
      break;
    }
    case PICTURE: {
      const [x, y] = [number(0), number(1)];
      const png = new Blob([new Uint8Array(view.buffer, 9)], { type: "image/png" });
      const decoded = createImageBitmap(png);
      painted = painted.then(async () => {
        const picture = await decoded;
        pen.drawImage(picture, x, y);
        picture.close();
        clearTimeout(patience);
        patience = undefined;
        canvas.hidden = false;
        show(true);
        // Whoever waits for a picture (a test, the page around this one) can see that it changed.
        canvas.dataset.pictures = 1 + Number(canvas.dataset.pictures ?? 0);
      }).catch(console.error);
      break;
    }
  }
}

function send(message) {
  if (socket.readyState === WebSocket.OPEN) socket.send(message);
}

function sendPoint(kind, event) {
  const frame = canvas.getBoundingClientRect();
  const scale = Math.min(frame.width / canvas.width, frame.height / canvas.height);
  const within = (at, start, length, pixels) => {
    const pixel = Math.floor((at - start - (length - pixels * scale) / 2) / scale);
    return Math.max(0, Math.min(pixels - 1, pixel));
  };
  const message = new DataView(new ArrayBuffer(5));
  message.setUint8(0, kind);
  message.setUint16(1, within(event.clientX, frame.left, frame.width, canvas.width));
  message.setUint16(3, within(event.clientY, frame.top, frame.height, canvas.height));
  send(message);
}

function sendKey(kind, event) {
  // What belongs to the browser (reload, find, the next tab) stays with it.
  if (event.ctrlKey || event.metaKey || event.altKey || /^F\d/.test(event.key)) return;
  event.preventDefault();
  send(new Uint8Array([kind, ...new TextEncoder().encode(event.key)]));
}

// One finger at a time, as on the glass of a kiosk.
let finger;
canvas.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || finger !== undefined) return;
  finger = event.pointerId;
  canvas.setPointerCapture(finger);
  sendPoint(PRESS, event);
});
canvas.addEventListener("pointermove", (event) => {
  if (event.pointerId === finger) sendPoint(MOVE, event);
});
for (const end of ["pointerup", "pointercancel"]) {
  canvas.addEventListener(end, (event) => {
    if (event.pointerId !== finger) return;
    finger = undefined;
    sendPoint(RELEASE, event);
  });
}
canvas.addEventListener("contextmenu", (event) => event.preventDefault());
canvas.addEventListener("keydown", (event) => sendKey(KEY_DOWN, event));
canvas.addEventListener("keyup", (event) => sendKey(KEY_UP, event));

patience = setTimeout(() => show(false), PATIENCE_MS);
connect();
