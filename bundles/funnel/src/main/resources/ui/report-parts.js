/** What the pages of figures share: filters, and cards that are read, told and downloaded each by itself. */
import { chosen, pipelineSelect, pipelinesOf, reasonsOf, storeOptions, teamOptions, userOptions } from './shared.js';

/** What figures are filtered by, as the address says it. */
export const filterOf = (query) => ({ pipeline: query.pipeline ?? '', owner: query.owner ?? '', team: query.team ?? '', store: query.store ?? '', source: query.source ?? '' });

/** Whatever there is to choose from, filled in as it comes; `draw` with its name after each. */
export function choices(ctx, draw) {
  const found = { pipelines: [], owners: [], teams: [], stores: [], reasons: [] };
  const then = (name, reading) => reading.then((some) => {
    found[name] = some;
    draw(name);
  }, () => {});
  if (ctx.user.can('funnel:pipeline:view')) {
    then('pipelines', pipelinesOf(ctx));
    then('reasons', reasonsOf(ctx));
  }
  then('owners', userOptions(ctx));
  then('teams', teamOptions(ctx));
  then('stores', storeOptions(ctx));
  return found;
}

/** The bar of filters: answers what draws it from the view, with `between` behind the pipeline and `also` told to be filtered too. */
export function filters(ctx, show) {
  const { html, t, icon, nothing } = ctx;
  const typed = ctx.typing((value) => show({ source: value.trim() }));
  const choice = (view, name, label, options) => (options.length ? html`<select class="select filter ${view[name] ? 'on' : ''}" aria-label=${label} @change=${(e) => show({ [name]: e.target.value })}><option value="" ?selected=${!view[name]}>${label}</option>${options.map((o) => html`<option value=${o.value} ?selected=${o.value === view[name]}>${o.label}</option>`)}</select>` : '');
  return (view, found, { between = '', also = [] } = {}) => {
    const names = [...also, 'owner', 'team', 'store', 'source'];
    return html`<div class="toolbar">${pipelineSelect(ctx, found.pipelines, chosen(found.pipelines, view.pipeline)?.id, (pipeline) => show({ pipeline }))}${between}${choice(view, 'owner', t('anyOwner'), found.owners)}${choice(view, 'team', t('anyTeam'), found.teams)}${choice(view, 'store', t('anyStore'), found.stores)}
      <input class="input filter-input" type="text" autocomplete="off" maxlength="60" aria-label=${t('field.source')} placeholder=${t('field.source')} .value=${ctx.live(view.source)} @input=${typed} @compositionend=${typed} />
      ${names.some((name) => view[name]) ? html`<button type="button" class="btn quiet small" @click=${() => show(Object.fromEntries(names.map((name) => [name, ''])))}>${icon('filter-x')}${t('clear')}</button>` : nothing}</div>`;
  };
}

/** Reports by name: `read(name, query)`, `of(name)`, `forget()`, and `card(name, body)` that shows one as far as it is there. */
export function reportBook(ctx, draw) {
  const { html, t, api, icon } = ctx;
  const reports = {};
  const errors = {};
  const asked = {};
  const read = async (name, query) => {
    asked[name] = query;
    delete errors[name];
    try {
      const report = await api.get(`/funnel/reports/${name}`, query, { signal: ctx.signal });
      if (asked[name] !== query) return;
      reports[name] = report;
    } catch (error) {
      if (error.name === 'AbortError' || asked[name] !== query) return;
      errors[name] = error;
    }
    draw();
  };
  const forget = (...names) => (names.length ? names : Object.keys(reports)).forEach((name) => delete reports[name]);
  const file = (name) => {
    const pairs = Object.entries(asked[name] ?? {}).filter(([, value]) => value);
    return html`<a class="btn small quiet" href=${`/api/v1/funnel/reports/${name}.csv${pairs.length ? `?${new URLSearchParams(pairs)}` : ''}`} download aria-label=${t('csvOf', { report: t(`report.${name}`) })}>${icon('download')}CSV</a>`;
  };
  const content = (name, body) => {
    const error = errors[name];
    if (error?.status === 409) return html`<p class="padded muted">${error.message}</p>`;
    if (error) return ctx.failure(error, { retry: () => read(name, asked[name]) });
    return reports[name] ? body(reports[name]) : html`<div class="padded">${ctx.skeleton(4)}</div>`;
  };
  const card = (name, body, { extra = '', above = '', csv = true } = {}) => html`<section class="card spaced" aria-label=${t(`report.${name}`)}><div class="card-head"><h2>${t(`report.${name}`)}</h2><div class="row">${extra}${csv ? file(name) : ''}</div></div>${above}${content(name, body)}</section>`;
  return { read, forget, card, of: (name) => reports[name] };
}

/** Days, a share and money as reports tell them; what there is not is told too. */
export function words({ t, fmt }) {
  const none = (value) => value === null || value === undefined;
  return {
    days: (value) => (none(value) ? t('noFigure') : t('days', { n: fmt.number(value, { maximumFractionDigits: 1 }) })),
    share: (value) => (none(value) ? t('noFigure') : fmt.percent(value, 1)),
    money: (value) => (value ? fmt.money(value, { compact: true }) : t('noFigure')),
  };
}

/** A figure with what it is, in a block `figures`. */
export const figure = ({ html }, label, value, hint = '') => html`<div><span class="small muted">${label}</span><strong class="num">${value}</strong>${hint ? html`<span class="small muted">${hint}</span>` : ''}</div>`;
