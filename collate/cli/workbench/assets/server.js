// Asking the server. The token comes with the first address, and goes in a header of every request.

const KEY = "collate-token";

function tokenOf() {
  const given = /^#token=([\w-]+)$/.exec(location.hash);
  if (given) {
    sessionStorage.setItem(KEY, given[1]); // so that the page can be loaded anew
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEY) ?? "";
}

const token = tokenOf();

/** What the server says no to, in one sentence. */
export class Refusal extends Error {
  constructor(said, status) {
    super(said);
    this.status = status;
  }
}

async function asked(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: { "X-Collate-Token": token, ...options.headers }, cache: "no-store" });
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    throw new Refusal("the workbench does not answer: start collate edit again; what was decided is in the file", 0);
  }
  if (!answer.ok) {
    const said = await answer.json().then((found) => found.error, () => `the workbench answers ${answer.status}`);
    throw new Refusal(said, answer.status);
  }
  return answer;
}

/** The JSON at an address. */
export async function get(path, given = {}, signal = undefined) {
  const query = new URLSearchParams(given).toString();
  return (await asked(query ? `${path}?${query}` : path, { signal })).json();
}

/** A change: asked for in JSON, answered in JSON. */
export async function post(path, body = null) {
  const headers = { "Content-Type": "application/json" };
  return (await asked(path, { method: "POST", headers, body: JSON.stringify(body) })).json();
}

/** A file, with the name that the server gives it. */
export async function download(path, given) {
  const answer = await asked(`${path}?${new URLSearchParams(given)}`);
  const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "output";
  return { name, blob: await answer.blob() };
}
