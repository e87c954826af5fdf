// Tells Parley's elements where the server is and how to get a token for whoever is signed in here.
const server = document.documentElement.dataset.parley;

async function token() {
  const answer = await fetch("/parley-token", { cache: "no-store" });
  if (!answer.ok) throw new Error(`The shop gave no token (${answer.status}).`);
  return answer.text();
}

globalThis.Parley?.configure({ server, token });

// The sheet of people closes like a menu does.
const people = document.querySelector("details.people");
addEventListener("click", (event) => {
  if (people?.open && !people.contains(event.target)) people.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && people?.open) {
    people.open = false;
    people.querySelector("summary").focus();
  }
});

document.querySelector(".opened")?.scrollIntoView({ block: "nearest" });
