/** What is known of a customer: what he likes, what he needs, what was agreed, what he does; each line with its evidence. */
import { addNeed, addPreference, addTerm, closeNeed, endTerm } from './portrait-forms.js';

const ICONS = { visits: 'calendar-days', gap: 'clock', basket: 'hand-coins', category: 'tag', 'day-part': 'sun', store: 'store', channels: 'shopping-bag', returns: 'undo-2', contacts: 'message-square', complaints: 'triangle-alert', ratings: 'star', 'buying-intent': 'shopping-bag', 'service-problem': 'triangle-alert' };

/** Shows the portrait of `params.customerId`. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, params, user } = ctx;
  const may = (right) => user.can(`archives:${right}`);
  const state = { portrait: null, likes: null, keys: [], needs: null, terms: null, offer: null, error: null };
  const of = (path, more) => api.get(path, { customer: params.customerId, ...more }, { signal: ctx.signal });
  const read = async () => {
    try {
      const [portrait, likes, keys, needs, terms, offer] = await Promise.all([
        of('/archives/portrait'),
        may('preference:view') ? of('/archives/preferences') : null,
        may('preference-key:view') ? api.get('/archives/preference-keys', {}, { signal: ctx.signal }) : null,
        may('need:view') ? of('/archives/needs', { state: 'OPEN', limit: 50 }) : null,
        may('term:view') ? of('/archives/terms', { current: true, limit: 50 }) : null,
        may('recommendation:view') && may('purchase:view') ? of('/archives/recommendations') : null,
      ]);
      Object.assign(state, { portrait, likes: likes?.items, keys: keys?.items ?? [], needs: needs?.items, terms: terms?.items, offer, error: null });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  };
  const then = (work) => async () => {
    if (await work()) {
      ctx.changed();
      await read();
    }
  };
  const withdraw = (like) => async () => {
    try {
      await api.delete(`/archives/preferences/${like.id}`);
      ctx.toast(t('preferenceWithdrawn'));
      ctx.changed();
      await read();
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const title = (key) => {
    const found = state.keys.find((k) => k.code === key);
    if (!found) return key;
    return ctx.lang.startsWith('zh') ? found.titleZh : found.titleEn;
  };
  const percent = (share) => `${Math.round(Number(share) * 100)}%`;
  const add = (right, label, work) => (may(right) ? html`<button type="button" class="btn small quiet" @click=${then(work)}>${icon('plus')}${label}</button>` : '');
  const head = (label, action) => html`<div class="row"><h3 class="grow">${label}</h3>${action}</div>`;
  const proof = (evidence) => {
    const tabs = { purchase: 'purchases', interaction: 'interactions' };
    const text = t(`evidence.${evidence.kind}`, { n: evidence.count, date: evidence.last ? fmt.date(evidence.last) : '' });
    if (evidence.kind === 'interaction' && !evidence.count) return html`<span class="small muted">${t('signals.notYours')}</span>`;
    if (!tabs[evidence.kind] || !evidence.count) return html`<span class="small muted">${text}</span>`;
    const to = evidence.count === 1 && evidence.kind === 'purchase' ? `/archives/purchases/${evidence.ids[0]}` : `/customers/${params.customerId}?tab=archives.${tabs[evidence.kind]}`;
    return html`<a class="small" href=${ctx.href(to)}>${text}</a>`;
  };
  const like = (p) => html`<li class="middle"><span class="contact-icon">${icon(p.source === 'STATED' ? 'user-check' : 'chart-column')}</span><span class="grow break"><strong>${title(p.key)}</strong> ${p.value ?? html`<span class="muted">${t('hidden')}</span>`}<br />
    <span class="small muted">${p.source === 'STATED' ? t('stated', { who: p.by?.name ?? '', date: fmt.date(p.at) }) : t('inferred', { share: percent(p.confidence) })}</span>${p.source === 'INFERRED' && p.evidence.count ? html` ${proof(p.evidence)}` : ''}</span>
    ${p.id && may('preference:delete') ? html`<button type="button" class="btn quiet icon-only small" aria-label=${t('preferenceWithdraw', { key: title(p.key) })} @click=${withdraw(p)}>${icon('x')}</button>` : ''}</li>`;
  const need = (n) => html`<li class="middle"><span class="contact-icon">${icon('clipboard-list')}</span><span class="grow break">${n.text ?? html`<span class="muted">${t('hidden')}</span>`}<br /><span class="small muted">${[fmt.date(n.at), n.source].filter(Boolean).join(' · ')}</span></span>
    ${may('need:edit') ? html`<button type="button" class="btn small" @click=${then(() => closeNeed(ctx, n))}>${t('needClose')}</button>` : ''}</li>`;
  const term = (x) => html`<li class="middle"><span class="contact-icon">${icon('hand-coins')}</span><span class="grow break"><strong>${x.text ?? t('hidden')}</strong><br /><span class="small muted">${x.validUntil ? t('termPeriod', { from: fmt.date(x.validFrom), until: fmt.date(x.validUntil) }) : t('termFrom', { from: fmt.date(x.validFrom) })}</span></span>
    ${may('term:edit') ? html`<button type="button" class="btn small quiet" @click=${then(() => endTerm(ctx, x))}>${t('termEnd')}</button>` : ''}</li>`;
  const line = (l) => html`<li class="middle"><span class="contact-icon">${icon(ICONS[l.code] ?? 'info')}</span><span class="grow break">${l.text}<br />${proof(l.evidence)}</span></li>`;
  const offered = (o) => html`<li class="middle"><span class="contact-icon">${icon('sparkles')}</span><span class="grow break"><strong>${o.name}</strong><br /><span class="small muted">${o.reason}</span></span></li>`;
  const list = (items, row, none) => (items.length ? html`<ul class="list">${items.map(row)}</ul>` : html`<p class="muted">${none}</p>`);
  function draw() {
    if (state.error) return render(ctx.failure(state.error, { retry: read }), el);
    if (!state.portrait) return render(html`<div class="padded">${ctx.skeleton(6)}</div>`, el);
    return render(
      html`<div class="stack">
        ${state.likes ? html`<section>${head(t('likes'), add('preference:create', t('preferenceAdd'), () => addPreference(ctx, state.keys, title)))}${list(state.likes, like, t('likesNone'))}</section>` : ''}
        ${state.terms ? html`<section>${head(t('terms'), add('term:create', t('termAdd'), () => addTerm(ctx)))}${list(state.terms, term, t('termsNone'))}</section>` : ''}
        ${state.needs ? html`<section>${head(t('needs'), add('need:create', t('needAdd'), () => addNeed(ctx)))}${list(state.needs, need, t('needsNone'))}</section>` : ''}
        ${may('signal:view') && state.portrait.signals.length ? html`<section>${head(t('signals.title'), html`<a class="btn small quiet" href=${ctx.href('/archives/signals')}>${t('signals.all')}</a>`)}<ul class="list">${state.portrait.signals.map(line)}</ul></section>` : ''}
        ${state.offer ? html`<section>${head(t('offers'), '')}${list(state.offer.items, offered, t(state.offer.allowed ? 'offersNone' : 'offersRefused'))}</section>` : ''}
        <section>${head(t('behaviour'), '')}${list(state.portrait.behaviour, line, t('behaviourNone'))}
          <p class="small muted">${t(state.portrait.complete ? 'behaviourSince' : 'behaviourNewest', { date: fmt.date(state.portrait.from) })}</p></section>
        <p><a href=${ctx.href(`/archives/why/${params.customerId}`)}>${icon('info')} ${t('why.title')}</a></p></div>`,
      el,
    );
  }
  draw();
  ctx.on('customer', ({ id }) => {
    if (!id || id === params.customerId) read();
  });
  read();
}
