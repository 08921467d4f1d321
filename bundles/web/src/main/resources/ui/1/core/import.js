/** The import: file, columns, trial run, run, result; it can be left and opened again at any step. */
import '../kit/form.js';
import { ENDED, FIGURES, importBadge } from './import-parts.js';
import { openWords, wordsCard } from './import-words.js';
import { listBody, pager } from './parts.js';

const STEPS = ['file', 'map', 'check', 'run'];
const POLICIES = ['FILL', 'SKIP', 'OVERWRITE', 'NEWEST', 'REVIEW'];
const ENCODINGS = ['UTF-8', 'GB18030', 'UTF-16', 'Big5', 'ISO-8859-1'];
const SEPARATORS = [[',', 'comma'], [';', 'semicolon'], ['\t', 'tab'], ['|', 'pipe']];

/** Shows a new import, or `params.id`. */
export async function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, confirm, user } = ctx;
  let job = ctx.params.id ? await api.get(`/imports/${ctx.params.id}`, {}, { signal: ctx.signal }) : null;
  const kinds = (await api.get('/imports/kinds', {}, { signal: ctx.signal })).items;
  let mapping = null;
  let options = {};
  let extras = {};
  let values = {};
  let kind = kinds[0]?.kind ?? 'customers';
  let busy = false;
  let problem = '';
  let touched = false;
  let back = false;
  let over = false;

  let isRemembered = false;

  // What somebody has said of this import, else how such a file was imported the last time, else the guess by the names of columns.
  const fill = (from) => {
    mapping = { ...(from.mapping ?? job.proposedMapping) };
    extras = { ...from.options };
    values = structuredClone(from.values);
    options = { ...(job.format === 'CSV' ? { encoding: job.encoding, separator: job.separator } : job.sheet ? { sheet: job.sheet } : {}), key: from.key ?? '', onDuplicate: from.onDuplicate ?? 'FILL', source: from.source ?? '' };
  };
  const guess = () => ({ ...job, mapping: null });
  const adopt = (fresh) => {
    job = fresh;
    if (!touched && job.header) {
      const isSaid = Object.keys(job.mapping).length > 0;
      isRemembered = !isSaid && Boolean(job.remembered);
      fill(isSaid ? job : job.remembered ?? guess());
    }
  };
  const refill = (remembered) => {
    isRemembered = remembered;
    touched = true;
    fill(remembered ? job.remembered : guess());
    draw();
  };
  if (job) adopt(job);

  const step = () => {
    if (!job || job.state === 'UPLOADED') return 'file';
    if (back) return 'map';
    if (job.state === 'PARSED') return 'map';
    if (job.state === 'MAPPED') return 'map';
    if (job.state === 'VALIDATED' || (job.dryRun && !['PARSED', 'MAPPED'].includes(job.state))) return 'check';
    return 'run';
  };
  const attempt = async (work) => {
    busy = true;
    problem = '';
    draw();
    try {
      await work();
    } catch (error) {
      if (error.name !== 'AbortError') {
        problem = error.message;
        if (!(error instanceof ctx.ApiError)) reportError(error);
      }
    }
    busy = false;
    draw();
  };
  const read = async () => {
    if (!job) return;
    adopt(await api.get(`/imports/${job.id}`, {}, { signal: ctx.signal }));
    draw();
  };
  const send = (file) =>
    file && attempt(async () => {
      const form = new FormData();
      form.append('file', file, file.name);
      form.append('options', new Blob([JSON.stringify({ kind, start: false })], { type: 'application/json' }));
      const made = await api.upload('/imports', form);
      adopt(made);
      history.replaceState(history.state, '', ctx.href(`/imports/${made.id}`));
    });
  const keep = async () => {
    const unsaid = Object.fromEntries(Object.keys(job.options).map((name) => [name, '']));
    const body = { ...unsaid, ...extras, ...options, mapping: Object.fromEntries(Object.entries(mapping).filter(([, v]) => v)), values };
    if (!body.key) delete body.key;
    else if (!used().includes(body.key)) body.key = null;
    if (!body.source) delete body.source;
    touched = false;
    adopt(await api.patch(`/imports/${job.id}`, body, job.version));
  };
  const start = (dryRun) =>
    attempt(async () => {
      if (step() === 'map') await keep();
      adopt(await api.request('POST', `/imports/${job.id}/start`, { query: { dryRun }, body: {} }).then((a) => a.data ?? job));
      back = false;
      await read();
    });
  const detect = (patch) => {
    options = { ...options, ...patch };
    attempt(async () => {
      if ('sheet' in patch || 'headerRow' in patch) touched = false;
      adopt(await api.patch(`/imports/${job.id}`, patch, job.version));
    });
  };
  const act = (verb) => attempt(async () => { await api.post(`/imports/${job.id}/${verb}`); await read(); });
  const cancel = async () => {
    if (await confirm({ title: t('import.cancel.title'), text: t('import.cancel.text'), action: t('import.cancel'), danger: true })) act('cancel');
  };

  const undo = async () => {
    if (await confirm({ title: t('import.undo.title'), text: t('import.undo.text', { n: job.created - job.removed }), action: t('import.undo'), danger: true })) act('undo');
  };
  const left = pager(ctx, `/imports/${ctx.params.id}/left`, () => ({}), () => draw());
  const leftRows = (items) => html`<div class="table-wrap"><table class="table"><thead><tr><th scope="col">${t('import.left.row')}</th><th scope="col">${t('import.left.reason')}</th></tr></thead>
    <tbody>${items.map((r) => html`<tr><td>${job.kind === 'customers' && r.targetId ? html`<a href=${ctx.href(`/customers/${r.targetId}`)}>${fmt.number(r.row)}</a>` : fmt.number(r.row)}</td><td>${r.reason}</td></tr>`)}</tbody></table></div>`;
  const undone = () => {
    if (job.state !== 'UNDONE') return '';
    const stays = job.stayed + job.updated;
    if (stays && !left.items && !left.loading && !left.error) left.load();
    return html`<div class="notice ${stays ? 'warn' : 'ok'}">${icon(stays ? 'triangle-alert' : 'circle-check')}<div>${t('import.undone', { removed: job.removed, stayed: stays })}</div></div>
      ${stays && user.can('core:import:delete') ? listBody(ctx, left, leftRows, { icon: 'file-spreadsheet', title: t('import.left.none') }) : ''}`;
  };

  const stepBar = () => html`<ol class="step-bar" aria-label=${t('import.steps')}>${STEPS.map((s, i) => {
    const now = STEPS.indexOf(step());
    return html`<li class=${i < now ? 'past' : i === now ? 'now' : ''} aria-current=${i === now ? 'step' : ctx.nothing}><span>${i < now ? icon('check') : i + 1}</span>${t(`import.step.${s}`)}</li>`;
  })}</ol>`;

  const fileStep = () => html`<div class="card"><div class="card-body padded stack">
    <fieldset class="field"><legend class="label">${t('import.kind')}</legend><div class="chips">${kinds.map((k) => html`<button type="button" class="chip" aria-pressed=${String(k.kind === kind)} @click=${() => { kind = k.kind; draw(); }}>${k.title}</button>`)}</div></fieldset>
    <label class="drop ${over ? 'over' : ''}" @dragover=${(e) => { e.preventDefault(); if (!over) { over = true; draw(); } }} @dragleave=${() => { over = false; draw(); }}
      @drop=${(e) => { e.preventDefault(); over = false; send(e.dataTransfer.files[0]); }}>
      <span class="empty-icon">${icon(busy ? 'loader-circle' : 'file-spreadsheet', busy ? 'spin' : '')}</span>
      <strong>${busy ? t('import.reading') : t('import.drop')}</strong><span class="muted">${t('import.dropText')}</span>
      <input type="file" class="visually-hidden" accept=".csv,.tsv,.txt,.xlsx,.vcf,.eml" ?disabled=${busy} @change=${(e) => send(e.target.files[0])} />
    </label></div></div>`;

  const kindOf = () => kinds.find((k) => k.kind === job.kind) ?? { fields: [], options: [] };
  const used = () => Object.values(mapping).filter(Boolean);
  const word = () => (options.source || 'import').trim().toLowerCase();
  // A field that takes any word, such as identifier:*, is offered for the source that the file comes from.
  const target = (field) => (field.name.endsWith(':*') ? field.name.replace('*', word()) : field.name);
  const titleOf = (name, fields) => {
    const known = fields.find((f) => f.name === name);
    const wild = fields.find((f) => f.name.endsWith(':*') && name.startsWith(f.name.slice(0, -1)));
    return known?.title ?? (wild ? `${wild.title} (${name.slice(wild.name.length - 1)})` : name);
  };
  const rename = (source) => {
    const before = word();
    options = { ...options, source };
    const moved = (name) => (name?.endsWith(`:${before}`) && kindOf().fields.some((f) => f.name === `${name.slice(0, -before.length)}*`) ? `${name.slice(0, -before.length)}${word()}` : name);
    mapping = Object.fromEntries(Object.entries(mapping).map(([column, name]) => [column, moved(name)]));
    options.key = moved(options.key);
    touched = true;
    draw();
  };
  const extra = (o) => {
    const set = (value) => { extras = { ...extras, [o.name]: value }; touched = true; draw(); };
    if (o.choices.length === 1) return html`<label class="check"><input type="checkbox" ?checked=${extras[o.name] === o.choices[0]} @change=${(e) => set(e.target.checked ? o.choices[0] : '')} />${o.title}</label>`;
    return html`<div class="field half"><label for="x-${o.name}">${o.title}</label>${o.choices.length
      ? html`<select class="select" id="x-${o.name}" @change=${(e) => set(e.target.value)}><option value="" ?selected=${!extras[o.name]}>—</option>${o.choices.map((c) => html`<option value=${c} ?selected=${c === extras[o.name]}>${c}</option>`)}</select>`
      : html`<input class="input" id="x-${o.name}" autocomplete="off" .value=${extras[o.name] ?? ''} @change=${(e) => set(e.target.value)} />`}</div>`;
  };
  const memory = () => {
    if (!job.remembered) return '';
    const told = { when: fmt.dateTime(job.remembered.usedAt), file: job.remembered.fileName };
    return html`<div class="notice info spaced">${icon('history')}<div>${isRemembered ? t('import.remembered', told) : t('import.guessed')}
      <button type="button" class="btn small" @click=${() => refill(!isRemembered)}>${isRemembered ? t('import.guess') : t('import.recall', told)}</button></div></div>`;
  };
  const mapStep = () => {
    const { fields, options: more } = kindOf();
    const taken = used();
    const missing = fields.filter((f) => f.required && !taken.includes(f.name));
    const keys = taken.filter((name, i) => taken.indexOf(name) === i && /^(identifier:|contact:|externalId|customer)/.test(name));
    const select = (name, label, all) => html`<div class="field third"><label for="o-${name}">${label}</label><select class="select" id="o-${name}" @change=${(e) => detect({ [name]: e.target.value })}>${all.map(([v, text]) => html`<option value=${v} ?selected=${v === options[name]}>${text}</option>`)}</select></div>`;
    const encodings = [...new Set([job.encoding, ...ENCODINGS])].filter(Boolean);
    return html`<div class="card"><div class="card-head"><h2>${t('import.detected')}</h2><span class="muted small">${job.fileName} · ${fmt.bytes(job.size)}${job.rows ? html` · ${t('import.rowCount', { n: job.rows })}` : ''}</span></div>
      <div class="card-body"><div class="form">${job.format === 'CSV'
        ? html`${select('encoding', t('import.encoding'), encodings.map((e) => [e, e]))}${select('separator', t('import.separator'), SEPARATORS.map(([v, k]) => [v, t(`import.separator.${k}`)]))}`
        : job.headerRow
          ? html`${select('sheet', t('import.sheet'), job.sheets.map((s) => [s, s]))}<div class="field third"><label for="o-header">${t('import.headerRow')}</label><input class="input" id="o-header" type="number" min="1" inputmode="numeric" .value=${String(job.headerRow)} @change=${(e) => detect({ headerRow: Number(e.target.value) })} /></div>`
          : ''}
        <div class="field third"><label for="o-source">${t('import.source')}</label><input class="input" id="o-source" autocomplete="off" .value=${options.source} placeholder="pos" @change=${(e) => rename(e.target.value)} /></div></div></div></div>
    ${memory()}
    <div class="card spaced"><div class="card-head"><h2>${t('import.mapping')}</h2></div>
      <div class="table-wrap"><table class="table mapping"><thead><tr><th scope="col">${t('import.column')}</th><th scope="col">${t('import.sample')}</th><th scope="col">${t('import.target')}</th></tr></thead>
      <tbody>${job.header.map((column, i) => html`<tr><th scope="row">${column}</th><td class="second">${job.sample.slice(0, 3).map((row) => html`<div class="truncate sample">${row[i] || html`<span class="muted">—</span>`}</div>`)}</td>
        <td><select class="select ${mapping[column] ? '' : 'unset'}" aria-label=${t('import.targetOf', { column })} @change=${(e) => { mapping = { ...mapping, [column]: e.target.value }; touched = true; draw(); }}>
          <option value="" ?selected=${!mapping[column]}>${t('import.ignore')}</option>
          ${[...new Set([...fields.map(target), mapping[column]].filter(Boolean))].map((name) => html`<option value=${name} ?selected=${mapping[column] === name}>${titleOf(name, fields)}${fields.some((f) => f.required && f.name === name) ? ' *' : ''}</option>`)}</select></td></tr>`)}</tbody></table></div></div>
    ${wordsCard(ctx, openWords(job, fields, mapping, values), values, (said) => { values = said; touched = true; draw(); })}
    <div class="card spaced"><div class="card-body padded"><div class="form">
      <div class="field half"><label for="o-key">${t('import.key')}</label><select class="select" id="o-key" @change=${(e) => { options = { ...options, key: e.target.value }; touched = true; draw(); }}><option value="" ?selected=${!options.key}>${t('import.noKey')}</option>${[...new Set([options.key, ...keys].filter(Boolean))].map((k) => html`<option value=${k} ?selected=${k === options.key}>${titleOf(k, fields)}</option>`)}</select><p class="hint">${t('import.keyHint')}</p></div>
      <div class="field half"><label for="o-dup">${t('import.duplicates')}</label><select class="select" id="o-dup" @change=${(e) => { options = { ...options, onDuplicate: e.target.value }; touched = true; draw(); }}>${POLICIES.map((p) => html`<option value=${p} ?selected=${p === options.onDuplicate}>${t(`import.policy.${p}`)}</option>`)}</select><p class="hint">${t(`import.policy.${options.onDuplicate}.hint`)}</p></div>
      ${more.map(extra)}
      </div>
      ${missing.length ? html`<div class="notice warn spaced">${icon('triangle-alert')}<div>${t('import.missing', { fields: missing.map((f) => f.title).join(t('history.and')) })}</div></div>` : ''}
      <div class="form-foot"><button type="button" class="btn" ?disabled=${busy || missing.length > 0} @click=${() => start(false)}>${t('import.runNow')}</button>
        <button type="button" class="btn primary" ?disabled=${busy || missing.length > 0} @click=${() => start(true)}>${busy ? icon('loader-circle', 'spin') : icon('shield-check')}${t('import.try')}</button></div></div></div>`;
  };

  const figures = () => html`<div class="figures">${FIGURES.map(([key, tone]) => html`<div><span class="dot ${tone}"></span><span class="second">${t(`import.${key}`)}</span><strong class="figure">${fmt.number(job[key] ?? 0)}</strong></div>`)}</div>`;
  const progress = () => {
    const left = job.estimatedEnd ? (new Date(job.estimatedEnd) - Date.now()) / 1000 : null;
    if (job.state === 'UNDOING') return html`<progress max=${job.created || 1} value=${job.removed + job.stayed} aria-label=${t('import.undo')}></progress>`;
    return html`<progress max=${job.total || 1} value=${job.done} aria-label=${job.fileName}></progress>
      <div class="row between muted small"><span class="num" aria-live="off">${t('import.progress', { done: job.done, total: job.total ?? job.rows ?? 0 })}</span>
        <span>${job.ratePerSecond ? t('import.rate', { n: Math.round(job.ratePerSecond) }) : ''}${left > 0 ? html` · ${t('import.eta', { time: fmt.duration(left) })}` : ''}</span></div>`;
  };
  const errorLink = () => (job.errors || job.review ? html`<a class="btn" href="/api/v1/imports/${job.id}/errors.csv" download>${icon('download')}${t('import.errorFile')}</a>` : '');
  const checkStep = () => html`<div class="card"><div class="card-head"><h2>${t('import.trial')}</h2>${importBadge(ctx, job)}</div><div class="card-body stack">
    ${job.state === 'RUNNING' ? progress() : ''}${figures()}
    ${job.state === 'VALIDATED' ? html`<div class="notice ${job.errors ? 'warn' : 'ok'}">${icon(job.errors ? 'triangle-alert' : 'circle-check')}<div>${job.errors ? t('import.trialErrors', { n: job.errors }) : t('import.trialClean')}</div></div>` : ''}
    ${job.state === 'VALIDATED' ? html`<div class="form-foot">${errorLink()}<button type="button" class="btn" @click=${() => { back = true; draw(); }}>${t('import.change')}</button>
      <button type="button" class="btn primary" ?disabled=${busy} @click=${() => start(false)}>${busy ? icon('loader-circle', 'spin') : icon('play')}${t('import.run')}</button></div>` : ''}
    ${job.dryRun && ENDED.includes(job.state) ? html`<p class="error">${icon('circle-alert')}<span>${job.problem?.detail ?? t(`import.state.${job.state}`)}</span></p><div class="form-foot"><button type="button" class="btn" @click=${() => { back = true; draw(); }}>${t('import.change')}</button></div>` : ''}
  </div></div>`;
  const runStep = () => {
    const ended = ENDED.includes(job.state);
    const took = job.startedAt && job.finishedAt ? (new Date(job.finishedAt) - new Date(job.startedAt)) / 1000 : null;
    return html`<div class="card"><div class="card-head"><h2>${job.fileName}</h2>${importBadge(ctx, job)}</div><div class="card-body stack">
      ${ended ? '' : progress()}${figures()}
      ${job.problem ? html`<div class="notice bad" role="alert">${icon('circle-alert')}<div>${job.problem.detail ?? job.problem.title}</div></div>` : ''}
      ${ended && took ? html`<p class="muted small">${t('import.took', { time: fmt.duration(took), when: fmt.dateTime(job.finishedAt) })}</p>` : ''}
      ${undone()}
      ${job.errors && ended && job.state !== 'UNDONE' ? html`<div class="notice warn">${icon('triangle-alert')}<div>${t('import.errorText', { n: job.errors })}</div></div>` : ''}
      <div class="form-foot">${errorLink()}
        ${user.can('core:import:create') && !ended ? html`${job.state === 'PAUSED' ? html`<button type="button" class="btn" ?disabled=${busy} @click=${() => act('resume')}>${icon('play')}${t('jobs.resume')}</button>` : html`<button type="button" class="btn" ?disabled=${busy} @click=${() => act('pause')}>${icon('pause')}${t('jobs.pause')}</button>`}
          <button type="button" class="btn danger" ?disabled=${busy} @click=${cancel}>${t('import.cancel')}</button>` : ''}
        ${job.undoable ? html`<button type="button" class="btn danger" ?disabled=${busy} @click=${undo}>${icon('undo-2')}${t('import.undo')}</button>` : ''}
        ${ended ? html`<a class="btn" href=${ctx.href('/imports')}>${t('import.all')}</a>${job.kind === 'customers' ? html`<a class="btn primary" href=${ctx.href('/customers')}>${icon('users')}${t('import.see')}</a>` : ''}` : ''}</div></div></div>`;
  };

  function draw() {
    if (ctx.signal.aborted) return;
    const now = step();
    render(
      html`<div class="page narrow import-page"><header class="head"><h1 tabindex="-1">${job ? t('import.title', { file: job.fileName }) : t('import.new')}</h1></header>
        ${stepBar()}
        ${problem ? html`<div class="notice bad" role="alert">${icon('circle-alert')}<div>${problem}</div></div><br />` : ''}
        ${now === 'file' ? fileStep() : now === 'map' ? mapStep() : now === 'check' ? checkStep() : runStep()}</div>`,
      el,
    );
  }
  draw();
  let later = 0;
  const soon = () => {
    clearTimeout(later);
    later = setTimeout(() => read().catch(() => {}), 200);
  };
  ctx.on('import', ({ id }) => (!id || id === job?.id) && soon());
  const poll = setInterval(() => job && ['RUNNING', 'UNDOING', 'UPLOADED', 'PAUSED'].includes(job.state) && soon(), 3000);
  return () => {
    clearTimeout(later);
    clearInterval(poll);
  };
}
