/** Operations that reach over all modules (merge, erase, export) and their steps. */
import { moduleOf } from '../frame/modules.js';
import { listBody, pager, pageTabs } from './parts.js';

const ICONS = { MERGE: 'git-merge', UNDO: 'undo-2', ERASE: 'eraser', EXPORT: 'file-down' };
const TONES = { DONE: 'ok', WAITING: 'warn', PARKED: 'bad', RUNNING: 'primary', PENDING: '' };

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, user } = ctx;
  const list = pager(ctx, '/operations', () => ({}), draw);
  const retry = async (o) => {
    try {
      await api.post(`/operations/${o.id}/retry`);
      ctx.toast(t('operations.retried'));
      await list.load();
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const row = (o) => html`<li class="job"><span class="contact-icon">${icon(ICONS[o.kind] ?? 'activity')}</span>
    <div class="grow stack tight">
      <div class="row"><strong>${t(`operations.kind.${o.kind}`)}</strong><span class="badge ${TONES[o.state] ?? ''}">${t(`operations.state.${o.state}`)}</span>
        ${o.customerId ? html`<a class="small" href=${ctx.href(`/customers/${o.customerId}`)}>${t('operations.customer')}</a>` : ''}<span class="muted small" title=${fmt.dateTime(o.createdAt)}>${fmt.relative(o.createdAt)}</span></div>
      <ul class="steps">${(o.steps ?? []).map((s) => html`<li><span class="dot ${TONES[s.state] ?? ''}"></span><strong>${moduleOf(s.participant)?.title ?? s.participant}</strong> <span class="muted">${t(`operations.step.${s.state}`)}</span>${s.reason ? html` <span class="second">${s.reason}</span>` : ''}</li>`)}</ul>
    </div>
    ${o.state === 'PARKED' && user.can('core:operation:edit') ? html`<button type="button" class="btn small" @click=${() => retry(o)}>${icon('rotate-ccw')}${t('kit.retry')}</button>` : ''}</li>`;

  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.operations')}</h1></header>
        ${pageTabs(ctx, 'work', '/operations', t('nav.jobs'))}
        <p class="second intro">${t('operations.intro')}</p>
        <div class="card">${listBody(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'activity', title: t('operations.empty'), text: t('operations.emptyText') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  const soon = () => setTimeout(list.load, 500);
  ctx.on('job', soon);
  ctx.on('modules', soon);
}
