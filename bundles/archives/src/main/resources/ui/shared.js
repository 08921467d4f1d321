/** Words and icons of purchases and interactions, and lists that load by cursor. */

export const CHANNELS = { PHONE: 'phone', VISIT: 'map-pin', COUNTER: 'store', IM: 'message-circle', EMAIL: 'mail', SMS: 'message-square', SOCIAL: 'users', WEB: 'monitor', EVENT: 'calendar' };
export const SALES_CHANNELS = ['STORE', 'WEB', 'APP', 'PHONE', 'OTHER'];
const TONES = { PART_RETURNED: 'warn', RETURNED: 'bad', VOID: '' };

/** The word for a value of a fixed list, or the value itself when another system brought its own. */
export function word({ t }, kind, value) {
  const key = `${kind}.${value}`;
  const text = t(key);
  return text === key ? (value ?? '') : text;
}

/** The state of a purchase when it is not simply completed. */
export function statusBadge(ctx, purchase) {
  if (purchase.status === 'COMPLETED') return '';
  return ctx.html`<span class="badge ${TONES[purchase.status] ?? ''}">${word(ctx, 'status', purchase.status)}</span>`;
}

/** Net value without what was returned. */
export function netOf({ net, returned }) {
  if (!net) return null;
  return { ...net, amount: String((Math.round(Number(net.amount) * 100) - Math.round(Number(returned?.amount ?? 0) * 100)) / 100) };
}

/** The names of what was bought, in one line. */
export function contents(purchase, lang) {
  return purchase.lines.map((l) => (Number(l.quantity) === 1 ? l.name : `${l.name} ×${Number(l.quantity)}`)).join(lang.startsWith('zh') ? '、' : ', ');
}

/** A list by cursor: `{items, next, error}`, `load()`, `more()`; `draw` after each step. */
export function pages(ctx, path, query, draw) {
  const list = { items: null, next: null, error: null, customers: {} };
  const read = async (cursor) => {
    try {
      const page = await ctx.api.get(path, { limit: 50, ...query(), cursor }, { signal: ctx.signal });
      list.items = cursor ? [...list.items, ...page.items] : page.items;
      list.next = page.next;
      list.customers = { ...list.customers, ...page.customers };
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

/** Stores to choose from; none when the user may not list them. */
export async function stores(api) {
  try {
    return (await api.get('/stores', { limit: 200 })).items.map((s) => ({ value: s.id, label: s.name }));
  } catch (error) {
    if (error.status === 403) return [];
    throw error;
  }
}

let names = null;

/** The names of the stores by id, read once; empty when the user may not list them. */
export function storeNames(api) {
  names ??= stores(api).then((all) => new Map(all.map((s) => [s.value, s.label])), () => {
    names = null;
    return new Map();
  });
  return names;
}

/** The wall clock now, split for a date and a time field. */
export function now(fmt) {
  const [day, clock] = fmt.wallClock(Date.now());
  return { day, clock };
}

/** The two fields for a moment. */
export function momentFields(t) {
  return [
    { name: 'day', label: t('date'), type: 'date', required: true, half: true, pointer: '/at' },
    { name: 'clock', label: t('time'), required: true, half: true, maxlength: 5, placeholder: '14:30', check: (v) => (/^([01]?\d|2[0-3]):[0-5]\d$/.test(v) ? '' : t('badTime')) },
  ];
}

/** The instant of the two fields. */
export function moment(fmt, { day, clock }) {
  return fmt.instantOf(day, clock.padStart(5, '0'));
}

/** How long it lasted. */
export const minutesField = (t) => ({ name: 'minutes', label: t('minutes'), type: 'number', half: true, hint: t('minutesHint'), pointer: '/endAt' });

/** From an instant to so many minutes later; without an end where nothing is said. */
export const lasting = (at, minutes) => (Number(minutes) > 0 ? { at, endAt: new Date(Date.parse(at) + Number(minutes) * 60000).toISOString() } : { at });

/** Who imported a record and when, which links to the import for those who may see it, or with what it came in by itself; nothing for what was entered here. */
export function importedBy({ html, t, fmt, href, user }, { imported }) {
  if (!imported) return '';
  if (imported.arrival) return t('arrivedWith', { feed: imported.arrival.feed, delivery: imported.arrival.delivery, at: fmt.date(imported.importedAt) });
  const said = t('importedBy', { name: imported.importedBy.name ?? t('somebody'), at: fmt.date(imported.importedAt) });
  return user.can('core:import:view') ? html`<a href=${href(`/imports/${imported.importId}`)}>${said}</a>` : said;
}
