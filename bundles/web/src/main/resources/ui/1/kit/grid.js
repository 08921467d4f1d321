/**
 * `<kw-grid>`: a list of any length. Rows are drawn for the window only and are reused without keys; more rows are
 * loaded by cursor when the end comes near.
 */
import { html, nothing, render } from '../lit.js';
import { icon, empty, narrow, styles } from './dom.js';
import { failure } from './failure.js';
import { menu } from './menu.js';
import { pref, setPref } from './prefs.js';
import { t } from './text.js';

const OVERSCAN = 6;

class Grid extends HTMLElement {
  /** Columns `{id, title, cell(row), width, sort, end, fixed, hidden, phone}`. */
  columns = [];
  /** `({cursor, sort, limit, signal}) => {items, next}`. */
  load = async () => ({ items: [], next: null });
  /** Optional `(signal) => {count, capped}`, asked once the first rows stand. */
  count = null;
  /** The current sort, such as `-updatedAt`. */
  sort = '';
  /** Name under which the choice of columns is kept. */
  name = '';
  /** Accessible name of the grid. */
  label = '';
  /** Actions on selected rows `{label, icon, run(rows, clear), danger}`; with them rows can be selected. */
  bulk = [];
  /** Template shown when there is no row. */
  emptyView = null;

  #items = [];
  #next = null;
  #state = 'idle';
  #error = null;
  #total = null;
  #active = -1;
  #picked = new Map();
  #controller = null;
  #window = [0, 30];
  #frame = 0;
  #resize = null;

  connectedCallback() {
    this.#resize = new ResizeObserver(() => this.#schedule());
    this.#resize.observe(this);
    if (this.#state === 'idle') this.reload();
    else this.#draw();
  }

  disconnectedCallback() {
    this.#resize?.disconnect();
    this.#controller?.abort();
  }

  /** The loaded rows. */
  get items() {
    return this.#items;
  }

  /** Loads anew from the first row, for another search or sort. */
  async reload() {
    this.#controller?.abort();
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    this.#state = 'loading';
    this.#error = null;
    this.#total = null;
    this.#picked.clear();
    this.#draw();
    try {
      const page = await this.load({ cursor: null, sort: this.sort, limit: 100, signal });
      if (signal.aborted) return;
      this.#take(page, true);
      const box = this.querySelector('.grid');
      if (box) box.scrollTop = 0;
      if (this.count) this.#countLater(signal);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Reads the rows that stand again, without moving. */
  async refresh() {
    if (this.#state === 'loading') return;
    const { signal } = (this.#controller ??= new AbortController());
    const limit = Math.min(200, Math.max(50, this.#items.length));
    try {
      const page = await this.load({ cursor: null, sort: this.sort, limit, signal });
      if (signal.aborted) return;
      if (this.#items.length <= limit) this.#take(page, true);
      else this.#items.splice(0, page.items.length, ...page.items);
      this.#draw();
    } catch (error) {
      if (error.name !== 'AbortError' && !this.#items.length) this.#fail(error);
    }
  }

  #take(page, fresh) {
    if (fresh) this.#items = [];
    this.#items.push(...page.items);
    this.#next = page.next;
    this.#state = 'ready';
    if (fresh) this.#active = Math.min(this.#active, this.#items.length - 1);
    this.dispatchEvent(new CustomEvent('loaded', { detail: { items: this.#items, next: this.#next } }));
    this.#draw();
  }

  #fail(error) {
    if (error.name === 'AbortError') return;
    this.#state = 'failed';
    this.#error = error;
    this.#draw();
  }

  async #more() {
    if (!this.#next || this.#state !== 'ready') return;
    this.#state = 'more';
    const { signal } = this.#controller;
    this.#draw();
    try {
      const page = await this.load({ cursor: this.#next, sort: this.sort, limit: 100, signal });
      if (!signal.aborted) this.#take(page, false);
    } catch (error) {
      if (error.name !== 'AbortError') {
        this.#state = 'moreFailed';
        this.#error = error;
        this.#draw();
      }
    }
  }

  #countLater(signal) {
    if (!this.#next) return;
    setTimeout(async () => {
      if (signal.aborted) return;
      try {
        this.#total = await this.count(signal);
        this.#draw();
      } catch {
        this.#total = null;
      }
    }, 500);
  }

  #shown() {
    const hidden = pref(`columns.${this.name}`, null);
    const phone = narrow();
    return this.columns.filter((c) => (phone ? c.phone : c.fixed || (hidden ? !hidden.includes(c.id) : !c.hidden)));
  }

  #rowHeight() {
    return parseFloat(getComputedStyle(this).getPropertyValue('--row-h')) || 46;
  }

  #schedule() {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #measure() {
    const box = this.querySelector('.grid');
    const h = this.#rowHeight();
    const top = box?.scrollTop ?? 0;
    const height = box?.clientHeight || 600;
    const first = Math.max(0, Math.floor(top / h) - OVERSCAN);
    const last = Math.min(this.#items.length, Math.ceil((top + height) / h) + OVERSCAN);
    this.#window = [first, last];
    if (last > this.#items.length - 30) this.#more();
    return h;
  }

  #sortBy(column) {
    const up = column.sort;
    const down = `-${column.sort}`;
    const first = column.descendingFirst ? down : up;
    const other = column.descendingFirst ? up : down;
    const both = column.oneWay ? first : this.sort === first ? other : first;
    this.sort = both;
    this.dispatchEvent(new CustomEvent('sort', { detail: { sort: this.sort } }));
    this.reload();
  }

  #open(index, event) {
    const row = this.#items[index];
    if (!row) return;
    this.#active = index;
    this.dispatchEvent(new CustomEvent('open', { detail: { row, event } }));
  }

  #pick(row, on) {
    if (on) this.#picked.set(row.id, row);
    else this.#picked.delete(row.id);
    this.#draw();
  }

  #keys(e) {
    if (e.target !== e.currentTarget) return;
    const page = Math.max(1, Math.floor(e.currentTarget.clientHeight / this.#rowHeight()) - 2);
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -1e9, End: 1e9 }[e.key];
    if (move !== undefined && this.#items.length) {
      e.preventDefault();
      this.#active = Math.min(this.#items.length - 1, Math.max(0, this.#active + move));
      const h = this.#rowHeight();
      const head = e.currentTarget.querySelector('.grid-head')?.offsetHeight ?? 0;
      const top = this.#active * h;
      const view = e.currentTarget;
      if (top < view.scrollTop) view.scrollTop = top;
      else if (top + h + head > view.scrollTop + view.clientHeight) view.scrollTop = top + h + head - view.clientHeight;
      this.#draw();
    } else if (e.key === 'Enter' && this.#active >= 0) {
      this.#open(this.#active, e);
    } else if (e.key === ' ' && this.bulk.length && this.#active >= 0) {
      e.preventDefault();
      const row = this.#items[this.#active];
      this.#pick(row, !this.#picked.has(row.id));
    }
  }

  #chooseColumns(e) {
    const key = `columns.${this.name}`;
    const hidden = new Set(pref(key, null) ?? this.columns.filter((c) => c.hidden).map((c) => c.id));
    menu(
      e.currentTarget,
      this.columns.filter((c) => !c.fixed).map((c) => ({
        label: c.title,
        checked: !hidden.has(c.id),
        run: (anchor) => {
          if (!hidden.delete(c.id)) hidden.add(c.id);
          setPref(key, [...hidden]);
          this.#draw();
          anchor.focus();
        },
      })),
      { label: t('grid.columns') },
    );
  }

  #head(columns, picks) {
    const all = this.#items.length > 0 && this.#picked.size >= this.#items.length;
    return html`<div class="grid-head" role="rowgroup"><div class="grid-row" role="row" aria-rowindex="1">
      ${picks
        ? html`<span class="pick" role="columnheader"><input type="checkbox" aria-label=${t('grid.selectAll')} .checked=${all} .indeterminate=${!all && this.#picked.size > 0}
            @change=${(e) => { this.#picked = new Map(e.target.checked ? this.#items.map((r) => [r.id, r]) : []); this.#draw(); }} /></span>`
        : ''}
      ${columns.map((c) => {
        const dir = c.sort && this.sort === c.sort ? 'ascending' : c.sort && this.sort === `-${c.sort}` ? 'descending' : 'none';
        return html`<span role="columnheader" class=${c.end ? 'end' : ''} aria-sort=${c.sort ? dir : nothing}>${c.sort
          ? html`<button type="button" @click=${() => this.#sortBy(c)}>${c.title}${dir === 'none' ? '' : icon(dir === 'ascending' ? 'arrow-up' : 'arrow-down')}</button>`
          : c.title}</span>`;
      })}
    </div></div>`;
  }

  #row(row, index, columns, picks) {
    const picked = this.#picked.has(row.id);
    return html`<div role="row" id="${this.id || 'grid'}-r${index}" aria-rowindex=${index + 2} aria-selected=${picks ? String(picked) : nothing}
      class="grid-row ${index === this.#active ? 'active' : ''} ${picked ? 'picked' : ''}" @click=${(e) => this.#click(e, index)}>
      ${picks
        ? html`<span class="pick" role="gridcell"><input type="checkbox" tabindex="-1" aria-label=${t('grid.select')} .checked=${picked} @change=${(e) => this.#pick(row, e.target.checked)} /></span>`
        : ''}
      ${columns.map((c) => html`<span role="gridcell" class=${c.end ? 'end' : ''}>${c.cell(row)}</span>`)}
    </div>`;
  }

  #click(e, index) {
    if (e.target.closest('input, button, .pick')) return;
    const link = e.target.closest('a');
    if (link && (e.ctrlKey || e.metaKey || e.shiftKey)) return;
    if (link) {
      e.preventDefault();
      e.stopPropagation();
    }
    if (getSelection()?.toString()) return;
    this.#open(index, e);
  }

  #foot() {
    if (this.#picked.size) {
      const rows = [...this.#picked.values()];
      const clear = () => { this.#picked.clear(); this.#draw(); };
      return html`<div class="grid-foot bulk" role="toolbar" aria-label=${t('grid.bulk')}>
        <strong>${t('grid.selected', { n: rows.length })}</strong>
        ${this.bulk.map((b) => html`<button type="button" class="btn small ${b.danger ? 'danger' : ''}" @click=${() => b.run(rows, clear)}>${b.icon ? icon(b.icon) : ''}${b.label}</button>`)}
        <span class="grow"></span><button type="button" class="btn small quiet" @click=${clear}>${t('grid.clear')}</button></div>`;
    }
    const known = this.#next ? this.#total : { count: this.#items.length, capped: false };
    return html`<div class="grid-foot">
      <span role="status">${this.#state === 'loading' ? t('kit.loading')
        : known ? t(known.capped ? 'grid.capped' : 'grid.total', { n: known.count })
        : t('grid.loaded', { n: this.#items.length })}</span>
      ${this.#state === 'more' ? html`<span class="row nowrap">${icon('loader-circle', 'spin')}</span>` : ''}
      ${this.#state === 'moreFailed' ? html`<button type="button" class="btn small" @click=${() => { this.#state = 'ready'; this.#more(); }}>${t('kit.retry')}</button>` : ''}
      <span class="keys"><kbd>↑</kbd><kbd>↓</kbd> ${t('grid.move')} <kbd>Enter</kbd> ${t('grid.open')} ${this.bulk.length ? html`<kbd>${t('grid.space')}</kbd> ${t('grid.pick')}` : ''}</span>
      <span class="grow"></span>
      ${this.name && !narrow() ? html`<button type="button" class="btn small quiet" aria-haspopup="menu" @click=${(e) => this.#chooseColumns(e)}>${icon('columns-3')}${t('grid.columns')}</button>` : ''}
    </div>`;
  }

  #over() {
    if (this.#state === 'failed') {
      return html`<div class="grid-over">${failure(this.#error, { retry: () => this.reload() })}</div>`;
    }
    if (this.#state === 'ready' && !this.#items.length) return html`<div class="grid-over">${this.emptyView?.() ?? empty({ title: t('grid.empty') })}</div>`;
    return '';
  }

  #draw() {
    if (!this.isConnected) return;
    const h = this.#measure();
    const [first, last] = this.#window;
    const columns = this.#shown();
    const picks = this.bulk.length > 0 && !narrow();
    const widths = columns.map((c) => (c.width ? `minmax(${c.width}, ${c.grow ?? 1}fr)` : `minmax(120px, ${c.grow ?? 1}fr)`));
    const skeleton = this.#state === 'loading' && !this.#items.length;
    const template = html`<div class="grid" role="grid" tabindex="0" aria-label=${this.label} aria-rowcount=${this.#next || skeleton ? -1 : this.#items.length + 1}
        aria-busy=${String(this.#state === 'loading')} aria-activedescendant=${this.#active >= first && this.#active < last ? `${this.id || 'grid'}-r${this.#active}` : nothing}
        aria-multiselectable=${picks ? 'true' : nothing}
        ${styles({ '--cols': [...(picks ? ['44px'] : []), ...(narrow() ? ['minmax(0, 1fr)', ...columns.slice(1).map(() => 'max-content')] : widths)].join(' '), '--grid-min': narrow() ? '0' : `${columns.length * 110}px` })}
        @scroll=${() => this.#schedule()} @keydown=${(e) => this.#keys(e)}>
        ${this.#head(columns, picks)}
        <div class="grid-body grid-space" role="rowgroup" ${styles({ height: `${(skeleton ? 8 : this.#items.length) * h}px` })}>
          <div class="grid-window" role="presentation" ${styles({ transform: `translateY(${first * h}px)` })}>
            ${skeleton
              ? Array.from({ length: 8 }, (_, i) => html`<div class="grid-row" role="row">${columns.map((c, j) => html`<span role="gridcell"><span class="skeleton w${((i + j) % 3) + 1}"></span></span>`)}</div>`)
              : this.#items.slice(first, last).map((row, i) => this.#row(row, first + i, columns, picks))}
          </div>
        </div>
      </div>
      ${this.#over()}${this.#foot()}`;
    render(template, this);
  }
}

customElements.define('kw-grid', Grid);
