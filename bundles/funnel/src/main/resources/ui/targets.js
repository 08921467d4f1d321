/** What users, teams and stores are to sell in a month, and how much of it is attained. */
import { currencyOptions, isMoney } from './forms.js';
import { gauge, monthChooser, monthTitle, storeOptions, tabs, teamOptions, userOptions, withoutRate } from './shared.js';

const LEVELS = ['USER', 'TEAM', 'STORE'];
const OPTIONS = { USER: userOptions, TEAM: teamOptions, STORE: storeOptions };

/** Shows the targets. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, user, toast } = ctx;
  const now = fmt.today().slice(0, 7);
  const read = (query) => ({ month: /^\d{4}-(0[1-9]|1[0-2])$/.test(query.month ?? '') ? query.month : now });
  let view = read(ctx.query);
  const state = { items: null, error: null };
  const ask = ctx.latest((month, signal) => api.get('/funnel/targets', { month }, { signal }));
  const load = async () => {
    try {
      state.items = (await ask(view.month)).items;
      state.error = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  };
  const show = (month) => {
    view = { month };
    ctx.setQuery({ month: month === now ? '' : month });
    state.items = null;
    draw();
    load();
  };
  const may = user.can('funnel:target:edit');
  const nameOf = ({ name }) => name ?? t('nobodyThere');
  const path = ({ level, subject, month }) => `/funnel/targets/${level}/${subject}/${month}`;

  /* setting them */

  const amountFields = (own) => [
    { name: 'amount', label: t('target.amount'), type: 'money', required: true, half: true, pointer: '/amount', check: (v) => (isMoney(v) ? '' : t('badMoney')) },
    { name: 'currency', label: t('field.currency'), type: 'select', required: true, half: true, options: currencyOptions(ctx, own), pointer: '/amount/currency' },
  ];
  const form = async (title, fields, value, changed, key) => {
    const saved = await ctx.dialog({
      title,
      size: 'small',
      body: ({ close, el: box }) => html`<kw-form .fields=${fields} .value=${value} .changed=${(v, name) => changed?.(box.querySelector('kw-form'), v, name)} .cancel=${() => close()} .submit=${async (v, element) => {
        await api.put(path(key(v)), { amount: { amount: String(v.amount).trim(), currency: v.currency } });
        element.settle();
        close(true);
        toast(t('target.saved'));
      }}></kw-form>`,
    });
    if (saved) await load();
  };
  const add = async () => {
    let options;
    try {
      options = Object.fromEntries(await Promise.all(LEVELS.map(async (level) => [level, await OPTIONS[level](ctx)])));
    } catch (error) {
      ctx.toastError(error);
      return;
    }
    options.USER = options.USER.length ? options.USER : [{ value: user.id, label: user.displayName }];
    const levels = LEVELS.filter((level) => options[level].length);
    const subject = { name: 'subject', label: t('target.subject'), type: 'select', required: true, half: true, options: options.USER, placeholder: t('pick'), pointer: '/subject' };
    const fields = [
      { name: 'level', label: t('target.level'), type: 'select', required: true, half: true, options: levels.map((value) => ({ value, label: t(`level.${value}`) })), pointer: '/level' },
      subject,
      ...amountFields(),
    ];
    const changed = (element, v, name) => {
      if (name !== 'level') return;
      subject.options = options[v.level];
      element.set('subject', '');
    };
    await form(t('target.addTo', { month: monthTitle(ctx, view.month) }), fields, { level: 'USER', subject: '', amount: '', currency: fmt.currency() }, changed, (v) => ({ level: v.level, subject: v.subject, month: view.month }));
  };
  const edit = (one) => form(t('target.of', { name: nameOf(one), month: monthTitle(ctx, one.target.month) }), amountFields(one.target.amount.currency), { amount: String(Number(one.target.amount.amount)), currency: one.target.amount.currency }, null, () => one.target);
  const remove = async (one) => {
    const sure = await ctx.confirm({ title: t('target.removeTitle', { name: nameOf(one) }), text: t('target.removeText', { month: monthTitle(ctx, one.target.month) }), action: t('target.remove'), danger: true, run: () => api.delete(path(one.target)) });
    if (!sure) return;
    toast(t('target.removed'));
    await load();
  };

  /* showing them */

  const attained = (one) => {
    if (one.share === null || one.share === undefined) return '';
    const behind = Number(one.share) < Number(one.expected);
    return html`<div class="row between"><strong class="num">${fmt.percent(one.share, 1)}</strong><span class="badge ${behind ? 'warn' : 'ok'}">${t(behind ? 'target.behind' : 'target.onTrack')}</span></div>${gauge(ctx, { until: Number(one.share), mark: Number(one.expected), tone: behind ? 'warn' : 'ok' })}`;
  };
  const row = (one) => html`<tr><td class="whole strong">${nameOf(one)}</td><td class="end" data-label=${t('target.amount')}>${fmt.money(one.target.amount)}</td><td class="end" data-label=${t('target.net')}>${one.net ? fmt.money(one.net) : html`<span class="muted">${t('noFigure')}</span>`}</td><td class="whole attained">${attained(one)}</td>
    ${may ? html`<td class="end nowrap push"><button type="button" class="btn small quiet" aria-label=${`${t('edit')}: ${nameOf(one)}`} @click=${() => edit(one)}>${icon('pencil')}${t('edit')}</button> <button type="button" class="btn small quiet icon-only danger" aria-label=${`${t('target.remove')}: ${nameOf(one)}`} @click=${() => remove(one)}>${icon('trash-2')}</button></td>` : ''}</tr>`;
  const table = (level) => {
    const some = state.items.filter((one) => one.target.level === level);
    return some.length ? html`<section class="card spaced"><div class="card-head"><h2>${t(`levels.${level}`)}</h2></div><div class="table-wrap"><table class="table flow middle"><thead><tr><th scope="col">${t(`level.${level}`)}</th><th scope="col" class="end">${t('target.amount')}</th><th scope="col" class="end">${t('target.net')}</th><th scope="col">${t('target.share')}</th>${may ? html`<th scope="col"><span class="visually-hidden">${t('actions')}</span></th>` : ''}</tr></thead><tbody>${some.map(row)}</tbody></table></div></section>` : '';
  };
  const button = (kind) => (may ? html`<button type="button" class="btn ${kind}" @click=${add}>${icon('plus')}${t('target.add')}</button>` : '');
  const content = () => {
    if (state.error) return html`<section class="card">${ctx.failure(state.error, { retry: load })}</section>`;
    if (!state.items) return html`<section class="card padded">${ctx.skeleton(5)}</section>`;
    if (!state.items.length) return html`<section class="card">${ctx.empty({ icon: 'list-checks', title: t('target.none'), text: t(may ? 'target.noneText' : 'target.noneOthers'), action: button('') })}</section>`;
    return html`<p class="small muted">${t('target.expected', { share: fmt.percent(state.items[0].expected) })}</p>${withoutRate(ctx, state.items.flatMap((one) => one.withoutRate))}${LEVELS.map(table)}`;
  };
  function draw() {
    if (ctx.signal.aborted) return;
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('targets')}</h1>${button('primary')}</header>
        ${tabs(ctx, '/funnel/targets')}
        <div class="toolbar">${monthChooser(ctx, view.month, show)}</div>
        ${content()}</div>`,
      el,
    );
  }
  draw();
  load();
  return {
    query(query) {
      const next = read(query);
      if (next.month === view.month) return;
      view = next;
      state.items = null;
      draw();
      load();
    },
  };
}
