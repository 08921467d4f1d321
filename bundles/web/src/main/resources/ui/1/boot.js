/** Starts the console: texts, session, manifest and code at once; then either set-up, sign-in or the frame. */
import { onSignedOut, onStepUp, request } from './kit/http.js';
import { loadMoreTexts, loadTexts, preferredLanguage, t } from './kit/text.js';
import { pref } from './kit/prefs.js';
import { CORE_ROUTES } from './core/routes.js';

const root = document.getElementById('app');
const gate = async () => (await Promise.all([import('./frame/gate.js'), loadMoreTexts()]))[0];

async function signIn(error) {
  const pages = await gate();
  if (error.code === 'setup-required') return pages.setupPage(root);
  if (error.status === 401) return pages.signInPage(root);
  throw error;
}

/** Fetches the code of the page while the session is still on its way. */
function preload() {
  const path = location.pathname.replace(/^\/ui/, '').replace(/\/+$/, '') || '/';
  const route = CORE_ROUTES.find((r) => r.path === path) ?? CORE_ROUTES.find((r) => r.path.includes(':') && path.startsWith(r.path.replace(/:.*/, '')));
  if (route) import(`./core/${route.file}`).catch(() => {});
}

async function start() {
  const texts = loadTexts(preferredLanguage());
  if (location.pathname === '/ui/password') {
    await texts;
    await (await gate()).passwordPage(root);
    return;
  }
  const who = request('GET', '/session', { anonymous: true }).then((answer) => answer.data);
  const early = request('GET', '/ui/manifest', { anonymous: true, headers: { 'Accept-Language': preferredLanguage() } }).then((answer) => answer.data, () => null);
  const code = Promise.all([import('./frame/shell.js'), import('./frame/state.js'), import('./frame/modules.js')]);
  preload();
  let [, session] = await Promise.all([texts, who.catch((error) => texts.then(() => signIn(error)))]);
  const [{ startShell }, { setSession }, { loadModules }] = await code;
  setSession(session);
  const other = session.user.language && !pref('language') && session.user.language !== document.documentElement.lang;
  if (other) await loadTexts(session.user.language);
  onSignedOut(async () => (await gate()).signInAgain());
  onStepUp(async () => (await gate()).proveAgain());
  if (session.enrolmentDue) {
    session = await (await gate()).enrolPage(root);
    setSession(session);
  }
  await loadModules({ quiet: true, manifest: other ? null : await early });
  startShell(root);
}

start().catch(async (error) => {
  const [{ html, render }, { empty, icon }] = await Promise.all([import('./lit.js'), import('./kit/dom.js')]);
  const title = t('boot.failed');
  render(html`<main class="gate"><h1 class="visually-hidden">${title}</h1>${empty({ icon: 'wifi-off', title, text: error.message, action: html`<button type="button" class="btn" @click=${() => location.reload()}>${icon('refresh-cw')}${t('kit.retry')}</button>` })}</main>`, root);
});
