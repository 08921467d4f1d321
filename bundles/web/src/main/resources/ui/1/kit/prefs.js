/** Small per-browser settings (theme, language, columns, last viewed); a full or refused store is no error. */
const PREFIX = 'kw.';

/** Reads a setting, or `fallback` when there is none. */
export function pref(name, fallback = null) {
  try {
    const raw = localStorage.getItem(PREFIX + name);
    return raw === null ? fallback : JSON.parse(raw);
  } catch {
    return fallback;
  }
}

/** Writes a setting; `null` removes it. */
export function setPref(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // private mode or full store: the setting lasts for this page only
  }
}

/** Tells other open tabs' changes of one setting. */
export function onPref(name, listener) {
  addEventListener('storage', (e) => {
    if (e.key === PREFIX + name) listener(e.newValue === null ? null : JSON.parse(e.newValue));
  });
}
