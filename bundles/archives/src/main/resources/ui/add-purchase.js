/** Records a purchase by hand. */
import { moment, momentFields, now, SALES_CHANNELS, stores, word } from './shared.js';

const cents = (text) => Math.round(Number(text || 0) * 100);
const isMoney = (text) => /^\d{1,12}(\.\d{1,2})?$/.test(text.trim());
const isQuantity = (text) => /^\d{1,9}(\.\d{1,3})?$/.test(text.trim()) && Number(text) > 0;

/** Opens the dialog for `params.customerId`; resolves with the purchase, or undefined. */
export async function run(ctx) {
  const { html, t, fmt, api, icon, dialog, toast, params } = ctx;
  const places = await stores(api);
  const currency = fmt.currency();
  let lines = [{ name: '', quantity: '1', price: '', discount: '' }];
  let faults = {};
  const totalOf = (l) => Math.round(cents(l.price) * Number(l.quantity || 0)) - cents(l.discount);
  const money = (n) => ({ amount: (n / 100).toFixed(2), currency });
  const check = () => {
    faults = {};
    lines.forEach((l, i) => {
      if (!l.name.trim()) faults[`${i}.name`] = t('form.required');
      if (!isQuantity(l.quantity)) faults[`${i}.quantity`] = t('badQuantity');
      if (!isMoney(l.price)) faults[`${i}.price`] = t('badMoney');
      if (l.discount && !isMoney(l.discount)) faults[`${i}.discount`] = t('badMoney');
    });
    return !Object.keys(faults).length;
  };
  const value = { storeId: places.length === 1 ? places[0].value : '', channel: 'STORE', ...now(fmt) };
  const fields = [
    ...momentFields(t),
    ...(places.length ? [{ name: 'storeId', label: t('store'), type: 'select', half: true, options: places }] : []),
    { name: 'channel', label: t('channel'), type: 'select', required: true, half: true, options: SALES_CHANNELS.map((v) => ({ value: v, label: word(ctx, 'sales', v) })) },
  ];
  return dialog({
    title: t('addPurchase'),
    size: 'wide',
    body: ({ close, el }) => {
      const redraw = () => el.querySelector('kw-form').update();
      const cell = (l, i, name, label, extra = '') => html`<div class="field ${extra}"><label for="line-${i}-${name}">${label}</label>
        <input class="input ${name === 'name' ? '' : 'num'}" id="line-${i}-${name}" autocomplete="off" inputmode=${name === 'name' ? 'text' : 'decimal'} ?autofocus=${i === 0 && name === 'name'} aria-invalid=${faults[`${i}.${name}`] ? 'true' : 'false'} .value=${l[name]}
          @input=${(e) => { l[name] = e.target.value; delete faults[`${i}.${name}`]; redraw(); }} />${faults[`${i}.${name}`] ? html`<p class="error">${icon('circle-alert')}<span>${faults[`${i}.${name}`]}</span></p>` : ''}</div>`;
      const extra = () => html`<fieldset class="stack tight spaced" ?data-dirty=${lines.some((l) => l.name || l.price)}><legend class="form-section">${t('lines')}</legend>
        ${lines.map((l, i) => html`<div class="form">${cell(l, i, 'name', t('product'))}${cell(l, i, 'quantity', t('quantity'), 'third')}${cell(l, i, 'price', t('unitPrice'), 'third')}${cell(l, i, 'discount', t('discount'), 'third')}
          ${lines.length > 1 ? html`<div><button type="button" class="btn small quiet danger" @click=${() => { lines = lines.filter((x) => x !== l); faults = {}; redraw(); }}>${icon('trash-2')}${t('removeLine')}</button></div>` : ''}</div><hr class="divider" />`)}
        <div class="row between"><button type="button" class="btn small" @click=${() => { lines = [...lines, { name: '', quantity: '1', price: '', discount: '' }]; redraw(); }}>${icon('plus')}${t('addLine')}</button>
          <span>${t('total')} <strong class="figure">${fmt.money(money(lines.reduce((sum, l) => sum + (totalOf(l) || 0), 0)))}</strong></span></div></fieldset>`;
      const submit = async ({ day, clock, ...v }, form) => {
        if (!check()) {
          redraw();
          el.querySelector('[aria-invalid="true"]')?.focus();
          throw new DOMException('faults shown', 'AbortError');
        }
        const made = await api.post('/archives/purchases', {
          customerId: params.customerId,
          at: moment(fmt, { day, clock }),
          channel: v.channel,
          currency,
          ...(v.storeId ? { storeId: v.storeId } : {}),
          lines: lines.map((l) => ({ name: l.name.trim(), quantity: Number(l.quantity).toFixed(3), unitPrice: money(cents(l.price)), ...(l.discount ? { discount: money(cents(l.discount)) } : {}) })),
        });
        form.settle();
        close(made);
        toast(t('purchaseSaved'));
        ctx.changed();
      };
      return html`<kw-form .fields=${fields} .value=${value} .extra=${extra} .cancel=${() => close()} .submit=${submit}></kw-form>`;
    },
  });
}
