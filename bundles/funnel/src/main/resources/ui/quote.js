/** One version of a quote: what it says, what it comes to, what was done with it and what can be. */
import { editQuote, quoteName, stateBadge } from './quote-parts.js';

const STEPS = {
  SUBMIT: { path: 'submission', right: 'edit', icon: 'check', kind: 'primary' },
  APPROVE: { path: 'approval', right: 'approve', icon: 'circle-check', kind: 'primary' },
  REFUSE: { path: 'refusal', right: 'approve', icon: 'circle-x', kind: 'danger', words: 'required' },
  WITHDRAW: { path: 'withdrawal', right: 'edit', icon: 'undo-2', words: 'optional' },
  SEND: { path: 'dispatch', right: 'send', icon: 'mail', kind: 'primary' },
  ACCEPT: { path: 'acceptance', right: 'send', icon: 'circle-check', kind: 'primary', words: 'optional' },
  DECLINE: { path: 'rejection', right: 'send', icon: 'circle-x', words: 'optional' },
  REVISE: { path: 'revisions', right: 'create', icon: 'copy' },
};

/** Shows the quote of `params.id`. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, href, user, params } = ctx;
  const path = `/funnel/quotes/${params.id}`;
  const state = { quote: null, steps: [], customer: null, error: null, busy: false };
  const load = async () => {
    try {
      const [quote, steps] = await Promise.all([api.get(path, {}, { signal: ctx.signal }), api.get(`${path}/steps`, {}, { signal: ctx.signal })]);
      Object.assign(state, { quote, steps: steps.items, error: null });
      if (quote.customerId && state.customer?.id !== quote.customerId) state.customer = await api.get(`/customers/${quote.customerId}`, {}, { signal: ctx.signal }).catch((e) => { if (e.name === 'AbortError') throw e; return null; });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  };
  const send = (step, body) => api.post(`${path}/${STEPS[step].path}`, body);
  const asked = (step) => ctx.dialog({
    title: t(`quote.step.${step}`),
    size: 'small',
    body: ({ close }) => html`<kw-form .fields=${[
      { name: 'words', label: t(STEPS[step].words === 'required' ? 'quote.why' : 'quote.words'), type: 'textarea', rows: 3, maxlength: 500, required: STEPS[step].words === 'required' },
      ...(step === 'ACCEPT' && user.can('funnel:opportunity:edit') ? [{ name: 'takeOver', label: t('quote.takeOver'), type: 'checkbox' }] : []),
    ]} .value=${{ words: '', takeOver: true }} .submitLabel=${t(`quote.step.${step}`)} .cancel=${() => close()} .submit=${async (v, form) => {
      const after = await send(step, step === 'ACCEPT' ? { words: v.words || null, takeOver: user.can('funnel:opportunity:edit') && Boolean(v.takeOver) } : { words: v.words || null });
      form.settle();
      close(after);
    }}></kw-form>`,
  });
  const take = async (step) => {
    if (state.busy) return;
    state.busy = true;
    draw();
    try {
      const after = STEPS[step].words ? await asked(step) : await send(step, {});
      if (after) {
        ctx.toast(t(`quote.state.${after.state}`));
        if (after.id !== params.id) ctx.go(`/funnel/quotes/${after.id}`);
      }
    } catch (error) {
      ctx.toastError(error);
    }
    state.busy = false;
    await load();
  };
  const change = async () => {
    if (await editQuote(ctx, state.quote)) await load();
  };

  /* parts */

  const actions = () => {
    const { quote } = state;
    // Nobody approves what he has written himself.
    const may = quote.possible.filter((step) => STEPS[step] && user.can(`funnel:quote:${STEPS[step].right}`) && !(step === 'APPROVE' && quote.author?.id === user.id));
    return html`${quote.totals ? html`<a class="btn" href=${`/api/v1${path}/pdf?language=${ctx.lang}`} target="_blank" rel="noopener">${icon('file-down')}PDF</a><a class="btn quiet" href=${`/api/v1${path}/pdf?language=${ctx.lang === 'en' ? 'zh-CN' : 'en'}`} target="_blank" rel="noopener" aria-label=${t('quote.otherLanguage')}>${t('quote.otherLanguageShort')}</a>` : ''}
      ${quote.state === 'DRAFT' && quote.totals && user.can('funnel:quote:edit') ? html`<button type="button" class="btn" @click=${change}>${icon('pencil')}${t('edit')}</button>` : ''}
      ${may.map((step) => html`<button type="button" class="btn ${STEPS[step].kind ?? ''}" ?disabled=${state.busy} @click=${() => take(step)}>${icon(STEPS[step].icon)}${t(`quote.step.${step}`)}</button>`)}`;
  };
  const percent = (text) => (Number(text) ? fmt.percent(Number(text) / 100, 2) : '');
  const lines = () => {
    const { quote } = state;
    if (!quote.totals) return html`<section class="card"><div class="card-head"><h2>${t('quote.lines')}</h2></div><p class="padded muted">${t('quote.hidden')}</p></section>`;
    const sum = (label, amount, strong) => html`<tr><td class="whole ${strong ? 'strong' : ''}">${label}</td><td></td><td></td><td></td><td></td><td class="end push">${strong ? html`<strong>${fmt.money(amount)}</strong>` : fmt.money(amount)}</td></tr>`;
    const { totals } = quote;
    return html`<section class="card"><div class="card-head"><h2>${t('quote.lines')}</h2></div>${quote.lines.length ? html`<div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('product')}</th><th scope="col" class="end">${t('quantity')}</th><th scope="col" class="end">${t('unitPrice')}</th><th scope="col" class="end">${t('discount')}</th><th scope="col" class="end">${t('quote.tax')}</th><th scope="col" class="end">${t('net')}</th></tr></thead>
      <tbody>${quote.lines.map((l) => html`<tr><td class="whole break">${l.name}</td><td class="end" data-label=${t('quantity')}>${fmt.number(l.quantity)}</td><td class="end" data-label=${t('unitPrice')}>${fmt.money(l.unitPrice)}</td><td class="end" data-label=${t('discount')}>${percent(l.discount)}</td><td class="end" data-label=${t('quote.tax')}>${percent(l.taxRate)}</td><td class="end push">${fmt.money(l.net)}</td></tr>`)}
      ${Number(totals.discount.amount) ? html`${sum(t('quote.subtotal'), totals.subtotal)}${sum(t('quote.discountOf', { percent: percent(quote.discount) }), { ...totals.discount, amount: `-${totals.discount.amount}` })}` : ''}
      ${sum(t('quote.beforeTax'), totals.net)}${totals.taxes.filter((tax) => Number(tax.rate)).map((tax) => sum(`${t('quote.tax')} ${percent(tax.rate)}`, tax.amount))}${sum(t('total'), totals.total, true)}</tbody></table></div>` : html`<p class="padded muted">${t('quote.noLines')}</p>`}
      ${quote.terms ? html`<div class="card-body"><h3>${t('quote.terms')}</h3><p class="pre break">${quote.terms}</p></div>` : ''}</section>`;
  };
  const history = () => html`<section class="card"><div class="card-head"><h2>${t('quote.history')}</h2></div><ol class="timeline flat padded">${[...state.steps].reverse().map((s) => html`<li><span class="timeline-icon">${icon(STEPS[s.step]?.icon ?? 'plus')}</span><div class="grow"><div class="row"><strong>${t(`quote.step.${s.step}`)}</strong><span class="second">${t(`quote.state.${s.to}`)}</span></div>${s.words ? html`<p class="pre second break">${s.words}</p>` : ''}<p class="small muted">${[fmt.dateTime(s.at), s.by?.name].filter(Boolean).join(' · ')}</p></div></li>`)}</ol></section>`;
  const facts = () => {
    const { quote } = state;
    const rows = [
      [t('field.customer'), quote.customerId ? html`<a href=${href(`/customers/${quote.customerId}`)}>${state.customer?.displayName ?? t('customerOf')}</a>` : html`<span class="muted">${t('noCustomer')}</span>`],
      [t('opportunity'), html`<a href=${href(`/funnel/opportunities/${quote.opportunityId}`)}>${t('quote.toOpportunity')}</a>`],
      [t('quote.validUntil'), fmt.date(quote.validUntil)],
      [t('quote.author'), quote.author?.name ?? t('somebody')],
      [t('quote.createdAt'), fmt.dateTime(quote.createdAt)],
    ];
    return html`<dl class="facts">${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
  };
  function draw() {
    if (ctx.signal.aborted) return;
    const { quote } = state;
    if (state.error && (!quote || state.error.status === 404)) return render(html`<div class="page"><h1 class="visually-hidden" tabindex="-1">${t('quote')}</h1><section class="card">${ctx.failure(state.error, { retry: load })}</section></div>`, el);
    if (!quote) return render(html`<div class="page"><h1 class="visually-hidden" tabindex="-1">${t('quote')}</h1><section class="card padded">${ctx.skeleton(6)}</section></div>`, el);
    return render(
      html`<div class="page"><header class="head person"><div class="grow"><div class="row"><h1 tabindex="-1" class="break">${quoteName(ctx, quote)}</h1>${stateBadge(ctx, quote)}</div></div>${quote.totals ? html`<p class="figure">${fmt.money(quote.totals.total)}</p>` : ''}<div class="row actions">${actions()}</div></header>
        <div class="profile-columns"><div class="stack"><section class="card"><div class="card-head"><h2>${t('details')}</h2></div><div class="card-body">${facts()}</div></section></div><div class="stack">${lines()}${history()}</div></div></div>`,
      el,
    );
  }
  draw();
  load();
  let later = 0;
  ctx.on('customer', ({ id }) => {
    if (id && id !== state.quote?.customerId) return;
    clearTimeout(later);
    later = setTimeout(() => { if (!state.busy) load(); }, 800);
  });
  return () => clearTimeout(later);
}
