/** Starts the console: texts and session first, then either set-up, sign-in or the frame. */
import { onSignedOut, request } from './kit/http.js';
import { loadTexts, preferredLanguage } from './kit/text.js';
import { pref } from './kit/prefs.js';
import { loadModules } from './frame/modules.js';
import { setSession } from './frame/state.js';
import { startShell } from './frame/shell.js';
import { html, render } from './lit.js';
import { empty, icon } from './kit/dom.js';
import { t } from './kit/text.js';

const root = document.getElementById('app');

async function signIn(error) {
  const gate = await import('./frame/gate.js');
  if (error.code === 'setup-required') return gate.setupPage(root);
  if (error.status === 401) return gate.signInPage(root);
  throw error;
}

async function start() {
  const texts = loadTexts(preferredLanguage());
  if (location.pathname === '/ui/password') {
    await texts;
    const gate = await import('./frame/gate.js');
    await gate.passwordPage(root);
    return;
  }
  const who = request('GET', '/session', { anonymous: true }).then((answer) => answer.data);
  const [, session] = await Promise.all([texts, who.catch((error) => texts.then(() => signIn(error)))]);
  setSession(session);
  if (session.user.language && !pref('language') && session.user.language !== document.documentElement.lang) await loadTexts(session.user.language);
  onSignedOut(async () => (await import('./frame/gate.js')).signInAgain());
  await loadModules({ quiet: true });
  startShell(root);
}

start().catch((error) => {
  const title = t('boot.failed');
  render(html`<main class="gate"><h1 class="visually-hidden">${title}</h1>${empty({ icon: 'wifi-off', title, text: error.message, action: html`<button type="button" class="btn" @click=${() => location.reload()}>${icon('refresh-cw')}${t('kit.retry')}</button>` })}</main>`, root);
});
