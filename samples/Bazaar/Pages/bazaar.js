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
  signIn: () => setTimeout(() => (people.open = true)), // after the click that asked for it, which would close it
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

// At a vendor's desk: the orders lie beside the inbox where there is room.
const jobs = document.querySelector("details.jobs");
if (jobs && matchMedia("(min-width: 1500px)").matches) jobs.open = true;
document.querySelector(".opened")?.scrollIntoView({ block: "nearest" });

// "Message the buyer": a vendor writes first about an order of its own, and the inbox opens the thread.
const letter = document.querySelector("dialog.letter");
if (letter) {
  const form = letter.querySelector("form");
  const [says, text, send] = [letter.querySelector("output"), form.elements.text, form.elements.send];
  let order = {};

  addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-write]");
    if (!button) return;
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
      if (innerWidth < 1500) jobs.open = false;
      document.querySelector("parley-inbox").setAttribute("conversation", opened.conversation.id);
    } catch (error) {
      says.textContent = error.message;
    } finally {
      send.disabled = false;
    }
  });
}

async function openThread({ kind, write, vendor, buyer, clientMessageId }, text) {
  const answer = await fetch(`${server}/v1/conversations`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${await token()}` },
    body: JSON.stringify({ vendor, buyer, subject: { kind, id: write }, message: { clientMessageId, text } }),
  });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.detail ?? `Parley answered ${answer.status}.`);
  return body;
}
