/**
 * `<kw-view>`: the place of one page or slot view. It loads the module's file, shows a card when it fails, a
 * placeholder while the module is away, and never replaces a form that was touched.
 */
import { html, render } from '../lit.js';
import { empty, icon } from '../kit/dom.js';
import { failureOf } from '../kit/failure.js';
import { ApiError } from '../kit/http.js';
import { loadMoreTexts, t } from '../kit/text.js';
import { moduleOf, onModules, loadModules, slotEntries } from './modules.js';
import { contextFor } from './context.js';

/** True when a form inside `root` holds something that is not saved. */
export function isDirty(root = document) {
  return [...root.querySelectorAll('kw-form')].some((f) => f.dirty) || root.querySelector('[data-dirty]') !== null;
}

/** Errors that stand in a card already. */
export const shownErrors = new WeakSet();

/** The kit's elements must be defined before a page of a module draws them; the console's pages import their own. */
function elementsFor(module) {
  return module.id === 'core' ? null : Promise.all([import('../kit/form.js'), import('../kit/grid.js'), import('../kit/chart.js')]);
}

const FIRST_PAGES = ['home.js', 'customers.js', 'missing.js', 'forbidden.js'];

async function codeOf(module, file, attempt = 0) {
  const [code] = await Promise.all([import(module.base + file + (attempt ? `?again=${attempt}` : '')), elementsFor(module), module.id === 'core' && !FIRST_PAGES.includes(file) ? loadMoreTexts() : null]);
  return code;
}

/** Runs an action of a slot: the `run(ctx)` of its file. */
export async function runAction(entry, { params, signal, host }) {
  const module = moduleOf(entry.module);
  if (!module) throw new ApiError({ type: 'module-not-running', status: 503, detail: t('failure.away') });
  const code = await codeOf(module, entry.view);
  return code.run(contextFor(module, { params, signal, host }));
}

class View extends HTMLElement {
  #spec = null;
  #left = null;
  #leave = null;
  #base = null;
  #attempt = 0;
  #life = null;
  #body = null;
  #banner = null;
  #draw = 0;

  connectedCallback() {
    this.#life = new AbortController();
    onModules(() => this.#check(), this.#life.signal);
    if (this.#spec && !this.#body) this.#mount();
  }

  disconnectedCallback() {
    this.#life?.abort();
    this.#unmount();
  }

  /** `{module, file, params, query, page}`: what is shown; the same one again changes nothing. */
  set spec(spec) {
    const same = this.#spec && spec && spec.module === this.#spec.module && spec.file === this.#spec.file && JSON.stringify(spec.params) === JSON.stringify(this.#spec.params);
    this.#spec = spec;
    if (!same && this.isConnected) this.#mount();
  }

  get spec() {
    return this.#spec;
  }

  /** Gives a changed query to a page that wants it; false when the page has to be mounted again. */
  changeQuery(query) {
    this.#spec = { ...this.#spec, query };
    if (!this.#left?.query) return false;
    this.#left.query(query);
    return true;
  }

  /** Mounts the same page again. */
  remount() {
    this.#mount();
  }

  #unmount() {
    this.#leave?.abort();
    this.#leave = null;
    const left = this.#left;
    this.#left = null;
    try {
      (typeof left === 'function' ? left : left?.leave)?.();
    } catch (error) {
      reportError(error);
    }
    this.#body = null;
    this.#base = null;
  }

  #check() {
    if (!this.#spec) return;
    const module = moduleOf(this.#spec.module);
    if (module?.base === this.#base && this.#base) {
      this.#setBanner(null);
      return;
    }
    if (this.#body && isDirty(this)) {
      this.#setBanner(module ? 'view.updatedDirty' : 'view.goneDirty');
      return;
    }
    this.#mount();
  }

  #setBanner(key) {
    if (!key) {
      this.#banner?.remove();
      this.#banner = null;
      return;
    }
    if (!this.#banner) {
      this.#banner = document.createElement('div');
      this.prepend(this.#banner);
    }
    render(html`<div class="notice warn view-banner" role="status">${icon('triangle-alert')}<div>${t(key)}</div>
      <button type="button" class="link" @click=${() => this.#mount()}>${t('view.reload')}</button></div>`, this.#banner);
  }

  #card(template) {
    this.#unmount();
    this.#banner = null;
    const box = document.createElement('div');
    render(template, box);
    this.replaceChildren(box);
  }

  async #mount() {
    this.#unmount();
    this.#draw += 1;
    const turn = this.#draw;
    const { module: id, file, params, query, page, name } = this.#spec;
    const module = moduleOf(id);
    if (!module) {
      this.#card(html`<div class=${page ? 'page' : ''}>${page ? html`<h1 class="visually-hidden" tabindex="-1">${t('failure.away')}</h1>` : ''}<div class="card">${empty({ icon: 'plug', title: t('failure.away'), text: t('view.awayText') })}</div></div>`);
      this.#ready();
      return;
    }
    this.#base = module.base;
    const leave = new AbortController();
    this.#leave = leave;
    const body = document.createElement('div');
    body.className = page ? 'view-page' : 'view-slot';
    try {
      const code = await codeOf(module, file, this.#attempt);
      if (turn !== this.#draw) return;
      this.#banner = null;
      this.#body = body;
      this.replaceChildren(body);
      const result = await code.mount(body, contextFor(module, { params, query, signal: leave.signal, host: this }));
      if (turn !== this.#draw) {
        (typeof result === 'function' ? result : result?.leave)?.();
        return;
      }
      this.#left = result ?? null;
      this.#attempt = 0;
      this.#ready();
    } catch (error) {
      if (turn !== this.#draw || error?.name === 'AbortError') return;
      this.#failed(error, module, page, name);
    }
  }

  #ready() {
    this.dispatchEvent(new CustomEvent('kw-mounted', { bubbles: true }));
  }

  #failed(error, module, page, name) {
    const known = error instanceof ApiError;
    const shown = failureOf(error);
    const { kind } = shown;
    if (kind === 'failed' && !known) {
      if (error instanceof Object) shownErrors.add(error);
      reportError(error);
    }
    const title = kind === 'failed' && !known ? t('view.failed', { module: module.title }) : shown.title;
    const retry = () => {
      this.#attempt += 1;
      this.#mount();
    };
    this.#card(html`<div class=${page ? 'page' : ''}>${page ? html`<h1 class="visually-hidden" tabindex="-1">${title}</h1>` : ''}
      <div class="card" role="group" aria-label=${title}>${empty({
        icon: shown.icon,
        title,
        text: html`${shown.text}${known ? '' : html`<br /><code class="small break">${name ?? this.#spec.file}: ${String(error?.message ?? error)}</code>`}`,
        action: html`${kind === 'forbidden' ? '' : html`<button type="button" class="btn" @click=${retry}>${icon('refresh-cw')}${t('kit.retry')}</button>`}
          ${page ? html`<a class="btn quiet" href="/ui/">${t('nav.home')}</a>` : ''}`,
      })}</div></div>`);
    if (kind !== 'away') this.#base = module.base;
    this.#ready();
    if (kind === 'failed' && !known && this.#attempt === 0 && module.id !== 'core') loadModules().catch(() => {});
  }
}

customElements.define('kw-view', View);

/** `<kw-slot name params>`: every view of a slot, each failing for itself. */
class Slot extends HTMLElement {
  #life = null;
  #params = {};
  /** Template shown when no module contributes. */
  fallback = null;

  set params(value) {
    this.#params = value;
    this.#show();
  }

  connectedCallback() {
    this.#life = new AbortController();
    onModules(() => this.#show(), this.#life.signal);
    this.#show();
  }

  disconnectedCallback() {
    this.#life?.abort();
  }

  #show() {
    if (!this.isConnected) return;
    const entries = slotEntries(this.getAttribute('name'));
    this.toggleAttribute('data-empty', !entries.length);
    if (!entries.length && this.fallback) {
      const box = document.createElement('div');
      render(this.fallback(), box);
      this.replaceChildren(box);
      return;
    }
    const old = new Map([...this.children].filter((v) => v.dataset.key).map((v) => [v.dataset.key, v]));
    const views = entries.map((e) => {
      const key = `${e.module}/${e.id ?? e.view}`;
      const view = old.get(key) ?? document.createElement('kw-view');
      view.dataset.key = key;
      if (e.width) view.dataset.width = e.width;
      view.spec = { module: e.module, file: e.view, params: this.#params, query: {}, name: e.title };
      return view;
    });
    for (const child of [...this.children]) if (!views.includes(child)) child.remove();
    views.forEach((view, i) => {
      if (this.children[i] !== view) this.insertBefore(view, this.children[i] ?? null);
    });
  }
}

customElements.define('kw-slot', Slot);
