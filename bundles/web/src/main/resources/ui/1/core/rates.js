/** Currencies in use, the table of exchange rates and a converter, as a page of the settings. */
import '../kit/form.js';
import { allCurrencyOptions } from '../kit/choices.js';
import { today } from '../kit/format.js';
import { formDialog, listBody, pager } from './parts.js';

const UNITS = [1, 10, 100, 1000, 10000];
const STATE = { CORRECTED: 'warn', WITHDRAWN: '' };

class Rates extends HTMLElement {
  #currencies = null;
  #error = null;
  #list = null;
  #filter = { currency: '', replaced: false };
  #converted = null;
  #wanted = null;
  ctx = null;

  connectedCallback() {
    if (this.#list) return;
    this.#list = pager(this.ctx, '/rates', () => ({ currency: this.#filter.currency || undefined, replaced: this.#filter.replaced || undefined }), () => this.#draw());
    this.load();
  }

  async load() {
    try {
      this.#currencies = (await this.ctx.api.get('/currencies', {}, { signal: this.ctx.signal })).items;
      this.#error = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.#error = error;
    }
    this.#draw();
    if (!this.#error) this.#list.load();
  }

  #options() {
    return this.#currencies.map((c) => ({ value: c.code, label: `${c.name} (${c.code})` }));
  }

  #own() {
    return this.#currencies.find((c) => c.company).code;
  }

  #rateFields() {
    const { t } = this.ctx;
    return [
      { name: 'rate', label: t('rates.rate'), type: 'number', required: true, half: true, hint: t('rates.rateHint') },
      { name: 'units', label: t('rates.units'), type: 'select', required: true, half: true, options: UNITS.map((value) => ({ value, label: String(value) })), hint: t('rates.unitsHint') },
      { name: 'source', label: t('rates.source'), maxlength: 120, placeholder: t('rates.sourceExample') },
    ];
  }

  async #add() {
    const { ctx } = this;
    const { t, api } = ctx;
    const options = this.#options();
    const saved = await formDialog(ctx, {
      title: t('rates.new'),
      intro: t('rates.newIntro'),
      value: { to: this.#own(), date: today(), units: 1 },
      fields: [
        { name: 'from', label: t('rates.from'), type: 'select', required: true, half: true, options: options.filter((o) => o.value !== this.#own()).concat(options.filter((o) => o.value === this.#own())) },
        { name: 'to', label: t('rates.to'), type: 'select', required: true, half: true, options },
        { name: 'date', label: t('rates.date'), type: 'date', required: true, hint: t('rates.dateHint') },
        ...this.#rateFields(),
      ],
      submit: (v) => api.post('/rates', { from: v.from, to: v.to, date: v.date, rate: String(v.rate).trim(), units: Number(v.units), source: v.source || null }),
    });
    if (saved) this.#saved();
  }

  async #correct(entry) {
    const { ctx } = this;
    const { t, api } = ctx;
    const saved = await formDialog(ctx, {
      title: t('rates.correct'),
      intro: t('rates.correctIntro', { rate: this.#sentence(entry), date: ctx.fmt.date(entry.date) }),
      value: { rate: entry.rate, units: 1, source: entry.source ?? '' },
      fields: [...this.#rateFields(), { name: 'reason', label: t('rates.reason'), maxlength: 200 }],
      submit: (v) => api.post(`/rates/${entry.id}/corrections`, { rate: String(v.rate).trim(), units: Number(v.units), source: v.source || null, reason: v.reason || null }),
    });
    if (saved) this.#saved();
  }

  #withdraw(entry) {
    const { ctx } = this;
    const { t } = ctx;
    ctx.confirm({
      title: t('rates.withdraw'),
      text: t('rates.withdrawText', { rate: this.#sentence(entry), date: ctx.fmt.date(entry.date) }),
      action: t('rates.withdraw'),
      danger: true,
      run: async () => {
        await ctx.api.post(`/rates/${entry.id}/withdrawal`, {});
        this.#saved();
      },
    });
  }

  #saved() {
    this.ctx.toast(this.ctx.t('kit.saved'));
    this.#list.load();
  }

  async #addCurrency() {
    const { ctx } = this;
    const known = new Set(this.#currencies.map((c) => c.code));
    const saved = await formDialog(ctx, {
      title: ctx.t('rates.addCurrency'),
      size: 'small',
      fields: [{ name: 'code', label: ctx.t('rates.currency'), type: 'select', required: true, options: allCurrencyOptions().filter((o) => !known.has(o.value)) }],
      submit: (v) => ctx.api.post('/currencies', { code: v.code }),
    });
    if (saved) this.load();
  }

  #removeCurrency(currency) {
    const { ctx } = this;
    ctx.confirm({
      title: ctx.t('rates.removeCurrency', { name: currency.name }),
      text: ctx.t('rates.removeCurrencyText'),
      action: ctx.t('kit.remove'),
      run: async () => {
        await ctx.api.delete(`/currencies/${currency.code}`);
        this.load();
      },
    });
  }

  async #convert(values) {
    const { api } = this.ctx;
    this.#wanted = values;
    this.#converted = null;
    this.#converted = await api.get('/rates/conversion', { amount: String(values.amount).trim(), from: values.from, to: values.to, date: values.date || undefined });
    this.#draw();
  }

  #sentence(entry) {
    return this.ctx.t('rates.is', { from: entry.from, rate: entry.rate ?? this.ctx.fmt.number(entry.value, { maximumSignificantDigits: 8 }), to: entry.to });
  }

  #apply(change) {
    Object.assign(this.#filter, change);
    this.#list.items = null;
    this.#draw();
    this.#list.load();
  }

  #converter() {
    const { html, t, fmt } = this.ctx;
    const options = this.#options();
    const first = this.#currencies.find((c) => !c.company) ?? this.#currencies[0];
    const done = this.#converted;
    return html`<section class="card" aria-labelledby="convert-h"><div class="card-head"><h2 id="convert-h">${t('rates.convert')}</h2></div><div class="card-body padded">
      <kw-form .value=${this.#wanted ?? { amount: '', from: first.code, to: this.#own(), date: today() }} .submitLabel=${t('rates.convertNow')} .submit=${(v) => this.#convert(v)}
        .fields=${[{ name: 'amount', label: t('rates.amount'), type: 'money', required: true, half: true }, { name: 'date', label: t('rates.onDay'), type: 'date', half: true }, { name: 'from', label: t('rates.from'), type: 'select', required: true, half: true, options }, { name: 'to', label: t('rates.to'), type: 'select', required: true, half: true, options }]}></kw-form>
      <div role="status">${done ? html`<p class="spaced"><strong>${fmt.money(done.money)} ${done.money.currency}</strong> <span class="second">${this.#sentence(done.rate)}${t('rates.of', { date: fmt.date(done.rate.date) })}</span></p>${done.rate.quotes.length > 1 ? html`<p class="small muted">${t('rates.by', { list: done.rate.quotes.map((q) => `${this.#sentence(q)} (${fmt.date(q.date)})`).join(t('rates.then')) })}</p>` : ''}` : ''}</div></div></section>`;
  }

  #inUse(mayEdit) {
    const { html, t, icon } = this.ctx;
    return html`<section class="card" aria-labelledby="currencies-h"><div class="card-head"><h2 id="currencies-h">${t('rates.currencies')}</h2>${mayEdit ? html`<button type="button" class="btn small" @click=${() => this.#addCurrency()}>${icon('plus')}${t('rates.addCurrency')}</button>` : ''}</div>
      <ul class="list">${this.#currencies.map((c) => html`<li class="middle"><span class="grow"><strong>${c.name}</strong> <span class="muted">${c.code}</span></span>${c.company ? html`<span class="badge info">${t('rates.company')}</span>` : mayEdit ? html`<button type="button" class="btn small quiet" aria-label=${t('rates.removeOne', { name: c.name })} @click=${() => this.#removeCurrency(c)}>${t('kit.remove')}</button>` : ''}</li>`)}</ul></section>`;
  }

  #row(entry, mayEdit) {
    const { html, t, fmt, icon } = this.ctx;
    return html`<tr><td class="whole">${this.#sentence(entry)}${entry.state === 'STANDING' ? '' : html` <span class="badge ${STATE[entry.state]}">${t(`rates.state.${entry.state}`)}</span>`}</td>
      <td data-label=${t('rates.date')}>${fmt.date(entry.date)}</td><td data-label=${t('rates.source')}>${entry.source ?? '–'}</td><td data-label=${t('rates.enteredBy')}>${entry.enteredBy.name ?? ''}</td>
      <td class="push">${mayEdit && entry.state === 'STANDING' ? html`<span class="row"><button type="button" class="btn small quiet" @click=${() => this.#correct(entry)}>${icon('pencil')}${t('rates.correct')}</button><button type="button" class="btn small quiet" @click=${() => this.#withdraw(entry)}>${t('rates.withdraw')}</button></span>` : ''}</td></tr>`;
  }

  #table(mayEdit) {
    const { html, t, icon, user, href } = this.ctx;
    const { currency, replaced } = this.#filter;
    const add = mayEdit && this.#currencies.length > 1 ? html`<button type="button" class="btn primary small" @click=${() => this.#add()}>${icon('plus')}${t('rates.new')}</button>` : '';
    const rows = (items) => html`<table class="table flow"><thead><tr><th>${t('rates.rate')}</th><th>${t('rates.date')}</th><th>${t('rates.source')}</th><th>${t('rates.enteredBy')}</th><th><span class="visually-hidden">${t('kit.more')}</span></th></tr></thead><tbody>${items.map((entry) => this.#row(entry, mayEdit))}</tbody></table>`;
    return html`<section class="card" aria-labelledby="rates-h"><div class="card-head"><h2 id="rates-h">${t('rates.title')}</h2><div class="row">${mayEdit && user.can('core:import:create') ? html`<a class="btn small" href=${href('/imports/new')}>${icon('upload')}${t('rates.import')}</a>` : ''}${add}</div></div>
      <div class="card-body padded"><div class="row"><select class="select filter ${currency ? 'on' : ''}" aria-label=${t('rates.currency')} @change=${(e) => this.#apply({ currency: e.target.value })}><option value="" ?selected=${!currency}>${t('rates.all')}</option>${this.#options().map((o) => html`<option value=${o.value} ?selected=${o.value === currency}>${o.label}</option>`)}</select>
        <label class="check"><input type="checkbox" .checked=${replaced} @change=${(e) => this.#apply({ replaced: e.target.checked })} /><span>${t('rates.replaced')}</span></label></div></div>
      ${listBody(this.ctx, this.#list, rows, { icon: 'inbox', title: t('rates.empty'), text: t(this.#currencies.length > 1 ? 'rates.emptyText' : 'rates.emptyCurrencies') })}</section>`;
  }

  #draw() {
    const { html, render, user, failure, skeleton } = this.ctx;
    if (this.#error) {
      render(failure(this.#error, { retry: () => this.load() }), this);
      return;
    }
    if (!this.#currencies) {
      render(skeleton(6), this);
      return;
    }
    const mayEdit = user.can('core:rate:edit');
    render(html`<div class="stack">${this.#currencies.length > 1 ? this.#converter() : ''}${this.#inUse(mayEdit)}${this.#table(mayEdit)}</div>`, this);
  }
}

customElements.define('kw-rates', Rates);

/** The page. */
export function ratesPage(ctx) {
  return ctx.html`<kw-rates .ctx=${ctx}></kw-rates>`;
}
