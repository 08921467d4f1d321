/** Records a call, a visit or a message. */
import { CHANNELS, lasting, minutesField, moment, momentFields, now, word } from './shared.js';

/** Opens the dialog for `params.customerId`; resolves with the interaction, or undefined. */
export function run(ctx) {
  const { html, t, fmt, api, dialog, toast, params } = ctx;
  const value = { channel: 'PHONE', direction: 'OUT', visibility: 'ALL', ...now(fmt) };
  const fields = [
    { name: 'channel', label: t('channel'), type: 'select', required: true, half: true, options: Object.keys(CHANNELS).map((v) => ({ value: v, label: word(ctx, 'channel', v) })) },
    { name: 'direction', label: t('direction'), type: 'select', required: true, half: true, options: ['OUT', 'IN'].map((v) => ({ value: v, label: t(`direction.${v}`) })) },
    { name: 'topic', label: t('topic'), required: true, autofocus: true },
    { name: 'body', label: t('body'), type: 'textarea', rows: 4 },
    { name: 'outcome', label: t('outcome') },
    ...momentFields(t),
    minutesField(t),
    { name: 'visibility', label: t('visibility'), type: 'select', required: true, options: ['ALL', 'TEAM', 'AUTHOR'].map((v) => ({ value: v, label: t(`visibility.${v}`) })) },
  ];
  return dialog({
    title: t('addInteraction'),
    body: ({ close }) => html`<kw-form .fields=${fields} .value=${value} .cancel=${() => close()} .submit=${async ({ day, clock, minutes, ...v }, form) => {
      const given = Object.fromEntries(Object.entries(v).filter(([, x]) => x));
      const made = await api.post('/archives/interactions', { ...given, customerId: params.customerId, ...lasting(moment(fmt, { day, clock }), minutes) });
      form.settle();
      close(made);
      toast(t('interactionSaved'));
      ctx.changed();
    }}></kw-form>`,
  });
}
