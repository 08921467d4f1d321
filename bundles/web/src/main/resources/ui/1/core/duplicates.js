/** The queue of possible duplicates: compare side by side, merge, or say that these are two. */
import { inField } from '../kit/dom.js';
import { merge } from './customer-actions.js';
import { listBody, pager } from './parts.js';

const STATES = ['OPEN', 'DISTINCT'];

/** The reasons of a pair as badges. */
export function reasons(ctx, pair) {
  const { html, t } = ctx;
  if (pair.method === 'ESTIMATED') return html`<span class="badge info">${t('duplicates.estimated')}</span>`;
  return pair.rules.map((r) => html`<span class="badge ${r.points < 0 ? 'warn' : 'info'}">${t(`duplicates.rule.${r.rule}`)} <strong class="num">${r.points > 0 ? '+' : '−'}${Math.abs(r.points)}</strong></span>`);
}

/** Shows the queue. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, avatar, user, confirm, toast, go } = ctx;
  let state = STATES.includes(ctx.query.state) ? ctx.query.state : 'OPEN';
  let at = 0;
  const list = pager(ctx, '/duplicates', () => ({ state }), draw);
  const choose = (wanted) => {
    state = wanted;
    at = 0;
    list.items = null;
    ctx.setQuery({ state: wanted === 'OPEN' ? '' : wanted });
    draw();
    list.load();
  };
  const decide = async (pair, verdict) => {
    const done = await confirm({
      title: t(`duplicates.${verdict}.title`),
      text: t(`duplicates.${verdict}.text`, { one: pair.customers[0].displayName, other: pair.customers[1].displayName }),
      action: t(`duplicates.${verdict}.action`),
      ask: { label: t('duplicates.reason'), placeholder: t('duplicates.reasonPlaceholder'), required: true },
      run: (reason) => api.post(`/duplicates/${pair.id}/verdict`, { verdict, reason }),
    });
    if (done) {
      toast(t(`duplicates.${verdict}.done`));
      await list.load();
    }
  };
  const compare = async (pair) => {
    try {
      const customer = await api.get(`/customers/${pair.customers[0].id}`);
      await merge({ ctx, customer, reload: list.load }, pair.customers[1].id);
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const search = () =>
    confirm({
      title: t('duplicates.search'),
      text: t('duplicates.searchText'),
      action: t('duplicates.searchStart'),
      run: async () => {
        await api.post('/duplicates/search', {});
        toast(t('duplicates.searching'), { kind: 'info', action: user.can('core:job:view') ? { label: t('jobs.open'), run: () => go('/jobs') } : undefined });
      },
    });
  const person = (c) => html`<a class="row grow" href=${ctx.href(`/customers/${c.id}`)}>${avatar(c.displayName, { size: 's', organisation: c.kind === 'ORGANISATION' })}<span><strong>${c.displayName ?? t('duplicates.hidden')}</strong> <span class="muted num">${c.phone ?? ''}</span><br /><span class="small muted">${[c.email, c.storeName, c.ownerName].filter(Boolean).join(' · ')}</span></span></a>`;
  const row = (pair, i) => html`<li class="job" tabindex=${i === at ? '0' : '-1'} data-at=${i} @focus=${() => { at = i; }}>
    <span class="badge ${pair.proposal === 'MERGE' ? 'primary' : ''}" title=${t(`duplicates.proposal.${pair.proposal}`)}><strong class="num">${pair.score}</strong></span>
    <div class="grow stack tight"><div class="row">${pair.customers.map(person)}</div>
      <div class="row">${reasons(ctx, pair)}${pair.decidedAt ? html`<span class="muted small">${t('duplicates.decided', { who: pair.decidedBy?.name ?? '', when: fmt.relative(pair.decidedAt) })}</span>` : ''}</div></div>
    <div class="row actions">${pair.state === 'OPEN'
      ? html`${user.can('core:customer:merge') ? html`<button type="button" class="btn small" @click=${() => compare(pair)}>${icon('git-merge')}${t('duplicates.compare')}</button>` : ''}
        ${user.can('core:duplicate:edit') ? html`<button type="button" class="btn small" @click=${() => decide(pair, 'DISTINCT')}>${icon('x')}${t('duplicates.DISTINCT.action')}</button>` : ''}`
      : user.can('core:duplicate:edit') ? html`<button type="button" class="btn small" @click=${() => decide(pair, 'OPEN')}>${icon('undo-2')}${t('duplicates.OPEN.action')}</button>` : ''}</div></li>`;
  const move = (e) => {
    const items = list.items ?? [];
    if (!items.length || inField(e) || e.ctrlKey || e.metaKey || e.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[e.key];
    if (step) {
      e.preventDefault();
      at = Math.max(0, Math.min(items.length - 1, at + step));
      draw();
      el.querySelector(`[data-at="${at}"]`)?.focus();
    } else if (e.key === 'm' && state === 'OPEN' && user.can('core:customer:merge')) {
      e.preventDefault();
      compare(items[at]);
    } else if (e.key === 'x' && state === 'OPEN' && user.can('core:duplicate:edit')) {
      e.preventDefault();
      decide(items[at], 'DISTINCT');
    }
  };

  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.duplicates')}</h1>
          ${user.can('core:duplicate:configure') ? html`<div class="row actions"><button type="button" class="btn primary" @click=${search}>${icon('search')}${t('duplicates.search')}</button></div>` : ''}</header>
        <nav class="tabs page-tabs" aria-label=${t('duplicates.states')}>${STATES.map((s) => html`<a href=${ctx.href(`/duplicates${s === 'OPEN' ? '' : `?state=${s}`}`)} aria-current=${s === state ? 'page' : ctx.nothing} @click=${(e) => { e.preventDefault(); choose(s); }}>${t(`duplicates.state.${s}`)}</a>`)}</nav>
        <p class="second intro">${t('duplicates.intro')} <span class="keys"><kbd>↑</kbd><kbd>↓</kbd> <kbd>m</kbd> ${t('duplicates.compare')} <kbd>x</kbd> ${t('duplicates.DISTINCT.action')}</span></p>
        <div class="card" @keydown=${move}>${listBody(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'users', title: t(`duplicates.empty.${state}`), text: t('duplicates.emptyText') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  ctx.on('job', () => setTimeout(list.load, 500));
}
