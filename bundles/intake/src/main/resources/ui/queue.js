/**
 * What was taken down and waits for a line. It lies in this browser, sealed with a key that the server gives to the user
 * whose it is and to nobody else; each entry by itself, so that two windows do not lose one of another.
 */
const MOST = 200;
const BATCH = 50;

const prefix = (user) => `kw.intake.queue.${user}.`;
const keysOf = (user) => Object.keys(localStorage).filter((name) => name.startsWith(`${prefix(user)}entry.`));
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));

/** How many entries of the user wait in this browser. */
export const waiting = (user) => keysOf(user).length;

/** Removes all of the user from this browser. */
export function forget(user) {
  for (const name of [...keysOf(user), `${prefix(user)}key`]) localStorage.removeItem(name);
}

async function keyOf({ api, user }) {
  const place = `${prefix(user.id)}key`;
  const kept = localStorage.getItem(place);
  const { key, sealed } = await api.post('/intake/captures/queue', { sealed: kept }, { idempotent: false });
  if (sealed !== kept) {
    forget(user.id);
    localStorage.setItem(place, sealed);
  }
  return crypto.subtle.importKey('raw', bytes(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** The entries of the user who is signed in; needs the line once, for the key. */
export async function openQueue(ctx) {
  const { api, user } = ctx;
  const key = await keyOf(ctx);
  const place = (entry) => `${prefix(user.id)}entry.${entry.key}`;

  async function write(entry) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(entry)));
    localStorage.setItem(place(entry), `${text(iv)}.${text(sealed)}`);
  }

  async function read(name) {
    const [iv, sealed] = localStorage.getItem(name).split('.');
    const clear = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv) }, key, bytes(sealed));
    return JSON.parse(new TextDecoder().decode(clear));
  }

  const remove = (entry) => localStorage.removeItem(place(entry));
  const all = async () => (await Promise.all(keysOf(user.id).map(read))).sort((a, b) => a.at.localeCompare(b.at));

  /** Keeps one; false when there is no more room. */
  async function add(entry) {
    if (waiting(user.id) >= MOST) return false;
    try {
      await write(entry);
      return true;
    } catch {
      return false;
    }
  }

  /** Sends what waits; answers the entries with what became of each. What the server refuses stays, with the reason. */
  async function send() {
    const due = (await all()).filter((entry) => !entry.refused);
    const told = [];
    for (let i = 0; i < due.length; i += BATCH) {
      const some = due.slice(i, i + BATCH);
      const { results } = await api.post('/intake/captures', { entries: some });
      for (const [n, { outcome, faults }] of results.entries()) {
        const entry = some[n];
        if (outcome === 'REFUSED') await write({ ...entry, refused: faults.map((fault) => fault.message).join(' ') });
        else remove(entry);
        told.push({ ...entry, outcome });
      }
    }
    return told;
  }

  return { add, all, remove, send };
}
