/** Background jobs: what runs, how fast, what went wrong. */
import { jobBadge } from '../frame/jobs.js';
import { moduleOf } from '../frame/modules.js';
import { listBody, pager, pageTabs } from './parts.js';

const OPEN = ['QUEUED', 'RUNNING', 'PAUSED', 'WAITING'];

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, user } = ctx;
  const list = pager(ctx, '/jobs', () => ({}), draw);
  const act = async (job, verb) => {
    try {
      await api.post(`/jobs/${job.id}/${verb}`);
      await list.load();
    } catch (error) {
      ctx.toastError(error);
    }
  };
  const buttons = (j) => {
    if (!user.can('core:job:edit')) return '';
    const button = (verb, name) => html`<button type="button" class="btn small quiet" @click=${() => act(j, verb)}>${icon(name)}${t(`jobs.${verb}`)}</button>`;
    return html`${j.state === 'RUNNING' ? button('pause', 'pause') : ''}${j.state === 'PAUSED' ? button('resume', 'play') : ''}${j.state === 'FAILED' ? button('retry', 'rotate-ccw') : ''}${OPEN.includes(j.state) ? button('cancel', 'x') : ''}`;
  };
  const row = (j) => html`<li class="job">
    <div class="grow stack tight">
      <div class="row"><strong>${j.link ? html`<a href=${ctx.href(j.link)}>${j.title}</a>` : j.title}</strong>${jobBadge(j.state)}${j.module === 'core' ? '' : html`<span class="muted small">${moduleOf(j.module)?.title ?? j.module}</span>`}</div>
      ${j.total && OPEN.includes(j.state) ? html`<progress max=${j.total} value=${j.done} aria-label=${j.title}></progress>` : ''}
      <div class="row muted small">
        ${j.total ? html`<span class="num">${fmt.number(j.done)} / ${fmt.number(j.total)}</span>` : ''}
        ${j.state === 'RUNNING' && j.ratePerSecond ? html`<span>${t('import.rate', { n: Math.round(j.ratePerSecond) })}</span>` : ''}
        ${j.state === 'RUNNING' && j.estimatedEnd ? html`<span>${t('import.eta', { time: fmt.duration((new Date(j.estimatedEnd) - Date.now()) / 1000) })}</span>` : ''}
        <span title=${fmt.dateTime(j.createdAt)}>${j.finishedAt ? t('jobs.finished', { when: fmt.relative(j.finishedAt) }) : t('jobs.created', { when: fmt.relative(j.createdAt) })}</span></div>
      ${(j.problems ?? []).length ? html`<p class="error">${icon('circle-alert')}<span>${j.problems.map((p) => (typeof p === 'string' ? p : p.detail ?? p.title)).join('；')}</span></p>` : ''}
    </div>
    <div class="row">${buttons(j)}</div></li>`;

  function draw() {
    render(
      html`<div class="page"><header class="head"><h1 tabindex="-1">${t('nav.jobs')}</h1></header>
        ${pageTabs(ctx, 'work', '/jobs', t('nav.jobs'))}
        <div class="card">${listBody(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'list-checks', title: t('notes.empty'), text: t('jobs.emptyText') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  let later = 0;
  ctx.on('job', () => {
    clearTimeout(later);
    later = setTimeout(list.load, 500);
  });
  return () => clearTimeout(later);
}
