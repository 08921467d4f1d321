/** A lead: whose it is and why, how far it is, what was written down of it, and what it has become. */
import { assign, convert, edit, note, noteList, OPEN, reject, stateBadge, whyOf } from './lead-shared.js';
import { scoreCard } from './scores.js';
import { storeOptions, titleOf } from './shared.js';

const WAY = [...OPEN, 'CONVERTED'];

/** Shows the lead of `params.id`. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, href, user, params, nothing } = ctx;
  const path = `/funnel/leads/${params.id}`;
  const state = { one: null, notes: [], customer: null, score: null, stores: [], error: null, said: '', busy: false };
  const load = async () => {
    try {
      const [one, notes] = await Promise.all([api.get(path, {}, { signal: ctx.signal }), api.get(`${path}/notes`, {}, { signal: ctx.signal })]);
      if (one.customerId && state.customer?.id !== one.customerId) state.customer = await api.get(`/customers/${one.customerId}`, {}, { signal: ctx.signal }).catch((e) => { if (e.name === 'AbortError') throw e; return { id: one.customerId, displayName: t('customerOf') }; });
      Object.assign(state, { one, notes: notes.items, error: null });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    if (!state.error && OPEN.includes(state.one.state)) api.get(`${path}/score`, {}, { signal: ctx.signal }).then((score) => { state.score = score; draw(); }, () => {});
    draw();
  };
  const act = async (run, said) => {
    if (state.busy) return;
    state.busy = true;
    draw();
    try {
      const done = await run();
      if (done) {
        state.said = said(done);
        ctx.toast(state.said);
        ctx.changed();
      }
    } catch (error) {
      ctx.toastError(error);
    }
    state.busy = false;
    await load();
  };
  const moved = (one) => t('lead.moved', { title: titleOf(ctx, one), state: t(`lead.state.${one.state}`) });
  const given = (one) => t('lead.given', { name: one.owner?.name ?? '' });
  const go = (to) => act(() => api.post(`${path}/moves`, { state: to, from: state.one.state }), moved);
  const become = () => act(async () => {
    try {
      const one = await convert(ctx, state.one);
      if (one) ctx.go(`/funnel/opportunities/${one.opportunityId}`);
      return one;
    } catch (error) {
      if (error.code === 'lead-converted') ctx.go(`/funnel/opportunities/${error.problem.opportunityId}`);
      throw error;
    }
  }, moved);

  /* parts */

  const button = (label, glyph, kind, run) => html`<button type="button" class="btn ${kind}" ?disabled=${state.busy} @click=${run}>${icon(glyph)}${label}</button>`;
  const actions = () => {
    const { one } = state;
    if (!user.can('funnel:lead:edit') || one.state === 'CONVERTED' || !one.customerId) return '';
    return html`${button(t('edit'), 'pencil', '', () => act(() => edit(ctx, one), () => t('saved')))}
      ${user.can('funnel:lead:assign') ? button(t('lead.assign'), 'users', '', () => act(() => assign(ctx, one), given)) : ''}
      ${one.owner ? '' : button(t('lead.take'), 'user-check', 'primary', () => act(() => api.post(`${path}/assignments`, { ownerId: user.id }), given))}
      ${OPEN.includes(one.state) ? button(t('lead.reject'), 'circle-x', 'danger', () => act(() => reject(ctx, one), moved)) : ''}
      ${one.state === 'NEW' && one.owner ? button(t('lead.work'), 'play', 'primary', () => go('WORKING')) : ''}
      ${one.state === 'WORKING' ? button(t('lead.qualify'), 'circle-check', 'primary', () => go('QUALIFIED')) : ''}
      ${one.state === 'QUALIFIED' && user.can('funnel:lead:convert') && user.can('funnel:opportunity:create') ? button(t('lead.convert'), 'hand-coins', 'primary', become) : ''}
      ${one.state === 'REJECTED' && user.can('funnel:lead:reopen') && one.owner ? button(t('lead.reopen'), 'rotate-ccw', '', () => go('WORKING')) : ''}`;
  };
  const way = () => {
    const { one } = state;
    const all = one.state === 'REJECTED' ? [...OPEN, 'REJECTED'] : WAY;
    const at = all.indexOf(one.state);
    return html`<nav class="card stage-path" tabindex="0" aria-label=${t('lead.state')}><ol>${all.map((s, n) => {
      const kind = n === at ? `now ${s === 'REJECTED' ? 'bad' : s === 'CONVERTED' ? 'ok' : ''}` : n < at && one.state !== 'REJECTED' ? 'past' : '';
      return html`<li class=${kind}><span aria-current=${n === at ? 'step' : nothing}>${n < at && one.state !== 'REJECTED' ? icon('check') : ''}<span>${t(`lead.state.${s}`)}</span></span></li>`;
    })}</ol></nav>`;
  };
  const facts = () => {
    const { one } = state;
    const rows = [
      [t('field.customer'), one.customerId && html`<a href=${href(`/customers/${one.customerId}`)}>${state.customer?.displayName ?? ''}</a>`],
      [t('field.owner'), one.owner ? one.owner.name ?? t('somebody') : html`<span class="muted">${t('lead.nobody')}</span>`],
      [t('lead.why'), whyOf(ctx, one)],
      [t('lead.assignedAt'), one.assignment && fmt.dateTime(one.assignment.at)],
      [t('field.source'), one.source],
      [t('field.store'), state.stores.find((s) => s.value === one.storeId)?.label],
      [t('field.openedAt'), fmt.dateTime(one.openedAt)],
      [t('lead.since'), fmt.dateTime(one.stateSince)],
      [t('lead.rejection'), one.rejection && t(`lead.rejection.${one.rejection}`)],
      [t('opportunity'), one.opportunityId && html`<a href=${href(`/funnel/opportunities/${one.opportunityId}`)}>${t('lead.became')}</a>`],
    ].filter(([, value]) => value);
    return html`<dl class="facts">${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
  };
  function draw() {
    if (ctx.signal.aborted) return;
    const { one } = state;
    if (state.error && (!one || state.error.status === 404)) return render(html`<div class="page"><h1 class="visually-hidden" tabindex="-1">${t('lead')}</h1><section class="card">${ctx.failure(state.error, { retry: load })}</section></div>`, el);
    if (!one) return render(html`<div class="page"><h1 class="visually-hidden" tabindex="-1">${t('lead')}</h1><section class="card padded">${ctx.skeleton(6)}</section></div>`, el);
    const writes = user.can('funnel:lead:edit') && one.state !== 'CONVERTED' && one.customerId;
    return render(
      html`<div class="page"><header class="head person"><div class="grow"><div class="row"><h1 tabindex="-1" class="break">${titleOf(ctx, one)}</h1>${stateBadge(ctx, one)}</div>${state.customer && one.customerId ? html`<p class="sub"><a href=${href(`/customers/${one.customerId}`)}>${state.customer.displayName}</a></p>` : ''}</div><div class="row actions">${actions()}</div></header>
        ${way()}
        <div class="profile-columns"><div class="stack"><section class="card"><div class="card-head"><h2>${t('details')}</h2></div><div class="card-body">${facts()}</div></section>${state.score && OPEN.includes(one.state) ? scoreCard(ctx, state.score) : ''}</div>
          <div class="stack"><section class="card"><div class="card-head"><h2>${t('lead.notes')}</h2>${writes ? html`<button type="button" class="btn small" ?disabled=${state.busy} @click=${() => act(() => note(ctx, one), () => t('saved'))}>${icon('plus')}${t('lead.noteAdd')}</button>` : ''}</div>${noteList(ctx, state.notes, one.customerId)}</section></div></div>
        <p class="visually-hidden" role="status" aria-live="polite">${state.said}</p></div>`,
      el,
    );
  }
  draw();
  load();
  storeOptions(ctx).then((found) => { state.stores = found; draw(); }, () => {});
  let later = 0;
  ctx.on('customer', ({ id }) => {
    if (id && id !== state.one?.customerId) return;
    clearTimeout(later);
    later = setTimeout(() => { if (!state.busy) load(); }, 800);
  });
  return () => clearTimeout(later);
}
