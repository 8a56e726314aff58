// Lets new slips come out of every `<section class="slips" data-slips="PATH">`.

// More paper than this would be on the floor.
const SLIPS_SHOWN_MAX = 2;

for (const printer of document.querySelectorAll(".slips[data-slips]")) {
  const source = new URL(printer.dataset.slips, document.baseURI);
  const events = new EventSource(new URL("events", source));
  // An EventSource comes back by itself, and is then told the last slip once more.
  events.addEventListener("last", (event) => {
    if (!printer.children.length) comesOut(printer, source, event.data, false);
  });
  events.addEventListener("slip", (event) => comesOut(printer, source, event.data, true));
}

async function comesOut(printer, source, name, isNew) {
  if (printer.querySelector(`[data-slip="${CSS.escape(name)}"]`)) return;
  const picture = new Image();
  picture.src = new URL(name, source);
  picture.alt = "Gedruckte Wartemarke";
  const paper = document.createElement("figure");
  paper.className = isNew ? "slip new" : "slip";
  paper.dataset.slip = name;
  paper.append(picture);
  // It moves by its own height, which is known when it is decoded.
  await picture.decode();
  printer.prepend(paper);
  while (printer.children.length > SLIPS_SHOWN_MAX) printer.lastElementChild.remove();
}
