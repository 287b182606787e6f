// What is typed into the evidence form is kept (keeping.js) two seconds after typing stops.
const place = document.getElementById("typing");
const form = place.closest("form");
const { address, use, person } = place.dataset;
const KEPT = `touchmark:${person}:typed:`;
const writer = crypto.getRandomValues(new Uint32Array(4)).join("");

const keeping = globalThis.keepAsFilled({
  form,
  place,
  stopped: 2_000,
  found: "[data-draft]",
  // The form as it stands, without its files: those are on their way by themselves, and never kept on the device.
  body() {
    const data = new FormData(form);
    data.delete("file");
    const body = new URLSearchParams(data);
    for (const [name, value] of [["draft_use", use], ["draft_writer", writer]]) body.append(name, value);
    return body;
  },
  taken(kept) {
    form.elements.form.value = kept.dataset.form;
    form.elements.draft_revision.value = kept.dataset.revision; // of what the server has, as this window knows it
  },
  device: {
    put(body) { localStorage.setItem(KEPT + body.get("form"), JSON.stringify({ address, use, body: String(body) })); },
    drop(body) { localStorage.removeItem(KEPT + body.get("form")); },
  },
  refused(status, lost) {
    if (status === 404) return true; // saved already, in another window
    if (status === 401) return "You are signed out. What you typed is kept on this device: sign in again in another tab, then go on here.";
    if (lost) return "There is no signal just now. What you type is kept on this device, and saved when the signal is back.";
    return "What you type could not be saved as you type it. Use “Save as draft”.";
  },
});

const onDevice = () => {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(KEPT));
    return keys.map((key) => JSON.parse(localStorage.getItem(key))).filter((one) => one.address === address && one.use === use);
  } catch { return []; }
};

// What was typed here without a signal, before the page was left.
for (const { body } of onDevice()) {
  const words = new URLSearchParams(body);
  const { status, kept } = await keeping.post(words);
  if (kept || status === 404) keeping.drop(words);
  if (kept && keeping.untouched()) {
    location.replace(`${location.pathname}?draft=${kept.dataset.draft}`);
    break;
  }
}
