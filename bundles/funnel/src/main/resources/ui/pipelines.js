/** Pipelines with their stages, and reasons for losing, as a page of the settings. */
import { named, pipelinesOf, storeOptions, teamOptions } from './shared.js';

const TASKS = ['CALL', 'VISIT', 'MAIL', 'OTHER'];
const KINDS = ['OPEN', 'WON', 'POST_SALE', 'LOST'];
const NEEDS = ['CUSTOMER', 'AMOUNT', 'CLOSE_DATE', 'SOURCE', 'PRODUCTS'];
const both = (t, pointer) => [
  { name: 'zh', label: t('nameZh'), maxlength: 60, half: true, pointer: `${pointer}/zh` },
  { name: 'en', label: t('nameEn'), maxlength: 60, half: true, pointer: `${pointer}/en` },
];
const said = ({ zh, en }) => ({ zh: zh?.trim() || null, en: en?.trim() || null });

/** Shows the page. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, dialog, toast } = ctx;
  const state = { pipelines: null, reasons: null, stores: [], teams: [], error: null };
  const read = async () => {
    try {
      const [pipelines, reasons, stores, teams] = await Promise.all([pipelinesOf(ctx), api.get('/funnel/lost-reasons', {}, { signal: ctx.signal }), storeOptions(ctx), teamOptions(ctx)]);
      Object.assign(state, { pipelines, reasons: reasons.items, stores, teams, error: null });
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.error = error;
    }
    draw();
  };

  /* a pipeline */

  const fresh = (kind, zh, en, probability) => ({ id: null, zh, en, kind, probability, required: [], from: [], tasks: [] });
  const started = () => [fresh('OPEN', '初步接触', 'First contact', '10'), fresh('OPEN', '方案报价', 'Proposal', '50'), fresh('WON', '赢单', 'Won', ''), fresh('LOST', '丢单', 'Lost', '')];
  const stagesOf = (pipeline) => {
    const stages = pipeline.stages.map((s) => ({ id: s.id, zh: s.name.zh ?? '', en: s.name.en ?? '', kind: s.kind, probability: String(s.probability), required: [...s.required], tasks: s.tasks.map((task) => ({ ...task, days: String(task.days) })) }));
    stages.forEach((stage, i) => { stage.from = pipeline.stages[i].from.map((id) => stages.find((s) => s.id === id)).filter(Boolean); });
    return stages;
  };
  const asDrafts = (stages) => stages.map((s) => ({ ...(s.id ? { id: s.id } : {}), name: said(s), kind: s.kind, ...(s.kind === 'OPEN' ? { probability: s.probability === '' ? null : Number(s.probability) } : {}), required: s.required, from: s.from.map((one) => stages.indexOf(one)).filter((n) => n >= 0), tasks: s.tasks.map((task) => ({ ...task, days: task.days === '' ? 0 : Number(task.days) })) }));
  const faultsAt = (errors) => {
    const faults = {};
    errors.forEach(({ pointer, message }) => {
      const found = /^\/stages\/(\d+)\/(\w+)/.exec(pointer ?? '');
      if (found) faults[`${found[1]}.${found[2]}`] = message;
    });
    return faults;
  };
  const stageEditor = (work, redraw) => {
    const { stages, faults } = work;
    const change = (list) => {
      Object.assign(work, { stages: list, faults: {}, touched: true });
      redraw();
    };
    const set = (stage, patch) => {
      Object.assign(stage, patch);
      work.touched = true;
      redraw();
    };
    const swap = (i, by) => {
      const list = [...stages];
      [list[i], list[i + by]] = [list[i + by], list[i]];
      change(list);
    };
    const fault = (i, name) => (faults[`${i}.${name}`] ? html`<p class="error" role="alert">${icon('circle-alert')}<span>${faults[`${i}.${name}`]}</span></p>` : '');
    const text = (stage, i, name, label, extra = 'third', mode = 'text') => html`<div class="field ${extra}"><label for="stage-${i}-${name}">${label}</label><input class="input" id="stage-${i}-${name}" autocomplete="off" maxlength="60" inputmode=${mode} .value=${stage[name]} @input=${(e) => set(stage, { [name]: e.target.value })} /></div>`;
    const title = (stage, i) => (ctx.lang.startsWith('zh') ? stage.zh || stage.en : stage.en || stage.zh) || t('stageN', { n: i + 1 });
    const taskRow = (stage, i, task, n) => {
      const put = (patch) => set(stage, { tasks: stage.tasks.map((other) => (other === task ? Object.assign(task, patch) : other)) });
      return html`<div class="form"><div class="field third"><label for="stage-${i}-task-${n}-kind">${t('taskKind')}</label><select class="select" id="stage-${i}-task-${n}-kind" @change=${(e) => put({ kind: e.target.value })}>${TASKS.map((k) => html`<option value=${k} ?selected=${k === task.kind}>${t(`task.${k}`)}</option>`)}</select></div>
        <div class="field third"><label for="stage-${i}-task-${n}-days">${t('taskDays')}</label><input class="input" id="stage-${i}-task-${n}-days" inputmode="numeric" autocomplete="off" maxlength="3" .value=${task.days} @input=${(e) => put({ days: e.target.value })} /></div>
        <div class="field"><label for="stage-${i}-task-${n}-subject">${t('taskSubject')}</label><div class="row nowrap"><input class="input grow" id="stage-${i}-task-${n}-subject" autocomplete="off" maxlength="300" .value=${task.subject} @input=${(e) => put({ subject: e.target.value })} /><button type="button" class="btn small quiet icon-only danger" aria-label=${t('taskRemove', { n: n + 1 })} @click=${() => set(stage, { tasks: stage.tasks.filter((other) => other !== task) })}>${icon('trash-2')}</button></div></div></div>`;
    };
    const one = (stage, i) => html`<li class="stage-edit"><div class="row nowrap"><strong class="grow truncate">${title(stage, i)}</strong>
        <button type="button" class="btn small quiet icon-only" aria-label=${t('stageUp', { stage: title(stage, i) })} ?disabled=${i === 0} @click=${() => swap(i, -1)}>${icon('arrow-up')}</button><button type="button" class="btn small quiet icon-only" aria-label=${t('stageDown', { stage: title(stage, i) })} ?disabled=${i === stages.length - 1} @click=${() => swap(i, 1)}>${icon('arrow-down')}</button><button type="button" class="btn small quiet icon-only danger" aria-label=${t('stageRemove', { stage: title(stage, i) })} @click=${() => change(stages.filter((s) => s !== stage))}>${icon('trash-2')}</button></div>
      <div class="form">${text(stage, i, 'zh', t('nameZh'))}${text(stage, i, 'en', t('nameEn'))}
        ${stage.kind === 'OPEN' ? text(stage, i, 'probability', t('stageProbability'), 'third', 'numeric') : ''}
        <div class="field third"><label for="stage-${i}-kind">${t('stageKind')}</label><select class="select" id="stage-${i}-kind" ?disabled=${Boolean(stage.id)} @change=${(e) => set(stage, { kind: e.target.value })}>${KINDS.map((k) => html`<option value=${k} ?selected=${k === stage.kind}>${t(`kind.${k}`)}</option>`)}</select></div></div>
      ${fault(i, 'name')}${fault(i, 'probability')}${fault(i, 'kind')}${fault(i, 'from')}
      <fieldset class="row"><legend class="label">${t('stageNeeds')}</legend>${NEEDS.map((need) => html`<label class="check"><input type="checkbox" .checked=${stage.required.includes(need)} @change=${(e) => set(stage, { required: e.target.checked ? [...stage.required, need] : stage.required.filter((x) => x !== need) })} /><span>${t(`need.${need}`)}</span></label>`)}</fieldset>
      ${stage.kind === 'POST_SALE' ? '' : html`<fieldset class="row"><legend class="label">${t('stageFrom')}</legend>${stages.filter((other) => other !== stage && other.kind === 'OPEN').map((other) => html`<label class="check"><input type="checkbox" .checked=${stage.from.includes(other)} @change=${(e) => set(stage, { from: e.target.checked ? [...stage.from, other] : stage.from.filter((x) => x !== other) })} /><span>${title(other, stages.indexOf(other))}</span></label>`)}</fieldset><p class="hint">${t('stageFromHint')}</p>`}
      <fieldset class="stack tight"><legend class="label">${t('stageTasks')}</legend>${stage.tasks.map((task, n) => taskRow(stage, i, task, n))}${fault(i, 'tasks')}<div><button type="button" class="btn small quiet" @click=${() => set(stage, { tasks: [...stage.tasks, { kind: 'CALL', subject: '', days: '0' }] })}>${icon('plus')}${t('taskAdd')}</button></div></fieldset></li>`;
    const add = () => {
      const at = stages.findLastIndex((s) => s.kind === 'OPEN') + 1;
      change([...stages.slice(0, at), fresh('OPEN', '', '', ''), ...stages.slice(at)]);
    };
    return html`<fieldset class="stack tight spaced" ?data-dirty=${Boolean(work.touched)}><legend class="form-section">${t('stages')}</legend><p class="hint">${t('stagesHint')}</p><ol class="stack">${stages.map(one)}</ol><div><button type="button" class="btn small" @click=${add}>${icon('plus')}${t('stageAdd')}</button></div></fieldset>`;
  };
  const fields = () => [
    ...both(t, '/name'),
    ...(state.stores.length ? [{ name: 'stores', label: t('stores'), type: 'checks', options: state.stores, hint: t('storesAll'), pointer: '/stores' }] : []),
    ...(state.teams.length ? [{ name: 'teams', label: t('teams'), type: 'checks', options: state.teams, hint: t('teamsAll'), pointer: '/teams' }] : []),
  ];
  const places = (v) => ({ ...(state.stores.length ? { stores: v.stores ?? [] } : {}), ...(state.teams.length ? { teams: v.teams ?? [] } : {}) });
  const ask = async (title, work, value, save) => {
    const saved = await dialog({
      title,
      size: 'wide',
      body: ({ close, el: box }) => {
        const redraw = () => box.querySelector('kw-form')?.update();
        return html`<kw-form .fields=${fields()} .value=${value} .extra=${() => stageEditor(work, redraw)} .cancel=${() => close()} .submit=${async (v, form) => {
          work.faults = {};
          try {
            await save({ name: said(v), ...places(v), stages: asDrafts(work.stages) });
          } catch (error) {
            if (error.errors) work.faults = faultsAt(error.errors);
            setTimeout(() => box.querySelector('.stage-edit .error')?.scrollIntoView({ block: 'center' }), 50);
            throw error;
          }
          form.settle();
          work.touched = false;
          close(true);
          toast(t('pipelineSaved'));
        }}></kw-form>`;
      },
    });
    if (saved) await read();
  };
  const add = () => ask(t('pipelineAdd'), { stages: started(), faults: {} }, { zh: '', en: '', stores: [], teams: [] }, (draft) => api.post('/funnel/pipelines', draft));
  const edit = (p) => ask(named(ctx, p.name), { stages: stagesOf(p), faults: {} }, { zh: p.name.zh ?? '', en: p.name.en ?? '', stores: p.stores, teams: p.teams }, (draft) => api.patch(`/funnel/pipelines/${p.id}`, draft, p.version));
  const attempt = async (run) => {
    try {
      await run();
    } catch (error) {
      ctx.toastError(error);
    }
    await read();
  };
  const retire = (p) => attempt(() => api.patch(`/funnel/pipelines/${p.id}`, { retired: !p.retired }, p.version));

  /* reasons */

  const askReason = async (title, fields, value, save) => {
    const saved = await dialog({
      title,
      size: 'small',
      body: ({ close }) => html`<kw-form .fields=${fields} .value=${value} .cancel=${() => close()} .submit=${async (v, form) => {
        await save(v);
        form.settle();
        close(true);
        toast(t('reasonSaved'));
      }}></kw-form>`,
    });
    if (saved) await read();
  };
  const put = (key, draft) => api.put(`/funnel/lost-reasons/${encodeURIComponent(key)}`, draft);
  const freeKey = (title) => {
    const base = (title.en ?? '').toUpperCase().replace(/[^A-Z0-9]+/g, '_').replace(/^[^A-Z]+|_+$/g, '').slice(0, 32) || 'REASON';
    const taken = new Set(state.reasons.map((r) => r.key));
    if (!taken.has(base)) return base;
    let n = 2;
    while (taken.has(`${base}_${n}`)) n += 1;
    return `${base}_${n}`;
  };
  const addReason = () => askReason(t('reasonAdd'), both(t, '/title'), { zh: '', en: '' }, (v) => put(freeKey(said(v)), { title: said(v), retired: false }));
  const rename = (r) => askReason(t('reasonRename'), both(t, '/title'), { zh: r.title.zh ?? '', en: r.title.en ?? '' }, (v) => put(r.key, { title: said(v), retired: r.retired }));
  const retireReason = (r) => attempt(() => put(r.key, { title: r.title, retired: !r.retired }));

  /* drawing */

  const retired = (one) => (one.retired ? html` <span class="badge">${t('retired')}</span>` : '');
  const pipelineRow = (p) => html`<tr><td class="whole"><strong>${named(ctx, p.name)}</strong>${retired(p)}<div class="small muted break">${p.stages.map((s) => named(ctx, s.name)).join(' → ')}</div></td><td class="second nowrap">${t('stageCount', { n: p.stages.length })}</td>
    <td class="end nowrap push"><button type="button" class="btn small quiet" aria-label=${`${t('edit')}: ${named(ctx, p.name)}`} @click=${() => edit(p)}>${icon('pencil')}${t('edit')}</button> <button type="button" class="btn small quiet" aria-label=${`${t(p.retired ? 'reuse' : 'retire')}: ${named(ctx, p.name)}`} @click=${() => retire(p)}>${t(p.retired ? 'reuse' : 'retire')}</button></td></tr>`;
  const reasonRow = (r) => html`<tr><td class="whole">${named(ctx, r.title)}${retired(r)}</td><td class="end nowrap push"><button type="button" class="btn small quiet" aria-label=${`${t('reasonRename')}: ${named(ctx, r.title)}`} @click=${() => rename(r)}>${t('reasonRename')}</button> <button type="button" class="btn small quiet" aria-label=${`${t(r.retired ? 'reuse' : 'retire')}: ${named(ctx, r.title)}`} @click=${() => retireReason(r)}>${t(r.retired ? 'reuse' : 'retire')}</button></td></tr>`;
  const table = (titles, rows) => html`<div class="table-wrap"><table class="table flow middle"><thead><tr>${titles.map((title) => html`<th scope="col">${title}</th>`)}<th scope="col"><span class="visually-hidden">${t('actions')}</span></th></tr></thead><tbody>${rows}</tbody></table></div>`;
  function draw() {
    if (state.error) return render(ctx.failure(state.error, { retry: read }), el);
    if (!state.pipelines) return render(ctx.skeleton(6), el);
    return render(
      html`<div class="stack"><div class="row"><p class="grow second">${t('pipelinesText')}</p><button type="button" class="btn small" @click=${add}>${icon('plus')}${t('pipelineAdd')}</button></div>
        ${state.pipelines.length ? table([t('pipeline'), t('stages')], state.pipelines.map(pipelineRow)) : html`<p class="muted">${t('noPipeline')}</p>`}
        <div class="row spaced"><div class="grow"><h2>${t('lostReasons')}</h2><p class="second">${t('lostReasonsText', { n: fmt.number(50) })}</p></div><button type="button" class="btn small" @click=${addReason}>${icon('plus')}${t('reasonAdd')}</button></div>
        ${table([t('lostReason')], state.reasons.map(reasonRow))}</div>`,
      el,
    );
  }
  draw();
  read();
}
