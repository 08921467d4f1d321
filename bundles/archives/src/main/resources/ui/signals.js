/** The signals found in what customers say: buying intents and service problems, taken up or dismissed here. */
import { decide, KINDS, nameOf, proof } from './signal-parts.js';
import { body, pages } from './shared.js';

const STATES = ['OPEN', 'TAKEN_UP', 'DISMISSED'];
const TONES = { OPEN: 'warn', TAKEN_UP: 'info', DISMISSED: '' };

/** Shows the page; `?state=`, `?kind=` and `?mine=true` narrow it. */
export function mount(el, ctx) {
  const { html, render, t, fmt, icon, user } = ctx;
  const allowed = (value, all) => (all.includes(value) ? value : '');
  let now = { state: ctx.query.state === 'ALL' ? '' : allowed(ctx.query.state, STATES) || 'OPEN', kind: allowed(ctx.query.kind, Object.keys(KINDS)), mine: ctx.query.mine === 'true' };
  const list = pages(ctx, '/archives/signals', () => ({ state: now.state || undefined, kind: now.kind || undefined, mine: now.mine || undefined }), draw);
  const choose = (change) => {
    now = { ...now, ...change };
    ctx.setQuery({ state: now.state === 'OPEN' ? '' : now.state || 'ALL', kind: now.kind, mine: now.mine ? 'true' : '' });
    list.items = null;
    draw();
    list.load();
  };
  const act = (signal, state) => async () => {
    if (await decide(ctx, signal, state)) ctx.changed();
    await list.load();
  };
  const button = (signal, state, name, kind = '') => html`<button type="button" class="btn small ${kind}" aria-label=${`${t(`signals.do.${state}`)}: ${nameOf(ctx, signal)}`} @click=${act(signal, state)}>${icon(name)}${t(`signals.do.${state}`)}</button>`;
  const actions = (signal) => {
    if (!user.can('archives:signal:edit')) return '';
    if (signal.state === 'OPEN') return html`${button(signal, 'TAKEN_UP', 'user-check')} ${button(signal, 'DISMISSED', 'x', 'quiet')}`;
    return html`${button(signal, 'OPEN', 'rotate-ccw', 'quiet')}`;
  };
  const row = (s) => html`<tr><td class="nowrap">${fmt.dateTime(s.at)}</td><td class="nowrap"><a class="strong" href=${ctx.href(`/customers/${s.customerId}?tab=archives.portrait`)}>${list.customers[s.customerId] ?? t('customer')}</a></td>
    <td class="whole"><span class="badge">${icon(KINDS[s.kind])}${t(`signals.kind.${s.kind}`)}</span> ${s.rule ?? ''}<div class="small">${proof(ctx, s)}</div>${s.note ? html`<div class="small muted break">${s.note}</div>` : ''}</td>
    <td class="second"><span class="badge ${TONES[s.state]}">${t(`signals.state.${s.state}`)}</span>${s.decidedBy ? html`<div class="small muted">${[s.decidedBy.name, fmt.date(s.decidedAt)].filter(Boolean).join(' · ')}</div>` : ''}</td><td class="end push nowrap">${actions(s)}</td></tr>`;
  const rows = (items) => html`<div class="table-wrap"><table class="table flow"><thead><tr><th scope="col">${t('date')}</th><th scope="col">${t('customer')}</th><th scope="col">${t('signals.signal')}</th><th scope="col">${t('signals.stateLabel')}</th><th scope="col"><span class="visually-hidden">${t('signals.actions')}</span></th></tr></thead><tbody>${items.map(row)}</tbody></table></div>`;
  const select = (label, value, options, change) => html`<select class="select filter ${value ? 'on' : ''}" aria-label=${label} @change=${(e) => choose(change(e.target.value))}>${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}</select>`;
  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('signals.title')}</h1>${user.can('archives:signal-rule:edit') ? html`<a class="btn" href=${ctx.href('/settings/archives.signal-rules')}>${icon('settings')}${t('signals.rules')}</a>` : ''}</header>
        <div class="toolbar"><div class="chips" role="group" aria-label=${t('signals.whose')}>${[false, true].map((mine) => html`<button type="button" class="chip" aria-pressed=${String(now.mine === mine)} @click=${() => choose(mine ? { mine, state: now.state === 'OPEN' ? '' : now.state } : { mine })}>${icon(mine ? 'user-round' : 'users')}${t(mine ? 'signals.mine' : 'signals.everybody')}</button>`)}</div>
          ${select(t('signals.stateLabel'), now.state, [...STATES.map((s) => [s, t(`signals.state.${s}`)]), ['', t('signals.allStates')]], (state) => ({ state }))}
          ${select(t('signals.kindLabel'), now.kind, [['', t('signals.allKinds')], ...Object.keys(KINDS).map((k) => [k, t(`signals.kind.${k}`)])], (kind) => ({ kind }))}</div>
        <div class="card spaced">${body(ctx, list, rows, { icon: 'bell', title: t('signals.empty'), text: t('signals.emptyText') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
}
