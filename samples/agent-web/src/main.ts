import { Api, Refused } from "./api";
import { element, show, status } from "./page";
import { Session } from "./session";

// ?api= is the API with its prefix, ?agent= and ?experiment= are ids; all may be left out.
const asked = new URLSearchParams(location.search);
const remembered = "crowdmind-agent";
const root = new URL(asked.get("api") ?? "/api/v1", location.href).href.replace(/\/$/, "");

// Kept for this one server: an address that names another must not take the key there.
const keptKey = `crowdmind-key of ${root}`;
const api = new Api(root, sessionStorage.getItem(keptKey));

function fail(error: unknown): void {
  if (error instanceof DOMException && error.name === "AbortError") return;
  status(error instanceof Error ? error.message : `${error}`);
}

async function become(agent: string): Promise<void> {
  show("enrol", false);
  show("forget", true);
  element("agent").textContent = agent;
  const session = new Session(api, agent, asked.get("experiment"));
  on("experiment", "change", event => session.enter((event.target as HTMLSelectElement).value));
  on("by-hand", "submit", () => session.reactByHand());
  on("halt", "click", async () => session.halt());
  on("by-row", "submit", async () => {
    const go = element<HTMLButtonElement>("go"), halt = element<HTMLButtonElement>("halt");
    go.disabled = !(halt.disabled = false);
    try {
      await session.reactToRows(Number(element<HTMLSelectElement>("rate").value));
    } finally {
      go.disabled = !(halt.disabled = true);
    }
  });
  await session.start();
}

function enrol(): void {
  show("enrol", true);
  status("This page can be an agent.");
  on("enrol", "submit", async () => {
    const type = matchMedia("(pointer: coarse)").matches ? "physical" : "digital";
    const { id } = await api.enrol(element<HTMLInputElement>("name").value, type);
    localStorage.setItem(remembered, id);
    await become(id);
  });
}

function on(id: string, event: string, act: (event: Event) => Promise<void>): void {
  element(id).addEventListener(event, happened => {
    happened.preventDefault();
    act(happened).catch(fail);
  });
}

on("forget", "click", async () => {
  localStorage.removeItem(remembered);
  location.assign(location.pathname);
});

on("sign-in", "submit", async () => {
  sessionStorage.setItem(keptKey, element<HTMLInputElement>("key").value.trim());
  location.reload();
});

/** With a key of its own the page is that key's agent, else the one that was asked for, or was here before, or a new one. */
async function begin(): Promise<void> {
  try {
    const agent = (await api.me()).agent_id ?? asked.get("agent") ?? localStorage.getItem(remembered);
    if (agent === null) enrol();
    else await become(agent);
  } catch (error) {
    if (error instanceof Refused ? error.status === 401 : api.key !== null) show("sign-in", true);
    throw error;
  }
}

begin().catch(fail);
