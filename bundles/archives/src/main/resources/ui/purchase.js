/** One purchase with its lines and what was returned. */
import { linesTable } from './lines.js';
import { rateDialog } from './rate.js';
import { returnDialog } from './return.js';
import { importedBy, netOf, statusBadge, storeNames, word } from './shared.js';

/** Shows the purchase `params.id`. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, params, user } = ctx;
  let p = null;
  let customer = null;
  let store = '';
  const read = async () => {
    p = await api.get(`/archives/purchases/${params.id}`, {}, { signal: ctx.signal });
    if (p.customerId) customer ??= await api.get(`/customers/${p.customerId}`, {}, { signal: ctx.signal }).catch(() => null);
    store = (await storeNames(api)).get(p.storeId);
    draw();
  };
  const giveBack = async () => {
    if (await returnDialog(ctx, p)) await read().catch(ctx.toastError);
  };
  const review = async (line) => {
    const save = (said) => api.post(`/archives/purchases/${p.id}/reviews`, { lineId: line.id, ...said });
    const made = await rateDialog(ctx, { title: t('reviewOne', { name: line.name ?? line.sku ?? '' }), known: line.review, save, saved: t('reviewSaved') });
    if (made) await read().catch(ctx.toastError);
  };
  const fact = (label, value) => (value ? html`<dt>${label}</dt><dd>${value}</dd>` : '');
  function draw() {
    const name = customer?.displayName ?? t('customer');
    render(
      html`<div class="page narrow"><header class="head"><div class="grow"><div class="row"><h1 tabindex="-1">${t('purchase')}</h1>${statusBadge(ctx, p)}</div><p class="sub">${fmt.dateTime(p.at)}</p></div>
          ${user.can('archives:purchase:edit') && ['COMPLETED', 'PART_RETURNED'].includes(p.status) ? html`<button type="button" class="btn" @click=${giveBack}>${icon('undo-2')}${t('returnAction')}</button>` : ''}</header>
        <div class="stack"><div class="card"><div class="card-body padded"><dl class="facts">${fact(t('customer'), p.customerId ? html`<a href=${ctx.href(`/customers/${p.customerId}`)}>${name}</a>` : t('nobody'))}${fact(t('channel'), word(ctx, 'sales', p.channel))}${fact(t('store'), store)}${fact(t('number'), p.externalId)}${fact(t('source'), p.source)}${fact(t('imported'), importedBy(ctx, p))}</dl></div></div>
        <div class="card"><div class="card-head"><h2>${t('lines')}</h2></div>${linesTable(ctx, p, user.can('archives:purchase:edit') && p.customerId ? review : null)}
          <div class="card-body"><dl class="facts totals">${fact(t('gross'), fmt.money(p.gross))}${Number(p.discount?.amount) ? fact(t('discount'), fmt.money(p.discount)) : ''}${Number(p.tax?.amount) ? fact(t('tax'), fmt.money(p.tax)) : ''}${Number(p.returned?.amount) ? fact(t('returned'), fmt.money(p.returned)) : ''}<dt>${t('net')}</dt><dd><strong class="figure">${fmt.money(netOf(p))}</strong></dd></dl></div></div>
        ${p.returns?.length ? html`<div class="card"><div class="card-head"><h2>${t('returns')}</h2></div><ul class="list">${p.returns.map((r) => html`<li class="middle"><span class="contact-icon">${icon('undo-2')}</span><span class="grow">${r.lines.map((l) => `${p.lines.find((x) => x.id === l.lineId)?.name ?? ''} ×${Number(l.quantity)}`).join(ctx.lang.startsWith('zh') ? '、' : ', ')}<br /><span class="small muted">${fmt.dateTime(r.at)}</span></span><strong class="num">${fmt.money(r.net)}</strong></li>`)}</ul></div>` : ''}</div></div>`,
      el,
    );
  }
  await read();
}
