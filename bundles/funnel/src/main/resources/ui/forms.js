/** The form by which an opportunity is written down or changed, and the search for its customer. */
import { CATEGORIES, chosen, named, pipelinesOf, storeOptions, titleOf, userOptions } from './shared.js';

const CURRENCIES = ['CNY', 'HKD', 'TWD', 'SGD', 'USD', 'EUR', 'GBP', 'JPY'];
/** Whether a text is an amount with at most two decimals. */
export const isMoney = (text) => /^\d{1,12}(\.\d{1,2})?$/.test(String(text).trim());
const isQuantity = (text) => /^\d{1,9}(\.\d{1,3})?$/.test(String(text).trim()) && Number(text) > 0;
const cents = (text) => Math.round(Number(text || 0) * 100);
const totalOf = (line) => Math.round(cents(line.price) * Number(line.quantity || 0)) - cents(line.discount);
const trimmed = (text) => String(Number(text));

/** Shows who is chosen, or a search for somebody; `state.customer` is `{id, displayName}`. */
export function picker(ctx, state, redraw) {
  const { html, t, icon, avatar, api } = ctx;
  state.find ??= ctx.latest((q, signal) => api.get('/customers', { q, limit: 6 }, { signal }));
  state.typed ??= ctx.typing(async (q) => {
    try {
      state.found = q.trim() ? (await state.find(q.trim())).items : null;
      redraw();
    } catch (error) {
      if (error.name !== 'AbortError') ctx.toastError(error);
    }
  });
  const pick = (one) => {
    state.customer = one;
    state.found = null;
    state.touched = true;
    redraw();
  };
  if (state.customer) {
    return html`<div class="field"><span class="label">${t('field.customer')}</span><div class="row nowrap">${avatar(state.customer.displayName, { size: 's' })}<strong class="grow truncate">${state.customer.displayName}</strong>${state.fixed ? '' : html`<button type="button" class="btn small quiet" @click=${() => pick(null)}>${t('otherCustomer')}</button>`}</div></div>`;
  }
  return html`<div class="field"><label for="pick-customer">${t('field.customer')}</label><div class="searchbox">${icon('search')}<input class="input" id="pick-customer" type="text" autocomplete="off" spellcheck="false" placeholder=${t('findCustomer')} @input=${state.typed} @compositionend=${state.typed} /></div>
    ${state.found ? (state.found.length ? html`<ul class="matches tight">${state.found.map((c) => html`<li>${avatar(c.displayName, { size: 's' })}<span class="grow"><strong>${c.displayName}</strong> <span class="muted num">${c.phone ?? ''}</span></span><button type="button" class="btn small" aria-label=${t('pickOne', { name: c.displayName })} @click=${() => pick(c)}>${t('pick')}</button></li>`)}</ul>` : html`<p class="small muted" role="status">${t('noCustomerFound')}</p>`) : html`<p class="hint">${t('customerHint')}</p>`}</div>`;
}

/** People who work on it beside the owner: chips, and a select for one more. */
function helpers(ctx, state, redraw) {
  const { html, t, icon } = ctx;
  if (!state.users.length && !state.collaborators.length) return '';
  const others = state.users.filter((u) => !state.collaborators.some((c) => c.id === u.value));
  const change = (list) => {
    state.collaborators = list;
    state.touched = true;
    redraw();
  };
  return html`<div class="field"><label for="add-helper">${t('field.collaborators')}</label>
    ${state.collaborators.length ? html`<div class="chips">${state.collaborators.map((c) => html`<span class="badge info">${c.name ?? t('somebody')}<button type="button" aria-label=${t('removeOne', { name: c.name ?? t('somebody') })} @click=${() => change(state.collaborators.filter((x) => x !== c))}>${icon('x')}</button></span>`)}</div>` : ''}
    ${others.length ? html`<select class="select" id="add-helper" @change=${(e) => { const one = others.find((u) => u.value === e.target.value); e.target.value = ''; if (one) change([...state.collaborators, { id: one.value, name: one.label }]); }}><option value="">${t('addHelper')}</option>${others.map((u) => html`<option value=${u.value}>${u.label}</option>`)}</select>` : ''}</div>`;
}

function products(ctx, state, redraw, currency) {
  const { html, t, fmt, icon } = ctx;
  const { lines, faults } = state;
  const cell = (line, i, name, label, extra = '') => html`<div class="field ${extra}"><label for="line-${i}-${name}">${label}</label><input class="input ${name === 'name' ? '' : 'num'}" id="line-${i}-${name}" autocomplete="off" inputmode=${name === 'name' ? 'text' : 'decimal'} aria-invalid=${faults[`${i}.${name}`] ? 'true' : 'false'} .value=${line[name]}
    @input=${(e) => { line[name] = e.target.value; state.touched = true; delete faults[`${i}.${name}`]; redraw(); }} />${faults[`${i}.${name}`] ? html`<p class="error">${icon('circle-alert')}<span>${faults[`${i}.${name}`]}</span></p>` : ''}</div>`;
  const change = (list) => {
    Object.assign(state, { lines: list, faults: {}, touched: true });
    redraw();
  };
  return html`<fieldset class="stack tight"><legend class="form-section">${t('field.products')}</legend><p class="hint">${t('productsHint')}</p>
    ${lines.map((line, i) => html`<div class="form">${cell(line, i, 'name', t('product'))}${cell(line, i, 'quantity', t('quantity'), 'third')}${cell(line, i, 'price', t('unitPrice'), 'third')}${cell(line, i, 'discount', t('discount'), 'third')}
      <div><button type="button" class="btn small quiet danger" aria-label=${`${t('removeLine')}: ${line.name || i + 1}`} @click=${() => change(lines.filter((x) => x !== line))}>${icon('trash-2')}${t('removeLine')}</button></div></div><hr class="divider" />`)}
    <div class="row between"><button type="button" class="btn small" @click=${() => change([...lines, { sku: null, name: '', quantity: '1', price: '', discount: '' }])}>${icon('plus')}${t('addLine')}</button>
      ${lines.length ? html`<span>${t('total')} <strong class="figure">${fmt.money({ amount: (lines.reduce((sum, l) => sum + (totalOf(l) || 0), 0) / 100).toFixed(2), currency })}</strong></span>` : ''}</div></fieldset>`;
}

function check(ctx, state) {
  const { t } = ctx;
  state.faults = {};
  state.lines.forEach((l, i) => {
    if (!l.name.trim()) state.faults[`${i}.name`] = t('form.required');
    if (!isQuantity(l.quantity)) state.faults[`${i}.quantity`] = t('badQuantity');
    if (!isMoney(l.price)) state.faults[`${i}.price`] = t('badMoney');
    if (l.discount && !isMoney(l.discount)) state.faults[`${i}.discount`] = t('badMoney');
  });
  return !Object.keys(state.faults).length;
}

const linesOf = (opportunity) => (opportunity?.products ?? []).map((l) => ({ sku: l.sku ?? null, name: l.name, quantity: trimmed(l.quantity), price: trimmed(l.unitPrice.amount), discount: Number(l.discount?.amount) ? trimmed(l.discount.amount) : '' }));
const written = (lines, currency) => lines.map((l) => ({ ...(l.sku ? { sku: l.sku } : {}), name: l.name.trim(), quantity: trimmed(l.quantity), unitPrice: { amount: (cents(l.price) / 100).toFixed(2), currency }, ...(l.discount ? { discount: { amount: (cents(l.discount) / 100).toFixed(2), currency } } : {}) }));

function common(ctx, state, { isNew, currencies }) {
  const { t, user } = ctx;
  const owners = user.can('funnel:opportunity:assign') && state.users.length;
  return [
    { name: 'title', label: t('field.title'), required: true, maxlength: 200, autofocus: true, placeholder: t('titleExample') },
    { name: 'amount', label: t('field.amount'), type: 'money', half: true, hidden: () => state.lines.length > 0, check: (v) => (isMoney(v) ? '' : t('badMoney')) },
    { name: 'currency', label: t('field.currency'), type: 'select', required: true, half: true, options: currencies, pointer: '/amount/currency' },
    { name: 'closeOn', label: t('field.closeOn'), type: 'date', half: true },
    ...(isNew || state.open ? [{ name: 'probability', label: t('field.probability'), type: 'number', half: true, hint: t('probabilityHint'), check: (v) => (/^\d{1,3}$/.test(String(v).trim()) && Number(v) <= 100 ? '' : t('badPercent')) }] : []),
    ...(isNew || state.open ? [{ name: 'forecast', label: t('field.forecast'), type: 'select', half: true, required: true, hint: t('forecastHint'), options: CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) })) }] : []),
    { name: 'source', label: t('field.source'), maxlength: 60, half: true, placeholder: t('sourceExample') },
    ...(state.stores.length ? [{ name: 'storeId', label: t('field.store'), type: 'select', half: true, options: state.stores }] : []),
    ...(owners ? [{ name: 'ownerId', label: t('field.owner'), type: 'select', half: true, required: true, options: state.users }] : []),
    ...(isNew ? [] : [{ name: 'competitor', label: t('competitor'), maxlength: 100, half: true }]),
  ];
}

/** Currencies to choose from: the one of a record and the company's before the usual ones. */
export function currencyOptions(ctx, own) {
  const names = new Intl.DisplayNames([ctx.lang], { type: 'currency' });
  return [...new Set([own, ctx.fmt.currency(), ...CURRENCIES].filter(Boolean))].map((value) => ({ value, label: `${names.of(value)} (${value})` }));
}

const whole = (text) => (text === '' || text === null || text === undefined ? null : Number(text));

function form(ctx, { title, fields, value, state, submitLabel, save }) {
  const { html, dialog } = ctx;
  return dialog({
    title,
    size: 'wide',
    body: ({ close, el }) => {
      const redraw = () => el.querySelector('kw-form')?.update();
      const extra = (values) => html`<div class="stack spaced" ?data-dirty=${Boolean(state.touched)}>${picker(ctx, state, redraw)}${helpers(ctx, state, redraw)}${products(ctx, state, redraw, values.currency)}</div>`;
      const submit = async (v, element) => {
        if (!check(ctx, state)) {
          element.update();
          el.querySelector('[aria-invalid="true"]')?.focus();
          throw new DOMException('faults shown', 'AbortError');
        }
        const made = await save(v);
        element.settle();
        state.touched = false;
        close(made);
      };
      return html`<kw-form .fields=${fields} .value=${value} .extra=${extra} .submitLabel=${submitLabel ?? ''} .cancel=${() => close()} .submit=${submit}></kw-form>`;
    },
  });
}

/** Writes a new opportunity down; resolves with it, or undefined. `customer` is fixed where it is given. */
export async function create(ctx, { pipelineId, customer = null } = {}) {
  const { t, api, user, toast } = ctx;
  let pipelines;
  const state = { customer, fixed: Boolean(customer), lines: [], faults: {}, collaborators: [] };
  try {
    [pipelines, state.users, state.stores] = await Promise.all([pipelinesOf(ctx), userOptions(ctx), storeOptions(ctx)]);
  } catch (error) {
    ctx.toastError(error);
    return undefined;
  }
  const used = pipelines.filter((p) => !p.retired);
  const pipeline = chosen(used, pipelineId);
  if (!pipeline) {
    toast(t('noPipelineText'), { kind: 'warn' });
    return undefined;
  }
  const fields = common(ctx, state, { isNew: true, currencies: currencyOptions(ctx) });
  if (used.length > 1) fields.splice(1, 0, { name: 'pipelineId', label: t('pipeline'), type: 'select', hint: t('pipelineHint'), options: [{ value: '', label: t('pipelineFits') }, ...used.map((p) => ({ value: p.id, label: named(ctx, p.name) }))] });
  const made = await form(ctx, {
    title: t('add'),
    fields,
    state,
    value: { title: '', pipelineId: pipelineId ? pipeline.id : '', amount: '', currency: ctx.fmt.currency(), closeOn: '', probability: '', forecast: 'PIPELINE', source: '', storeId: '', ownerId: user.id },
    submitLabel: t('create'),
    save: (v) => api.post('/funnel/opportunities', {
      title: v.title,
      pipelineId: v.pipelineId || null,
      customerId: state.customer?.id ?? null,
      amount: !state.lines.length && String(v.amount ?? '').trim() ? { amount: String(v.amount).trim(), currency: v.currency } : null,
      currency: v.currency,
      closeOn: v.closeOn || null,
      probability: whole(v.probability),
      forecast: v.forecast,
      source: v.source || null,
      products: written(state.lines, v.currency),
      collaborators: state.collaborators.map((c) => c.id),
      ...(v.storeId ? { storeId: v.storeId } : {}),
      ...(user.can('funnel:opportunity:assign') && v.ownerId ? { ownerId: v.ownerId } : {}),
    }),
  });
  if (made) {
    toast(t('created', { title: titleOf(ctx, made) }), { action: { label: t('openIt'), run: () => ctx.go(`/funnel/opportunities/${made.id}`) } });
    ctx.changed();
  }
  return made;
}

/** Changes an opportunity: only what was changed is sent. Resolves with it, or undefined. */
export async function edit(ctx, opportunity, { customer }) {
  const { t, api, user, toast } = ctx;
  const state = { customer, lines: linesOf(opportunity), faults: {}, collaborators: [...opportunity.collaborators], open: opportunity.status === 'OPEN' };
  try {
    [state.users, state.stores] = await Promise.all([userOptions(ctx), storeOptions(ctx)]);
  } catch (error) {
    ctx.toastError(error);
    return undefined;
  }
  if (state.users.length && !state.users.some((u) => u.value === opportunity.owner.id)) state.users = [{ value: opportunity.owner.id, label: opportunity.owner.name ?? t('somebody') }, ...state.users];
  const own = opportunity.amount?.currency;
  const value = { title: opportunity.title ?? '', amount: opportunity.amount ? trimmed(opportunity.amount.amount) : '', currency: own ?? ctx.fmt.currency(), closeOn: opportunity.closeOn ?? '', probability: opportunity.probability === null || opportunity.probability === undefined ? '' : String(opportunity.probability), forecast: opportunity.forecast, source: opportunity.source ?? '', storeId: opportunity.storeId ?? '', ownerId: opportunity.owner.id, competitor: opportunity.competitor ?? '' };
  const before = JSON.stringify(written(state.lines, value.currency));
  const saved = await form(ctx, {
    title: t('edit.title'),
    fields: common(ctx, state, { isNew: false, currencies: currencyOptions(ctx, own) }),
    state,
    value,
    save: (v) => {
      const patch = {};
      const text = (name) => { if ((v[name] ?? '') !== value[name]) patch[name] = v[name] || null; };
      ['title', 'closeOn', 'source', 'competitor', ...(state.open ? ['forecast'] : [])].forEach(text);
      if (state.stores.length) text('storeId');
      if (user.can('funnel:opportunity:assign') && state.users.length) text('ownerId');
      if (state.open && String(v.probability ?? '') !== value.probability) patch.probability = whole(v.probability);
      if ((state.customer?.id ?? null) !== (opportunity.customerId ?? null)) patch.customerId = state.customer?.id ?? null;
      const people = state.collaborators.map((c) => c.id);
      if (JSON.stringify([...people].sort()) !== JSON.stringify(opportunity.collaborators.map((c) => c.id).sort())) patch.collaborators = people;
      const lines = written(state.lines, v.currency);
      const changedLines = JSON.stringify(lines) !== before;
      const said = String(v.amount ?? '').trim();
      if (changedLines) patch.products = lines;
      if (lines.length && changedLines) patch.amount = { amount: (state.lines.reduce((sum, l) => sum + totalOf(l), 0) / 100).toFixed(2), currency: v.currency };
      else if (!lines.length && (changedLines || said !== value.amount || (said && v.currency !== value.currency))) patch.amount = said ? { amount: said, currency: v.currency } : null;
      return Object.keys(patch).length ? api.patch(`/funnel/opportunities/${opportunity.id}`, patch, opportunity.version) : opportunity;
    },
  });
  if (saved) {
    toast(t('saved'));
    ctx.changed();
  }
  return saved;
}
