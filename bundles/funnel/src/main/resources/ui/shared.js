/** What the pages of opportunities share: words, tabs, months, bars, lists of choices and lists that load by cursor. */

export const TONES = { OPEN: 'info', WON: 'ok', LOST: 'bad' };
export const CATEGORIES = ['COMMIT', 'BEST_CASE', 'PIPELINE', 'OMITTED'];
const VIEW = 'funnel:opportunity:view';
const TABS = [['/funnel', 'board', VIEW], ['/funnel/opportunities', 'list', VIEW], ['/funnel/calendar', 'calendar', VIEW], ['/funnel/forecast', 'forecast', VIEW], ['/funnel/targets', 'targets', 'funnel:target:view'], ['/funnel/reports', 'reports', VIEW]];

/** A name in the language of the page, or in the other one where there is none. */
export function named(ctx, name) {
  const both = ctx.lang.startsWith('zh') ? [name?.zh, name?.en] : [name?.en, name?.zh];
  return both[0] ?? both[1] ?? '';
}

/** The links between the views of opportunities that the user may open; the pipeline stays chosen. */
export function tabs(ctx, path, kept = {}) {
  const { html, t, nothing } = ctx;
  const chosen = Object.entries(kept).filter(([, value]) => value);
  const query = chosen.length ? `?${new URLSearchParams(chosen)}` : '';
  return html`<nav class="tabs page-tabs" aria-label=${t('views')}>${TABS.filter(([, , right]) => ctx.user.can(right)).map(([to, title]) => html`<a href=${ctx.href(to) + query} aria-current=${to === path ? 'page' : nothing}>${t(`tab.${title}`)}</a>`)}</nav>`;
}

/** All pipelines, the retired ones among them. */
export const pipelinesOf = async ({ api, signal }) => (await api.get('/funnel/pipelines', {}, { signal })).items;

/** Reasons for losing, the retired ones among them. */
export const reasonsOf = async ({ api }) => (await api.get('/funnel/lost-reasons')).items;

/** The pipeline of this id, or the first one in use. */
export function chosen(pipelines, id) {
  return pipelines.find((p) => p.id === id) ?? pipelines.find((p) => !p.retired) ?? pipelines[0] ?? null;
}

/** A select of the pipelines in use and of the one that is chosen; nothing where there is no choice. */
export function pipelineSelect(ctx, pipelines, value, change, { any = false } = {}) {
  const { html, t } = ctx;
  const shown = (pipelines ?? []).filter((p) => !p.retired || p.id === value);
  if (shown.length < 2) return '';
  return html`<select class="select filter" aria-label=${t('pipeline')} @change=${(e) => change(e.target.value)}>${any ? html`<option value="" ?selected=${!value}>${t('anyPipeline')}</option>` : ''}${shown.map((p) => html`<option value=${p.id} ?selected=${p.id === value}>${named(ctx, p.name)}</option>`)}</select>`;
}

/** A button that narrows to one's own. */
export function mineChip(ctx, mine, change) {
  const { html, icon, t } = ctx;
  return html`<button type="button" class="chip filter-chip" aria-pressed=${String(mine)} @click=${() => change(!mine)}>${icon('user-round')}${t('mine')}</button>`;
}

/** What has become of an opportunity. */
export function statusBadge(ctx, { status }) {
  return ctx.html`<span class="badge ${TONES[status] ?? ''}">${ctx.t(`status.${status}`)}</span>`;
}

/** The title, or that there is none any more. */
export const titleOf = ({ t }, { title }) => title ?? t('untitled');

/** The day of the expected decision, marked when it is past. */
export function closeDay(ctx, { closeOn, status }) {
  const { html, fmt, icon, t } = ctx;
  if (!closeOn) return html`<span class="muted">${t('noDay')}</span>`;
  return status === 'OPEN' && closeOn < fmt.today() ? html`<span class="badge warn">${icon('clock')}${fmt.date(closeOn)}<span class="visually-hidden">${t('overdue')}</span></span>` : fmt.date(closeOn);
}

/** A length of time in days, or in hours and minutes below one. */
export function span({ fmt }, seconds) {
  return seconds < 86400 ? fmt.duration(seconds) : fmt.number(Math.round(seconds / 86400), { style: 'unit', unit: 'day', unitDisplay: 'long' });
}

/** The month so many behind another one, such as `2026-03`. */
export function monthAfter(month, by) {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** A month in words. */
export const monthTitle = (ctx, month) => new Intl.DateTimeFormat(ctx.lang, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));

/** Buttons to the month before, the current one and the one after, with the month that is shown. */
export function monthChooser(ctx, month, show) {
  const { html, icon, t, fmt } = ctx;
  return html`<button type="button" class="btn small icon-only" aria-label=${t('monthBefore')} @click=${() => show(monthAfter(month, -1))}>${icon('chevron-left')}</button><button type="button" class="btn small" @click=${() => show(fmt.today().slice(0, 7))}>${t('thisMonth')}</button><button type="button" class="btn small icon-only" aria-label=${t('monthAfter')} @click=${() => show(monthAfter(month, 1))}>${icon('chevron-right')}</button><strong role="status">${monthTitle(ctx, month)}</strong>`;
}

/** A bar from one share of its track to another, with a mark at a third; the figures stand beside it in words. */
export function gauge({ html, styles }, { from = 0, until, mark = null, tone = '' }) {
  const within = (share) => Math.min(1, Math.max(0, share)) * 100;
  return html`<div class="gauge ${tone}" aria-hidden="true" ${styles({ '--from': `${within(from)}%`, '--wide': `${within(until) - within(from)}%`, '--mark': `${within(mark ?? 0)}%` })}><span class="gauge-bar"></span>${mark === null ? '' : html`<span class="gauge-mark"></span>`}</div>`;
}

/** Adds money as whole cents, by currency. */
export function sums(items) {
  const cents = new Map();
  items.forEach(({ amount }) => amount && cents.set(amount.currency, (cents.get(amount.currency) ?? 0) + Math.round(Number(amount.amount) * 100)));
  return [...cents].map(([currency, n]) => ({ amount: (n / 100).toFixed(2), currency }));
}

/** Currencies that no sum contains. */
export function withoutRate(ctx, currencies) {
  const { html, icon, t } = ctx;
  const some = [...new Set(currencies ?? [])];
  return some.length ? html`<div class="notice warn spaced-after" role="status">${icon('triangle-alert')}<div>${t('withoutRate', { currencies: some.join(ctx.lang.startsWith('zh') ? '、' : ', ') })}</div></div>` : '';
}

/** A list by cursor: `{items, next, error}`, `load()`, `more()`; `draw` after each step. */
export function pages(ctx, path, query, draw) {
  const list = { items: null, next: null, error: null, customers: {} };
  let turn = 0;
  const read = async (cursor) => {
    turn += 1;
    const mine = turn;
    try {
      const page = await ctx.api.get(path, { limit: 50, ...query(), cursor }, { signal: ctx.signal });
      if (mine !== turn) return;
      list.items = cursor ? [...list.items, ...page.items] : page.items;
      list.next = page.next;
      list.customers = { ...list.customers, ...page.customers };
      list.error = null;
    } catch (error) {
      if (error.name === 'AbortError' || mine !== turn) return;
      list.error = error;
    }
    draw();
  };
  list.load = () => read(null);
  list.more = () => read(list.next);
  return list;
}

const kept = new Map();

async function options(ctx, path, permission, option) {
  if (!ctx.user.can(permission)) return [];
  const old = kept.get(path);
  if (old && Date.now() - old.at < 60000) return old.options;
  try {
    const { items } = await ctx.api.get(path, { limit: 200 });
    const found = items.filter((one) => one.active !== false).map(option);
    kept.set(path, { at: Date.now(), options: found });
    return found;
  } catch (error) {
    if (error.status === 403 || error.status === 404) return [];
    throw error;
  }
}

/** Staff to choose from; none when the user may not list them. */
export const userOptions = (ctx) => options(ctx, '/users', 'core:user:view', (u) => ({ value: u.id, label: u.displayName }));

/** Teams to choose from; none when the user may not list them. */
export const teamOptions = (ctx) => options(ctx, '/teams', 'core:team:view', (team) => ({ value: team.id, label: team.name }));

/** Stores to choose from; none when the user may not list them. */
export const storeOptions = (ctx) => options(ctx, '/stores', 'core:store:view', (s) => ({ value: s.id, label: s.name }));

/** All pools, the retired ones among them. */
export const poolsOf = async ({ api, signal }) => (await api.get('/funnel/pools', {}, { signal })).items;
