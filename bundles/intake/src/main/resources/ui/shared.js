/** Lists that load by cursor, and the words of members. */

/** A list by cursor: `{items, next, error}`, `load()`, `more()`; `draw` after each step. */
export function pages(ctx, path, query, draw) {
  const list = { items: null, next: null, error: null, forms: {} };
  const read = async (cursor) => {
    try {
      const page = await ctx.api.get(path, { limit: 50, ...query(), cursor }, { signal: ctx.signal });
      list.items = cursor ? [...list.items, ...page.items] : page.items;
      list.next = page.next;
      list.forms = { ...list.forms, ...page.forms };
      list.error = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      list.error = error;
    }
    draw();
  };
  list.load = () => read(null);
  list.more = () => read(list.next);
  return list;
}

/** Skeleton, failure, empty state or the rows of a list. */
export function body(ctx, list, rows, emptyState) {
  const { html, t, empty, skeleton } = ctx;
  if (list.error) return ctx.failure(list.error, { retry: list.load });
  if (!list.items) return html`<div class="padded">${skeleton(5)}</div>`;
  if (!list.items.length) return empty(emptyState);
  return html`${rows(list.items)}${list.next ? html`<div class="row padded more"><button type="button" class="btn small" @click=${list.more}>${t('kit.loadMore')}</button></div>` : ''}`;
}

export const MEMBERS = ['fullName', 'phone', 'email', 'wechat', 'address', 'birth', 'sex', 'company', 'occupation', 'district', 'note'];

/** The fields that the company added to its customers, as far as the user may write them. */
export async function ownFields(ctx) {
  try {
    const read = await ctx.api.get('/fields/mine', { object: 'core:customer', writable: true }, { signal: ctx.signal });
    return (read.items ?? read).filter((f) => f.type !== 'MONEY' && !f.retired);
  } catch (error) {
    if (error.status === 403) return [];
    throw error;
  }
}

/** What a question is called. */
export function titleOf(ctx, name, own) {
  if (!name.startsWith('field:')) return ctx.t(`member.${name}`);
  const field = own.find((f) => `field:${f.key}` === name);
  return field ? (ctx.lang.startsWith('zh') ? field.title.zh : field.title.en) : name.slice(6);
}

/** Text of the company in the language of the page. */
export function text(ctx, both) {
  if (!both) return '';
  return (ctx.lang.startsWith('zh') ? both.zh ?? both.en : both.en ?? both.zh) ?? '';
}
