// Tells the town's website how high a booking page in its frame is, and when another one is shown. A page that is
// in no frame tells nobody anything, and in a frame it says no more than that: a height is no secret.
"use strict";

(() => {
  if (window.parent === window) return;
  const root = document.documentElement;
  // A page alone fills the window; in a frame the window is made as high as the page.
  root.classList.add("framed");
  const tell = (isNew) => {
    const height = Math.ceil(root.getBoundingClientRect().height);
    window.parent.postMessage({ wartemarke: "page", height, isNew }, "*");
  };
  tell(true);
  new ResizeObserver(() => tell(false)).observe(root);
})();
