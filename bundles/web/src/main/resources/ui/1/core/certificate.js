/** The proof of an erasure, to be printed for the person or an authority. */

/** Shows the certificate. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, params } = ctx;
  let proof = null;
  let verdict = null;
  let failed = null;
  const load = async () => {
    try {
      proof = await api.get(`/privacy/certificates/${params.id}`, {}, { signal: ctx.signal });
      verdict = await api.post('/privacy/certificates/verify', proof, { idempotent: false });
      failed = null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      failed = error;
    }
    draw();
  };
  const save = () => ctx.saveFile(`certificate-${proof.id}.json`, JSON.stringify(proof, null, 1));
  const row = (name, value) => (value ? html`<dt>${t(`certificate.${name}`)}</dt><dd class="break">${value}</dd>` : '');
  function paper() {
    return html`<article class="certificate stack">
      <h2>${t('certificate.title')}</h2>
      <p>${t(`certificate.text.${proof.mode}`)}</p>
      <dl class="facts">${row('number', proof.id)}${row('case', proof.caseId)}${row('receivedAt', proof.receivedAt && fmt.dateTime(proof.receivedAt))}
        ${row('erasedAt', fmt.dateTime(proof.erasedAt))}${row('finishedAt', fmt.dateTime(proof.finishedAt))}${row('tombstone', html`<span class="mono">${proof.tombstone}</span>`)}</dl>
      <h3>${t('certificate.modules')}</h3>
      <table class="table"><thead><tr><th scope="col">${t('certificate.module')}</th><th scope="col">${t('certificate.doneAt')}</th></tr></thead>
        <tbody>${proof.modules.map((m) => html`<tr><th scope="row">${m.module}</th><td>${fmt.dateTime(m.doneAt)}</td></tr>`)}</tbody></table>
      <h3>${t('certificate.proof')}</h3>
      <dl class="facts">${row('audit', t('certificate.entry', { seq: proof.audit.seq }))}${row('link', html`<span class="mono">${proof.audit.hash}</span>`)}${row('seal', html`<span class="mono">${proof.seal}</span>`)}</dl>
      <p class="small">${t('certificate.verify')}</p>
      <p class="small second">${t('certificate.nobody')}</p></article>`;
  }
  function body() {
    if (failed) return ctx.failure(failed, { retry: load });
    if (!proof) return ctx.skeleton(8);
    return html`${verdict ? html`<p class="no-print"><span class="badge ${verdict.genuine ? 'ok' : 'bad'}">${t(verdict.genuine ? 'certificate.genuine' : 'certificate.changed')}</span></p>` : ''}${paper()}`;
  }
  function draw() {
    render(
      html`<div class="page narrow"><header class="head no-print"><h1 tabindex="-1">${t('nav.certificate')}</h1>${proof ? html`<div class="row"><button type="button" class="btn" @click=${save}>${icon('download')}${t('certificate.save')}</button><button type="button" class="btn primary" @click=${() => window.print()}>${icon('scroll-text')}${t('certificate.print')}</button></div>` : ''}</header>
        <div class="card paper"><div class="card-body">${body()}</div></div></div>`,
      el,
    );
  }
  draw();
  load();
}
