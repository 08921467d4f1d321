/** The console's own pages. One with `unless` is in the menu of those alone who lack that permission: others reach it by tabs. */
export const CORE_ROUTES = [
  { path: '/', file: 'home.js', title: 'nav.home', icon: 'layout-dashboard', nav: true, order: 0 },
  { path: '/customers', file: 'customers.js', title: 'nav.customers', icon: 'users', nav: true, group: 'sales', order: 10, permission: 'core:customer:view' },
  { path: '/customers/new', file: 'customer-new.js', title: 'customer.new', permission: 'core:customer:create' },
  { path: '/customers/:id', file: 'customer.js', title: 'nav.customer', permission: 'core:customer:view' },
  { path: '/duplicates', file: 'duplicates.js', title: 'nav.duplicates', icon: 'git-merge', nav: true, group: 'sales', order: 15, permission: 'core:duplicate:view' },
  { path: '/imports', file: 'imports.js', title: 'nav.imports', icon: 'upload', nav: true, group: 'admin', order: 10, permission: 'core:import:view' },
  { path: '/imports/new', file: 'import.js', title: 'import.new', permission: 'core:import:create' },
  { path: '/imports/:id', file: 'import.js', title: 'nav.import', permission: 'core:import:view' },
  { path: '/modules', file: 'modules.js', title: 'nav.modules', icon: 'blocks', nav: true, group: 'admin', order: 20, permission: 'core:module:view' },
  { path: '/jobs', file: 'jobs.js', title: 'nav.jobs', icon: 'list-checks', nav: true, group: 'admin', order: 30, permission: 'core:job:view', also: ['/operations'] },
  { path: '/operations', file: 'operations.js', title: 'nav.operations', permission: 'core:operation:view' },
  { path: '/users', file: 'users.js', title: 'nav.users', navTitle: 'nav.people', icon: 'shield-check', nav: true, group: 'admin', order: 40, permission: 'core:user:view', also: ['/roles', '/stores', '/teams', '/tokens', '/restrictions'] },
  { path: '/roles', file: 'roles.js', title: 'nav.roles', permission: 'core:role:view' },
  { path: '/stores', file: 'stores.js', title: 'nav.stores', permission: 'core:store:view' },
  { path: '/teams', file: 'teams.js', title: 'nav.teams', permission: 'core:team:view' },
  { path: '/tokens', file: 'tokens.js', title: 'nav.tokens', permission: 'core:token:view' },
  { path: '/restrictions', file: 'restrictions.js', title: 'nav.restrictions', icon: 'lock', nav: true, unless: 'core:user:view', group: 'admin', order: 46, permission: 'core:restriction:view' },
  { path: '/fields', file: 'fields.js', title: 'nav.fields', icon: 'tag', nav: true, group: 'admin', order: 42, permission: 'core:field:view' },
  { path: '/audit', file: 'audit.js', title: 'nav.audit', icon: 'scroll-text', nav: true, group: 'admin', order: 50, permission: 'core:audit:view' },
  { path: '/privacy', file: 'privacy.js', title: 'nav.privacy', icon: 'shield', nav: true, group: 'admin', order: 45, permission: 'core:privacy:view', also: ['/privacy/cases/:id', '/privacy/retention'] },
  { path: '/privacy/retention', file: 'retention.js', title: 'nav.retention', permission: 'core:retention:view' },
  { path: '/privacy/cases/:id', file: 'privacy-case.js', title: 'nav.privacyCase', permission: 'core:privacy:view' },
  { path: '/figures', file: 'figures.js', title: 'nav.figures', icon: 'chart-column', nav: true, group: 'insight', order: 10, permission: 'core:customer:aggregate' },
  { path: '/limits', file: 'limits.js', title: 'nav.limits', icon: 'activity', nav: true, group: 'admin', order: 55, permission: 'core:limit:view' },
  { path: '/backups', file: 'backups.js', title: 'nav.backups', icon: 'archive', nav: true, group: 'admin', order: 57, permission: 'core:backup:view' },
  { path: '/settings', file: 'settings.js', title: 'nav.settings', icon: 'settings', nav: true, group: 'admin', order: 60, permission: 'core:company:edit', also: ['/settings/:page'] },
  { path: '/settings/:page', file: 'settings.js', title: 'nav.settings' },
  { path: '/account', file: 'account.js', title: 'nav.account' },
];

/** Groups of the sidebar in their order; unknown groups of modules follow. */
export const GROUPS = ['', 'sales', 'service', 'marketing', 'insight', 'admin'];
