/** The board of a pipeline: a column for each open stage, and two places to win and to lose. */
import { create } from './forms.js';
import { move, needsWords, targets } from './moves.js';
import { points, scoresOf } from './scores.js';
import { chosen, closeDay, mineChip, named, pipelineSelect, pipelinesOf, tabs, titleOf, withoutRate } from './shared.js';

// Some more than a column shows; the next ones come as they are scrolled to.
const PAGE = 30;

/** Shows the board. */
export function mount(el, ctx) {
  const { html, render, repeat, t, fmt, api, icon, href, user } = ctx;
  const mayMove = user.can('funnel:opportunity:edit');
  const state = { pipelines: null, pipeline: null, mine: ctx.query.mine === '1', wanted: ctx.query.pipeline ?? '', board: null, columns: new Map(), customers: {}, scores: {}, error: null, drag: null, over: null, said: '' };
  const owner = () => (state.mine ? user.id : undefined);
  const open = () => state.pipeline.stages.filter((s) => s.kind === 'OPEN');
  const won = () => state.pipeline.stages.find((s) => s.kind === 'WON');
  const lost = () => state.pipeline.stages.find((s) => s.kind === 'LOST');
  let turn = 0;

  const seen = new IntersectionObserver((entries) => entries.filter((e) => e.isIntersecting).forEach((e) => more(e.target.dataset.stage)), { rootMargin: '400px' });
  const watched = new Set();

  async function readBoard() {
    const mine = turn;
    try {
      const board = await api.get('/funnel/board', { pipeline: state.pipeline.id, owner: owner() }, { signal: ctx.signal });
      if (mine === turn) state.board = board;
    } catch (error) {
      if (error.name === 'AbortError' || mine !== turn) return;
      if (!state.board) state.error = error;
    }
    draw();
  }
  async function readColumn(stage, { anew = false } = {}) {
    const column = state.columns.get(stage);
    if (!column || column.loading || (!anew && column.items && !column.next)) return;
    const mine = turn;
    column.loading = true;
    try {
      const page = await api.get('/funnel/opportunities', { pipeline: state.pipeline.id, stage, order: 'CLOSE', limit: anew ? Math.min(200, Math.max(PAGE, column.items?.length ?? 0)) : PAGE, cursor: anew ? null : column.next, owner: owner() }, { signal: ctx.signal });
      if (mine !== turn) return;
      column.items = anew || !column.items ? page.items : [...column.items, ...page.items.filter((one) => !column.items.some((old) => old.id === one.id))];
      column.next = page.next ?? null;
      column.error = null;
      state.customers = { ...state.customers, ...page.customers };
      readScores(page.items);
    } catch (error) {
      if (error.name === 'AbortError' || mine !== turn) return;
      column.error = error;
    } finally {
      column.loading = false;
    }
    draw();
  }
  // A board without scores is a board all the same.
  function readScores(cards) {
    if (!cards.length) return;
    scoresOf(ctx, cards.map((one) => one.id)).then((found) => {
      state.scores = { ...state.scores, ...found };
      draw();
    }, () => {});
  }
  const more = (stage) => {
    const column = state.columns.get(stage);
    if (column?.items && column.next && !column.error) readColumn(stage);
  };
  async function load() {
    turn += 1;
    try {
      state.pipelines ??= await pipelinesOf(ctx);
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
      draw();
      return;
    }
    state.error = null;
    state.pipeline = chosen(state.pipelines, state.wanted);
    state.board = null;
    state.columns = new Map();
    if (!state.pipeline) return draw();
    open().forEach((stage) => state.columns.set(stage.id, { items: null, next: null, error: null, loading: false }));
    draw();
    readBoard();
    open().forEach((stage) => readColumn(stage.id));
  }
  const retry = () => {
    state.pipelines = null;
    load();
  };
  const show = (patch) => {
    Object.assign(state, patch);
    ctx.setQuery({ pipeline: state.wanted, mine: state.mine ? '1' : '' });
    load();
  };

  /* moves */

  let moving = 0;
  // The last move of each card that is on its way: the next one of it goes after that.
  const underway = new Map();
  const lift = (card, to) => {
    const column = state.columns.get(card.stageId);
    if (column?.items) column.items = column.items.filter((one) => one.id !== card.id);
    const target = state.columns.get(to.id);
    if (target?.items) target.items = [{ ...card, stageId: to.id }, ...target.items];
    count(card.stageId, -1);
    count(to.id, 1);
  };
  const count = (stage, by) => {
    const column = state.board?.columns.find((c) => c.stageId === stage);
    if (column) column.count += by;
  };
  const put = (card) => {
    for (const column of state.columns.values()) if (column.items) column.items = column.items.map((one) => (one.id === card.id ? card : one));
  };
  async function moveTo(card, to, focus = false) {
    if (!mayMove || to.id === card.stageId) return;
    const place = state.columns.get(card.stageId)?.items?.findIndex((one) => one.id === card.id) ?? 0;
    const asks = needsWords(state.pipeline, card, to);
    if (!asks) lift(card, to);
    draw();
    if (focus) focusOn(card.id);
    const mine = turn;
    const before = underway.get(card.id);
    const going = (async () => ((await before) === null ? null : move(ctx, { opportunity: card, pipeline: state.pipeline, to })))();
    underway.set(card.id, going);
    moving += 1;
    const moved = await going;
    moving -= 1;
    const isLast = underway.get(card.id) === going;
    if (isLast) underway.delete(card.id);
    if (mine !== turn) return;
    if (moved) {
      if (asks) lift(card, to);
      if (isLast) put(moved);
      state.said = t('moved', { title: titleOf(ctx, card), stage: named(ctx, to.name) });
      if (to.kind !== 'OPEN') ctx.toast(state.said);
    } else {
      if (before || !isLast) {
        open().forEach((stage) => readColumn(stage.id, { anew: true }));
      } else if (!asks) {
        lift({ ...card, stageId: to.id }, { id: card.stageId });
        const column = state.columns.get(card.stageId);
        if (column?.items) {
          const others = column.items.filter((one) => one.id !== card.id);
          column.items = [...others.slice(0, place), card, ...others.slice(place)];
        }
      }
      state.said = t('notMoved', { title: titleOf(ctx, card) });
    }
    draw();
    if (focus && isLast) focusOn(card.id);
    readBoard();
  }
  const focusOn = (id) => {
    const card = el.querySelector(`[data-card="${id}"]`);
    card?.focus();
    card?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const key = (e, card) => {
    if (e.target !== e.currentTarget || e.isComposing || e.altKey || e.ctrlKey || e.metaKey) return;
    const stages = open();
    const at = stages.findIndex((s) => s.id === card.stageId);
    const to = { ArrowLeft: stages[at - 1], ArrowRight: stages[at + 1] }[e.key];
    const cards = [...(e.currentTarget.closest('ul')?.querySelectorAll('[data-card]') ?? [])];
    const next = { ArrowUp: -1, ArrowDown: 1 }[e.key];
    if (to && mayMove) {
      e.preventDefault();
      moveTo(card, to, true);
    } else if (next) {
      e.preventDefault();
      cards[cards.indexOf(e.currentTarget) + next]?.focus();
    } else if (e.key === 'Enter') {
      e.preventDefault();
      ctx.go(`/funnel/opportunities/${card.id}`);
    }
  };
  const menuOf = (e, card) => ctx.menu(e.currentTarget, [{ heading: t('moveTo') }, ...targets(state.pipeline, card).map((stage) => ({ label: named(ctx, stage.name), icon: { WON: 'circle-check', POST_SALE: 'heart-handshake', LOST: 'circle-x' }[stage.kind] ?? 'arrow-right', danger: stage.kind === 'LOST', run: () => moveTo(card, stage, stage.kind === 'OPEN') }))], { label: t('moveTo') });

  const dropOn = (stage) => ({
    over: (e) => {
      if (!state.drag || state.drag.stageId === stage.id) return;
      e.preventDefault();
      e.dataTransfer.dropEffect = 'move';
      if (state.over !== stage.id) {
        state.over = stage.id;
        draw();
      }
    },
    leave: (e) => {
      if (state.over !== stage.id || e.currentTarget.contains(e.relatedTarget)) return;
      state.over = null;
      draw();
    },
    drop: (e) => {
      if (!state.drag) return;
      e.preventDefault();
      const card = state.drag;
      state.drag = null;
      state.over = null;
      moveTo(card, stage);
    },
  });

  /* drawing */

  const scoreOf = (card) => {
    const score = state.scores[card.id];
    return score ? html`<span class="badge num" title=${t('score')} aria-label=${t('score.card', { points: points(ctx, score.score) })}>${fmt.number(score.score, { maximumFractionDigits: 0 })}</span>` : '';
  };
  const cardView = (card) => html`<li><article class="deal ${state.drag?.id === card.id ? 'dragged' : ''}" data-card=${card.id} tabindex="0" aria-label=${[titleOf(ctx, card), state.customers[card.customerId]].filter(Boolean).join(' · ')} aria-describedby=${mayMove ? 'board-keys' : ctx.nothing} draggable=${String(mayMove)}
      @keydown=${(e) => key(e, card)}
      @dragstart=${(e) => { e.dataTransfer.setData('text/plain', card.id); e.dataTransfer.effectAllowed = 'move'; state.drag = card; setTimeout(draw); }}
      @dragend=${() => { state.drag = null; state.over = null; draw(); }}>
      <div class="row nowrap"><a class="grow strong break" draggable="false" href=${href(`/funnel/opportunities/${card.id}`)}>${titleOf(ctx, card)}</a>${mayMove ? html`<button type="button" class="btn quiet small icon-only" aria-haspopup="menu" aria-label=${t('moveOne', { title: titleOf(ctx, card) })} @click=${(e) => menuOf(e, card)}>${icon('ellipsis')}</button>` : ''}</div>
      ${card.customerId ? html`<div class="small second truncate">${state.customers[card.customerId] ?? ''}</div>` : html`<div class="small muted">${t('noCustomer')}</div>`}
      <div class="row between"><strong class="num">${fmt.money(card.amount)}</strong><span class="small second">${closeDay(ctx, card)}</span></div>
      <div class="row nowrap between small muted"><span class="truncate">${card.owner?.name ?? ''}</span>${scoreOf(card)}</div></article></li>`;
  const columnView = (stage) => {
    const column = state.columns.get(stage.id);
    const figures = state.board?.columns.find((c) => c.stageId === stage.id);
    const on = dropOn(stage);
    return html`<section class="board-column ${state.over === stage.id ? 'over' : ''}" aria-label=${named(ctx, stage.name)} data-stage=${stage.id} @dragover=${on.over} @dragleave=${on.leave} @drop=${on.drop}>
      <header><div class="row nowrap between"><h2 class="truncate">${named(ctx, stage.name)}</h2><span class="badge" aria-label=${t('count', { n: figures?.count ?? 0 })}>${figures ? fmt.number(figures.count) : '…'}</span></div>
        ${figures?.sum ? html`<p class="small second num"><span title=${t('sum')}>${fmt.money(figures.sum, { compact: true })}</span> <span class="muted">${t('weighted', { sum: fmt.money(figures.weighted, { compact: true }), probability: fmt.percent(stage.probability / 100) })}</span></p>` : ''}</header>
      ${column.error ? html`<div class="board-note"><p class="small">${t('columnFailed')}</p><button type="button" class="btn small" @click=${() => readColumn(stage.id, { anew: !column.items })}>${icon('refresh-cw')}${t('kit.retry')}</button></div>` : ''}
      ${!column.items ? (column.error ? '' : html`<div class="board-note">${ctx.skeleton(4)}</div>`) : html`<ul>${repeat(column.items, (card) => card.id, cardView)}
        ${column.next ? html`<li class="board-note"><button type="button" class="btn small quiet" data-stage=${stage.id} data-more ?disabled=${column.loading} @click=${() => readColumn(stage.id)}>${t('kit.loadMore')}</button></li>` : ''}</ul>${column.items.length ? '' : html`<p class="board-note small muted">${t('columnEmpty')}</p>`}`}</section>`;
  };
  const zone = (stage, kind) => {
    if (!stage) return '';
    const on = dropOn(stage);
    return html`<div class="board-zone ${kind} ${state.over === stage.id ? 'over' : ''}" data-zone=${kind} @dragover=${on.over} @dragleave=${on.leave} @drop=${on.drop}>${icon(kind === 'ok' ? 'circle-check' : 'circle-x')}<span>${t('dropHere', { stage: named(ctx, stage.name) })}</span></div>`;
  };
  const add = async () => {
    const made = await create(ctx, { pipelineId: state.pipeline?.id });
    if (made) load();
  };
  function content() {
    if (state.error) return html`<section class="card">${ctx.failure(state.error, { retry })}</section>`;
    if (!state.pipelines) return html`<section class="card padded">${ctx.skeleton(6)}</section>`;
    if (!state.pipeline) return html`<section class="card">${ctx.empty({ icon: 'columns-3', title: t('noPipeline'), text: t('noPipelineText'), action: user.can('funnel:pipeline:configure') ? html`<a class="btn" href=${href('/settings/funnel.pipelines')}>${t('pipelines')}</a>` : '' })}</section>`;
    return html`${withoutRate(ctx, state.board?.withoutRate)}<div class="board" role="group" aria-label=${named(ctx, state.pipeline.name)}>${open().map(columnView)}</div>
      ${mayMove ? html`<div class="board-zones">${zone(won(), 'ok')}${zone(lost(), 'bad')}</div><p id="board-keys" class="visually-hidden">${t('keys')}</p>` : ''}`;
  }
  function draw() {
    if (ctx.signal.aborted) return;
    render(
      html`<div class="page fill"><header class="head"><h1 tabindex="-1">${t('board')}</h1>${user.can('funnel:opportunity:create') ? html`<button type="button" class="btn primary" @click=${add}>${icon('plus')}${t('add')}</button>` : ''}</header>
        ${tabs(ctx, '/funnel', { pipeline: state.wanted, mine: state.mine ? '1' : '' })}
        <div class="toolbar">${pipelineSelect(ctx, state.pipelines, state.pipeline?.id, (value) => show({ wanted: value }))}${mineChip(ctx, state.mine, (mine) => show({ mine }))}</div>
        ${content()}<p class="visually-hidden" role="status" aria-live="polite">${state.said}</p></div>`,
      el,
    );
    const here = new Set(el.querySelectorAll('[data-more]'));
    watched.forEach((one) => { if (!here.has(one)) { seen.unobserve(one); watched.delete(one); } });
    here.forEach((one) => { seen.unobserve(one); seen.observe(one); watched.add(one); });
  }

  draw();
  load();
  let later = 0;
  // What others did is read in a moment; while a card is on its way, after that.
  const again = () => {
    clearTimeout(later);
    later = setTimeout(() => {
      if (!state.pipeline) return;
      if (state.drag || moving) return again();
      readBoard();
      open().forEach((stage) => readColumn(stage.id, { anew: true }));
    }, 1500);
  };
  ctx.on('customer', again);
  return {
    query(query) {
      const next = { wanted: query.pipeline ?? '', mine: query.mine === '1' };
      if (next.wanted === state.wanted && next.mine === state.mine) return;
      Object.assign(state, next);
      load();
    },
    leave() {
      clearTimeout(later);
      seen.disconnect();
    },
  };
}
