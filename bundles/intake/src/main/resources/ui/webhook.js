/** One system that is told of events: its settings, and the log of what it was told. */
import { body, pages } from './shared.js';
import { remove } from './remove.js';
import { secretDialog } from './secret.js';

const STATES = ['', 'PENDING', 'DELIVERED', 'PARKED'];
const TONES = { PENDING: 'info', DELIVERED: 'ok', PARKED: 'bad' };

/** Shows the webhook `params.id`. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, icon, api, params, user, toast, confirm, signal } = ctx;
  const path = `/intake/webhooks/${params.id}`;
  const [first, events] = await Promise.all([api.get(path, {}, { signal }), api.get('/intake/webhooks/events', {}, { signal })]);
  let webhook = first;
  let state = STATES.includes(ctx.query.state) ? ctx.query.state : '';
  const mayEdit = user.can('intake:webhook:edit');
  const list = pages(ctx, `${path}/deliveries`, () => (state ? { state } : {}), draw);
  const titles = new Map(events.map((e) => [e.name, e.title]));
  const titleOf = (name) => (name === 'intake.webhook.ping' ? t('hookPing') : (titles.get(name) ?? name));
  const choices = [...new Set([...events.map((e) => e.name), ...webhook.events])].map((name) => ({ value: name, label: titleOf(name) === name ? name : `${titleOf(name)} (${name})` }));
  const choose = (wanted) => {
    state = wanted;
    list.items = null;
    ctx.setQuery({ state: wanted });
    draw();
    list.load();
  };
  const act = async (work, key) => {
    try {
      const answer = await work();
      toast(t(key, answer));
      await list.load();
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const renew = async () => {
    let made;
    const agreed = await confirm({ title: t('renewTitle'), text: t('renewText'), action: t('renew'), danger: true, run: async () => { made = await api.post(`${path}/secret`, {}); } });
    if (agreed && made) await secretDialog(ctx, made.secret);
  };
  const save = async (v, form) => {
    webhook = await api.patch(path, { name: v.name, url: v.url, events: v.events, active: !!v.active }, webhook.version);
    form.settle();
    toast(t('saved'));
    draw();
  };
  const fields = [
    { name: 'name', label: t('hookName'), required: true, maxlength: 100 },
    { name: 'url', label: t('hookUrl'), required: true, hint: t('hookUrlHint') },
    { name: 'events', label: t('hookEvents'), type: 'checks', options: choices },
    { name: 'active', label: t('hookActive'), type: 'checkbox' },
  ];
  const outcome = (d) => (d.lastProblem ? (d.lastProblem === 'STATUS' ? t('hookStatus', { status: String(d.lastStatus) }) : t(`hookProblem.${d.lastProblem}`)) : '');
  const row = (d) => html`<li class="middle"><div class="grow stack tight"><div class="row"><span class="badge ${TONES[d.state]}">${t(`delivery.${d.state}`)}</span><span>${titleOf(d.eventType)}</span><span class="muted small">${fmt.dateTime(d.createdAt)}</span></div>
      <span class="small muted">${t('deliveryTries', { n: d.attempts })}${outcome(d) ? ` · ${outcome(d)}` : ''}${d.state === 'PENDING' ? ` · ${t('deliveryNext', { at: fmt.time(d.nextAt) })}` : ''}</span></div>
    ${mayEdit && webhook.state === 'ACTIVE' ? html`<div class="row actions"><button type="button" class="btn small" @click=${() => act(() => api.post(`${path}/deliveries/${d.id}/resend`, {}), 'deliveryQueued')}>${icon('refresh-cw')}${t('resend')}</button></div>` : ''}</li>`;
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${webhook.name}</h1>
        ${mayEdit ? html`<div class="row actions">${webhook.state === 'ACTIVE' ? html`<button type="button" class="btn" @click=${() => act(() => api.post(`${path}/ping`, {}), 'hookPinged')}>${icon('megaphone')}${t('hookTest')}</button>` : ''}<button type="button" class="btn" @click=${renew}>${icon('key-round')}${t('renew')}</button>
          <button type="button" class="btn danger" @click=${() => remove(ctx, path, 'hookRemove', 'hookRemoveText', '/intake/webhooks')}>${icon('trash-2')}${t('remove')}</button></div>` : ''}</header>
        ${webhook.state === 'DISABLED' ? html`<p class="second intro">${t('hookDisabledText')}</p>` : ''}
        <div class="stack"><div class="card"><div class="card-body padded">${mayEdit
          ? html`<kw-form .fields=${fields} .value=${{ name: webhook.name, url: webhook.url, events: webhook.events, active: webhook.state === 'ACTIVE' }} .submit=${save} .submitLabel=${t('save')}></kw-form>`
          : html`<p class="break">${webhook.url}</p><ul class="list">${webhook.events.map((name) => html`<li>${titleOf(name)}</li>`)}</ul>`}</div></div>
        <nav class="tabs page-tabs" aria-label=${t('states')}>${STATES.map((s) => html`<a href=${ctx.href(`/intake/webhooks/${params.id}${s ? `?state=${s}` : ''}`)} aria-current=${s === state ? 'page' : ctx.nothing} @click=${(e) => { e.preventDefault(); choose(s); }}>${t(`delivery.${s || 'ALL'}`)}</a>`)}</nav>
        <section class="card"><div class="card-head"><h2>${t('deliveries')}</h2>${mayEdit && webhook.state === 'ACTIVE' && state === 'PARKED' && list.items?.length ? html`<button type="button" class="btn small" @click=${() => act(() => api.post(`${path}/resend`, {}), 'parkedQueued')}>${icon('refresh-cw')}${t('resendParked')}</button>` : ''}</div>
        ${body(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'megaphone', title: t('deliveriesEmpty'), text: t('deliveriesEmptyText') })}</section></div></div>`,
      el,
    );
  }
  draw();
  list.load();
}
