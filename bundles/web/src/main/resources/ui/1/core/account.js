/** One's own password, second factor and the places where one is signed in. */
import '../kit/form.js';
import { recoveryCodes, secondFactorFlow } from '../frame/second-factor.js';
import { session, setSession } from '../frame/state.js';
import { strengthField } from '../frame/strength.js';
import { browserName, formDialog } from './parts.js';

/** Shows the page. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, toast, user, dialog, confirm } = ctx;
  let sessions = null;
  let factor = null;
  let keys = null;
  let turn = 0;
  const read = async () => {
    sessions = (await api.get('/sessions', {}, { signal: ctx.signal })).items;
    draw();
  };
  const readFactor = async () => {
    factor = await api.get('/second-factor', {}, { signal: ctx.signal });
    setSession({ ...session(), secondFactor: factor.on });
    draw();
  };
  const turnOn = async () => {
    try {
      let show = () => {};
      let leave = () => {};
      const flow = secondFactorFlow({ draw: () => show(), done: () => leave() });
      await flow.begin();
      await dialog({ title: t('factor.on'), body: ({ close, update }) => { show = update; leave = close; return flow.template(); } });
      await readFactor();
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const renew = async () => {
    try {
      const { recoveryCodes: codes } = await api.post('/second-factor/recovery-codes', {}, { idempotent: false });
      await dialog({ title: t('factor.codes'), body: ({ close }) => recoveryCodes(codes, () => close()) });
      await readFactor();
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const turnOff = async () => {
    const run = async () => {
      await api.delete('/second-factor');
      toast(t('factor.offDone'));
    };
    if (await confirm({ title: t('factor.off'), text: t('factor.offText'), action: t('factor.off'), danger: true, run })) await readFactor();
  };
  const readKeys = async () => {
    keys = (await api.get('/ssh-keys', {}, { signal: ctx.signal })).items;
    draw();
  };
  const addKey = async () => {
    const added = await formDialog(ctx, {
      title: t('keys.ssh.add'), intro: t('keys.ssh.intro'), submitLabel: t('keys.ssh.add'),
      fields: [{ name: 'publicKey', label: t('keys.ssh.line'), type: 'textarea', rows: 4, required: true, placeholder: 'ecdsa-sha2-nistp256 AAAA…', autofocus: true }, { name: 'name', label: t('keys.ssh.name') }],
      submit: ({ publicKey, name }) => api.post('/ssh-keys', { publicKey, ...(name ? { name } : {}) }),
    });
    if (added) await readKeys();
  };
  const removeKey = (k) =>
    confirm({ title: t('keys.ssh.remove'), text: t('keys.ssh.removeText', { name: k.name }), action: t('keys.ssh.remove'), danger: true, run: async () => { await api.delete(`/ssh-keys/${k.id}`); await readKeys(); } });
  const keysCard = () => html`<section class="card"><div class="card-head"><h2>${t('keys.ssh.title')}</h2><button type="button" class="btn small" @click=${addKey}>${icon('plus')}${t('keys.ssh.add')}</button></div>
    ${keys ? keys.length ? html`<ul class="list">${keys.map((k) => html`<li class="middle"><span class="contact-icon">${icon('key-round')}</span><span class="grow"><strong>${k.name}</strong><br /><span class="small muted mono">${k.fingerprint}</span><br /><span class="small muted">${k.lastUsedAt ? t('tokens.used', { when: fmt.relative(k.lastUsedAt) }) : t('tokens.unused')}</span></span><button type="button" class="btn small quiet danger" @click=${() => removeKey(k)}>${t('keys.ssh.remove')}</button></li>`)}</ul>` : html`<div class="card-body padded"><p class="second">${t('keys.ssh.empty')}</p></div>` : html`<div class="card-body">${ctx.skeleton(1)}</div>`}</section>`;
  const factorCard = () => html`<section class="card"><div class="card-head"><h2>${t('factor.title')}</h2>${factor?.on ? html`<span class="badge ok">${t('factor.isOn')}</span>` : ''}</div><div class="card-body padded">${factor ? html`<div class="stack"><p class="second">${factor.on ? t('factor.left', { n: factor.recoveryCodesLeft }) : t('factor.text')}</p>
    <div class="row">${factor.on ? html`<button type="button" class="btn" @click=${renew}>${t('factor.renew')}</button>${factor.required ? '' : html`<button type="button" class="btn danger" @click=${turnOff}>${t('factor.off')}</button>`}` : html`<button type="button" class="btn primary" @click=${turnOn}>${icon('shield-check')}${t('factor.on')}</button>`}</div></div>` : ctx.skeleton(2)}</div></section>`;
  const end = async (s) => {
    try {
      await api.delete(`/sessions/${s.id}`);
      toast(t('account.ended'));
      await read();
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const change = async ({ current, password }) => {
    await api.put('/password', { current, password });
    toast(t('account.passwordSaved'));
    turn += 1;
    queueMicrotask(draw);
  };
  function draw() {
    render(
      html`<div class="page narrow"><header class="head">${ctx.avatar(user.displayName, { size: 'l' })}<div class="grow"><h1 tabindex="-1">${user.displayName}</h1><p class="sub">${user.username}</p></div></header>
        <div class="stack"><section class="card"><div class="card-head"><h2>${t('account.password')}</h2></div><div class="card-body padded">
          ${ctx.keyed(turn, html`<kw-form .submit=${change} .submitLabel=${t('account.changePassword')} .fields=${[{ name: 'current', label: t('account.current'), type: 'password', required: true, autocomplete: 'current-password' }, { ...strengthField('password'), half: true }, { name: 'repeat', label: t('password.repeat'), type: 'password', required: true, half: true, autocomplete: 'new-password', check: (v, all) => (v === all.password ? '' : t('password.differs')) }]}></kw-form>`)}</div></section>
        ${factorCard()}
        ${user.can('core:shell:view') ? keysCard() : ''}
        <section class="card"><div class="card-head"><h2>${t('account.sessions')}</h2></div>
          ${sessions ? html`<ul class="list">${sessions.map((s) => html`<li class="middle"><span class="contact-icon">${icon(/iOS|Android/.test(browserName(s.userAgent)) ? 'smartphone' : 'monitor')}</span><span class="grow"><strong>${browserName(s.userAgent)}</strong>${s.current ? html` <span class="badge ok">${t('account.this')}</span>` : ''}<br /><span class="small muted">${[s.address, s.lastSeenAt ? t('account.seen', { when: fmt.relative(s.lastSeenAt) }) : ''].filter(Boolean).join(' · ')}</span></span>
            ${s.current ? '' : html`<button type="button" class="btn small" @click=${() => end(s)}>${t('account.end')}</button>`}</li>`)}</ul>` : html`<div class="card-body">${ctx.skeleton(3)}</div>`}</section></div></div>`,
      el,
    );
  }
  draw();
  read().catch(ctx.toastError);
  readFactor().catch(ctx.toastError);
  if (user.can('core:shell:view')) readKeys().catch(ctx.toastError);
}
