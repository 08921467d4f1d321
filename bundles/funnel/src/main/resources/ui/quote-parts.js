/** What the views of quotes share: their state, and the form by which a draft is written. */

export const STATES = ['DRAFT', 'IN_APPROVAL', 'APPROVED', 'SENT', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'SUPERSEDED'];
const TONES = { DRAFT: '', IN_APPROVAL: 'warn', APPROVED: 'info', SENT: 'info', ACCEPTED: 'ok', DECLINED: 'bad', EXPIRED: 'bad', SUPERSEDED: '' };
const isQuantity = (text) => /^\d{1,9}(\.\d{1,3})?$/.test(String(text).trim()) && Number(text) > 0;
const isPrice = (text) => /^\d{1,14}(\.\d{1,3})?$/.test(String(text).trim());
const isPercent = (text) => /^\d{1,3}(\.\d{1,2})?$/.test(String(text).trim()) && Number(text) <= 100;
const trimmed = (text) => String(Number(text));
const said = (text) => String(text ?? '').trim();

/** What has become of a quote. */
export function stateBadge({ html, t }, { state }) {
  return html`<span class="badge ${TONES[state] ?? ''}">${t(`quote.state.${state}`)}</span>`;
}

/** Number and version in one. */
export const quoteName = ({ t }, quote) => t('quote.name', { number: quote.number, revision: quote.revision });

const blank = () => ({ name: '', quantity: '1', price: '', discount: '', tax: '' });
const ofProduct = (l) => {
  const full = Number(l.unitPrice.amount) * Number(l.quantity);
  const off = full ? Math.round((Number(l.discount?.amount ?? 0) / full) * 10000) / 100 : 0;
  return { name: l.name, quantity: trimmed(l.quantity), price: trimmed(l.unitPrice.amount), discount: off ? String(off) : '', tax: '' };
};
const ofLine = (l) => ({ name: l.name, quantity: trimmed(l.quantity), price: trimmed(l.unitPrice.amount), discount: Number(l.discount) ? trimmed(l.discount) : '', tax: Number(l.taxRate) ? trimmed(l.taxRate) : '' });
const written = (lines) => lines.map((l) => ({ name: l.name.trim(), quantity: said(l.quantity), unitPrice: { amount: said(l.price) }, discount: said(l.discount) || null, taxRate: said(l.tax) || null }));

function check({ t }, state) {
  state.faults = {};
  state.lines.forEach((l, i) => {
    if (!l.name.trim()) state.faults[`${i}.name`] = t('form.required');
    if (!isQuantity(l.quantity)) state.faults[`${i}.quantity`] = t('badQuantity');
    if (!isPrice(l.price)) state.faults[`${i}.price`] = t('badPrice');
    if (said(l.discount) && !isPercent(l.discount)) state.faults[`${i}.discount`] = t('badShare');
    if (said(l.tax) && !isPercent(l.tax)) state.faults[`${i}.tax`] = t('badShare');
  });
  return !Object.keys(state.faults).length;
}

const MEMBERS = { unitPrice: 'price', taxRate: 'tax' };

/** Puts the faults of the server at the lines that they are of. */
function refused(state, error) {
  (error.errors ?? []).forEach(({ pointer, message }) => {
    const found = /^\/lines\/(\d+)\/(\w+)/.exec(pointer ?? '');
    if (found) state.faults[`${found[1]}.${MEMBERS[found[2]] ?? found[2]}`] = message;
  });
}

function lineFields(ctx, state, redraw) {
  const { html, t, icon } = ctx;
  const { lines, faults } = state;
  const cell = (line, i, name, label) => html`<div class="field ${name === 'name' ? '' : 'half'}"><label for="quote-${i}-${name}">${label}</label><input class="input ${name === 'name' ? '' : 'num'}" id="quote-${i}-${name}" autocomplete="off" maxlength=${name === 'name' ? '300' : '18'} inputmode=${name === 'name' ? 'text' : 'decimal'} aria-invalid=${faults[`${i}.${name}`] ? 'true' : 'false'} .value=${line[name]}
    @input=${(e) => { line[name] = e.target.value; state.touched = true; delete faults[`${i}.${name}`]; redraw(); }} />${faults[`${i}.${name}`] ? html`<p class="error">${icon('circle-alert')}<span>${faults[`${i}.${name}`]}</span></p>` : ''}</div>`;
  const change = (list) => {
    Object.assign(state, { lines: list, faults: {}, touched: true });
    redraw();
  };
  return html`<fieldset class="stack tight spaced" ?data-dirty=${Boolean(state.touched)}><legend class="form-section">${t('quote.lines')}</legend><p class="hint">${t('quote.linesHint')}</p>
    ${lines.map((line, i) => html`<div class="form">${cell(line, i, 'name', t('product'))}${cell(line, i, 'quantity', t('quantity'))}${cell(line, i, 'price', t('unitPrice'))}${cell(line, i, 'discount', t('quote.discountPercent'))}${cell(line, i, 'tax', t('quote.taxPercent'))}
      <div><button type="button" class="btn small quiet danger" aria-label=${`${t('removeLine')}: ${line.name || i + 1}`} @click=${() => change(lines.filter((x) => x !== line))}>${icon('trash-2')}${t('removeLine')}</button></div></div><hr class="divider" />`)}
    <div><button type="button" class="btn small" @click=${() => change([...lines, blank()])}>${icon('plus')}${t('addLine')}</button></div></fieldset>`;
}

function ask(ctx, { title, lines, value, save }) {
  const { html, dialog, t } = ctx;
  const state = { lines, faults: {} };
  const fields = [
    { name: 'validUntil', label: t('quote.validUntil'), type: 'date', half: true, hint: t('quote.validHint') },
    { name: 'discount', label: t('quote.discountOnWhole'), type: 'number', half: true, check: (v) => (!said(v) || isPercent(v) ? '' : t('badShare')) },
    { name: 'terms', label: t('quote.terms'), type: 'textarea', rows: 4, maxlength: 2000 },
  ];
  return dialog({
    title,
    size: 'wide',
    body: ({ close, el }) => {
      const redraw = () => el.querySelector('kw-form')?.update();
      const submit = async (v, element) => {
        if (!check(ctx, state)) {
          element.update();
          el.querySelector('[aria-invalid="true"]')?.focus();
          throw new DOMException('faults shown', 'AbortError');
        }
        let made;
        try {
          made = await save({ lines: written(state.lines), discount: said(v.discount) || null, validUntil: v.validUntil || null, terms: v.terms || null });
        } catch (error) {
          refused(state, error);
          throw error;
        }
        element.settle();
        state.touched = false;
        close(made);
      };
      return html`<kw-form .fields=${fields} .value=${value} .extra=${() => lineFields(ctx, state, redraw)} .cancel=${() => close()} .submit=${submit}></kw-form>`;
    },
  });
}

/** Writes a quote for an opportunity down, whose products it begins with; resolves with it, or undefined. */
export async function createQuote(ctx, opportunity) {
  const made = await ask(ctx, {
    title: ctx.t('quote.add'),
    lines: opportunity.products?.length ? opportunity.products.map(ofProduct) : [blank()],
    value: { validUntil: '', discount: '', terms: '' },
    save: (draft) => ctx.api.post('/funnel/quotes', { opportunityId: opportunity.id, ...draft }),
  });
  if (made) ctx.toast(ctx.t('quote.created', { number: made.number }));
  return made;
}

/** Changes a draft; resolves with it, or undefined. */
export async function editQuote(ctx, quote) {
  const saved = await ask(ctx, {
    title: quoteName(ctx, quote),
    lines: quote.lines.map(ofLine),
    value: { validUntil: quote.validUntil, discount: Number(quote.discount) ? trimmed(quote.discount) : '', terms: quote.terms ?? '' },
    save: (draft) => ctx.api.patch(`/funnel/quotes/${quote.id}`, draft, quote.version),
  });
  if (saved) ctx.toast(ctx.t('saved'));
  return saved;
}
