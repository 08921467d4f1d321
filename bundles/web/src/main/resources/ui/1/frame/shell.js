/** The frame of the console: sidebar, header, the place of the page. */
import { html, nothing, render } from '../lit.js';
import { avatar, icon, narrow } from '../kit/dom.js';
import { api } from '../kit/http.js';
import { menu } from '../kit/menu.js';
import { confirm } from '../kit/dialog.js';
import { lang, LANGUAGES, loadTexts, rememberLanguage, t } from '../kit/text.js';
import { startEvents } from './events.js';
import { bell, watchJobs } from './jobs.js';
import { fetchPalette, openPalette, showKeys, startKeys } from './keys.js';
import { allModules, loadModules, moduleOf, onModules, slotEntries, watchModules } from './modules.js';
import { navEntries } from './nav.js';
import { here, redraw, routeFor, startRouter } from './router.js';
import { onSession, session, setSession } from './state.js';
import { setTheme, theme } from './theme.js';
import { isDirty, runAction, shownErrors } from './view.js';
import { toast } from '../kit/toast.js';

let app = null;
let drawer = false;
const live = document.createElement('div');
live.className = 'visually-hidden';
live.setAttribute('aria-live', 'polite');

function isHere(entry, path) {
  const under = (p) => (p === '/' ? path === '/' : path === p || path.startsWith(`${p}/`));
  return under(entry.path) || (entry.also ?? []).some((p) => under(p.replace(/\/:.*$/, '')));
}

function setDrawer(on) {
  drawer = on;
  draw();
  if (on) document.querySelector('.sidebar a')?.focus();
  else if (narrow()) document.querySelector('.drawer-button')?.focus();
}

function sidebar() {
  const path = here()?.path ?? '/';
  const company = session()?.company;
  let group = null;
  const entries = navEntries();
  const active = entries.filter((n) => isHere(n, path)).sort((a, b) => b.path.length - a.path.length)[0];
  const groups = [];
  for (const n of entries) {
    if (n.group !== group) groups.push({ title: n.groupTitle, items: [] });
    group = n.group;
    groups.at(-1).items.push(n);
  }
  return html`<aside class="sidebar ${drawer ? 'open' : ''}" ?inert=${narrow() && !drawer}>
    <a class="brand" href="/ui/" @click=${() => drawer && setDrawer(false)}><img src=${company?.logo ?? '/ui/1/mark.svg'} alt="" width="28" height="28" /><span class="truncate">${company?.name || 'Kithwork'}</span></a>
    <nav aria-label=${t('nav.label')}>
      ${groups.map((g) => html`${g.title ? html`<h2 class="nav-group">${g.title}</h2>` : ''}<ul>
        ${g.items.map((n) => html`<li><a class="nav-item" href="/ui${n.path}" aria-current=${n === active ? 'page' : nothing} @click=${() => drawer && setDrawer(false)}>${icon(n.icon, 'nav-icon')}<span class="truncate">${n.title}</span></a></li>`)}
      </ul>`)}
    </nav>
  </aside>`;
}

function header() {
  const other = lang() === 'en' ? 'zh-CN' : 'en';
  const themes = { light: 'sun', dark: 'moon', auto: 'monitor' };
  return html`<header class="header">
    <button type="button" class="btn quiet icon-only drawer-button" aria-label=${t('nav.open')} aria-expanded=${String(drawer)} @click=${() => setDrawer(!drawer)}>${icon('menu', 'l')}</button>
    <button type="button" class="header-search" aria-haspopup="dialog" @click=${openPalette}>${icon('search')}<span class="truncate">${t('search.placeholder')}</span><kbd>Ctrl K</kbd></button>
    <span class="grow"></span>
    <button type="button" class="btn quiet icon-only" aria-haspopup="menu" aria-expanded="false" aria-label=${t('theme.title')} @click=${(e) => menu(e.currentTarget, ['light', 'dark', 'auto'].map((v) => ({ label: t(`theme.${v}`), icon: themes[v], checked: theme() === v, run: () => { setTheme(v); draw(); } })), { label: t('theme.title') })}>${icon(themes[theme()] ?? 'monitor', 'l')}</button>
    <button type="button" class="btn quiet language" lang=${other} aria-label=${LANGUAGES[other]} @click=${() => switchLanguage(other)}>${icon('languages', 'l')}<span>${other === 'en' ? 'English' : '中文'}</span></button>
    ${bell()}
    <button type="button" class="user-button" aria-haspopup="menu" aria-expanded="false" aria-label=${t('user.menu', { name: session()?.user.displayName ?? '' })} @click=${(e) => userMenu(e.currentTarget)}>${avatar(session()?.user.displayName)}</button>
  </header>`;
}

function userMenu(anchor) {
  const other = lang() === 'en' ? 'zh-CN' : 'en';
  menu(anchor, [
    { heading: `${session().user.displayName} · ${session().user.username}` },
    { label: t('user.account'), icon: 'key-round', href: '/ui/account' },
    narrow() && { label: LANGUAGES[other], icon: 'languages', run: () => switchLanguage(other) },
    { label: t('keys.title'), icon: 'circle-help', run: showKeys },
    '-',
    { label: t('user.signOut'), icon: 'log-out', run: signOut },
  ], { label: t('user.menu', { name: '' }) });
}

/** Asks the modules, which may hold something of the user in this browser; false when one of them has him stay. */
async function modulesLetGo() {
  for (const entry of slotEntries('session.end')) {
    try {
      if ((await runAction(entry, {})) === false) return false;
    } catch (error) {
      reportError(error);
    }
  }
  return true;
}

async function signOut() {
  if (isDirty() && !(await confirm({ title: t('kit.discard.title'), text: t('kit.discard.text'), action: t('user.signOut'), danger: true }))) return;
  if (!(await modulesLetGo())) return;
  await api.delete('/session').catch(() => {});
  location.assign('/ui/');
}

async function switchLanguage(value) {
  if (isDirty()) {
    toast(t('language.dirty'), { kind: 'warn' });
    return;
  }
  rememberLanguage(value);
  await loadTexts(value);
  await loadModules({ quiet: true });
  redraw();
  draw();
}

function draw() {
  if (!app) return;
  const bad = allModules().filter((m) => m.problem);
  render(
    html`<a class="skip" href="#main" @click=${(e) => { e.preventDefault(); focusPage(); }}>${t('nav.skip')}</a>
      ${sidebar()}
      ${drawer ? html`<div class="drawer-shade" @click=${() => setDrawer(false)}></div>` : ''}
      <div class="frame" ?inert=${drawer && narrow()}>
        ${header()}
        <main id="main" tabindex="-1">${bad.map((m) => html`<div class="notice warn frame-notice">${icon('triangle-alert')}<div>${t('modules.pageProblem', { module: m.title, problem: m.problem })}</div></div>`)}<kw-view class="outlet"></kw-view></main>
      </div>`,
    app,
  );
}

function focusPage() {
  const title = document.querySelector('.outlet h1');
  if (title) title.tabIndex = -1;
  (title ?? document.querySelector('#main')).focus({ preventScroll: true });
}

function titleOf() {
  const heading = document.querySelector('.outlet h1')?.textContent.trim();
  return heading || routeFor(here().path)?.title || '';
}

function show(view, spec, { focus, scroll }) {
  const same = view.spec && view.spec.module === spec.module && view.spec.file === spec.file && JSON.stringify(view.spec.params) === JSON.stringify(spec.params);
  const turn = () => {
    const title = titleOf();
    document.title = [title, session()?.company?.name || 'Kithwork'].filter(Boolean).join(' · ');
    scrollTo(0, scroll);
    if (focus && !document.querySelector('dialog:modal') && !view.contains(document.activeElement)) focusPage();
    if (focus) live.textContent = title;
  };
  view.addEventListener('kw-mounted', (e) => { if (e.target === view) turn(); }, { once: true });
  view.spec = spec;
  if (same) view.remount();
}

/** Draws the frame and starts everything that lives as long as the page. */
export function startShell(root) {
  app = root;
  app.className = 'app';
  draw();
  document.body.append(live);
  const view = app.querySelector('.outlet');
  const stands = (e) => {
    if (e.target !== view) return;
    view.removeEventListener('kw-mounted', stands);
    fetchPalette();
  };
  view.addEventListener('kw-mounted', stands);
  startRouter({ el: view, view, show: (spec, how) => show(view, spec, how) }, draw);
  onModules(draw);
  onSession(draw);
  startEvents();
  watchModules();
  watchJobs(draw);
  startKeys();
  matchMedia('(max-width: 759px)').addEventListener('change', () => { drawer = false; draw(); });
  addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && drawer) setDrawer(false);
  });
  for (const kind of ['error', 'unhandledrejection']) {
    addEventListener(kind, (e) => {
      const error = e.error ?? e.reason;
      if (error instanceof Object && shownErrors.has(error)) return;
      const stack = String(error?.stack ?? e.filename ?? '');
      const module = moduleOf(/\/m\/([^/]+)\//.exec(stack)?.[1]);
      if (module) toast(t('view.failed', { module: module.title }), { kind: 'bad' });
    });
  }
}

/** Takes a session that came from signing in again. */
export function resumeSession(value) {
  const other = session() && value.user.id !== session().user.id;
  if (other) location.reload();
  else setSession(value);
}
