/** One's own password and the places where one is signed in. */
import '../kit/form.js';
import { strengthField } from '../frame/strength.js';
import { browserName } from './parts.js';

/** Shows the page. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, toast, user } = ctx;
  let sessions = null;
  let turn = 0;
  const read = async () => {
    sessions = (await api.get('/sessions', {}, { signal: ctx.signal })).items;
    draw();
  };
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
        <section class="card"><div class="card-head"><h2>${t('account.sessions')}</h2></div>
          ${sessions ? html`<ul class="list">${sessions.map((s) => html`<li class="middle"><span class="contact-icon">${icon(/iOS|Android/.test(browserName(s.userAgent)) ? 'smartphone' : 'monitor')}</span><span class="grow"><strong>${browserName(s.userAgent)}</strong>${s.current ? html` <span class="badge ok">${t('account.this')}</span>` : ''}<br /><span class="small muted">${[s.address, s.lastSeenAt ? t('account.seen', { when: fmt.relative(s.lastSeenAt) }) : ''].filter(Boolean).join(' · ')}</span></span>
            ${s.current ? '' : html`<button type="button" class="btn small" @click=${() => end(s)}>${t('account.end')}</button>`}</li>`)}</ul>` : html`<div class="card-body">${ctx.skeleton(3)}</div>`}</section></div></div>`,
      el,
    );
  }
  draw();
  read().catch(ctx.toastError);
}
