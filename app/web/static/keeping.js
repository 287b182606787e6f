// What is filled into a form is kept on the server a moment after it was, so that it can be taken up on another device.
// While there is no signal it stays on this device, and is sent when the signal is back. The pages that keep a form say
// how: typing.js for evidence, scanning.js for the ratings of a skills scan.
const LATER = 15_000;

// `place` says how it stands, and its data-address is where the form is kept; `stopped` is how many milliseconds after
// the last change. `body` is what is sent; `taken(kept, body)` does what a page does with an answer, the element that
// `found` selects; `device` keeps a body on the device, with put(body) and drop(body); `refused(status)` says what to
// say of an answer, or true where it means that nothing is left to keep.
globalThis.keepAsFilled = ({ form, place, stopped, body, found, taken, device, refused }) => {
  let dirty = false; // something was filled in that the server does not have
  let out = false; // signed out, here or in another tab: nothing is kept on the device any more
  let timer = 0;
  let saving = null;

  const put = (filled) => { try { if (!out) device.put(filled); } catch { /* full, or none */ } };
  const drop = (filled) => { try { device.drop(filled); } catch { /* none */ } };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(() => save(), wait); };

  const say = (words) => {
    const line = document.createElement("p");
    line.className = "hint";
    line.textContent = words;
    place.replaceChildren(line);
  };

  const post = async (filled) => {
    try {
      const answer = await fetch(place.dataset.address, { method: "POST", body: filled });
      const part = document.createElement("template");
      if (answer.ok || answer.status === 409) part.innerHTML = await answer.text();
      return { status: answer.status, kept: part.content.querySelector(found) };
    } catch { return { status: 0 }; }
  };

  const save = async () => {
    if (saving) return saving;
    saving = keep();
    try { return await saving; } finally { saving = null; if (dirty && !timer) later(stopped); }
  };

  const keep = async () => {
    clearTimeout(timer);
    timer = 0;
    const filled = body();
    dirty = false;
    const { status, kept } = await post(filled);
    if (kept) {
      if (!dirty) drop(filled);
      taken(kept, filled);
      if (dirty) put(body());
      place.replaceChildren(kept);
      return true;
    }
    const lost = status === 0 || status >= 500;
    const words = refused(status, lost);
    if (words === true) {
      drop(filled);
      return true;
    }
    dirty = true;
    say(words);
    later(LATER);
    return !lost && status !== 401;
  };

  const changed = (event) => {
    if (event.target.type === "file" || event.target.form !== form && event.target !== form) return;
    dirty = true;
    put(body());
    later(stopped);
  };

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  addEventListener("online", () => { if (dirty) save(); });
  document.addEventListener("touchmark:out", () => { out = true; });

  // What the server does not have yet goes there first: a page that the signal swallows takes nothing with it.
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || !dirty) return;
    event.preventDefault();
    const button = event.submitter;
    if (saving) await saving;
    if (!dirty || await save()) { dirty = false; form.requestSubmit(button); }
    else place.scrollIntoView({ block: "center" });
  });

  return { post, drop, untouched: () => !dirty };
};
