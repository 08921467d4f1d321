/** The files of a customer. */
import { body, pages } from './shared.js';

const AUDIENCES = ['ALL', 'TEAM', 'AUTHOR'];
const TYPES = '.jpg,.jpeg,.png,.gif,.webp,.bmp,.tif,.tiff,.heic,.pdf,.rtf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.txt,.csv,.mp3,.m4a,.wav,.ogg,.opus,.flac,.aac,.amr';

/** Shows the files of `params.customerId`. */
export function mount(el, ctx) {
  const { html, render, t, fmt, api, icon, params, user, toast, confirm } = ctx;
  const list = pages(ctx, '/archives/attachments', () => ({ customer: params.customerId }), draw);
  let audience = 'ALL';
  let busy = false;
  const add = async (input) => {
    const file = input.files[0];
    if (!file) return;
    busy = true;
    draw();
    const form = new FormData();
    form.append('file', file, file.name);
    form.append('visibility', audience);
    try {
      await api.upload(`/archives/attachments?customer=${params.customerId}`, form);
      toast(t('fileAdded'));
    } catch (error) {
      ctx.toastError(error);
    }
    input.value = '';
    busy = false;
    await list.load();
    ctx.changed();
  };
  const remove = async (file) => {
    const sure = await confirm({ title: t('fileRemoveTitle', { name: file.name }), text: t('fileRemoveText'), action: t('fileRemove'), danger: true });
    if (!sure) return;
    try {
      await api.delete(`/archives/attachments/${file.id}`);
      toast(t('fileRemoved'));
    } catch (error) {
      ctx.toastError(error);
    }
    await list.load();
    ctx.changed();
  };
  const row = (f) => html`<li class="middle"><span class="contact-icon">${icon('file-down')}</span><span class="grow break"><strong>${f.name}</strong>${f.visibility !== 'ALL' ? html` <span class="badge warn">${icon('lock')}${t(`visibility.${f.visibility}`)}</span>` : ''}<br /><span class="small muted">${[fmt.bytes(f.size), fmt.dateTime(f.at), f.by?.name].filter(Boolean).join(' · ')}</span></span>
    <a class="btn small quiet" href="/api/v1/archives/attachments/${f.id}/content" download aria-label=${t('fileDownloadOne', { name: f.name })}>${icon('download')}${t('fileDownload')}</a>
    ${user.can('archives:attachment:delete') ? html`<button type="button" class="btn small quiet" aria-label=${t('fileRemoveOne', { name: f.name })} @click=${() => remove(f)}>${icon('trash-2')}</button>` : ''}</li>`;
  function draw() {
    const chooser = user.can('archives:attachment:create')
      ? html`<div class="row end wrap"><select class="select filter" aria-label=${t('visibility')} ?disabled=${busy} @change=${(e) => { audience = e.target.value; }}>${AUDIENCES.map((a) => html`<option value=${a} ?selected=${a === audience}>${t(`visibility.${a}`)}</option>`)}</select>
        <label class="btn small file-button">${icon(busy ? 'loader-circle' : 'upload', busy ? 'spin' : '')}${t('fileAdd')}<input type="file" class="visually-hidden" accept=${TYPES} ?disabled=${busy} @change=${(e) => add(e.target)} /></label></div>`
      : '';
    render(html`${chooser}${body(ctx, list, (items) => html`<ul class="list">${items.map(row)}</ul>`, { icon: 'file-down', title: t('filesEmpty'), text: t('filesEmptyText') })}`, el);
  }
  draw();
  ctx.on('customer', ({ id }) => {
    if (!id || id === params.customerId) list.load();
  });
  list.load();
}
