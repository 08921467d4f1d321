/** The entries of the sidebar: the console's own and those of the modules, by group. */
import { has, t } from '../kit/text.js';
import { CORE_ROUTES, GROUPS } from '../core/routes.js';
import { allModules } from './modules.js';
import { can } from './state.js';

/** Every entry that the user may open: `{path, title, icon, group, groupTitle, order, also}`. */
export function navEntries() {
  const own = CORE_ROUTES.filter((r) => r.nav && !(r.unless && can(r.unless))).map((r) => ({ ...r, title: t(r.navTitle ?? r.title), group: r.group ?? '' }));
  const theirs = allModules().flatMap((m) => (m.nav ?? []).map((n) => ({ ...n, title: m.t(n.title ?? m.id), icon: n.icon ?? 'square', group: n.group ?? 'more', module: m.id })));
  const rank = (g) => (GROUPS.includes(g) ? GROUPS.indexOf(g) : GROUPS.length - 1.5);
  return [...own, ...theirs]
    .filter((n) => can(n.permission))
    .map((n) => ({ ...n, groupTitle: n.group ? (has(`group.${n.group}`) ? t(`group.${n.group}`) : n.group) : '' }))
    .sort((a, b) => rank(a.group) - rank(b.group) || (a.order ?? 100) - (b.order ?? 100));
}
