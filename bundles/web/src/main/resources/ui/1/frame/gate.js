/** The pages before the frame: set-up, sign-in, the password of a one-time link; and sign-in over a page. */
import { html, render } from '../lit.js';
import { icon } from '../kit/dom.js';
import { ApiError, api, request } from '../kit/http.js';
import { dialog } from '../kit/dialog.js';
import { lang, LANGUAGES, loadTexts, rememberLanguage, t } from '../kit/text.js';
import { zoneOptions, currencyOptions } from '../kit/choices.js';
import { secondFactorFlow } from './second-factor.js';
import { strengthField } from './strength.js';
import { session } from './state.js';
import '../kit/form.js';

const anonymous = { anonymous: true };

function gate(root, { title, text, body, wide = false, again }) {
  const other = lang() === 'en' ? 'zh-CN' : 'en';
  document.title = `${title} · Kithwork`;
  root.className = 'gate';
  render(
    html`<header class="gate-top"><span class="gate-brand"><img src="/ui/1/mark.svg" alt="" width="32" height="32" />Kithwork</span>
        <button type="button" class="btn quiet" lang=${other} @click=${async () => { rememberLanguage(other); await loadTexts(other); again(); }}>${icon('languages')}${LANGUAGES[other]}</button></header>
      <main class="gate-card card ${wide ? 'wide' : ''}"><h1 tabindex="-1">${title}</h1>${text ? html`<p class="second">${text}</p>` : ''}${body}</main>
      <footer class="gate-foot">${t('gate.foot')}</footer>`,
    root,
  );
}

const signInFields = (username, asked) => [
  { name: 'username', label: t('signin.username'), required: true, autocomplete: 'username', autofocus: !username },
  { name: 'password', label: t('signin.password'), type: 'password', required: true, autocomplete: 'current-password', autofocus: !!username },
  { name: 'code', label: t('signin.code'), required: true, hint: t('signin.codeHint'), autocomplete: 'one-time-code', maxlength: 40, hidden: () => !asked.code },
];

const atCode = (error, message) => new ApiError({ ...error.problem, errors: [{ pointer: '/code', message }] });

/** Sends name and password, and once it is asked for the code as well. */
async function sendSignIn(asked, { username, password, code }) {
  try {
    return await api.post('/session', { username, password, ...(asked.code ? { code } : {}) }, anonymous);
  } catch (error) {
    if (error.code === 'code-required') {
      asked.code = true;
      throw atCode(error, t('signin.codeAsk'));
    }
    throw error.code === 'code-invalid' ? atCode(error, error.message) : error;
  }
}

/** The sign-in page; resolves with the session. */
export function signInPage(root) {
  return new Promise((resolve) => {
    const asked = { code: false };
    const submit = async (values) => {
      const answer = await sendSignIn(asked, values);
      render('', root);
      resolve(answer);
    };
    const draw = () =>
      gate(root, {
        title: t('signin.title'),
        text: t('signin.text'),
        again: draw,
        body: html`<kw-form .fields=${signInFields('', asked)} .submit=${submit} .submitLabel=${t('signin.action')} .wideButton=${true}></kw-form>`,
      });
    draw();
    root.querySelector('input')?.focus();
  });
}

let asking = null;

/** Asks for the password over the page; every call that waits is answered once. */
export function signInAgain() {
  asking ??= (async () => {
    const username = session()?.user.username ?? '';
    const asked = { code: false };
    const answer = await dialog({
      title: t('signin.again'),
      size: 'small',
      closable: false,
      body: ({ close }) => html`<p class="second">${t('signin.againText')}</p><br />
        <kw-form .fields=${signInFields(username, asked)} .value=${{ username, password: '' }} .wideButton=${true} .submitLabel=${t('signin.action')}
          .submit=${async (v) => close(await sendSignIn(asked, v))}></kw-form>
        <p class="gate-small"><a href="/ui/" @click=${(e) => { e.preventDefault(); location.assign('/ui/'); }}>${t('signin.leave')}</a></p>`,
    });
    const { resumeSession } = await import('./shell.js');
    resumeSession(answer);
  })().finally(() => { asking = null; });
  return asking;
}

let proving = null;

/** Asks over the page who one is, by password or code; resolves with whether that was proved. */
export function proveAgain() {
  proving ??= (async () => {
    const byCode = session()?.secondFactor;
    const field = byCode
      ? { name: 'code', label: t('signin.code'), required: true, hint: t('signin.codeHint'), autocomplete: 'one-time-code', maxlength: 40, autofocus: true }
      : { name: 'password', label: t('account.current'), type: 'password', required: true, autocomplete: 'current-password', autofocus: true };
    return !!(await dialog({
      title: t('stepup.title'),
      size: 'small',
      body: ({ close }) => html`<p class="second">${t('stepup.text')}</p><br />
        <kw-form .fields=${[field]} .wideButton=${true} .submitLabel=${t('stepup.action')}
          .submit=${async (v, form) => { await api.post('/session/step-up', v, { idempotent: false }); form.settle(); close(true); }}></kw-form>`,
    }));
  })().finally(() => { proving = null; });
  return proving;
}

/** The page of one whose role asks for a second factor that he has not yet; resolves with the session that may go on. */
export function enrolPage(root) {
  return new Promise((resolve) => {
    const go = async () => {
      const answer = await api.get('/session');
      render('', root);
      resolve(answer);
    };
    const flow = secondFactorFlow({ draw: () => draw(), done: go });
    const draw = () => gate(root, { title: t('factor.dueTitle'), text: t('factor.dueText'), wide: true, again: draw, body: flow.template() });
    flow.begin().then(draw, (error) => gate(root, { title: t('factor.dueTitle'), text: error.message, again: draw, body: html`<button type="button" class="btn" @click=${() => location.reload()}>${t('kit.retry')}</button>` }));
  });
}

function newPasswordFields() {
  return [
    { ...strengthField('password'), autofocus: true },
    { name: 'repeat', label: t('password.repeat'), type: 'password', required: true, autocomplete: 'new-password', check: (v, all) => (v === all.password ? '' : t('password.differs')) },
  ];
}

/** The page of a one-time password link; the link stands in the fragment and never reaches a log. */
export function passwordPage(root) {
  const link = decodeURIComponent(location.hash.slice(1));
  let done = false;
  const draw = () =>
    gate(root, {
      title: done ? t('password.done') : t('password.title'),
      text: done ? t('password.doneText') : link ? t('password.text') : t('password.noLink'),
      again: draw,
      body: done || !link
        ? html`<a class="btn primary" href="/ui/">${t('signin.title')}</a>`
        : html`<kw-form .fields=${newPasswordFields()} .submitLabel=${t('password.save')} .wideButton=${true}
            .submit=${async ({ password }) => { await api.post('/password', { link, password }, anonymous); done = true; draw(); }}></kw-form>`,
    });
  draw();
  return new Promise(() => {});
}

/** The set-up page of an empty installation; resolves with the session of the first administrator. */
export function setupPage(root) {
  const token = decodeURIComponent(location.hash.slice(1).replace(/^token=/, ''));
  if (location.hash) history.replaceState(null, '', '/ui/');
  return new Promise((resolve) => {
    const fields = () => [
      { name: 'token', label: t('setup.token'), required: true, hint: t('setup.tokenHint'), autofocus: !token },
      { type: 'section', name: 's1', label: t('setup.you') },
      { name: 'username', label: t('signin.username'), required: true, half: true, autocomplete: 'username', placeholder: 'admin' },
      { name: 'displayName', label: t('user.displayName'), half: true, autocomplete: 'name', placeholder: t('setup.namePlaceholder') },
      { ...strengthField('password'), half: true },
      { name: 'repeat', label: t('password.repeat'), type: 'password', required: true, half: true, autocomplete: 'new-password', check: (v, all) => (v === all.password ? '' : t('password.differs')) },
      { type: 'section', name: 's2', label: t('setup.company') },
      { name: 'company', label: t('company.name'), half: true, autocomplete: 'organization' },
      { name: 'store', label: t('setup.store'), half: true, placeholder: t('setup.storePlaceholder') },
      { name: 'zone', label: t('company.zone'), type: 'select', half: true, required: true, options: zoneOptions() },
      { name: 'currency', label: t('company.currency'), type: 'select', half: true, required: true, options: currencyOptions() },
    ];
    const value = { token, zone: Intl.DateTimeFormat().resolvedOptions().timeZone === 'UTC' ? 'Asia/Shanghai' : Intl.DateTimeFormat().resolvedOptions().timeZone, currency: 'CNY' };
    if (!zoneOptions().some((o) => o.value === value.zone)) value.zone = 'Asia/Shanghai';
    const submit = async ({ repeat, ...values }) => {
      const given = Object.fromEntries(Object.entries(values).filter(([, v]) => v));
      const { data } = await request('POST', '/setup', { body: { ...given, language: lang() }, ...anonymous });
      render('', root);
      resolve(data);
    };
    const draw = () =>
      gate(root, {
        title: t('setup.title'),
        text: t('setup.text'),
        wide: true,
        again: draw,
        body: html`<kw-form .fields=${fields()} .value=${value} .submit=${submit} .submitLabel=${t('setup.action')} .wideButton=${true}></kw-form>`,
      });
    draw();
    root.querySelector(token ? '[autocomplete="username"]' : 'input')?.focus();
  });
}

