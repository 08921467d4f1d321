/** Dates, numbers and money in the language of the page and the zone of the company. */
import { lang, t } from './text.js';

const settings = { zone: 'Asia/Shanghai', currency: 'CNY' };
const cache = new Map();

/** Sets the zone and currency of the company. */
export function setCompanyFormat({ zone, currency }) {
  if (zone) settings.zone = zone;
  if (currency) settings.currency = currency;
  cache.clear();
}

/** Making one takes the browser a millisecond, so that each is made once. */
function formatter(kind, options, language = lang()) {
  const key = kind.name + language + JSON.stringify(options);
  if (!cache.has(key)) cache.set(key, new kind(language, options));
  return cache.get(key);
}

const dateOf = (options, value) => (value ? formatter(Intl.DateTimeFormat, { timeZone: settings.zone, ...options }).format(new Date(value)) : '');

/** A plain `YYYY-MM-DD` must not move with the zone. */
const isPlain = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

/** `2026年11月22日` / `Nov 22, 2026`. */
export function date(value) {
  return dateOf({ dateStyle: 'medium', ...(isPlain(value) ? { timeZone: 'UTC' } : {}) }, value);
}

/** Date and time to the minute. */
export function dateTime(value) {
  return dateOf({ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, value);
}

/** Time to the minute. */
export function time(value) {
  return dateOf({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, value);
}

/** `3 天前` / `3 days ago`; `刚刚` / `just now` under a minute. From a day on the calendar of the company counts: `昨天` is the day before, `上个月` the month before. */
export function relative(value, now = Date.now()) {
  if (!value) return '';
  const seconds = (new Date(value).getTime() - now) / 1000;
  const size = Math.abs(seconds);
  if (size < 60) return t('kit.justNow');
  if (size < 3600) return ago(Math.trunc(seconds / 60), 'minute');
  if (size < 86400) return ago(Math.trunc(seconds / 3600), 'hour');
  const [then, today] = [value, now].map((at) => wallClock(at)[0].split('-').map(Number));
  const days = (Date.UTC(then[0], then[1] - 1, then[2]) - Date.UTC(today[0], today[1] - 1, today[2])) / 86400000;
  if (Math.abs(days) < 31) return ago(days, 'day');
  const months = (then[0] - today[0]) * 12 + then[1] - today[1];
  return Math.abs(months) < 12 ? ago(months, 'month') : ago(then[0] - today[0], 'year');
}

function ago(n, unit) {
  return formatter(Intl.RelativeTimeFormat, { numeric: 'auto' }).format(n, unit);
}

/** A number; `options` are those of Intl.NumberFormat. */
export function number(value, options = {}) {
  return value === null || value === undefined || value === '' ? '' : formatter(Intl.NumberFormat, options).format(Number(value));
}

/** A share of one as per cent. */
export function percent(value, digits = 0) {
  return number(value, { style: 'percent', maximumFractionDigits: digits });
}

/** Money `{amount, currency}`; `{compact: true}` gives `¥12.4万` / `¥124K` from ten thousand on. */
export function money(value, { compact = false } = {}) {
  if (!value) return '';
  const amount = Number(value.amount);
  const options = { style: 'currency', currency: value.currency ?? settings.currency, currencyDisplay: 'narrowSymbol' };
  if (compact && Math.abs(amount) >= 10000) return number(amount, { ...options, notation: 'compact', maximumFractionDigits: 1 });
  return number(amount, Number.isInteger(amount) ? { ...options, minimumFractionDigits: 0 } : options);
}

/** Bytes as KB, MB, GB. */
export function bytes(value) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  let size = Number(value ?? 0);
  let i = 0;
  while (size >= 1000 && i < 3) { size /= 1000; i += 1; }
  return number(size, { style: 'unit', unit: units[i], unitDisplay: 'short', maximumFractionDigits: i ? 1 : 0 });
}

/** A length of time in seconds as `2 分 5 秒` / `2 min 5 sec`. */
export function duration(seconds) {
  let rest = Math.max(0, Math.round(seconds));
  const parts = [];
  for (const [unit, length] of [['hour', 3600], ['minute', 60], ['second', 1]]) {
    const n = Math.floor(rest / length);
    rest -= n * length;
    if (n || (unit === 'second' && !parts.length)) parts.push(number(n, { style: 'unit', unit, unitDisplay: 'short' }));
  }
  return parts.slice(0, 2).join(' ');
}

/** The name of a month (1 to 12). */
export function month(n) {
  return formatter(Intl.DateTimeFormat, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, n - 1, 15));
}

/** The zone of the company. */
export function zone() {
  return settings.zone;
}

/** The currency of the company. */
export function currency() {
  return settings.currency;
}

/** The instant of a wall clock `YYYY-MM-DD`, `HH:MM` in the company's zone, as RFC 3339 in UTC. */
export function instantOf(day, clock = '00:00') {
  const wall = Date.parse(`${day}T${clock}:00Z`);
  if (Number.isNaN(wall)) return null;
  let guess = wall;
  for (let i = 0; i < 2; i += 1) guess = wall - offsetAt(guess);
  return new Date(guess).toISOString();
}

/** The day that it is for the company, as `2026-05-01`. */
export const today = () => wallClock(Date.now())[0];

/** The wall clock of an instant in the company's zone as `[YYYY-MM-DD, HH:MM]`. */
export function wallClock(value) {
  const text = new Date(new Date(value).getTime() + offsetAt(new Date(value).getTime())).toISOString();
  return [text.slice(0, 10), text.slice(11, 16)];
}

function offsetAt(ms) {
  const parts = formatter(Intl.DateTimeFormat, { timeZone: settings.zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }, 'en-US')
    .formatToParts(ms)
    .reduce((all, p) => ({ ...all, [p.type]: Number(p.value) }), {});
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - Math.floor(ms / 1000) * 1000;
}
