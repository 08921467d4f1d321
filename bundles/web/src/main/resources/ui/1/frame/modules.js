/** The modules that run, as the manifest tells; fetched again at every hint. */
import { api } from '../kit/http.js';
import { t, textsOf } from '../kit/text.js';
import { toast } from '../kit/toast.js';
import { onEvent } from './events.js';
import { can, session, setSession } from './state.js';

const CORE = { id: 'core', base: '/ui/1/core/', version: '1', title: 'Kithwork', t, slots: {} };
const listeners = new Set();
let modules = new Map();
let conflicts = [];
let fetching = null;
let again = false;
let timer = 0;

/** The module with this id (`core` is the console itself), or undefined when it does not run. */
export function moduleOf(id) {
  return id === 'core' ? CORE : modules.get(id);
}

/** All modules that run. */
export function allModules() {
  return [...modules.values()];
}

/** Paths that two modules claim. */
export function pathConflicts() {
  return conflicts;
}

/** What the modules put into a slot, in order: `{id, title, icon, order, view, module}`. */
export function slotEntries(name) {
  return allModules()
    .flatMap((m) => (m.slots?.[name] ?? []).filter((e) => can(e.permission)).map((e) => ({ ...e, module: m.id, title: m.t(e.title ?? '') })))
    .sort((a, b) => (a.order ?? 100) - (b.order ?? 100));
}

/** Calls `listener()` after the modules changed; ends with `signal`. */
export function onModules(listener, signal) {
  listeners.add(listener);
  signal?.addEventListener('abort', () => listeners.delete(listener));
}

async function read(first, given) {
  const [manifest, who] = await Promise.all([given ?? api.get('/ui/manifest'), first ? null : api.get('/session')]);
  if (who && who.user.id === session()?.user.id && JSON.stringify(who.permissions) !== JSON.stringify(session().permissions)) setSession(who);
  const before = modules;
  modules = new Map(manifest.modules.map((m) => {
    const translate = textsOf(m.texts);
    return [m.id, { ...m, t: translate, title: translate(m.title ?? m.id) }];
  }));
  conflicts = manifest.conflicts ?? [];
  return before;
}

/** Fetches the manifest; hints during a fetch lead to one more. */
export async function loadModules({ quiet = false, manifest = null } = {}) {
  if (fetching) {
    again = true;
    return fetching;
  }
  fetching = (async () => {
    const before = await read(quiet, manifest);
    if (!quiet) tellChanges(before);
    for (const listener of [...listeners]) listener();
  })();
  try {
    await fetching;
  } finally {
    fetching = null;
    if (again) {
      again = false;
      hint();
    }
  }
  return undefined;
}

function tellChanges(before) {
  for (const m of modules.values()) if (!before.has(m.id)) toast(t('modules.arrived', { title: m.title }));
  for (const m of before.values()) if (!modules.has(m.id)) toast(t('modules.left', { title: m.title }), { kind: 'info' });
}

function hint() {
  clearTimeout(timer);
  timer = setTimeout(() => loadModules().catch(() => { timer = setTimeout(hint, 4000); }), 150);
}

/** Keeps the modules true from now on. */
export function watchModules() {
  onEvent('modules', hint);
  addEventListener('online', hint);
}
