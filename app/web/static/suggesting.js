// KSBs that were asked for while somebody typed wait until she has left the ones she has, and lose no tick of hers.
const picker = () => document.querySelector("#ksb-picker");
const ours = (event) => event.target.id === "suggesting";
let asked = 0;
let touched = 0;
let owed = false;
let unfolded = [];

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
  for (const group of picker().querySelectorAll("details")) group.open ||= unfolded.includes(group.dataset.group);
});
document.addEventListener("focusout", (event) => {
  if (owed && picker().contains(event.target) && !picker().contains(event.relatedTarget)) again();
});
