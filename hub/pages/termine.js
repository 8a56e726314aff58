// The booking pages within a page of the town's own website:
//
//   <script src="https://warten.musterstadt.de/termine.js" async></script>
//   <wartemarke-termine site="rathaus" service="ausweis">
//     <a href="https://warten.musterstadt.de/termine/de/rathaus/ausweis">Termin vereinbaren</a>
//   </wartemarke-termine>
//
// Without `service` all matters of all sites are shown, and without `site` where the matter is free first. The
// language is that of the page around it (`lang`). The link is what people see without script, while the hub is away, and where
// its file does not name the website (`embed_in`): it goes when the page in the frame has said that it is there.
"use strict";

(() => {
  const hub = new URL(document.currentScript.src).origin;
  const TITLE = "Termin vereinbaren";

  class Termine extends HTMLElement {
    connectedCallback() {
      // Moved to another place of the page, it comes here once more.
      this.frame ??= this.framed();
      window.addEventListener("message", this);
    }

    disconnectedCallback() {
      window.removeEventListener("message", this);
    }

    framed() {
      const frame = document.createElement("iframe");
      frame.src = this.address();
      frame.title = TITLE;
      // Nobody sees or reaches an empty frame.
      Object.assign(frame.style, {
        display: "block", width: "100%", height: "0", border: "0", visibility: "hidden", colorScheme: "normal",
      });
      this.append(frame);
      return frame;
    }

    address() {
      const said = this.closest("[lang]")?.lang.toLowerCase() || "de";
      // The hub has languages and no regions, but for plain German.
      const language = said.includes("-x-") ? said : said.split("-")[0];
      const [site, service] = ["site", "service"].map((name) => this.getAttribute(name));
      const all = `${hub}/termine/${encodeURIComponent(language)}`;
      if (!site) return service ? `${all}/${encodeURIComponent(service)}` : all;
      if (!service) return `${all}#office-${encodeURIComponent(site)}`;
      return `${all}/${encodeURIComponent(site)}/${service.split(",").map(encodeURIComponent).join(",")}`;
    }

    handleEvent({ source, origin, data }) {
      if (source !== this.frame.contentWindow || origin !== hub || data?.wartemarke !== "page") return;
      const isFirst = this.frame.style.visibility === "hidden";
      // Only by now everything within the element has been read for sure.
      if (isFirst) this.frame.title = this.querySelector("a")?.textContent.trim() || TITLE;
      Object.assign(this.frame.style, { height: `${Number(data.height) || 0}px`, visibility: "visible" });
      for (const other of this.children) if (other !== this.frame) other.hidden = true;
      // Whoever pressed something far down would look at the end of the next page.
      const isAbove = this.getBoundingClientRect().top < 0;
      if (data.isNew && !isFirst && isAbove) this.scrollIntoView({ block: "start" });
    }
  }

  if (!customElements.get("wartemarke-termine")) customElements.define("wartemarke-termine", Termine);
})();
