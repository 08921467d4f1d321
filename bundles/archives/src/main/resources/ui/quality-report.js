/** The review of how customers' data are kept: quarters against their targets, and what is written for each field. */

/** Shows the page. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, empty } = ctx;
  let report = null;
  let error = null;
  const read = async () => {
    try {
      report = await api.get('/archives/quality/report', {}, { signal: ctx.signal });
      error = null;
    } catch (e) {
      if (e.name === 'AbortError') return;
      error = e;
    }
    draw();
  };
  const percent = (value) => (value == null ? t('quality.none') : `${fmt.number(value)}%`);
  const measure = (m, most) => html`<span class="badge ${m.met == null ? '' : m.met ? 'ok' : 'warn'}">${percent(m.value)}</span> <span class="small muted">${t(most ? 'quality.atMost' : 'quality.atLeast', { target: fmt.number(m.target) })}</span>`;
  const quarter = (q) => html`<tr><td><strong>${q.quarter}</strong><div class="small muted">${t('quality.takenOn', { date: fmt.date(q.takenOn) })}</div></td><td class="end" data-label=${t('quality.customers')}>${q.customers == null ? t('quality.few') : t('quality.about', { n: q.customers })}</td><td data-label=${t('quality.freshness')}>${measure(q.freshness)}</td><td data-label=${t('quality.completeness')}>${measure(q.completeness)}</td><td data-label=${t('quality.duplicates')}>${measure(q.duplicates, true)}</td></tr>`;
  const store = (s) => html`<tr><td>${s.name ?? t('quality.noStore')}</td><td class="end" data-label=${t('quality.customers')}>${t('quality.about', { n: s.customers })}</td><td class="end" data-label=${t('quality.freshness')}>${percent(s.freshness)}</td><td class="end" data-label=${t('quality.completeness')}>${percent(s.completeness)}</td></tr>`;
  const field = (f) => html`<tr><td><strong>${f.title}</strong>${f.check ? html`<div class="small muted break">${f.check}</div>` : ''}</td><td class="second whole" data-label=${t('quality.editors')}>${f.editors.join(ctx.lang.startsWith('zh') ? '、' : ', ')}</td><td class="second nowrap" data-label=${t('quality.maxAge')}>${f.maxAgeDays ? t('quality.days', { n: f.maxAgeDays }) : t('quality.never')}</td><td class="end" data-label=${t('quality.weight')}>${fmt.number(f.weight)}</td><td class="nowrap" data-label=${t('quality.reviewOn')}>${f.reviewOn ? html`<span class="badge ${f.reviewDue ? 'warn' : ''}">${fmt.date(f.reviewOn)}</span>` : html`<span class="muted">${t('quality.noReview')}</span>`}</td></tr>`;
  const table = (titles, rows) => html`<div class="table-wrap"><table class="table flow"><thead><tr>${titles.map(([label, end]) => html`<th scope="col" class=${end ? 'end' : ''}>${label}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
  function content() {
    if (error) return ctx.failure(error, { retry: read });
    if (!report) return html`<div class="padded">${ctx.skeleton(6)}</div>`;
    const newest = report.quarters[0];
    const figures = newest
      ? table([[t('quality.quarter')], [t('quality.customers'), true], [t('quality.freshness')], [t('quality.completeness')], [t('quality.duplicates')]], report.quarters.map(quarter))
      : empty({ icon: 'chart-column', title: t('quality.noReport'), text: t('quality.noReportText') });
    return html`<section class="card spaced"><div class="card-head"><h2>${t('quality.quarters')}</h2>${newest ? html`<a class="btn small quiet" href="/api/v1/archives/quality/report.csv" download>${icon('download')}CSV</a>` : ''}</div>${figures}</section>
      ${newest?.stores.length ? html`<section class="card spaced"><div class="card-head"><h2>${t('quality.byStore', { quarter: newest.quarter })}</h2></div>${table([[t('store')], [t('quality.customers'), true], [t('quality.freshness'), true], [t('quality.completeness'), true]], newest.stores.map(store))}${newest.withheld ? html`<p class="padded small muted">${t('quality.withheld')}</p>` : ''}</section>` : ''}
      <section class="card spaced"><div class="card-head"><h2>${t('quality.process')}</h2></div>${table([[t('quality.field')], [t('quality.editors')], [t('quality.maxAge')], [t('quality.weight'), true], [t('quality.reviewOn')]], report.fields.map(field))}</section>`;
  }
  function draw() {
    render(html`<div class="page"><header class="head"><h1 tabindex="-1">${t('quality.report')}</h1></header>${content()}</div>`, el);
  }
  draw();
  read();
}
