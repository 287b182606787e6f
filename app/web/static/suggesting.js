// KSBs that were asked for while somebody typed wait until she has left the ones she has, and lose no tick of hers.
const picker = () => document.querySelector("#ksb-picker");
const ours = (event) => event.target.id === "suggesting";
let asked = 0;
let touched = 0;
let owed = false;
let unfolded = [];

// On a phone the groups begin folded under the suggestions, and where there are none yet the first begins open. What is
// open stays open when suggestions come: nothing folds away under a thumb.
const narrow = matchMedia("(max-width:47.99rem)");
const fold = (first) => {
  const suggested = picker().querySelector("#suggested-from-words");
  for (const [place, group] of picker().querySelectorAll("details[data-group]").entries()) {
    const opened = unfolded.includes(group.dataset.group) || (first && place === 0 && !suggested);
    group.open = narrow.matches ? opened : group.open || opened;
  }
};
fold(true);

const again = () => {
  owed = false;
  document.querySelector("#suggesting").dispatchEvent(new Event("again"));
};

document.addEventListener("htmx:before:request", (event) => {
  if (ours(event)) asked = performance.now();
});
document.addEventListener("change", (event) => {
  if (picker().contains(event.target)) touched = performance.now();
});
document.addEventListener("htmx:before:swap", (event) => {
  if (!ours(event)) return;
  const among = picker().contains(document.activeElement);
  unfolded = [...picker().querySelectorAll("details[open]")].map((group) => group.dataset.group);
  if (!among && touched <= asked) return;
  event.preventDefault();
  if (among) owed = true;
  else again();
});
document.addEventListener("htmx:finally:swap", (event) => {
  if (!ours(event)) return;
  fold(false);
});
// How many of a group are ticked, wherever they stand, and which stand above it; a group that is folded leaves its ticked ones in sight, above it.
const ticked = (codes) => codes.filter((code) => picker().querySelector(`input[name=ksb][value="${code}"]`)?.checked);
const count = () => {
  for (const group of picker().querySelectorAll("[data-codes]")) {
    const codes = group.dataset.codes.split(" ");
    const above = codes.filter((code) => !group.querySelector(`input[value="${code}"]`));
    const line = group.querySelector("[data-above]");
    group.querySelector("[data-ticked]").textContent = ticked(codes).length;
    line.hidden = !above.length;
    line.querySelector("span").textContent = above.join(", ").replace(/, ([^,]*)$/, " and $1");
  }
};
document.addEventListener("change", (event) => {
  if (event.target.name === "ksb") count();
});
document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("#ksb-picker [data-codes]:not([open])")) return;
  const above = picker().querySelector("#ticked");
  for (const box of event.target.querySelectorAll("input:checked")) {
    above.querySelector(".pick").append(box.closest("label"));
    above.hidden = false;
  }
  count();
}, true);
document.addEventListener("focusout", (event) => {
  if (owed && picker().contains(event.target) && !picker().contains(event.relatedTarget)) again();
});

// A browser that goes back puts ticks in again by their order on the page, which suggestions changed: another KSB would
// be claimed than the one she ticked. So the tab keeps them by their codes until the form is opened anew.
const TICKED = `touchmark:ticked:${location.pathname}`;
const boxes = () => [...document.querySelectorAll("#ksb-picker input[name=ksb]")];
const remember = () => {
  const ticked = boxes().filter((box) => box.checked).map((box) => box.value);
  try { sessionStorage.setItem(TICKED, JSON.stringify(ticked)); } catch { /* full, or none */ }
};
const remembered = () => { try { return JSON.parse(sessionStorage.getItem(TICKED)); } catch { return null; } };
const [opened] = performance.getEntriesByType("navigation");
document.addEventListener("change", (event) => {
  if (event.target.name === "ksb") remember();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) return;
  const ticked = opened?.type === "back_forward" ? remembered() : null;
  if (!ticked) return remember();
  for (const box of boxes()) {
    box.checked = ticked.includes(box.value);
    for (let at = box.checked && box.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  }
  count();
});
