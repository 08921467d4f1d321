/** Stores and staff to choose from; who may not list them simply gets no choice. */
import { can } from '../frame/state.js';

const kept = new Map();

async function list(api, path, permission) {
  if (!can(permission)) return [];
  const old = kept.get(path);
  if (old && Date.now() - old.at < 60000) return old.items;
  try {
    const { items } = await api.get(path, { limit: 200 });
    kept.set(path, { at: Date.now(), items });
    return items;
  } catch (error) {
    if (error.status === 403 || error.status === 404) return [];
    throw error;
  }
}

/** Stores as options. */
export async function storeOptions(api) {
  return (await list(api, '/stores', 'core:store:view')).map((s) => ({ value: s.id, label: s.name }));
}

/** Staff as options. */
export async function userOptions(api) {
  return (await list(api, '/users', 'core:user:view')).filter((u) => u.active !== false).map((u) => ({ value: u.id, label: u.displayName }));
}

/** What each right is called, by its code; a code without a title stands for itself. */
export async function permissionTitles(api) {
  const titles = new Map((await list(api, '/permissions', 'core:role:view')).map((p) => [p.permission, p.title]));
  return (code) => titles.get(code) ?? code;
}

/** Forgets what was read, after a change. */
export function forgetPeople() {
  kept.clear();
}
