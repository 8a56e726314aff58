// Streamed screens: kiosk and display are pixels on a canvas, so they are touched and seen as pixels.

// A share of the pixels, in thousandths: more than a clock that ticks, less than any other screen.
const ANOTHER_SCREEN = 10;

// Longer than the half second in which a new screen of the kiosk takes no touch (a finger that was
// on its way meant the screen before). Real visitors read first.
const READING_MS = 900;

/** The canvas of a streamed screen (a page or a frame), once something is drawn on it. */
export async function drawn(page) {
  const canvas = page.locator("canvas").first();
  await canvas.waitFor();
  await page.waitForFunction(() => {
    const canvas = document.querySelector("canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const first = data.slice(0, 3).join();
    for (let at = 0; at < data.length; at += 4 * 97) {
      if (data[at + 3] !== 0 && data.slice(at, at + 3).join() !== first) return true;
    }
    return false;
  });
  return canvas;
}

/** Where "Deutsch" stands on the kiosk's first screen: the first of twelve. */
export const GERMAN = [0.27, 0.26];

/** Touches the screen at a share of its width and height; the canvas may have bars beside it. */
export async function touch(canvas, [x, y]) {
  const { width, height } = await canvas.evaluate(({ width, height }) => ({ width, height }));
  const box = await canvas.boundingBox();
  const scale = Math.min(box.width / width, box.height / height);
  const left = box.x + (box.width - width * scale) / 2;
  const top = box.y + (box.height - height * scale) / 2;
  await canvas.page().waitForTimeout(READING_MS);
  await canvas.page().mouse.click(left + x * width * scale, top + y * height * scale);
}

/** Keeps what the canvas shows, to tell later whether it shows something else. */
export async function remember(page) {
  await page.evaluate(() => {
    const canvas = document.querySelector("canvas");
    window.remembered = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  });
}

/** Waits until a surface of a colour is on the screen, or is not: at least a hundredth of it. */
export async function coloured(page, [red, green, blue], isThere) {
  const wanted = { colour: [red, green, blue], thousandths: ANOTHER_SCREEN, isThere };
  await page.waitForFunction(({ colour, thousandths, isThere }) => {
    const canvas = document.querySelector("canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let found = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (colour.every((part, channel) => Math.abs(data[at + channel] - part) <= 8)) found += 1;
    }
    return (found * 4000) / data.length > thousandths === isThere;
  }, wanted);
}

/** Waits until another screen is shown than the remembered one. */
export async function changed(page) {
  await page.waitForFunction((thousandths) => {
    const canvas = document.querySelector("canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let different = 0;
    for (let at = 0; at < data.length; at += 4) {
      const is = (channel) => Math.abs(data[at + channel] - window.remembered[at + channel]) > 8;
      if (is(0) || is(1) || is(2)) different += 1;
    }
    return (different * 4000) / data.length > thousandths;
  }, ANOTHER_SCREEN);
}
