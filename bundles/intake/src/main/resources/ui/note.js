/** Fills in a form for a customer while somebody talks to him: a survey, an interview, a chat. */
import { text } from './shared.js';

const CHANNELS = ['PHONE', 'IM', 'VISIT', 'COUNTER', 'EMAIL', 'EVENT'];
const TYPES = { birth: 'date', note: 'textarea', email: 'email', phone: 'tel' };

function field(ctx, { name, required, own }) {
  const { t } = ctx;
  const base = { name, pointer: `/answers/${name}`, required, label: own ? text(ctx, own.title) : t(`member.${name}`) };
  const choices = (list) => [{ value: '', label: t('none') }, ...list];
  if (name === 'sex') return { ...base, type: 'select', options: choices(['1', '2', '9'].map((v) => ({ value: v, label: t(`sex.${v}`) }))) };
  if (!own) return { ...base, type: TYPES[name] ?? 'text' };
  const options = own.choices.map((c) => ({ value: c.key, label: text(ctx, c.title) }));
  if (own.type === 'MULTI_CHOICE') return { ...base, type: 'checks', options };
  if (own.type === 'CHOICE') return { ...base, type: 'select', options: choices(options) };
  if (own.type === 'YES_NO') return { ...base, type: 'select', options: choices(['true', 'false'].map((v) => ({ value: v, label: t(`note.${v}`) }))) };
  return { ...base, type: own.type === 'DATE' ? 'date' : 'text', maxlength: own.maxLength };
}

/** Opens the dialog for `params.customerId`; resolves with the note, or undefined. */
export async function run(ctx) {
  const { html, t, api, dialog, toast, empty, params } = ctx;
  const { items } = await api.get('/intake/notes/forms');
  if (!items.length) return dialog({ title: t('note'), body: () => empty({ icon: 'clipboard-list', title: t('note.noForm'), text: t('note.noFormText') }) });
  let sheet = items[0];
  const fields = () => [
    { name: 'channel', label: t('note.channel'), type: 'select', required: true, half: true, options: CHANNELS.map((v) => ({ value: v, label: t(`note.${v}`) })) },
    { name: 'direction', label: t('note.direction'), type: 'select', required: true, half: true, options: ['OUT', 'IN'].map((v) => ({ value: v, label: t(`note.${v}`) })) },
    ...sheet.fields.map((one) => field(ctx, one)),
  ];
  const send = async ({ channel, direction, ...values }) => {
    const answers = Object.fromEntries(Object.entries(values).filter(([, v]) => v?.length).map(([name, v]) => [name, [v].flat()]));
    return api.post('/intake/notes', { formId: sheet.id, customerId: params.customerId, answers, channel, direction });
  };
  return dialog({
    title: t('note'),
    body: ({ close, update }) => html`<div class="stack">${items.length > 1
      ? html`<div class="field"><label for="note-form">${t('form')}</label><select class="select" id="note-form" @change=${(e) => { sheet = items.find((one) => one.id === e.target.value); update(); }}>${items.map((one) => html`<option value=${one.id}>${text(ctx, one.title)}</option>`)}</select></div>`
      : html`<p><strong>${text(ctx, sheet.title)}</strong></p>`}${sheet.intro ? html`<p class="second pre">${text(ctx, sheet.intro)}</p>` : ''}
      ${ctx.keyed(sheet.id, html`<kw-form .fields=${fields()} .value=${{ channel: 'PHONE', direction: 'OUT' }} .submitLabel=${t('save')} .cancel=${() => close()} .submit=${async (values, form) => {
        const made = await send(values);
        form.settle();
        close(made);
        toast(t('note.saved'));
        ctx.changed();
      }}></kw-form>`)}</div>`,
  });
}
