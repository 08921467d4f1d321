/** Follow-ups as a list and as a calendar of a month or a week. */
import { calendarLinks } from './calendar-links.js';
import { item } from './follow-up-parts.js';
import { body, pages, word } from './shared.js';

const VIEWS = ['list', 'week', 'month'];
const WHOSE = ['mine', 'all', 'escalated', 'nobody'];
const ESCALATED = { escalated: 'ME', nobody: 'NOBODY' };
const DAY = 86400000;
const utc = (day) => new Date(`${day}T00:00:00Z`);
const iso = (date) => date.toISOString().slice(0, 10);
const plus = (day, n) => iso(new Date(utc(day).getTime() + n * DAY));
const monday = (day) => plus(day, -((utc(day).getUTCDay() + 6) % 7));

export function mount(el, ctx) {
  const { html, render, t, fmt, icon, href, nothing } = ctx;
  const today = fmt.today();
  const state = () => ({ view: VIEWS.includes(ctx.query.view) ? ctx.query.view : 'list', day: /^\d{4}-\d\d-\d\d$/.test(ctx.query.day ?? '') ? ctx.query.day : today, whose: WHOSE.includes(ctx.query.whose) ? ctx.query.whose : 'mine', state: ctx.query.state || 'PLANNED' });
  let now = state();
  const span = () => {
    if (now.view === 'week') return [monday(now.day), plus(monday(now.day), 6)];
    const first = `${now.day.slice(0, 7)}-01`;
    const from = monday(first);
    const last = iso(new Date(Date.UTC(Number(first.slice(0, 4)), Number(first.slice(5, 7)), 0)));
    return [from, plus(monday(last), 6)];
  };
  const query = () => {
    const of = { mine: now.whose === 'mine' || undefined, escalated: ESCALATED[now.whose] };
    if (now.view === 'list') return { ...of, state: now.state === 'ALL' || of.escalated ? undefined : now.state };
    const [from, until] = span();
    return { ...of, from, until, limit: 200 };
  };
  const list = pages(ctx, '/archives/follow-ups', query, draw);
  const show = (patch) => {
    ctx.setQuery(patch);
    now = { ...now, ...patch };
    list.items = null;
    draw();
    list.load();
  };
  const turn = (by) => {
    if (now.view === 'week') return show({ day: plus(now.day, by * 7) });
    const month = new Date(Date.UTC(Number(now.day.slice(0, 4)), Number(now.day.slice(5, 7)) - 1 + by, 1));
    return show({ day: iso(month) });
  };
  const dayOf = (f) => fmt.wallClock(Date.parse(f.planAt))[0];
  const named = (f) => list.customers[f.customerId] ?? (f.customerId ? '' : t('nobody'));

  const rows = (items) => {
    const days = new Map();
    items.forEach((f) => days.set(dayOf(f), [...(days.get(dayOf(f)) ?? []), f]));
    return html`${[...days].map(([day, some]) => html`<section aria-label=${fmt.date(day)}><h2 class="timeline-day">${fmt.date(day)}${day === today ? html`<span class="muted">${t('followUp.today')}</span>` : ''}</h2><ol class="timeline flat">${some.map((f) => item(ctx, f, { name: named(f), reload: list.load }))}</ol></section>`)}`;
  };
  const calendar = (items) => {
    const [from, until] = span();
    const names = new Intl.DateTimeFormat(ctx.lang, { weekday: 'short', timeZone: 'UTC' });
    const short = new Intl.DateTimeFormat(ctx.lang, { month: 'short', day: 'numeric', timeZone: 'UTC' });
    const days = Array.from({ length: Math.round((utc(until) - utc(from)) / DAY) + 1 }, (_, n) => plus(from, n));
    const weeks = Array.from({ length: days.length / 7 }, (_, w) => days.slice(w * 7, w * 7 + 7));
    const entry = (f) => html`<li class=${f.state === 'MISSED' ? 'bad' : f.state === 'PLANNED' ? '' : 'over'}>${icon(f.state === 'DONE' ? 'check' : f.state === 'MISSED' ? 'triangle-alert' : 'calendar')}<a href=${href(`/customers/${f.customerId}`)} title=${`${t(`followUp.state.${f.state}`)} · ${word(ctx, 'followUp', f.kind)}`}>${fmt.time(f.planAt)} ${named(f)}</a></li>`;
    return html`<table class="agenda"><thead><tr>${days.slice(0, 7).map((d) => html`<th scope="col">${names.format(utc(d))}</th>`)}</tr></thead><tbody>${weeks.map((week) => html`<tr>${week.map((d) => {
      const some = items.filter((f) => dayOf(f) === d && f.customerId);
      const other = now.view === 'month' && d.slice(0, 7) !== now.day.slice(0, 7);
      return html`<td class=${`${d === today ? 'today' : ''} ${other ? 'other' : ''} ${some.length ? '' : 'none'}`} aria-current=${d === today ? 'date' : nothing}><span class="day">${short.format(utc(d))}</span>${some.length ? html`<ul>${some.map(entry)}</ul>` : ''}</td>`;
    })}</tr>`)}</tbody></table>${list.next ? html`<div class="row padded more"><button type="button" class="btn small" @click=${list.more}>${t('kit.loadMore')}</button></div>` : ''}`;
  };
  function draw() {
    const [from, until] = span();
    const title = now.view === 'week' ? `${fmt.date(from)} – ${fmt.date(until)}` : new Intl.DateTimeFormat(ctx.lang, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(utc(now.day));
    const states = () => html`<select class="select filter" aria-label=${t('followUp.stateLabel')} @change=${(e) => show({ state: e.target.value })}>${['PLANNED', 'MISSED', 'DONE', 'CANCELLED', 'ALL'].map((s) => html`<option value=${s} ?selected=${s === now.state}>${t(`followUp.state.${s}`)}</option>`)}</select>`;
    const turning = () => html`<button type="button" class="btn small icon-only" aria-label=${t('followUp.before')} @click=${() => turn(-1)}>${icon('chevron-left')}</button><button type="button" class="btn small" @click=${() => show({ day: today })}>${t('followUp.today')}</button><button type="button" class="btn small icon-only" aria-label=${t('followUp.after')} @click=${() => turn(1)}>${icon('chevron-right')}</button><strong role="status">${title}</strong>`;
    const filters = html`<select class="select filter" aria-label=${t('followUp.whose')} @change=${(e) => show({ whose: e.target.value })}>${WHOSE.map((w) => html`<option value=${w} ?selected=${w === now.whose}>${t(`followUp.whose.${w}`)}</option>`)}</select>${now.view !== 'list' ? turning() : ESCALATED[now.whose] ? '' : states()}`;
    const empty = { icon: 'calendar', title: t('followUp.none'), text: t(ESCALATED[now.whose] ? 'followUp.noneEscalated' : 'followUp.noneHere') };
    const subscribe = ctx.user.can('core:link:view') ? html`<button type="button" class="btn" @click=${() => calendarLinks(ctx)}>${icon('calendar-days')}${t('calendar.subscribe')}</button>` : '';
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('followUps')}</h1>${subscribe}</header>
        <nav class="tabs page-tabs" aria-label=${t('followUps')}>${VIEWS.map((v) => html`<a href=${href(`/archives/follow-ups?view=${v}`)} aria-current=${v === now.view ? 'page' : nothing} @click=${(e) => { e.preventDefault(); show({ view: v }); }}>${t(`followUp.view.${v}`)}</a>`)}</nav>
        <div class="toolbar">${filters}</div>
        <section class="card"><div class="card-body padded">${now.view !== 'list' && list.items && !list.error ? calendar(list.items) : body(ctx, list, rows, empty)}</div></section></div>`,
      el,
    );
  }
  draw();
  list.load();
}
