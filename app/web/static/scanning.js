// Ratings are kept on the server a second after each answer, so that they can be taken up on another device. Without a
// signal they stay on this device, and are sent when the signal is back. The server puts two windows together itself:
// it is told what this one last knew.
const place = document.getElementById("kept");
const form = place.closest("form");
const { address, person } = place.dataset;
const KEPT = person ? `touchmark:${person}:scan:${address}` : "";
const STOPPED = 1_000;
const LATER = 15_000;

let dirty = false; // something was answered that the server does not have
let out = false; // signed out, here or in another tab: nothing is kept on the device any more
let timer = 0;
let saving = null;

const onDevice = {
  put(body) { try { if (KEPT && !out) localStorage.setItem(KEPT, String(body)); } catch { /* full, or none */ } },
  drop() { try { if (KEPT) localStorage.removeItem(KEPT); } catch { /* none */ } },
  get() { try { return KEPT && localStorage.getItem(KEPT); } catch { return null; } },
};

const say = (words) => {
  const line = document.createElement("p");
  line.className = "hint";
  line.textContent = words;
  place.replaceChildren(line);
};

const filled = () => new URLSearchParams(new FormData(form));

const known = (body) => {
  const fields = {};
  for (const [name, value] of body) if (name.includes(".") && value) fields[name] = value;
  return JSON.stringify(fields);
};

const post = async (body) => {
  try {
    const answer = await fetch(address, { method: "POST", body });
    const part = document.createElement("template");
    if (answer.ok) part.innerHTML = await answer.text();
    return { status: answer.status, kept: part.content.querySelector("[data-kept]") };
  } catch { return { status: 0 }; }
};

const later = (wait) => { clearTimeout(timer); timer = setTimeout(() => save(), wait); };

const save = async () => {
  if (saving) return saving;
  saving = keep();
  try { return await saving; } finally { saving = null; if (dirty && !timer) later(STOPPED); }
};

const keep = async () => {
  clearTimeout(timer);
  timer = 0;
  const body = filled();
  dirty = false;
  const { status, kept } = await post(body);
  if (kept) {
    form.elements.base.value = known(body);
    if (!dirty) onDevice.drop();
    place.replaceChildren(kept);
    return true;
  }
  const lost = status === 0 || status >= 500;
  dirty = true;
  if (status === 401) say("You are signed out. What you answered is kept on this device: sign in again in another tab, then go on here.");
  else if (lost) say("There is no signal just now. What you answer is kept on this page, and saved when the signal is back.");
  else if (status === 409) say("These ratings are given already, or a later scan was begun. Reload the page.");
  else say("What you answer could not be saved as you go. Use “Keep and come back later”.");
  later(LATER);
  return !lost && status !== 401;
};

const changed = () => {
  dirty = true;
  onDevice.put(filled());
  later(STOPPED);
};

form.addEventListener("input", changed);
addEventListener("online", () => { if (dirty) save(); });
document.addEventListener("touchmark:out", () => { out = true; });

// Answers that the server does not have yet go there first: a page that the signal swallows takes nothing with it.
form.addEventListener("submit", async (event) => {
  if (event.defaultPrevented || !dirty) return;
  event.preventDefault();
  const button = event.submitter;
  if (saving) await saving;
  if (!dirty || await save()) { dirty = false; form.requestSubmit(button); }
  else place.scrollIntoView({ block: "center" });
});

// What was answered here without a signal, before the page was left.
const waiting = onDevice.get();
if (waiting) {
  const { status, kept } = await post(new URLSearchParams(waiting));
  if (kept || (status >= 400 && status < 500 && status !== 401)) onDevice.drop();
  if (kept && !dirty) location.reload();
}
