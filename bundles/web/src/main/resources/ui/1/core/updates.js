/** The core of this installation on the page of modules: what runs, what the next start tries, what was taken back. */

const MIB = 1024 * 1024;

/** The card; it asks for being drawn anew when it knows more. */
export function coreCard(ctx, changed, right) {
  const { html, t, api, icon, user, dialog, toast } = ctx;
  let state = null;
  const may = (action) => user.can(`core:module:${action}`);
  const set = (of) => [t('update.core', { version: of.core }), ...Object.entries(of.modules ?? {}).map(([name, version]) => `${name} ${version}`)].join(t('history.and'));

  const load = async () => {
    try {
      state = await api.get('/updates');
    } catch (error) {
      ctx.toastError(error);
    }
    changed();
  };

  const add = async (file) => {
    const form = new FormData();
    form.append('file', file, file.name);
    state = await api.upload('/updates/packages', form);
    toast(t('update.added', { version: state.packages[0] ?? state.core }));
    changed();
    if (may('edit') && state.packages.length) await ask(state.packages[0]);
  };

  const cancel = async () => {
    try {
      state = await api.delete('/updates');
    } catch (error) {
      ctx.toastError(error);
    }
    changed();
  };

  const steps = (plan) => html`<h3 class="form-section">${t('update.set')}</h3><ul class="plan">
      <li><span class="badge info">${t('plan.effect.UPDATE')}</span><span class="mono break">core</span><span class="muted num">${plan.from} → ${plan.to}</span></li>
      ${plan.modules.map((m) => html`<li><span class="badge ${m.from === m.to ? '' : 'info'}">${t(m.from === m.to ? 'update.stays' : 'plan.effect.UPDATE')}</span><span class="mono break">${m.name}</span><span class="muted num">${m.from === m.to ? m.from : `${m.from} → ${m.to}`}</span></li>`)}</ul>
    ${plan.leftOut.length ? html`<h3 class="form-section">${t('update.leftOut')}</h3><ul class="plan">${plan.leftOut.map((m) => html`<li><span class="mono break">${m.name}</span><span class="muted num">${m.version}</span><span class="small">${m.reason}</span></li>`)}</ul>` : ''}
    ${plan.permissions.length ? html`<h3 class="form-section">${t('plan.permissions')}</h3><ul class="chips">${plan.permissions.map((p) => html`<li class="badge" title=${p}>${right(p)}</li>`)}</ul>` : ''}
    <p class="small second">${t(plan.schema.length ? 'update.schema' : 'update.noSchema', { list: plan.schema.join(t('history.and')) })} ${t('update.room', { needed: Math.ceil(plan.needed / MIB), free: Math.floor(plan.free / MIB) })}</p>
    <div class="notice">${icon('info')}<div>${t('update.how')}</div></div>`;

  async function ask(version) {
    let plan;
    let proven = [];
    try {
      plan = await api.post('/updates/plan', { core: version }, { idempotent: false });
      if (user.can('core:backup:view')) proven = (await api.get('/backups')).items.filter((b) => b.verifiedAt);
    } catch (error) {
      ctx.toastError(error);
      return;
    }
    let backup = proven[0]?.name ?? '';
    let working = false;
    let problem = '';
    await dialog({
      title: t('update.title', { version }),
      body: (d) => {
        const run = async () => {
          working = true;
          problem = '';
          d.update();
          try {
            state = await api.post('/updates/stage', { core: version, backup: backup.trim() }, { idempotent: false });
            d.close(true);
            changed();
          } catch (error) {
            working = false;
            problem = error.message;
            d.update();
          }
        };
        return html`<div class="stack">
          ${plan.refused ? html`<div class="notice bad">${icon('circle-x')}<div><strong>${t('update.refused')}</strong><ul>${plan.reasons.map((r) => html`<li>${r}</li>`)}</ul></div></div>` : ''}
          ${steps(plan)}
          ${plan.refused ? '' : html`<div class="form"><div class="field"><label for="update-backup">${t('update.backup')}</label><input class="input" id="update-backup" autocomplete="off" .value=${backup} @input=${(e) => { backup = e.target.value; d.update(); }} /><span class="hint">${t('update.backupText')}</span></div></div>`}
          ${problem ? html`<p class="error" role="alert">${icon('circle-alert')}${problem}</p>` : ''}
          <div class="dialog-foot"><button type="button" class="btn" @click=${() => d.close()}>${t('kit.cancel')}</button>
            <button type="button" class="btn primary" ?disabled=${plan.refused || !backup.trim() || working} @click=${run}>${working ? icon('loader-circle', 'spin') : ''}${t('update.stage')}</button></div></div>`;
      },
    });
  }

  const view = () => !state ? '' : html`${state.failed ? html`<div class="notice bad">${icon('circle-x')}<div><strong>${t('update.failed', { set: set(state.failed) })}</strong><p>${state.failed.reason}</p>${may('edit') ? html`<button type="button" class="btn small" @click=${cancel}>${t('update.forget')}</button>` : ''}</div></div><br />` : ''}
    ${state.staged ? html`<div class="notice warn">${icon('info')}<div><strong>${t('update.staged', { set: set(state.staged) })}</strong><p>${t('update.stagedText')}</p>${may('edit') ? html`<button type="button" class="btn small" @click=${cancel}>${t('update.cancel')}</button>` : ''}</div></div><br />` : ''}
    <div class="card"><ul class="list"><li class="module"><span class="module-icon">${icon('package-plus')}</span>
      <div class="grow stack tight"><div class="row"><strong class="module-title">${t('update.kithwork')}</strong><span class="muted small num">${state.core}</span></div>
        <p class="small second">${t(state.packages.length ? 'update.waits' : 'update.none', { list: state.packages.join(t('history.and')) })}</p></div>
      <div class="row nowrap">${may('edit') && state.packages.length && !state.staged ? html`<button type="button" class="btn small" @click=${() => ask(state.packages[0])}>${icon('arrow-up')}${t('modules.updateTo', { version: state.packages[0] })}</button>` : ''}</div></li></ul></div><br />`;

  return { add, load, view };
}
