/** Customers that were opened last in this browser, for the palette; ids and names of this user only. */
import { pref, setPref } from '../kit/prefs.js';
import { session } from './state.js';

const key = () => `recent.${session()?.user.id}`;

/** The customers viewed last, newest first. */
export function recentCustomers() {
  return pref(key(), []);
}

/** Remembers that a customer was viewed. */
export function remember({ id, displayName }) {
  setPref(key(), [{ id, displayName }, ...recentCustomers().filter((r) => r.id !== id)].slice(0, 6));
}

/** Forgets a customer, after it was merged or erased. */
export function forget(id) {
  setPref(key(), recentCustomers().filter((r) => r.id !== id));
}
