// What pages keep on this device is one person's: it goes when she signs out, and before anybody else's page.
const OURS = "touchmark:";
const others = new BroadcastChannel("touchmark");

const clear = (but) => {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(OURS) && !(but && key.startsWith(`${OURS}${but}:`))) localStorage.removeItem(key);
    }
  } catch { /* nothing can be kept here, so nothing is */ }
};

if (document.body.dataset.person) clear(document.body.dataset.person);
document.addEventListener("submit", (event) => {
  if (!event.target.matches('form[action="/sign-out"], form[action="/due/leave"]')) return;
  document.dispatchEvent(new Event("touchmark:out"));
  others.postMessage("out");
  clear();
});
others.addEventListener("message", () => document.dispatchEvent(new Event("touchmark:out")));
