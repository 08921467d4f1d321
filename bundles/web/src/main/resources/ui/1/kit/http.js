/** Calls of the REST API: session, CSRF, language, versions and problem+json in one place. */
import { lang, t } from './text.js';

const BASE = '/api/v1';
const state = { csrf: null, signIn: null, stepUp: null };

/** A call that failed: `code` is the last word of the problem's type, `errors` the faults by field, `message` all of them. */
export class ApiError extends Error {
  constructor(problem) {
    super((problem.errors ?? []).map((fault) => fault.message).join(' ') || problem.detail || problem.title || problem.code);
    this.name = 'ApiError';
    this.problem = problem;
    this.status = problem.status ?? 0;
    this.code = String(problem.type ?? '').split('/').pop() || 'internal';
    this.title = problem.title ?? '';
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId ?? null;
  }
}

/** Keeps the CSRF token of the session. */
export function setCsrf(token) {
  state.csrf = token;
}

/** Sets what is done on 401: a function that resolves once somebody is signed in again. */
export function onSignedOut(handler) {
  state.signIn = handler;
}

/** Sets what is done when a dangerous act asks who one is: a function that resolves with true once that was proved. */
export function onStepUp(handler) {
  state.stepUp = handler;
}

function uuid() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  const hex = [...b].map((x) => x.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function address(path, query) {
  const url = path.startsWith('/api/') ? path : BASE + path;
  const pairs = Object.entries(query ?? {}).filter(([, v]) => v !== undefined && v !== null && v !== '' && v !== false);
  if (!pairs.length) return url;
  const params = new URLSearchParams();
  for (const [k, v] of pairs) for (const one of Array.isArray(v) ? v : [v]) params.append(k, String(one));
  return `${url}?${params}`;
}

async function problemOf(answer) {
  const text = await answer.text();
  try {
    return { status: answer.status, ...JSON.parse(text) };
  } catch {
    return { status: answer.status, type: answer.status === 413 ? 'too-large' : 'internal', title: t('error.unexpected'), detail: t('error.status', { status: String(answer.status) }) };
  }
}

async function once(method, url, { body, form, signal, headers }) {
  try {
    return await fetch(url, {
      method,
      signal,
      credentials: 'same-origin',
      redirect: 'follow',
      headers: {
        Accept: 'application/json',
        'Accept-Language': lang(),
        ...(body === undefined ? {} : { 'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }),
        ...(method !== 'GET' && state.csrf ? { 'X-CSRF-Token': state.csrf } : {}),
        ...headers,
      },
      body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause;
    throw new ApiError({ type: 'offline', status: 0, title: t('error.offline'), detail: t('error.offline.detail') });
  }
}

async function refreshCsrf() {
  const answer = await fetch(`${BASE}/session`, { headers: { Accept: 'application/json' } });
  if (answer.ok) setCsrf((await answer.json()).csrfToken);
  return answer.ok;
}

/**
 * Sends one request and answers `{status, data, etag, location, url}`. Signed out, or where a dangerous act asks who one
 * is, it asks over the page and repeats the request; `anonymous: true` leaves that out.
 */
export async function request(method, path, options = {}) {
  const { query, ifMatch, anonymous, idempotent = method === 'POST' } = options;
  const url = address(path, query);
  const headers = { ...options.headers };
  if (ifMatch !== undefined && ifMatch !== null) headers['If-Match'] = `"${String(ifMatch).replace(/^(W\/)?"|"$/g, '')}"`;
  if (idempotent && !anonymous) headers['Idempotency-Key'] = uuid();
  let answer = await once(method, url, { ...options, headers });
  if (answer.status === 401 && !anonymous && state.signIn) {
    await state.signIn();
    answer = await once(method, url, { ...options, headers });
  }
  if (!answer.ok) {
    let error = new ApiError(await problemOf(answer));
    if (error.code === 'csrf-invalid' && !anonymous && (await refreshCsrf())) {
      answer = await once(method, url, { ...options, headers });
      if (!answer.ok) error = new ApiError(await problemOf(answer));
    }
    if (error.code === 'step-up-required' && !anonymous && state.stepUp && (await state.stepUp())) {
      answer = await once(method, url, { ...options, headers });
      if (!answer.ok) error = new ApiError(await problemOf(answer));
    }
    if (!answer.ok) throw error;
  }
  const json = (answer.headers.get('Content-Type') ?? '').includes('json');
  return {
    status: answer.status,
    data: json ? await answer.json() : null,
    etag: answer.headers.get('ETag'),
    location: answer.headers.get('Location'),
    url: answer.url,
  };
}

const body = async (promise) => (await promise).data;

/** The short forms: each answers the body; paths are below `/api/v1`. */
export const api = {
  request,
  get: (path, query, options) => body(request('GET', path, { query, ...options })),
  post: (path, data, options) => body(request('POST', path, { body: data ?? {}, ...options })),
  put: (path, data, options) => body(request('PUT', path, { body: data, ...options })),
  patch: (path, data, version, options) => body(request('PATCH', path, { body: data, ifMatch: version, ...options })),
  delete: (path, query, options) => body(request('DELETE', path, { query, ...options })),
  upload: (path, form, options) => body(request('POST', path, { form, ...options })),
  sendFile: (method, path, file) => body(request(method, path, { form: file, headers: { 'Content-Type': file.type } })),
};

/** Runs `load` again for each call and aborts the one before: for search as you type. */
export function latest(load) {
  let running = null;
  return async (...args) => {
    running?.abort();
    running = new AbortController();
    const mine = running;
    const result = await load(...args, mine.signal);
    if (mine.signal.aborted) throw new DOMException('superseded', 'AbortError');
    return result;
  };
}
