// Tells Parley's elements where the server is and how to get a token for whoever is signed in here.
const server = document.documentElement.dataset.parley;

async function token() {
  const answer = await fetch("/parley-token", { cache: "no-store" });
  if (answer.status === 401) return null; // nobody is signed in
  if (!answer.ok) throw new Error(`The shop gave no token (${answer.status}).`);
  return answer.text();
}

const people = document.querySelector("details.people");

globalThis.Parley?.configure({
  server,
  token,
  preferencesUrl: "/notifications",
  pushWorker: "/sw.js",
  signIn: () => setTimeout(() => (people.open = true)), // after the click that asked for it, which would close it
});

// A tab of the notifications is another role: it stands in the address.
document.querySelector("parley-preferences")?.addEventListener("parley-role", ({ detail }) => {
  const to = new URL(location);
  to.searchParams.set("as", detail.as);
  to.searchParams.delete("conversation");
  history.replaceState(null, "", to);
});

// The sheet of people closes like a menu does.
addEventListener("click", (event) => {
  if (people?.open && !people.contains(event.target)) people.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && people?.open) {
    people.open = false;
    people.querySelector("summary").focus();
  }
});

// The chosen conversation stands in the address, so that a reload and the browser's Back keep it.
const inbox = document.querySelector("parley-inbox");
const chosen = () => new URL(location).searchParams.get("conversation");
inbox?.addEventListener("parley-conversation", ({ detail: { id } }) => {
  if (id === chosen()) return;
  const to = new URL(location);
  if (id) to.searchParams.set("conversation", id);
  else to.searchParams.delete("conversation");
  // On a phone the element has made an entry of its own, so that Back leads to the list.
  if (id && history.state?.parley) history.replaceState(history.state, "", to);
  else history.pushState(null, "", to);
});
addEventListener("popstate", () => inbox && (inbox.conversation = chosen()));

// At a vendor's desk: the orders lie beside the inbox where there is room, else over it when asked for.
const jobs = document.querySelector("aside.jobs");
const showJobs = document.querySelector("button.show-jobs");
const openJobs = (open) => {
  jobs.hidden = !open;
  showJobs.setAttribute("aria-expanded", open);
};
if (jobs) {
  openJobs(!jobs.hidden || matchMedia("(min-width: 1500px)").matches);
  showJobs.addEventListener("click", () => openJobs(jobs.hidden));
  document.querySelector(".opened")?.scrollIntoView({ block: "nearest" });
}

// "Message the buyer": the thread about this order opens; where there is none yet, the vendor writes first.
const letter = document.querySelector("dialog.letter");
if (letter) {
  const form = letter.querySelector("form");
  const [says, text, send] = [letter.querySelector("output"), form.elements.text, form.elements.send];
  let order = {};

  const show = (id) => {
    if (innerWidth < 1500) openJobs(false);
    inbox.conversation = id;
  };

  addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-write]");
    if (!button) return;
    const existing = await findThread(button.dataset);
    if (existing) return show(existing);
    // The same id as long as this letter is open: pressing Send twice sends once.
    order = { ...button.dataset, clientMessageId: crypto.randomUUID() };
    letter.querySelector("h2").textContent = `To ${order.name}, about ${order.write}`;
    says.textContent = "";
    letter.showModal();
    text.focus();
  });

  form.addEventListener("submit", async (event) => {
    if (event.submitter !== send) return;
    event.preventDefault();
    send.disabled = true;
    try {
      const opened = await openThread(order, text.value.trim());
      text.value = "";
      letter.close();
      show(opened.conversation.id);
    } catch (error) {
      says.textContent = error.message;
    } finally {
      send.disabled = false;
    }
  });
}

/** The id of the thread about an order of the vendor's, or null. */
async function findThread({ kind, write, vendor }) {
  const query = new URLSearchParams({ as: `vendor:${vendor}`, subject: `${kind}:${write}` });
  const answer = await ask(`/v1/conversations/find?${query}`).catch(() => null);
  return answer?.ok ? (await answer.json()).id : null;
}

async function openThread({ kind, write, vendor, buyer, clientMessageId }, text) {
  const wanted = { vendor, buyer, subject: { kind, id: write }, message: { clientMessageId, text } };
  const answer = await ask("/v1/conversations", { method: "POST", body: JSON.stringify(wanted) });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.detail ?? `Parley answered ${answer.status}.`);
  return body;
}

async function ask(path, request = {}) {
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${await token()}` };
  return fetch(server + path, { ...request, headers });
}
