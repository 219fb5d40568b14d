// Talks to the host. The key, where one is asked for, lives in session storage and in a header, never in an address.
const here = new URL('..', import.meta.url); // the files stand in "dashboard/" beside the page
const base = here.pathname.endsWith('/api/') ? here : new URL('api/', here);
const keyName = 'lead-orchestrator-key';
let keyAsked = null;
let askForKey = async () => { throw new Error('Nobody can be asked for the key.'); };

export const onKeyNeeded = ask => { askForKey = ask; };

export class ApiError extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.title ?? `The host answered ${status}.`);
    this.status = status;
    this.problem = problem;
    this.errors = problem?.errors ?? [];
  }
}

export const segment = text => encodeURIComponent(text);

export const query = values => {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return given.length ? '?' + new URLSearchParams(given) : '';
};

function headers(more) {
  const key = sessionStorage.getItem(keyName);
  const own = { ...more, 'X-Requested-With': 'lead-dashboard' }; // no form can send it: see docs/security.md
  return key ? { ...own, 'x-functions-key': key } : own;
}

/** Sends a request; asks for the key when the host does, once for all that wait for it. */
export async function send(path, options = {}) {
  for (;;) {
    const used = sessionStorage.getItem(keyName);
    const response = await fetch(new URL(path, base), { ...options, headers: headers(options.headers), cache: 'no-store', credentials: 'omit' });
    if (response.status === 401) {
      if (used === sessionStorage.getItem(keyName)) {
        keyAsked ??= askForKey(used !== null).then(key => sessionStorage.setItem(keyName, key)).finally(() => { keyAsked = null; });
        await keyAsked;
      }
      continue;
    }
    if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => null));
    return response;
  }
}

export const get = async (path, signal) => (await send(path, { signal })).json();

let access = null;

/** Whether the key is good for something, asked once; what cannot be found out is left to the host to refuse. */
export const may = async scope => (await (access ??= get('access').catch(() => null)))?.scopes.includes(scope) ?? true;

/** Forgets the key, so that another is asked for. */
export const forgetKey = () => { sessionStorage.removeItem(keyName); location.reload(); };

/** A drawing as an address that an image may show: fetched here, because images cannot send the key. */
export const drawing = async (path, signal) => URL.createObjectURL(await (await send(path, { signal })).blob());

export const postJson = (path, value) =>
  send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) });

/** Reads server-sent events until the stream ends; by fetch, because EventSource cannot send the key. */
export async function listen(path, onEvent, signal) {
  const response = await send(path, { signal, headers: { Accept: 'text/event-stream' } });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ''; ;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block)?.[1];
      if (name) onEvent(name);
    }
  }
}
