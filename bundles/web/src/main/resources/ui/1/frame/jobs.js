/** The bell: what runs in the background, and a word when it ends. */
import { html } from '../lit.js';
import { empty, icon } from '../kit/dom.js';
import { api } from '../kit/http.js';
import { popover } from '../kit/menu.js';
import { t } from '../kit/text.js';
import { number, relative } from '../kit/format.js';
import { toast } from '../kit/toast.js';
import { onEvent } from './events.js';
import { can } from './state.js';
import { go, href } from './router.js';

const RUNNING = ['QUEUED', 'RUNNING', 'PAUSED', 'WAITING'];
const ENDED = { DONE: 'ok', FAILED: 'bad', CANCELLED: 'info' };
let jobs = [];
let seen = new Map();
let timer = 0;
let changed = () => {};
let open = null;

/** How many jobs run now. */
export function runningJobs() {
  return jobs.filter((j) => RUNNING.includes(j.state)).length;
}

/** The page of a job tells of it itself; the wizard changes its address without a step of the router. */
function isHere(link) {
  return link && location.pathname === href(link);
}

async function read() {
  if (!can('core:job:view')) return;
  const list = await api.get('/jobs', { limit: 20 });
  jobs = list.items;
  for (const job of jobs) {
    const before = seen.get(job.id);
    if (before && RUNNING.includes(before) && job.state in ENDED && !isHere(job.link)) {
      const link = job.link;
      toast(t(`jobs.toast.${job.state}`, { title: job.title }), { kind: ENDED[job.state], action: link ? { label: t('jobs.open'), run: () => go(link) } : undefined });
    }
  }
  seen = new Map(jobs.map((j) => [j.id, j.state]));
  changed();
  open?.update();
}

/** Starts watching; `onchange` is called when the number may have changed. */
export function watchJobs(onchange) {
  changed = onchange;
  onEvent('job', () => {
    clearTimeout(timer);
    timer = setTimeout(() => read().catch(() => {}), 400);
  });
  read().catch(() => {});
}

/** The state of a job as a badge. */
export function jobBadge(state) {
  const tone = { DONE: 'ok', FAILED: 'bad', RUNNING: 'primary', PAUSED: 'warn', WAITING: 'warn' }[state] ?? '';
  return html`<span class="badge ${tone}">${t(`jobs.state.${state}`)}</span>`;
}

/** Shows the latest jobs below the bell. */
export function showJobs(anchor) {
  open = popover(
    anchor,
    ({ close }) => html`<div class="notes-head"><h2>${t('notes.title')}</h2>${can('core:job:view') ? html`<a href="/ui/jobs" @click=${close}>${t('notes.all')}</a>` : ''}</div>
      ${jobs.length
        ? html`<ul class="notes">${jobs.slice(0, 8).map((j) => html`<li>
            <div class="row nowrap between"><span class="strong truncate">${j.title}</span>${jobBadge(j.state)}</div>
            ${RUNNING.includes(j.state) && j.total ? html`<progress max=${j.total} value=${j.done} aria-label=${j.title}></progress>` : ''}
            <div class="row nowrap between muted small"><span>${j.total ? `${number(j.done)} / ${number(j.total)}` : ''}</span><span>${relative(j.finishedAt ?? j.startedAt ?? j.createdAt)}</span></div>
            ${j.link ? html`<a class="notes-link" href="/ui${j.link}" @click=${close} aria-label=${t('notes.openOne', { title: j.title })}></a>` : ''}
          </li>`)}</ul>`
        : empty({ icon: 'bell', text: t('notes.empty') })}`,
    { className: 'menu notes-box', role: 'dialog', label: t('notes.title'), onclose: () => { open = null; } },
  );
  read().catch(() => {});
}

/** The bell of the header. */
export function bell() {
  const n = runningJobs();
  return html`<button type="button" class="btn quiet icon-only bell" aria-haspopup="dialog" aria-expanded="false" aria-label=${n ? t('notes.running', { n }) : t('notes.title')}
    @click=${(e) => showJobs(e.currentTarget)}>${icon('bell', 'l')}${n ? html`<span class="bell-count" aria-hidden="true">${n}</span>` : ''}</button>`;
}
