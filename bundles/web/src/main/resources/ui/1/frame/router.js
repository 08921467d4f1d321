/** Addresses: which page belongs to a path, going there, going back, and asking before a touched form is left. */
import { confirm } from '../kit/dialog.js';
import { t } from '../kit/text.js';
import { CORE_ROUTES } from '../core/routes.js';
import { allModules, onModules } from './modules.js';
import { can } from './state.js';
import { isDirty } from './view.js';

const ROOT = '/ui';
let outlet = null;
let current = null;
let entry = 0;
let onchange = () => {};

/** The address of a page path: `/customers` is `/ui/customers`. */
export function href(path) {
  return path.startsWith(`${ROOT}/`) ? path : ROOT + (path === '/' ? '/' : path);
}

function pathOf(location) {
  return location.pathname.replace(/^\/ui/, '').replace(/\/+$/, '') || '/';
}

function queryOf(location) {
  return Object.fromEntries(new URLSearchParams(location.search));
}

function fit(pattern, path) {
  const names = [];
  const rule = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:(\w+)/g, (_, n) => { names.push(n); return '([^/]+)'; });
  const found = new RegExp(`^${rule}$`).exec(path);
  return found && Object.fromEntries(names.map((n, i) => [n, decodeURIComponent(found[i + 1])]));
}

/** Every page that may be opened: `{path, module, file, title, permission}`. */
export function routes() {
  return [
    ...CORE_ROUTES.map((r) => ({ ...r, module: 'core', title: t(r.title) })),
    ...allModules().flatMap((m) => [...(m.nav ?? []), ...(m.pages ?? [])].filter((p) => p.page).map((p) => ({ path: p.path, module: m.id, file: p.page, title: m.t(p.title ?? m.id), permission: p.permission }))),
  ];
}

/** The page of a path, with its parameters; a fixed word wins over a parameter. */
export function routeFor(path) {
  let best = null;
  for (const route of routes()) {
    const params = fit(route.path, path);
    if (params && (!best || Object.keys(params).length < Object.keys(best.params).length)) best = { ...route, params };
  }
  return best;
}

/** The page that stands, `{path, route}`. */
export function here() {
  return current;
}

function show({ focus = true, scroll = 0 } = {}) {
  const path = pathOf(location);
  const query = queryOf(location);
  const route = routeFor(path);
  const before = current;
  current = { path, query, route };
  onchange(current);
  if (before && before.path === path && before.route?.file === route?.file && outlet.view && before.route) {
    if (JSON.stringify(before.query) !== JSON.stringify(query) && !outlet.view.changeQuery(query)) outlet.show(specOf(current), { focus, scroll });
    return;
  }
  outlet.show(specOf(current), { focus, scroll });
}

function specOf({ path, query, route }) {
  const home = (module, file, params = {}) => ({ module, file, params, query, page: true });
  if (!route) {
    const word = path.split('/')[1];
    return home('core', 'missing.js', { path, module: word });
  }
  if (!can(route.permission)) return home('core', 'forbidden.js', { path });
  return { ...home(route.module, route.file, route.params), name: route.title };
}

async function mayLeave() {
  if (!isDirty(outlet.el)) return true;
  return (await confirm({ title: t('kit.discard.title'), text: t('kit.discard.text'), action: t('kit.discard'), danger: true })) === true;
}

/** Goes to a page; asks first when a touched form would be lost. */
export async function go(path, { replace = false, force = false } = {}) {
  const url = new URL(href(path), location.origin);
  if (url.pathname + url.search === location.pathname + location.search) {
    outlet.view?.remount?.();
    return;
  }
  if (!force && url.pathname !== location.pathname && !(await mayLeave())) return;
  history.replaceState({ ...history.state, scroll: scrollY }, '');
  if (!replace) entry += 1;
  history[replace ? 'replaceState' : 'pushState']({ entry }, '', url.pathname + url.search + url.hash);
  show();
}

/** Changes the query of this page in place, without a new step in the history. Empty values are left out. */
export function setQuery(patch) {
  const params = new URLSearchParams(location.search);
  for (const [k, v] of Object.entries(patch)) {
    if (v === null || v === undefined || v === '') params.delete(k);
    else params.set(k, v);
  }
  const text = params.toString();
  history.replaceState(history.state, '', location.pathname + (text ? `?${text}` : ''));
  if (current) current.query = queryOf(location);
}

async function back(e) {
  const to = e.state?.entry ?? 0;
  if (pathOf(location) !== current?.path && isDirty(outlet.el)) {
    const by = to - entry;
    removeEventListener('popstate', back);
    history.go(-by || 1);
    await new Promise((resolve) => { addEventListener('popstate', resolve, { once: true }); });
    addEventListener('popstate', back);
    if (!(await mayLeave())) return;
    removeEventListener('popstate', back);
    history.go(by || -1);
    await new Promise((resolve) => { addEventListener('popstate', resolve, { once: true }); });
    addEventListener('popstate', back);
  }
  entry = to;
  show({ scroll: e.state?.scroll ?? 0 });
}

/** Starts: `place` is `{el, view, show(spec, {focus, scroll})}`, `changed` hears of every step. */
export function startRouter(place, changed) {
  outlet = place;
  onchange = changed;
  history.scrollRestoration = 'manual';
  entry = history.state?.entry ?? 0;
  addEventListener('popstate', back);
  addEventListener('beforeunload', (e) => {
    if (isDirty(outlet.el) || document.querySelector('dialog kw-form')?.dirty) e.preventDefault();
  });
  document.addEventListener('click', (e) => {
    const a = e.target.closest?.('a[href]');
    if (!a || e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || a.target || a.hasAttribute('download')) return;
    const url = new URL(a.href, location.origin);
    if (url.origin !== location.origin || !(url.pathname === ROOT || url.pathname.startsWith(`${ROOT}/`)) || url.pathname.startsWith('/ui/1/')) return;
    e.preventDefault();
    go(url.pathname + url.search + url.hash);
  });
  onModules(() => {
    const route = routeFor(current.path);
    const was = current.route;
    if (route?.module === was?.module && route?.file === was?.file) return;
    if (!route && was && was.module !== 'core') return;
    if (isDirty(outlet.el)) return;
    show({ focus: false });
  });
  show({ focus: false });
}

/** Draws the page again, after the language changed. */
export function redraw() {
  outlet.show(specOf(current = { ...current, route: routeFor(current.path) }), { focus: false, scroll: scrollY });
  onchange(current);
}
