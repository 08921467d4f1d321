/** Asks what a list of customers is to be exported as, and begins. */
import '../kit/form.js';
import { loadMoreTexts } from '../kit/text.js';
import { formDialog } from './parts.js';

const FORMATS = ['CSV', 'VCARD4', 'VCARD3', 'JSONL'];

/** `what` is `{filter}` for a list or `{ids}` for chosen customers; true when the export was begun. */
export async function exportCustomers(ctx, what) {
  const { api, t, toast, go } = ctx;
  const [{ items: columns }] = await Promise.all([api.get('/exports/columns'), loadMoreTexts()]);
  return formDialog(ctx, {
    title: what.ids ? t('export.titleChosen', { n: what.ids.length }) : t('export.title'),
    intro: t('export.formIntro'),
    submitLabel: t('export.start'),
    value: { format: 'CSV', encoding: 'UTF-8', columns: columns.map((c) => c.name) },
    fields: [
      { name: 'purpose', label: t('export.purpose'), type: 'text', required: true, maxlength: 500, hint: t('export.purposeHint') },
      { name: 'format', label: t('export.format'), type: 'select', required: true, half: true, options: FORMATS.map((f) => ({ value: f, label: t(`export.format.${f}`) })) },
      { name: 'encoding', label: t('export.encoding'), type: 'select', required: true, half: true, hint: t('export.encodingHint'), options: [{ value: 'UTF-8', label: 'UTF-8' }, { value: 'GB18030', label: 'GB18030' }] },
      { name: 'columns', label: t('export.columns'), type: 'checks', required: true, hint: t('export.columnsHint'), options: columns.map((c) => ({ value: c.name, label: c.title })) },
    ],
    submit: async ({ purpose, format, encoding, columns: chosen }) => {
      const cards = format.startsWith('VCARD');
      await api.post('/exports', { ...what, purpose, format, ...(format === 'CSV' ? { encoding } : {}), ...(cards ? {} : { columns: chosen }) });
      toast(t('export.started'));
      go('/exports');
      return true;
    },
  });
}
