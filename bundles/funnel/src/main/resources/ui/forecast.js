/** What is expected of the months to come, how far that was from what came, and what would come if a stage did better. */
import { choices, figure as figureOf, filterOf, filters, reportBook, words } from './report-parts.js';
import { CATEGORIES, chosen, gauge, monthAfter, monthTitle, named, sums, tabs, withoutRate } from './shared.js';

const AHEAD = ['3', '6', '12'];
const BACK = ['6', '12', '24'];
const MOST_POINTS = 50;
const POINTS = 5;
const wholePoints = (text) => (/^-?\d{1,2}$/.test(text ?? '') && Math.abs(Number(text)) <= MOST_POINTS ? Number(text) : POINTS);

/** Shows the forecast. */
export function mount(el, ctx) {
  const { html, render, t, fmt } = ctx;
  const read = (query) => ({ ...filterOf(query), ahead: AHEAD.includes(query.ahead) ? query.ahead : AHEAD[0], back: BACK.includes(query.back) ? query.back : BACK[0], stage: query.stage ?? '', points: wholePoints(query.points) });
  let view = read(ctx.query);
  let whose = '';
  let moved = view.points;
  const book = reportBook(ctx, draw);
  const { card } = book;
  const { share, money } = words(ctx);
  const figure = (label, value, hint) => figureOf(ctx, label, value, hint);
  const month = fmt.today().slice(0, 7);
  const asked = () => ({ pipeline: view.pipeline, owner: view.owner, team: view.team, store: view.store, source: view.source });
  const stages = () => chosen(found.pipelines, view.pipeline)?.stages.filter((s) => s.kind === 'OPEN') ?? [];
  const stage = () => stages().find((s) => s.id === view.stage) ?? stages()[0];
  const readForecast = () => book.read('forecast', { ...asked(), from: month, until: monthAfter(month, Number(view.ahead) - 1) });
  const readAccuracy = () => book.read('accuracy', { ...asked(), from: monthAfter(month, -Number(view.back)), until: monthAfter(month, -1) });
  const readWhatIf = () => stage() && book.read('what-if', { ...asked(), stage: stage().id, points: view.points });
  const load = () => {
    book.forget();
    readForecast();
    readAccuracy();
    readWhatIf();
    draw();
  };
  const keep = () => ctx.setQuery({ ...asked(), ahead: view.ahead === AHEAD[0] ? '' : view.ahead, back: view.back === BACK[0] ? '' : view.back, stage: view.stage, points: view.points === POINTS ? '' : view.points });
  const change = (patch, again) => {
    view = { ...view, ...patch };
    moved = view.points;
    keep();
    again();
    draw();
  };
  const show = (patch) => change(patch, load);
  const months = (name, values, again) => html`<select class="select filter" aria-label=${t(`${name}Label`)} @change=${(e) => change({ [name]: e.target.value }, again)}>${values.map((n) => html`<option value=${n} ?selected=${n === view[name]}>${t(`${name}Months`, { n: Number(n) })}</option>`)}</select>`;

  /* what is expected */

  const expected = (m) => sums([{ amount: m.wonValue }, ...m.open.filter((line) => line.forecast !== 'OMITTED').map((line) => ({ amount: line.weighted }))])[0];
  const amount = (value, count, hint = '') => (count ? html`${value ? html`<strong>${fmt.money(value, { compact: true })}</strong>` : ''}<div class="small muted">${t('count', { n: count })}</div>${hint ? html`<div class="small muted">${hint}</div>` : ''}` : html`<span class="muted">—</span>`);
  const line = (m, category) => {
    const of = m.open.find((some) => some.forecast === category);
    return html`<td class="end" data-label=${t(`category.${category}`)}>${amount(of.sum, of.count, of.weighted ? t('weightedShort', { sum: fmt.money(of.weighted, { compact: true }) }) : '')}</td>`;
  };
  const forecast = (r) => {
    const told = r.months.filter(expected);
    return html`<div class="card-body">${told.length ? html`<kw-chart class="few" .data=${told.map((m) => ({ label: m.month, value: Number(expected(m).amount) }))} .label=${t('expectedByMonth')} .format=${(v) => fmt.money({ amount: v, currency: expected(told[0]).currency }, { compact: true })}></kw-chart>` : ''}
      <div class="table-wrap spaced"><table class="table flow"><thead><tr><th scope="col">${t('month')}</th><th scope="col" class="end">${t('wonSoFar')}</th>${CATEGORIES.map((c) => html`<th scope="col" class="end">${t(`category.${c}`)}</th>`)}<th scope="col" class="end">${t('expected')}</th></tr></thead>
        <tbody>${r.months.map((m) => html`<tr><td class="whole strong">${monthTitle(ctx, m.month)}</td><td class="end" data-label=${t('wonSoFar')}>${amount(m.wonValue, m.won)}</td>${CATEGORIES.map((c) => line(m, c))}<td class="end strong" data-label=${t('expected')}>${money(expected(m))}</td></tr>`)}</tbody></table></div>
      <p class="small muted spaced">${t('expectedHint', { date: fmt.date(r.ratesOn) })}</p></div>`;
  };

  /* how far that was from what came */

  const ownerName = (of) => of.name ?? t('somebody');
  const owners = (r) => html`<select class="select filter" aria-label=${t('whose')} @change=${(e) => { whose = e.target.value; draw(); }}><option value="" ?selected=${!whose}>${t('anyOwner')}</option>${r.owners.map((of) => html`<option value=${of.owner} ?selected=${of.owner === whose}>${ownerName(of)}</option>`)}</select>`;
  const accuracy = (r) => {
    const judged = r.all.months.filter((m) => m.snapshotOn);
    if (!judged.length) return html`<p class="padded muted">${t('noSnapshot')}</p>`;
    const of = r.owners.find((some) => some.owner === whose) ?? r.all;
    return html`<div class="card-body"><div class="figures">${figure(t('wape'), share(of.wape), of.owner ? ownerName(of) : t('together'))}${figure(t('judgedMonths'), fmt.number(judged.length))}</div><p class="small muted spaced">${t('wapeHint')}</p>
      <div class="table-wrap spaced"><table class="table flow"><thead><tr><th scope="col">${t('month')}</th><th scope="col" class="end">${t('wasForecast')}</th><th scope="col" class="end">${t('came')}</th><th scope="col">${t('snapshotOn')}</th></tr></thead>
        <tbody>${of.months.map((m) => html`<tr><td class="whole strong">${monthTitle(ctx, m.month)}</td><td class="end" data-label=${t('wasForecast')}>${m.snapshotOn ? money(m.forecast) : t('noFigure')}</td><td class="end" data-label=${t('came')}>${money(m.actual)}</td><td class="second" data-label=${t('snapshotOn')}>${m.snapshotOn ? fmt.date(m.snapshotOn) : t('noFigure')}</td></tr>`)}</tbody></table></div>
      ${r.owners.length > 1 ? html`<div class="table-wrap spaced"><table class="table"><thead><tr><th scope="col">${t('field.owner')}</th><th scope="col" class="end">${t('wape')}</th></tr></thead><tbody>${r.owners.map((some) => html`<tr><td>${ownerName(some)}</td><td class="end">${share(some.wape)}</td></tr>`)}</tbody></table></div>` : ''}</div>`;
  };

  /* what would come */

  const points = (n) => t('points', { n: fmt.number(n, { signDisplay: 'exceptZero' }) });
  const lever = () => html`<div class="toolbar padded"><select class="select filter" aria-label=${t('field.stage')} @change=${(e) => change({ stage: e.target.value }, readWhatIf)}>${stages().map((s) => html`<option value=${s.id} ?selected=${s.id === stage().id}>${named(ctx, s.name)}</option>`)}</select>
    <label class="row"><span class="small second">${t('pointsLabel')}</span><input type="range" min=${-MOST_POINTS} max=${MOST_POINTS} step="1" .value=${ctx.live(String(moved))} aria-valuetext=${points(moved)} @input=${(e) => { moved = Number(e.target.value); draw(); }} @change=${(e) => change({ points: Number(e.target.value) }, readWhatIf)} /></label><output class="strong num">${points(moved)}</output></div>`;
  const range = (label, some, top) => html`<li><div class="row between"><strong>${label}</strong><span class="num">${money(some.expected)} <span class="small muted">${t('between', { low: money(some.low), high: money(some.high) })}</span></span></div>${gauge(ctx, { from: Number(some.low.amount) / top, until: Number(some.high.amount) / top, mark: Number(some.expected.amount) / top })}</li>`;
  const whatIf = (r) => {
    const top = Math.max(1, Number(r.now?.high.amount ?? 0), Number(r.then?.high.amount ?? 0));
    return html`<div class="card-body"><div class="figures">${figure(t('conversionNow'), share(r.conversion))}${figure(t('conversionThen'), share(r.changed))}${r.gain ? figure(t('gain'), money(r.gain)) : ''}</div>
      ${r.now && r.then ? html`<ul class="funnel spaced">${range(t('expectedNow'), r.now, top)}${range(t('expectedThen'), r.then, top)}</ul>` : ''}
      <p class="small muted spaced">${t('whatIfHint', { n: r.decided })}</p></div>`;
  };

  const bar = filters(ctx, show);
  function draw() {
    if (ctx.signal.aborted) return;
    const judged = book.of('accuracy');
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('forecast')}</h1></header>
        ${tabs(ctx, '/funnel/forecast', { pipeline: view.pipeline })}
        ${bar(view, found)}
        ${withoutRate(ctx, ['forecast', 'accuracy', 'what-if'].flatMap((name) => book.of(name)?.withoutRate ?? []))}
        ${card('forecast', forecast, { extra: months('ahead', AHEAD, readForecast) })}
        ${card('accuracy', accuracy, { extra: html`${judged?.owners.length ? owners(judged) : ''}${months('back', BACK, readAccuracy)}` })}
        ${stage() ? card('what-if', whatIf, { above: lever(), csv: false }) : ''}</div>`,
      el,
    );
    el.querySelectorAll('kw-chart').forEach((chart) => chart.update());
  }
  const found = choices(ctx, (name) => {
    if (name === 'pipelines') readWhatIf();
    draw();
  });
  load();
  return {
    query(query) {
      const next = read(query);
      if (JSON.stringify(next) === JSON.stringify(view)) return;
      view = next;
      moved = next.points;
      load();
    },
  };
}
