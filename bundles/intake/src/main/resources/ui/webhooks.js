/** The systems outside that are told of what happens here. */
import { body, pages } from './shared.js';
import { secretDialog } from './secret.js';

const TONES = { ACTIVE: 'ok', PAUSED: 'info', DISABLED: 'bad' };

/** Shows the list. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, icon, api, user, dialog, signal } = ctx;
  const list = pages(ctx, '/intake/webhooks', () => ({}), draw);
  const mayEdit = user.can('intake:webhook:edit');
  const add = async () => {
    const events = await api.get('/intake/webhooks/events', {}, { signal });
    const fields = [
      { name: 'name', label: t('hookName'), required: true, maxlength: 100 },
      { name: 'url', label: t('hookUrl'), required: true, hint: t('hookUrlHint') },
      { name: 'events', label: t('hookEvents'), type: 'checks', options: events.map((e) => ({ value: e.name, label: e.title === e.name ? e.name : `${e.title} (${e.name})` })) },
    ];
    const made = await dialog({
      title: t('hookNew'),
      body: ({ close }) => html`<kw-form .fields=${fields} .value=${{ name: '', url: '', events: [] }} .submitLabel=${t('save')} .cancel=${() => close()} .submit=${async (v, form) => {
        const answer = await api.post('/intake/webhooks', v);
        form.settle();
        close(answer);
      }}></kw-form>`,
    });
    if (!made) return;
    await secretDialog(ctx, made.secret);
    await list.load();
  };
  const row = (w) => html`<li class="middle"><span class="contact-icon">${icon('megaphone')}</span>
    <span class="grow"><a class="strong" href=${ctx.href(`/intake/webhooks/${w.id}`)}>${w.name}</a> <span class="badge ${TONES[w.state]}">${t(`hookState.${w.state}`)}</span>${w.state === 'ACTIVE' && w.failingSince ? html` <span class="badge warn">${t('hookFailing', { since: fmt.relative(w.failingSince) })}</span>` : ''}<br />
      <span class="small muted break">${w.url}</span></span></li>`;
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('hooks')}</h1>
        ${mayEdit ? html`<div class="row actions"><button type="button" class="btn primary" @click=${() => add().catch(ctx.toastError)}>${icon('plus')}${t('hookNew')}</button></div>` : ''}</header>
        <p class="second intro">${t('hooksIntro')}</p>
        <div class="card">${body(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'megaphone', title: t('hooksEmpty'), text: t('hooksEmptyText') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
}
