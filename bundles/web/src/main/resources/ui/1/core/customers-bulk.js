/** Changes of many customers at once; each is checked and recorded by itself. */
import '../kit/form.js';
import { formDialog } from './parts.js';

const AT_ONCE = 4;

async function each(ctx, rows, change) {
  const { api, t, toast } = ctx;
  const queue = [...rows];
  const failed = [];
  const worker = async () => {
    for (let row = queue.shift(); row; row = queue.shift()) {
      try {
        await api.patch(`/customers/${row.id}`, change(row), row.version);
      } catch (error) {
        failed.push({ row, error });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const done = rows.length - failed.length;
  if (failed.length) toast(t('bulk.partly', { n: done, failed: failed.length, why: failed[0].error.message }), { kind: 'warn' });
  else toast(t('bulk.done', { n: done }));
}

/** Adds tags to the rows; true when something was sent. */
export function addTags(ctx, rows) {
  const { t } = ctx;
  return formDialog(ctx, {
    title: t('bulk.tagTitle', { n: rows.length }), size: 'small', submitLabel: t('bulk.tag'), value: { tags: [] },
    fields: [{ name: 'tags', label: t('field.tags'), type: 'tags', required: true }],
    submit: ({ tags }) => each(ctx, rows, (row) => ({ tags: [...new Set([...row.tags, ...tags])] })),
  });
}

/** Gives the rows to another owner; true when something was sent. */
export function setOwner(ctx, rows, owners) {
  const { t } = ctx;
  return formDialog(ctx, {
    title: t('bulk.ownerTitle', { n: rows.length }), size: 'small', submitLabel: t('bulk.owner'),
    fields: [{ name: 'ownerId', label: t('field.ownerId'), type: 'select', required: true, options: owners }],
    submit: ({ ownerId }) => each(ctx, rows, () => ({ ownerId })),
  });
}
