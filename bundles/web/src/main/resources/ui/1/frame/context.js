/** The `ctx` that every page and slot view is given; its members are the console's promise to partners. */
import { classMap, createRef, html, ifDefined, keyed, live, nothing, ref, render, repeat, svg } from '../lit.js';
import { api, ApiError, latest } from '../kit/http.js';
import { avatar, empty, icon, inField, narrow, saveFile, skeleton, styles, typing, uid } from '../kit/dom.js';
import { failure } from '../kit/failure.js';
import * as format from '../kit/format.js';
import { lang } from '../kit/text.js';
import { toast, toastError } from '../kit/toast.js';
import { confirm, dialog } from '../kit/dialog.js';
import { menu, popover } from '../kit/menu.js';
import { pref, setPref } from '../kit/prefs.js';
import { onEvent } from './events.js';
import { slotEntries } from './modules.js';
import { can, session } from './state.js';
import { go, href, setQuery } from './router.js';

const fmt = Object.freeze({ ...format });

/** Makes the context of one view of `module`. */
export function contextFor(module, { params = {}, query = {}, signal, host }) {
  return {
    html, svg, render, repeat, ref, createRef, nothing, classMap, ifDefined, keyed, live, styles,
    icon, avatar, empty, skeleton, failure,
    t: module.t,
    lang: lang(),
    fmt,
    api, ApiError, latest,
    toast, toastError, dialog, confirm, menu, popover,
    go, href,
    params,
    query,
    setQuery,
    slot: (name) => slotEntries(name),
    asset: (path) => module.base + path,
    user: { ...session()?.user, can },
    company: session()?.company,
    on: (kind, listener) => onEvent(kind, listener, signal),
    pref: (name, fallback) => pref(`${module.id}.${name}`, fallback),
    setPref: (name, value) => setPref(`${module.id}.${name}`, value),
    changed: () => host?.dispatchEvent(new CustomEvent('kw-changed', { bubbles: true })),
    typing, uid, narrow, inField, saveFile,
    signal,
  };
}
