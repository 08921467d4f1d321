/** The words of a file that a closed list does not know, and what each is read as. */

const folded = (word) => word.normalize('NFKC').trim().toLowerCase();

/** Per mapped column of a closed list: what its first rows say that nobody understands, or that somebody has said something of. */
export function openWords(job, fields, mapping, values) {
  return job.header
    .map((column) => {
      const field = fields.find((f) => f.name === mapping[column]);
      const choices = field?.choices ?? [];
      const said = Object.keys(values[column] ?? {});
      const known = (word) => choices.some((c) => c.words.includes(folded(word)));
      const open = (job.words[column] ?? []).filter((word) => !known(word) && !said.includes(word));
      return { column, field, choices, words: choices.length ? [...said, ...open] : [] };
    })
    .filter((each) => each.words.length > 0);
}

/** A table of them; `change` is told all values anew. */
export function wordsCard({ html, t }, open, values, change) {
  if (!open.length) return '';
  const say = (column, word, meant) => {
    const words = { ...values[column] };
    if (meant === null) delete words[word];
    else words[word] = meant;
    const all = { ...values, [column]: words };
    if (!Object.keys(words).length) delete all[column];
    change(all);
  };
  const select = ({ column, choices }, word) => {
    const meant = values[column]?.[word];
    const chosen = meant ? choices.find((c) => c.words.includes(folded(meant)))?.word : meant;
    return html`<select class="select ${meant === undefined ? 'unset' : ''}" aria-label=${t('import.words.of', { column, word })}
      @change=${(e) => say(column, word, e.target.value === '?' ? null : e.target.value.slice(1))}>
      <option value="?" ?selected=${meant === undefined}>${t('import.words.error')}</option>
      <option value="=" ?selected=${meant === ''}>${t('import.words.empty')}</option>
      ${choices.map((c) => html`<option value="=${c.word}" ?selected=${chosen === c.word}>${c.title}</option>`)}</select>`;
  };
  return html`<div class="card spaced"><div class="card-head"><h2>${t('import.words')}</h2></div><div class="card-body"><p class="muted">${t('import.words.hint')}</p></div>
    <div class="table-wrap"><table class="table words"><thead><tr><th scope="col">${t('import.column')}</th><th scope="col">${t('import.words.word')}</th><th scope="col">${t('import.words.meaning')}</th></tr></thead>
    <tbody>${open.flatMap((each) => each.words.map((word) => html`<tr><td class="second">${each.column} · ${each.field.title}</td><th scope="row">${word}</th><td>${select(each, word)}</td></tr>`))}</tbody></table></div></div>`;
}
