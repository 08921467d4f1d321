/** The fields that the company has added to its customers: how they are shown and filled in. */
import '../kit/form.js';
import { formDialog } from './parts.js';

const OBJECT = 'core:customer';

/** The fields that the user sees, or those that he may fill in; none where they cannot be had. */
export async function ownFields(ctx, query = {}) {
  try {
    return (await ctx.api.get('/fields/mine', { object: OBJECT, ...query }, { signal: ctx.signal })).items;
  } catch {
    return [];
  }
}

/** A title in the language of the page. */
export const titleOf = (ctx, title) => (ctx.lang === 'zh-CN' ? title.zh : title.en);

const choiceOf = (ctx, field, key) => {
  const found = field.choices.find((c) => c.key === key);
  return found ? titleOf(ctx, found.title) : key;
};

/** A value in words. */
export function ownText(ctx, field, value) {
  if (value === undefined || value === null) return '';
  switch (field.type) {
    case 'YES_NO': return ctx.t(value ? 'kit.yes' : 'kit.no');
    case 'DATE': return ctx.fmt.date(value);
    case 'NUMBER': return ctx.fmt.number(value, { maximumFractionDigits: 9 });
    case 'MONEY': return ctx.fmt.money(value);
    case 'CHOICE': return choiceOf(ctx, field, value);
    case 'MULTI_CHOICE': return value.map((key) => choiceOf(ctx, field, key)).join(ctx.t('history.and'));
    default: return value;
  }
}

const offered = (ctx, field, value) =>
  field.choices.filter((c) => !c.retired || c.key === value || value?.includes?.(c.key)).map((c) => ({ value: c.key, label: titleOf(ctx, c.title) }));

const TYPES = { NUMBER: 'number', DATE: 'date', CHOICE: 'select', MULTI_CHOICE: 'checks', YES_NO: 'select', MONEY: 'money' };

/** A field of a form; its name is that of the customer's member. */
export function ownInput(ctx, field, value) {
  const long = field.type === 'TEXT' && field.limits.maxLength > 200;
  const input = { name: `field:${field.key}`, label: titleOf(ctx, field.title), type: long ? 'textarea' : (TYPES[field.type] ?? 'text'), required: field.required, pointer: `/fields/${field.key}`, half: !long && field.type !== 'MULTI_CHOICE' };
  if (field.type === 'CHOICE' || field.type === 'MULTI_CHOICE') input.options = offered(ctx, field, value);
  if (field.type === 'YES_NO') input.options = [{ value: 'true', label: ctx.t('kit.yes') }, { value: 'false', label: ctx.t('kit.no') }];
  if (field.type === 'MONEY') input.hint = value?.currency ?? ctx.fmt.currency();
  if (field.type === 'TEXT') input.maxlength = field.limits.maxLength ?? 500;
  return input;
}

/** A value as a form holds it. */
export function ownToForm(field, value) {
  if (field.type === 'MULTI_CHOICE') return value ?? [];
  if (value === undefined || value === null) return '';
  return field.type === 'MONEY' ? value.amount : field.type === 'YES_NO' ? String(value) : value;
}

/** What a form holds as a value; `null` for none. */
export function ownFromForm(field, entered, before) {
  if (field.type === 'MULTI_CHOICE') return entered?.length ? entered : null;
  const text = typeof entered === 'string' ? entered.trim() : entered;
  if (text === '' || text === null || text === undefined) return null;
  if (field.type === 'YES_NO') return text === 'true';
  if (field.type === 'MONEY') return before?.currency ? { amount: text, currency: before.currency } : { amount: text };
  return text;
}

/** Those of a kind of customer that the user may fill in, as fields of a form. */
export const ownOfKind = (fields, kind) => fields.filter((f) => !f.kinds.length || f.kinds.includes(kind));

/** The card of a customer, or nothing where there are no such fields. */
export function ownCard(host, fields) {
  const { ctx, customer } = host;
  const { html, t, icon, toast } = ctx;
  const seen = ownOfKind(fields, customer.kind).filter((f) => customer.access?.[`field:${f.key}`]);
  if (!seen.length) return '';
  const writable = seen.filter((f) => customer.access[`field:${f.key}`] === 'WRITE' && ctx.user.can('core:customer:edit'));
  const groups = new Map([['', []]]);
  for (const f of seen) {
    const name = f.group ? titleOf(ctx, f.group) : '';
    groups.set(name, [...(groups.get(name) ?? []), f]);
  }
  const value = (f) => customer.fields?.[f.key];
  const edit = async () => {
    const saved = await formDialog(ctx, {
      title: t('own.edit'),
      fields: writable.map((f) => ownInput(ctx, f, value(f))),
      value: Object.fromEntries(writable.map((f) => [`field:${f.key}`, ownToForm(f, value(f))])),
      submit: async (entered) => {
        const changes = {};
        for (const f of writable) {
          const now = ownFromForm(f, entered[`field:${f.key}`], value(f));
          if (JSON.stringify(now) !== JSON.stringify(value(f) ?? null)) changes[f.key] = now;
        }
        if (Object.keys(changes).length) await host.patch({ fields: changes });
      },
    });
    if (saved) toast(t('kit.saved'));
  };
  const shown = (f) => (customer.access[`field:${f.key}`] === 'MASK' && value(f) === undefined ? html`<span class="muted" title=${t('form.masked')}>${icon('eye-off')}<span class="visually-hidden">${t('form.masked')}</span></span>` : ownText(ctx, f, value(f)) || html`<span class="muted">—</span>`);
  return html`<section class="card" aria-labelledby="own-h"><div class="card-head"><h2 id="own-h">${t('own.title')}</h2>${writable.length ? html`<button type="button" class="btn small quiet" @click=${edit}>${icon('pencil')}${t('kit.edit')}</button>` : ''}</div>
    <div class="card-body">${[...groups].filter(([, some]) => some.length).map(([name, some]) => html`${name ? html`<h3 class="form-section">${name}</h3>` : ''}<dl class="facts">${some.map((f) => html`<dt>${titleOf(ctx, f.title)}</dt><dd class="break">${shown(f)}</dd>`)}</dl>`)}</div></section>`;
}
