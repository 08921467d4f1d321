/** `<kw-chart>`: bars drawn as SVG with the same figures as a table one click away. */
import { html, render, svg } from '../lit.js';
import { icon } from './dom.js';
import { t } from './text.js';
import { number } from './format.js';

class Chart extends HTMLElement {
  /** `[{label, value}]`. */
  data = [];
  label = '';
  /** Text of a value. */
  format = (v) => number(v);
  #table = false;

  connectedCallback() {
    this.update();
  }

  /** Draws again after `data` changed. */
  update() {
    if (!this.isConnected) return;
    render(
      html`<div class="row between"><h2>${this.label}</h2><button type="button" class="btn quiet small" aria-pressed=${String(this.#table)} @click=${() => { this.#table = !this.#table; this.update(); }}>
          ${icon(this.#table ? 'chart-column' : 'columns-3')}${t(this.#table ? 'chart.show' : 'chart.table')}</button></div>
        ${this.#table ? this.#asTable() : this.#asBars()}`,
      this,
    );
  }

  #asTable() {
    return html`<div class="table-wrap"><table class="table"><tbody>${this.data.map((d) => html`<tr><th scope="row">${d.label}</th><td class="end">${this.format(d.value)}</td></tr>`)}</tbody></table></div>`;
  }

  #asBars() {
    const top = Math.max(1, ...this.data.map((d) => d.value));
    const width = 640;
    const height = 200;
    const step = width / Math.max(1, this.data.length);
    const bar = Math.min(44, step * 0.6);
    return html`<svg class="chart" viewBox="0 0 ${width} ${height + 24}" role="img" aria-label=${`${this.label}: ${this.data.map((d) => `${d.label} ${this.format(d.value)}`).join('; ')}`}>
      ${[0, 0.5, 1].map((r) => svg`<line class="rule" x1="0" x2=${width} y1=${height - r * (height - 16)} y2=${height - r * (height - 16)}></line>`)}
      ${this.data.map((d, i) => {
        const h = (d.value / top) * (height - 16);
        const x = i * step + step / 2;
        return svg`<rect class="bar" x=${x - bar / 2} y=${height - h} width=${bar} height=${h} rx="4"><title>${d.label} ${this.format(d.value)}</title></rect>
          <text x=${x} y=${height + 17} text-anchor="middle">${d.label}</text>`;
      })}
    </svg>`;
  }
}

customElements.define('kw-chart', Chart);
