/** What several of the console's pages share. */
import { moduleOf } from '../frame/modules.js';
import { has, t as text } from '../kit/text.js';

const GROUPS = {
  people: [['/users', 'nav.users', 'core:user:view'], ['/roles', 'nav.roles', 'core:role:view'], ['/stores', 'nav.stores', 'core:store:view'], ['/teams', 'nav.teams', 'core:team:view'], ['/restrictions', 'nav.restrictions', 'core:restriction:view'], ['/tokens', 'nav.tokens', 'core:token:view']],
  privacy: [['/privacy', 'nav.privacy', 'core:privacy:view'], ['/privacy/retention', 'nav.retention', 'core:retention:view']],
  data: [['/imports', 'nav.imports', 'core:import:view'], ['/exports', 'nav.exports', 'core:export:view']],
  work: [['/jobs', 'nav.jobs', 'core:job:view'], ['/operations', 'nav.operations', 'core:operation:view']],
};

/** The links between the pages of one group. */
export function pageTabs(ctx, group, path, label) {
  const { html, t, user, nothing } = ctx;
  return html`<nav class="tabs page-tabs" aria-label=${label}>${GROUPS[group]
    .filter(([, , permission]) => user.can(permission))
    .map(([to, title]) => html`<a href=${ctx.href(to)} aria-current=${to === path ? 'page' : nothing}>${t(title)}</a>`)}</nav>`;
}

/** Reads a list by cursor: `{items, next, page, error, loading, load(), more()}`, `page` the last answer; `draw` is called after each step. */
export function pager(ctx, path, query, draw) {
  const list = { items: null, next: null, page: null, error: null, loading: false };
  const read = async (cursor) => {
    list.loading = true;
    try {
      const page = await ctx.api.get(path, { limit: 50, ...query(), cursor }, { signal: ctx.signal });
      list.items = cursor ? [...list.items, ...page.items] : page.items;
      list.next = page.next ?? null;
      list.page = page;
      list.error = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      list.error = error;
    } finally {
      list.loading = false;
    }
    draw();
  };
  list.load = () => read(null);
  list.more = () => read(list.next);
  return list;
}

/** The body of a list: skeleton, failure, empty state or the rows, and a button for more. */
export function listBody(ctx, list, rows, emptyState) {
  const { html, t, empty, skeleton } = ctx;
  if (list.error) return ctx.failure(list.error, { retry: list.load });
  if (!list.items) return html`<div class="card-body">${skeleton(6)}</div>`;
  if (!list.items.length) return empty(emptyState);
  return html`${rows(list.items)}${list.next ? html`<div class="row padded more"><button type="button" class="btn small" ?disabled=${list.loading} @click=${list.more}>${t('kit.loadMore')}</button></div>` : ''}`;
}

/** A form in a dialog; closes when `submit` succeeds. */
export function formDialog(ctx, { title, size = '', fields, value = {}, submit, submitLabel, intro = '' }) {
  const { html, dialog } = ctx;
  return dialog({
    title,
    size,
    body: ({ close }) => html`${intro ? html`<p class="second">${intro}</p><br />` : ''}<kw-form .fields=${fields} .value=${value} .submitLabel=${submitLabel ?? ''} .cancel=${() => close()}
      .submit=${async (values, form) => { const result = (await submit(values, form)) ?? true; form.settle(); close(result); }}></kw-form>`,
  });
}

/** Shows a secret once, to be copied. */
export function showOnce(ctx, { title, text, value, mono = true }) {
  const { html, t, icon, dialog, toast } = ctx;
  const copy = async (e) => {
    const input = e.currentTarget.parentElement.querySelector('input');
    try {
      await navigator.clipboard.writeText(value);
      toast(t('kit.copied'));
    } catch {
      input.select();
      toast(t('kit.notCopied'), { kind: 'warn' });
    }
  };
  return dialog({
    title,
    body: ({ close }) => html`<div class="stack"><div class="notice warn">${icon('key-round')}<div>${text}</div></div>
      <div class="input-row"><input class="input grow ${mono ? 'mono' : ''}" readonly aria-label=${title} .value=${value} @focus=${(e) => e.target.select()} /><button type="button" class="btn primary" @click=${copy}>${icon('copy')}${t('kit.copy')}</button></div>
      <div class="dialog-foot"><button type="button" class="btn" @click=${() => close()}>${t('kit.done')}</button></div></div>`,
  });
}

/** The word for a kind of identifier; one that another system brought stands for itself. */
export function schemeName(scheme) {
  return has(`scheme.${scheme}`) ? text(`scheme.${scheme}`) : scheme;
}

/** Who did something: a person by name, a module by its title, and who had not signed in as just that. */
export function actorName(actor) {
  if (actor?.kind === 'PUBLIC') return text('actor.public');
  if (actor?.kind === 'MODULE') return moduleOf(actor.id)?.title ?? actor.name;
  return actor?.name ?? '';
}

/** Name of a browser and system out of a User-Agent. */
export function browserName(agent = '') {
  const browser = /Edg\//.test(agent) ? 'Edge' : /Firefox\//.test(agent) ? 'Firefox' : /MicroMessenger/.test(agent) ? 'WeChat' : /Chrome\//.test(agent) ? 'Chrome' : /Safari\//.test(agent) ? 'Safari' : '';
  const system = /iPhone|iPad/.test(agent) ? 'iOS' : /Android/.test(agent) ? 'Android' : /Windows/.test(agent) ? 'Windows' : /Mac OS X/.test(agent) ? 'macOS' : /Linux/.test(agent) ? 'Linux' : '';
  return [browser, system].filter(Boolean).join(' · ') || agent.slice(0, 40);
}
