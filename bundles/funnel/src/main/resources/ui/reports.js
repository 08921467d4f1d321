/** What became of opportunities: conversion, decisions, pace, and why some were lost. */
import { choices, figure as figureOf, filterOf, filters, reportBook, words } from './report-parts.js';
import { named, tabs, withoutRate } from './shared.js';

const GROUPS = ['OWNER', 'STORE', 'SOURCE'];
const MOST_BARS = 8;
const isDay = (text) => (/^\d{4}-\d\d-\d\d$/.test(text ?? '') ? text : '');

/** Shows the reports. */
export function mount(el, ctx) {
  const { html, render, t, fmt, icon, styles } = ctx;
  const read = (query) => ({ ...filterOf(query), from: isDay(query.from), until: isDay(query.until), by: GROUPS.includes(query.by) ? query.by : 'OWNER', cohort: query.cohort === 'closed' ? 'closed' : 'soFar' });
  let view = read(ctx.query);
  const book = reportBook(ctx, draw);
  const { card } = book;
  const { days, share, money } = words(ctx);
  const asked = () => ({ pipeline: view.pipeline, from: view.from, until: view.until, owner: view.owner, team: view.team, store: view.store, source: view.source });
  const readCycle = () => book.read('cycle', { ...asked(), by: view.by });
  const load = () => {
    book.forget();
    ['conversion', 'decisions', 'stages', 'losses'].forEach((name) => book.read(name, asked()));
    readCycle();
    draw();
  };
  const keep = () => ctx.setQuery({ ...asked(), by: view.by === 'OWNER' ? '' : view.by, cohort: view.cohort === 'soFar' ? '' : view.cohort });
  const show = (patch) => {
    view = { ...view, ...patch };
    keep();
    load();
  };

  /* conversion */

  const stageName = (report, id) => named(ctx, found.pipelines.find((p) => p.id === report.pipelineId)?.stages.find((s) => s.id === id)?.name) || id;
  const conversion = (report) => {
    const cohort = report[view.cohort];
    if (!cohort.created) return html`<p class="padded muted">${t('nothingCameUp')}</p>`;
    const top = Math.max(1, ...cohort.steps.map((s) => s.reached));
    const weak = cohort.steps.find((s) => s.stageId === cohort.weakest);
    const next = weak && cohort.steps[cohort.steps.indexOf(weak) + 1];
    return html`<div class="card-body"><p class="second">${t('cameUp', { n: cohort.created, open: cohort.open })} ${cohort.overall === null || cohort.overall === undefined ? '' : t('overall', { share: share(cohort.overall) })}</p>
      ${weak && next ? html`<p class="notice warn spaced">${icon('triangle-alert')}<span>${t('weakest', { from: stageName(report, weak.stageId), to: stageName(report, next.stageId), share: share(weak.onward) })}</span></p>` : ''}
      <ol class="funnel spaced">${cohort.steps.map((s) => html`<li class=${s.stageId === cohort.weakest ? 'weak' : ''}><div class="row between"><strong>${stageName(report, s.stageId)}</strong><span class="num">${t('count', { n: s.reached })}</span></div>
        <div class="funnel-track"><div class="funnel-bar" ${styles({ '--share': `${(s.reached / top) * 100}%` })}></div></div>
        ${s.onward === null || s.onward === undefined ? '' : html`<p class="small second">${icon('arrow-down')}${t('onward', { share: share(s.onward) })}${s.stageId === cohort.weakest ? html` <span class="badge warn">${t('weakestStep')}</span>` : ''}</p>`}</li>`)}</ol></div>`;
  };
  const cohorts = () => html`<div class="chips" role="group" aria-label=${t('which')}>${['soFar', 'closed'].map((which) => html`<button type="button" class="chip" aria-pressed=${String(view.cohort === which)} @click=${() => { view = { ...view, cohort: which }; keep(); draw(); }}>${t(`cohort.${which}`)}</button>`)}</div>`;

  /* the others */

  const figure = (label, value, hint) => figureOf(ctx, label, value, hint);
  const decisions = (r) => html`<div class="card-body"><div class="figures">${figure(t('status.WON'), fmt.number(r.won), r.wonValue ? fmt.money(r.wonValue, { compact: true }) : '')}${figure(t('status.LOST'), fmt.number(r.lost), r.lostValue ? fmt.money(r.lostValue, { compact: true }) : '')}${figure(t('status.OPEN'), fmt.number(r.open))}${figure(t('winRate'), share(r.winRate), t('byCount'))}${figure(t('winRate'), share(r.winRateByValue), t('byValue'))}${figure(t('meanWon'), money(r.meanWon))}${figure(t('meanDaysWon'), days(r.meanDaysWon), r.medianDaysWon === null || r.medianDaysWon === undefined ? '' : t('medianOf', { days: days(r.medianDaysWon) }))}${figure(t('meanDaysLost'), days(r.meanDaysLost))}${figure(t('velocity'), money(r.velocity), t('velocityHint'))}</div></div>`;
  const groupName = (g) => g.name ?? (view.by === 'SOURCE' ? g.group : null) ?? t(`nobody.${view.by}`);
  const cycle = (r) => (r.all.won ? html`<div class="card-body">${r.groups.length > 1 ? html`<kw-chart .data=${r.groups.slice(0, MOST_BARS).map((g) => ({ label: groupName(g), value: Number(g.mean) }))} .label=${t('meanDaysBy')} .format=${(v) => days(v)}></kw-chart>` : ''}
    <div class="table-wrap spaced"><table class="table"><thead><tr><th scope="col">${t(`by.${r.by}`)}</th><th scope="col" class="end">${t('status.WON')}</th><th scope="col" class="end">${t('mean')}</th><th scope="col" class="end">${t('median')}</th></tr></thead><tbody>${r.groups.map((g) => html`<tr><td>${groupName(g)}</td><td class="end">${fmt.number(g.won)}</td><td class="end">${days(g.mean)}</td><td class="end">${days(g.median)}</td></tr>`)}
      <tr><td class="strong">${t('together')}</td><td class="end strong">${fmt.number(r.all.won)}</td><td class="end strong">${days(r.all.mean)}</td><td class="end strong">${days(r.all.median)}</td></tr></tbody></table></div></div>` : html`<p class="padded muted">${t('nothingWon')}</p>`);
  const groups = () => html`<select class="select filter" aria-label=${t('groupBy')} @change=${(e) => { view = { ...view, by: e.target.value }; keep(); book.forget('cycle'); readCycle(); draw(); }}>${GROUPS.map((g) => html`<option value=${g} ?selected=${g === view.by}>${t(`by.${g}`)}</option>`)}</select>`;
  const stays = (r) => {
    const some = r.stages.filter((s) => s.passed || s.running);
    if (!some.length) return html`<p class="padded muted">${t('nothingCameUp')}</p>`;
    return html`<div class="card-body"><kw-chart .data=${some.filter((s) => s.median !== null && s.median !== undefined).map((s) => ({ label: stageName(r, s.stageId), value: Number(s.median) }))} .label=${t('medianDaysIn')} .format=${(v) => days(v)}></kw-chart>
      <div class="table-wrap spaced"><table class="table flow"><thead><tr><th scope="col">${t('field.stage')}</th><th scope="col" class="end">${t('passed')}</th><th scope="col" class="end">${t('mean')}</th><th scope="col" class="end">${t('median')}</th><th scope="col" class="end">${t('fourOfFive')}</th><th scope="col" class="end">${t('runningNow')}</th><th scope="col" class="end">${t('runningMean')}</th></tr></thead><tbody>${some.map((s) => html`<tr><td class="whole strong">${stageName(r, s.stageId)}</td><td class="end" data-label=${t('passed')}>${fmt.number(s.passed)}</td><td class="end" data-label=${t('mean')}>${days(s.mean)}</td><td class="end" data-label=${t('median')}>${days(s.median)}</td><td class="end" data-label=${t('fourOfFive')}>${days(s.percentile)}</td><td class="end" data-label=${t('runningNow')}>${fmt.number(s.running)}</td><td class="end" data-label=${t('runningMean')}>${days(s.runningMean)}</td></tr>`)}</tbody></table></div></div>`;
  };
  const reason = (key) => (key ? named(ctx, found.reasons.find((r) => r.key === key)?.title) || key : t('noReason'));
  const losses = (r) => {
    if (!r.items.length) return html`<p class="padded muted">${t('nothingLost')}</p>`;
    const byReason = new Map();
    r.items.forEach((loss) => byReason.set(loss.reason, (byReason.get(loss.reason) ?? 0) + loss.count));
    const bars = [...byReason].sort((a, b) => b[1] - a[1]).slice(0, MOST_BARS).map(([key, value]) => ({ label: reason(key), value }));
    return html`<div class="card-body"><kw-chart .data=${bars} .label=${t('lostBy')}></kw-chart>
      <div class="table-wrap spaced"><table class="table flow"><thead><tr><th scope="col">${t('lostReason')}</th><th scope="col">${t('competitor')}</th><th scope="col" class="end">${t('number')}</th><th scope="col" class="end">${t('value')}</th></tr></thead><tbody>${r.items.map((loss) => html`<tr><td class="whole">${reason(loss.reason)}</td><td class="second">${loss.competitor ?? ''}</td><td class="end" data-label=${t('number')}>${fmt.number(loss.count)}</td><td class="end push">${loss.value ? fmt.money(loss.value, { compact: true }) : ''}</td></tr>`)}</tbody></table></div></div>`;
  };

  const day = (name) => html`<kw-date class="filter-date" .label=${t(`period.${name}`)} .value=${view[name]} @change=${(e) => { if (e.target.value !== view[name]) show({ [name]: e.target.value ?? '' }); }}></kw-date>`;
  const bar = filters(ctx, show);
  function draw() {
    if (ctx.signal.aborted) return;
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('reports')}</h1></header>
        ${tabs(ctx, '/funnel/reports', { pipeline: view.pipeline })}
        ${bar(view, found, { between: html`<span class="small second">${t('period')}</span>${day('from')}${day('until')}`, also: ['from', 'until'] })}
        <p class="small muted spaced-after">${t('periodHint')}</p>
        ${withoutRate(ctx, ['decisions', 'losses'].flatMap((name) => book.of(name)?.withoutRate ?? []))}
        ${card('conversion', conversion, { extra: cohorts() })}${card('decisions', decisions)}${card('cycle', cycle, { extra: groups() })}${card('stages', stays)}${card('losses', losses)}</div>`,
      el,
    );
    el.querySelectorAll('kw-chart').forEach((chart) => chart.update());
  }
  const found = choices(ctx, draw);
  load();
  return {
    query(query) {
      const next = read(query);
      if (JSON.stringify(next) === JSON.stringify(view)) return;
      view = next;
      load();
    },
  };
}
