/** The modules: what runs, what waits, adding packages, and each change shown as a plan before it is made. */
import { pathConflicts } from '../frame/modules.js';
import { listBody, pager } from './parts.js';
import { coreCard } from './updates.js';
import { permissionTitles } from './people.js';

const TONES = { RUNNING: 'ok', FAILED: 'bad', STOPPED: 'warn', STARTING: 'primary', STOPPING: 'primary', UPDATING: 'primary' };

/** Shows the list. */
export function mount(el, ctx) {
  const { html, render, t, api, icon, user, dialog, toast, menu } = ctx;
  const list = pager(ctx, '/modules', () => ({}), draw);
  let busy = false;
  let granted = () => null;
  // What is installed says it itself; what could be installed says it in its package.
  const right = (code) => granted(code) ?? list.items?.map((m) => m.permissionTitles?.[code]).find(Boolean) ?? code;
  const may = (action) => user.can(`core:module:${action}`);
  const newest = (m) => [...(m.packages ?? [])].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  const newer = (m) => m.state !== 'AVAILABLE' && newest(m) && newest(m).localeCompare(m.version, 'en', { numeric: true }) > 0;

  const core = coreCard(ctx, () => draw(), (code) => right(code));

  const add = async (file, input) => {
    if (!file) return;
    busy = true;
    draw();
    try {
      if (/^kithwork-core-.*\.kar$/.test(file.name)) {
        await core.add(file);
        busy = false;
        if (input) input.value = '';
        draw();
        return;
      }
      const form = new FormData();
      form.append('file', file, file.name);
      const module = await api.upload('/modules', form);
      toast(t('modules.added', { title: module.title, version: newest(module) ?? module.version }));
      await list.load();
      change(module, module.state === 'AVAILABLE' ? 'INSTALL' : 'UPDATE', newest(module));
    } catch (error) {
      ctx.toastError(error);
    }
    busy = false;
    if (input) input.value = '';
    draw();
  };

  const effects = (plan) => {
    const all = plan.bundles.filter((b) => b.effect !== 'NONE');
    return html`${all.length ? html`<h3 class="form-section">${t('plan.bundles')}</h3><ul class="plan">${all.map((b) => html`<li><span class="badge ${b.effect === 'REMOVE' ? 'bad' : b.effect === 'REFRESH' ? 'warn' : 'info'}">${t(`plan.effect.${b.effect}`)}</span><span class="mono break">${b.name}</span><span class="muted num">${b.version}</span></li>`)}</ul>` : ''}
      ${plan.dependents.length ? html`<div class="notice warn">${icon('triangle-alert')}<div>${t('plan.dependents', { list: plan.dependents.join(t('history.and')) })}</div></div>` : ''}
      ${plan.permissions.length ? html`<h3 class="form-section">${t('plan.permissions')}</h3><p class="small muted">${t('plan.permissionsText')}</p><ul class="chips">${plan.permissions.map((p) => html`<li class="badge" title=${p}>${right(p)}</li>`)}</ul>` : ''}
      ${!all.length && !plan.dependents.length && !plan.permissions.length ? html`<p class="second">${t('plan.nothing')}</p>` : ''}`;
  };

  async function change(m, action, version) {
    let plan;
    try {
      plan = await api.post(`/modules/${m.name}/plan`, { action, ...(version ? { version } : {}) }, { idempotent: false });
    } catch (error) {
      ctx.toastError(error);
      return;
    }
    let purge = false;
    let word = '';
    let backup = '';
    let working = false;
    let problem = '';
    const verb = action.toLowerCase();
    await dialog({
      title: t(`plan.${verb}`, { title: m.title, version: version ?? m.version }),
      body: (d) => {
        const ready = !plan.refused && (!purge || (word === m.name && backup.trim())) && !working;
        const run = async () => {
          working = true;
          problem = '';
          d.update();
          try {
            if (action === 'REMOVE') await api.delete(`/modules/${m.name}`, { purge, backup: purge ? backup.trim() : null });
            else await api.post(`/modules/${m.name}/${verb}`, version ? { version } : {});
            d.close(true);
            toast(t('plan.started'), { kind: 'info' });
            list.load();
          } catch (error) {
            working = false;
            problem = error.message;
            d.update();
          }
        };
        return html`<div class="stack">
          ${plan.refused ? html`<div class="notice bad">${icon('circle-x')}<div><strong>${t('plan.refused')}</strong><br />${plan.reason}</div></div>` : ''}
          ${effects(plan)}
          ${action === 'REMOVE' && m.hasData ? html`<div><label class="check"><input type="radio" name="purge" .checked=${!purge} @change=${() => { purge = false; d.update(); }} /><span>${t('plan.keep')}<span class="hint">${t('plan.keepText')}</span></span></label>
            <label class="check"><input type="radio" name="purge" .checked=${purge} @change=${() => { purge = true; d.update(); }} /><span>${t('plan.purge')}<span class="hint">${t('plan.purgeText')}</span></span></label></div>
            ${purge ? html`<div class="form"><div class="field half"><label for="plan-backup">${t('plan.backup')}</label><input class="input" id="plan-backup" autocomplete="off" .value=${backup} @input=${(e) => { backup = e.target.value; d.update(); }} /></div>
              <div class="field half"><label for="plan-word">${t('kit.typeToConfirm', { word: m.name })}</label><input class="input mono" id="plan-word" autocomplete="off" spellcheck="false" .value=${word} @input=${(e) => { word = e.target.value; d.update(); }} /></div></div>` : ''}` : ''}
          ${problem ? html`<p class="error" role="alert">${icon('circle-alert')}${problem}</p>` : ''}
          <div class="dialog-foot"><button type="button" class="btn" @click=${() => d.close()}>${t('kit.cancel')}</button>
            <button type="button" class="btn primary ${action === 'REMOVE' ? 'danger' : ''}" ?disabled=${!ready} @click=${run}>${working ? icon('loader-circle', 'spin') : ''}${t(`modules.${verb}`)}</button></div></div>`;
      },
    });
  }

  const more = (e, m) => menu(e.currentTarget, [
    may('edit') && m.state === 'RUNNING' && { label: t('modules.stop'), icon: 'pause', run: () => change(m, 'STOP') },
    ...(may('edit') ? (m.packages ?? []) : []).filter((v) => v !== m.version && m.state !== 'AVAILABLE').map((v) => ({ label: t('modules.switchTo', { version: v }), icon: 'refresh-cw', run: () => change(m, 'UPDATE', v) })),
    may('edit') && may('delete') && '-',
    may('delete') && { label: t('modules.remove'), icon: 'trash-2', danger: true, run: () => change(m, 'REMOVE') },
  ]);
  const mainAction = (m) => {
    if (m.state === 'AVAILABLE') return !may('create') ? '' : html`<button type="button" class="btn small" @click=${() => change(m, 'INSTALL', newest(m))}>${icon('plus')}${t('modules.install')}</button>`;
    if (!may('edit')) return '';
    if (newer(m)) return html`<button type="button" class="btn small" @click=${() => change(m, 'UPDATE', newest(m))}>${icon('arrow-up')}${t('modules.updateTo', { version: newest(m) })}</button>`;
    if (['STOPPED', 'FAILED'].includes(m.state)) return html`<button type="button" class="btn small" @click=${() => change(m, 'START')}>${icon('play')}${t('modules.start')}</button>`;
    return '';
  };
  const row = (m) => html`<li class="module"><span class="module-icon ${TONES[m.state] ?? ''}">${icon('blocks')}</span>
    <div class="grow stack tight"><div class="row"><strong class="module-title">${m.title}</strong><span class="badge ${TONES[m.state] ?? ''}">${t(`modules.state.${m.state}`)}</span><span class="muted small num">${m.name} ${m.version}</span></div>
      ${m.problem ? html`<p class="error">${icon('circle-alert')}<span>${m.problem}</span></p>` : ''}
      ${m.journalLag ? html`<p class="small second">${t('modules.lag', { n: m.journalLag })}</p>` : ''}
      ${(m.undeclared ?? []).length ? html`<p class="small error">${icon('triangle-alert')}<span>${t('modules.undeclared', { list: m.undeclared.join(', ') })}</span></p>` : ''}
      ${m.state === 'AVAILABLE' && m.hasData ? html`<p class="small muted">${t('modules.keptData')}</p>` : ''}
      ${(m.permissions ?? []).length ? html`<details><summary>${t('modules.permissions', { n: m.permissions.length })}</summary><ul class="chips">${m.permissions.map((p) => html`<li class="badge" title=${p}>${right(p)}</li>`)}</ul></details>` : ''}</div>
    <div class="row nowrap">${mainAction(m)}${!(may('edit') || may('delete')) || (m.state === 'AVAILABLE' && !(m.hasData && may('delete'))) ? '' : html`<button type="button" class="btn quiet icon-only small" aria-haspopup="menu" aria-expanded="false" aria-label=${t('modules.more', { title: m.title })} @click=${(e) => more(e, m)}>${icon('ellipsis')}</button>`}</div></li>`;

  function draw() {
    const conflicts = pathConflicts();
    const strangers = list.page?.strangers ?? [];
    render(
      html`<div class="page narrow"><header class="head"><h1 tabindex="-1">${t('nav.modules')}</h1>
          ${may('create') ? html`<label class="btn primary file-button">${busy ? icon('loader-circle', 'spin') : icon('package-plus')}${t('modules.add')}<input type="file" class="visually-hidden" accept=".kar" ?disabled=${busy} @change=${(e) => add(e.target.files[0], e.target)} /></label>` : ''}</header>
        ${conflicts.length ? html`<div class="notice warn">${icon('triangle-alert')}<div>${t('modules.conflicts', { list: conflicts.map((c) => c.path ?? c).join(', ') })}</div></div><br />` : ''}
        ${strangers.length ? html`<div class="notice bad">${icon('triangle-alert')}<div><strong>${t('modules.strangers')}</strong><ul>${strangers.map((s) => html`<li><span class="mono break">${s.name}</span> (${s.bundle}): ${s.refused.join(', ')}</li>`)}</ul>${t('modules.strangersText')}</div></div><br />` : ''}
        ${core.view()}
        <div class="card">${listBody(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'blocks', title: t('modules.empty') })}</div></div>`,
      el,
    );
  }
  draw();
  list.load();
  core.load();
  permissionTitles(api).then((titles) => {
    granted = (code) => (titles(code) === code ? null : titles(code));
    draw();
  }, ctx.toastError);
  ctx.on('modules', () => setTimeout(list.load, 200));
}
