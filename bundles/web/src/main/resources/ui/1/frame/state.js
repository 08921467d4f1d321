/** Who is signed in, and the company. */
import { setCompanyFormat } from '../kit/format.js';
import { setCsrf } from '../kit/http.js';

const state = { session: null };
const listeners = new Set();

/** The session as the server gave it, or null. */
export function session() {
  return state.session;
}

/** Takes a new session (null: signed out). */
export function setSession(value) {
  state.session = value;
  setCsrf(value?.csrfToken ?? null);
  if (value?.company) setCompanyFormat(value.company);
  for (const listener of listeners) listener(value);
}

/** Takes new data of the company into the session. */
export function setCompany(company) {
  setSession({ ...state.session, company: { ...state.session.company, ...company } });
}

/** Calls `listener` whenever the session changes. */
export function onSession(listener) {
  listeners.add(listener);
}

/** True when the user has this permission; an empty one is everybody's. */
export function can(permission) {
  return !permission || !!state.session?.permissions.includes(permission);
}
