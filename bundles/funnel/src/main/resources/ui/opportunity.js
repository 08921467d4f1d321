/** An opportunity: where it stands, what it is made of, and what became of it. */
import { edit } from './forms.js';
import { move, targets } from './moves.js';
import { creditPanel, oddsPanel, outcomeOf, returnPanel } from './outcome.js';
import { scoreCard } from './scores.js';
import { closeDay, named, pipelinesOf, reasonsOf, span, statusBadge, storeOptions, titleOf } from './shared.js';

const ICONS = { WIN: 'circle-check', LOSE: 'circle-x', REOPEN: 'rotate-ccw', SWITCH: 'refresh-cw', AFTER_SALE: 'heart-handshake', BACK: 'undo-2', FORWARD: 'arrow-right' };

/** Shows the opportunity of `params.id`. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, href, user, params, nothing } = ctx;
  const path = `/funnel/opportunities/${params.id}`;
  const state = { one: null, pipelines: [], history: null, tasks: [], customer: null, reasons: [], stores: [], outcome: {}, outcomeError: null, score: null, repurchase: null, error: null, said: '', busy: false };
  let asked = ctx.query.edit === '1';
  const pipeline = () => state.pipelines.find((p) => p.id === state.one.pipelineId);
  const stage = () => pipeline()?.stages.find((s) => s.id === state.one.stageId);
  const readOutcome = async () => {
    const { one } = state;
    try {
      const outcome = await outcomeOf(ctx, one);
      if (state.one === one) Object.assign(state, { outcome, outcomeError: null });
    } catch (error) {
      if (error.name === 'AbortError' || state.one !== one) return;
      Object.assign(state, { outcome: {}, outcomeError: error });
    }
    draw();
  };
  const load = async () => {
    try {
      const [one, history, pipelines, tasks] = await Promise.all([api.get(path, {}, { signal: ctx.signal }), api.get(`${path}/transitions`, {}, { signal: ctx.signal }), user.can('funnel:pipeline:view') ? pipelinesOf(ctx) : [], api.get(`${path}/tasks`, {}, { signal: ctx.signal })]);
      if (one.customerId && state.customer?.id !== one.customerId) state.customer = await api.get(`/customers/${one.customerId}`, {}, { signal: ctx.signal }).catch((e) => { if (e.name === 'AbortError') throw e; return { id: one.customerId, displayName: t('customerOf') }; });
      if (!one.customerId) state.customer = null;
      Object.assign(state, { one, history, pipelines, tasks: tasks.items, error: null });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
    if (!state.error) readOutcome();
    if (!state.error && state.one.status === 'OPEN') api.get(`${path}/score`, {}, { signal: ctx.signal }).then((score) => { state.score = score; draw(); }, () => {});
    if (!state.error && state.one.source === 'REPURCHASE') api.get(`${path}/repurchase`, {}, { signal: ctx.signal }).then((told) => { state.repurchase = told; draw(); }, () => {});
    if (asked && state.one && !state.error) {
      asked = false;
      ctx.setQuery({ edit: '' });
      if (user.can('funnel:opportunity:edit')) change();
    }
  };
  const go = async (to) => {
    if (state.busy || to.id === state.one.stageId) return;
    state.busy = true;
    draw();
    const moved = await move(ctx, { opportunity: state.one, pipeline: pipeline(), to });
    state.busy = false;
    if (moved) {
      state.one = moved;
      state.said = t('moved', { title: titleOf(ctx, moved), stage: named(ctx, to.name) });
      ctx.toast(state.said);
    }
    await load();
  };
  const change = async () => {
    const saved = await edit(ctx, state.one, { customer: state.customer && { id: state.customer.id, displayName: state.customer.displayName } });
    if (saved) await load();
  };

  /* parts */

  const steps = () => {
    const all = pipeline()?.stages ?? [];
    const at = all.findIndex((s) => s.id === state.one.stageId);
    const lost = state.one.status === 'LOST';
    const may = user.can('funnel:opportunity:edit');
    return html`<nav class="card stage-path" aria-label=${t('stages')}><ol>${all.filter((s) => s.kind !== 'LOST' || lost).map((s) => {
      const n = all.indexOf(s);
      const now = n === at;
      const kind = now ? `now ${s.kind === 'LOST' ? 'bad' : s.kind === 'OPEN' ? '' : 'ok'}` : n < at && !lost ? 'past' : '';
      const inner = html`${n < at && !lost ? icon('check') : ''}<span>${named(ctx, s.name)}</span>`;
      return html`<li class=${kind}>${may && !now ? html`<button type="button" ?disabled=${state.busy} title=${t('moveToOne', { stage: named(ctx, s.name) })} @click=${() => go(s)}>${inner}</button>` : html`<span aria-current=${now ? 'step' : nothing}>${inner}</span>`}</li>`;
    })}</ol></nav>`;
  };
  const actions = () => {
    if (!user.can('funnel:opportunity:edit') || !pipeline()) return '';
    const of = (kind) => pipeline().stages.find((s) => s.kind === kind);
    const again = () => ctx.menu(el.querySelector('#reopen'), [{ heading: t('reopen.where') }, ...targets(pipeline(), state.one).filter((s) => s.kind === 'OPEN').map((s) => ({ label: named(ctx, s.name), icon: 'rotate-ccw', run: () => go(s) }))], { label: t('reopen') });
    return html`<button type="button" class="btn" @click=${change}>${icon('pencil')}${t('edit')}</button>
      ${state.one.status === 'OPEN' ? html`<button type="button" class="btn danger" ?disabled=${state.busy} @click=${() => go(of('LOST'))}>${icon('circle-x')}${t('lose')}</button><button type="button" class="btn primary" ?disabled=${state.busy} @click=${() => go(of('WON'))}>${icon('circle-check')}${t('win')}</button>` : user.can('funnel:opportunity:reopen') ? html`<button type="button" class="btn" id="reopen" aria-haspopup="menu" ?disabled=${state.busy} @click=${again}>${icon('rotate-ccw')}${t('reopen')}</button>` : ''}`;
  };
  const reason = (key) => named(ctx, state.reasons.find((r) => r.key === key)?.title) || key;
  const probability = () => {
    const { one } = state;
    if (one.status !== 'OPEN') return fmt.percent(one.status === 'WON' ? 1 : 0);
    if (one.probability !== null && one.probability !== undefined) return html`${fmt.percent(one.probability / 100)} <span class="small muted">${t('estimated')}</span>`;
    return stage() ? html`${fmt.percent(stage().probability / 100)} <span class="small muted">${t('ofStage')}</span>` : '';
  };
  const cameUp = () => {
    const why = state.repurchase?.items[0];
    if (!why) return state.repurchase?.withheld ? t('repurchase.withheld') : '';
    return t('repurchase.why', { gap: fmt.number(why.gapDays, { maximumFractionDigits: 1 }), last: fmt.date(why.lastOn) });
  };
  const facts = () => {
    const { one } = state;
    const rows = [
      [t('field.customer'), one.customerId ? html`<a href=${href(`/customers/${one.customerId}`)}>${state.customer?.displayName ?? ''}</a>` : html`<span class="muted">${t('noCustomer')}</span>`],
      [t('pipeline'), named(ctx, pipeline()?.name)],
      [t('field.probability'), probability()],
      [t('field.forecast'), one.status === 'OPEN' && t(`category.${one.forecast}`)],
      [t('field.closeOn'), closeDay(ctx, one)],
      [t('field.owner'), one.owner?.name ?? t('somebody')],
      [t('field.collaborators'), one.collaborators.map((c) => c.name ?? t('somebody')).join(ctx.lang.startsWith('zh') ? '、' : ', ')],
      [t('field.source'), one.source === 'REPURCHASE' ? t('repurchase.source') : one.source],
      [t('repurchase.whyLabel'), cameUp()],
      [t('field.store'), state.stores.find((s) => s.value === one.storeId)?.label],
      [t('field.openedAt'), fmt.dateTime(one.openedAt)],
      [t('field.wonAt'), one.wonAt && fmt.dateTime(one.wonAt)],
      [t('field.lostAt'), one.lostAt && fmt.dateTime(one.lostAt)],
      [t('lostReason'), one.status === 'LOST' && one.lostReason && reason(one.lostReason)],
      [t('competitor'), one.competitor],
    ].filter(([, value]) => value);
    return html`<dl class="facts">${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
  };
  const outcome = () => {
    const { one } = state;
    const { odds, credits, returns } = state.outcome;
    if (state.outcomeError) return html`<section class="card">${ctx.failure(state.outcomeError, { retry: readOutcome })}</section>`;
    if (one.status === 'OPEN') return odds ? oddsPanel(ctx, odds) : '';
    return one.status === 'WON' && credits ? html`${creditPanel(ctx, one, credits, load)}${returnPanel(ctx, one, returns, load)}` : '';
  };
  const products = () => {
    const { one } = state;
    return html`<section class="card"><div class="card-head"><h2>${t('field.products')}</h2></div>${one.products.length ? html`<div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('product')}</th><th scope="col" class="end">${t('quantity')}</th><th scope="col" class="end">${t('unitPrice')}</th><th scope="col" class="end">${t('discount')}</th><th scope="col" class="end">${t('net')}</th></tr></thead>
      <tbody>${one.products.map((l) => html`<tr><td class="whole">${l.name}${l.sku ? html`<div class="small muted mono">${l.sku}</div>` : ''}</td><td class="end" data-label=${t('quantity')}>${fmt.number(l.quantity)}</td><td class="end" data-label=${t('unitPrice')}>${fmt.money(l.unitPrice)}</td><td class="end" data-label=${t('discount')}>${Number(l.discount?.amount) ? fmt.money(l.discount) : ''}</td><td class="end push">${fmt.money(l.net)}</td></tr>`)}
      <tr><td class="whole strong">${t('total')}</td><td></td><td></td><td></td><td class="end push"><strong>${fmt.money(one.amount)}</strong></td></tr></tbody></table></div>` : html`<p class="padded muted">${t('noProducts')}</p>`}</section>`;
  };
  const plan = async () => {
    try {
      state.tasks = (await api.post(`${path}/tasks`, {})).items;
      ctx.toast(t(state.tasks.some((task) => !task.followUpId) ? 'tasksWait' : 'tasksPlanned'));
    } catch (error) {
      ctx.toastError(error);
    }
    draw();
  };
  const tasks = () => {
    if (!state.tasks.length) return '';
    const waits = state.tasks.some((task) => !task.followUpId);
    return html`<section class="card"><div class="card-head"><h2>${t('tasks')}</h2>${waits && user.can('funnel:opportunity:edit') ? html`<button type="button" class="btn small" @click=${plan}>${icon('calendar')}${t('tasksPlan')}</button>` : ''}</div>
      <ul class="list">${state.tasks.map((task) => html`<li class="middle"><span class="contact-icon">${icon(task.followUpId ? 'calendar' : 'clock')}</span><span class="grow break"><strong>${task.subject}</strong><br /><span class="small muted">${t(`task.${task.kind}`)} · ${fmt.date(task.dueOn)}</span></span><span class="badge ${task.followUpId ? 'info' : 'warn'}">${t(task.followUpId ? 'taskPlanned' : 'taskWaits')}</span></li>`)}</ul></section>`;
  };
  const history = () => {
    const { items, seconds } = state.history;
    const last = new Map(items.map((step) => [step.to, step]));
    const step = (s) => html`<li><span class="timeline-icon">${icon(s.move ? ICONS[s.move] ?? 'arrow-right' : 'plus')}</span><div class="grow"><div class="row"><strong>${s.move ? t(`move.${s.move}`) : t('move.FIRST')}</strong><span class="second">${s.fromName ? html`${named(ctx, s.fromName)} <span aria-hidden="true">→</span><span class="visually-hidden">${t('to')}</span> ` : ''}${named(ctx, s.toName)}</span></div>
      ${s.reason ? html`<p class="pre second">${s.move === 'LOSE' ? reason(s.reason) : s.reason}</p>` : ''}<p class="small muted">${[fmt.dateTime(s.at), s.by?.name].filter(Boolean).join(' · ')}</p></div></li>`;
    const stays = [...last.values()].filter((s) => seconds[s.to] !== undefined);
    return html`<section class="card"><div class="card-head"><h2>${t('history')}</h2></div><ol class="timeline flat padded">${[...items].reverse().map(step)}</ol></section>
      <section class="card"><div class="card-head"><h2>${t('stays')}</h2></div><div class="table-wrap"><table class="table"><thead><tr><th scope="col">${t('field.stage')}</th><th scope="col" class="end">${t('duration')}</th></tr></thead><tbody>${stays.map((s) => html`<tr><td>${named(ctx, s.toName)}${s.to === state.one.stageId ? html` <span class="badge">${t('now')}</span>` : ''}</td><td class="end">${span(ctx, seconds[s.to])}</td></tr>`)}</tbody></table></div></section>`;
  };
  function draw() {
    if (ctx.signal.aborted) return;
    const { one } = state;
    if (state.error && (!one || state.error.status === 404)) return render(html`<div class="page"><h1 class="visually-hidden" tabindex="-1">${t('opportunity')}</h1><section class="card">${ctx.failure(state.error, { retry: load })}</section></div>`, el);
    if (!one) return render(html`<div class="page"><h1 class="visually-hidden" tabindex="-1">${t('opportunity')}</h1><section class="card padded">${ctx.skeleton(6)}</section></div>`, el);
    return render(
      html`<div class="page"><header class="head person"><div class="grow"><div class="row"><h1 tabindex="-1" class="break">${titleOf(ctx, one)}</h1>${statusBadge(ctx, one)}</div>${state.customer ? html`<p class="sub"><a href=${href(`/customers/${one.customerId}`)}>${state.customer.displayName}</a></p>` : ''}</div>${one.amount ? html`<p class="figure">${fmt.money(one.amount)}</p>` : ''}<div class="row actions">${actions()}</div></header>
        ${state.pipelines.length ? steps() : ''}
        <div class="profile-columns"><div class="stack"><section class="card"><div class="card-head"><h2>${t('details')}</h2></div><div class="card-body">${facts()}</div></section>${state.score && one.status === 'OPEN' ? scoreCard(ctx, state.score) : ''}${outcome()}</div>
          <div class="stack"><kw-slot name="funnel.opportunity" .params=${{ opportunityId: one.id, customerId: one.customerId ?? null, opportunity: one }}></kw-slot>${tasks()}${products()}${history()}</div></div>
        <p class="visually-hidden" role="status" aria-live="polite">${state.said}</p></div>`,
      el,
    );
  }
  draw();
  load();
  if (user.can('funnel:pipeline:view')) reasonsOf(ctx).then((found) => { state.reasons = found; draw(); }, () => {});
  storeOptions(ctx).then((found) => { state.stores = found; draw(); }, () => {});
  let later = 0;
  ctx.on('customer', ({ id }) => {
    if (id && id !== state.one?.customerId) return;
    clearTimeout(later);
    later = setTimeout(() => { if (!state.busy) load(); }, 800);
  });
  el.addEventListener('kw-changed', () => load(), { signal: ctx.signal });
  return () => clearTimeout(later);
}
