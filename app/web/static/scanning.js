// Ratings are kept (keeping.js) a second after each answer. The server puts two windows together itself: it is told what
// this one last knew.
const place = document.getElementById("kept");
const form = place.closest("form");
const { address, person } = place.dataset;
const KEPT = person ? `touchmark:${person}:scan:${address}` : "";

const known = (body) => {
  const fields = {};
  for (const [name, value] of body) if (name.includes(".") && value) fields[name] = value;
  return JSON.stringify(fields);
};

const keeping = globalThis.keepAsFilled({
  form,
  place,
  stopped: 1_000,
  found: "[data-kept]",
  body: () => new URLSearchParams(new FormData(form)),
  taken(kept, body) { form.elements.base.value = known(body); },
  device: {
    put(body) { if (KEPT) localStorage.setItem(KEPT, String(body)); },
    drop() { if (KEPT) localStorage.removeItem(KEPT); },
  },
  refused(status, lost) {
    if (status === 401) return "You are signed out. What you answered is kept on this device: sign in again in another tab, then go on here.";
    if (lost) return "There is no signal just now. What you answer is kept on this page, and saved when the signal is back.";
    if (status === 409) return "These ratings are given already, or a later scan was begun. Reload the page.";
    return "What you answer could not be saved as you go. Use “Keep and come back later”.";
  },
});

// What was answered here without a signal, before the page was left.
const waiting = (() => { try { return KEPT && localStorage.getItem(KEPT); } catch { return null; } })();
if (waiting) {
  const { status, kept } = await keeping.post(new URLSearchParams(waiting));
  if (kept || (status >= 400 && status < 500 && status !== 401)) keeping.drop();
  if (kept && keeping.untouched()) location.reload();
}
