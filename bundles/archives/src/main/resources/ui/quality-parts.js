/** What the pages of data quality share: the names of fields, percentages, and the forms that fill one in. */

const CONTACTS = { phone: 'tel', email: 'email', address: 'text', wechat: 'text' };
const SEXES = [1, 2, 9];

/** The name of a field for whom the rules say none. */
export function memberName(t, field) {
  const key = `quality.member.${field}`;
  const name = t(key);
  return name === key ? field.replace(/^field:/, '') : name;
}

/** Reads the rules; resolves with a function that names a field. */
export async function titles({ api, t, user, lang, signal }) {
  const rules = user.can('archives:quality-rule:view') ? (await api.get('/archives/quality/rules', {}, { signal })).items : [];
  const named = new Map(rules.map((r) => [r.field, lang.startsWith('zh') ? r.titleZh : r.titleEn]));
  return (field) => named.get(field) ?? memberName(t, field);
}

/** A percentage in whole numbers, or a word where nothing is counted. A figure below 100 is never shown as 100. */
export function percent({ t }, value) {
  return value == null ? t('quality.none') : `${value < 100 ? Math.min(99, Math.round(value)) : 100}%`;
}

/** How good a percentage is. */
export const tone = (value) => (value == null ? '' : value >= 80 ? 'ok' : value >= 50 ? 'warn' : 'bad');

/** Whether the field has a form of its own here. */
export const fillable = (field) => !field.startsWith('field:');

/** The value of a field, as far as it is shown. */
export function valueOf({ t, fmt }, customer, field) {
  if (!customer) return '';
  if (CONTACTS[field]) {
    const points = (customer.contactPoints ?? []).filter((p) => p.type === field.toUpperCase());
    return (points.find((p) => p.primary) ?? points[0])?.value ?? '';
  }
  if (field === 'name') return customer.displayName ?? '';
  if (field === 'sex') return customer.sex ? t(`quality.sex.${customer.sex}`) : '';
  if (field === 'birth') return customer.birth ? [customer.birth.year, customer.birth.month, customer.birth.day].filter(Boolean).join('-') : '';
  const value = field.startsWith('field:') ? customer.fields?.[field.slice(6)] : customer[field];
  if (value == null) return '';
  if (typeof value === 'object') return Array.isArray(value) ? value.join(', ') : fmt.money(value);
  return String(value);
}

function form(field, label, t) {
  if (field === 'birth') return { name: 'birth', label, type: 'birth', required: true };
  if (field === 'sex') return { name: 'sex', label, type: 'select', required: true, options: SEXES.map((v) => ({ value: String(v), label: t(`quality.sex.${v}`) })) };
  return { name: 'value', label, type: CONTACTS[field] ?? 'text', required: true, autofocus: true, maxlength: 200, pointer: field === 'name' ? '/fullName' : CONTACTS[field] ? '/value' : `/${field}` };
}

/** Says that the value of a field was asked for and is still right. */
export async function confirm({ api, t, toast }, customerId, field, label) {
  await api.post('/archives/quality/confirmations', { customerId, field });
  toast(t('quality.confirmed', { field: label }));
  return true;
}

/** Asks for the value of a field and writes it; resolves with whether it was. */
export function fill(ctx, customer, field, label) {
  const { html, t, api, dialog, toast } = ctx;
  const write = ({ value, sex, birth }) => {
    if (CONTACTS[field]) return api.post(`/customers/${customer.id}/contact-points`, { type: field.toUpperCase(), value, primary: true });
    const change = field === 'sex' ? { sex: Number(sex) } : field === 'birth' ? { birth } : field === 'name' ? { fullName: value, unnamed: false } : { [field]: value };
    return api.patch(`/customers/${customer.id}`, change, customer.version);
  };
  return dialog({
    title: t('quality.fillTitle', { field: label }),
    size: 'small',
    body: ({ close }) => html`<kw-form .fields=${[form(field, label, t)]} .value=${{}} .cancel=${() => close(false)} .submit=${async (v, f) => {
      await write(v);
      f.settle();
      close(true);
      toast(t('quality.saved'));
    }}></kw-form>`,
  });
}
