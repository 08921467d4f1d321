/** Lists to choose from that come from the browser's own data. */
import { lang } from './text.js';

const ZONES = ['Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Taipei', 'Asia/Singapore', 'Asia/Tokyo', 'Asia/Kolkata', 'Asia/Dubai', 'Europe/London', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles', 'Australia/Sydney', 'UTC'];
const CURRENCIES = ['CNY', 'HKD', 'TWD', 'SGD', 'USD', 'EUR', 'GBP', 'JPY', 'AUD', 'INR', 'AED'];

/** Time zones with their place and offset. */
export function zoneOptions() {
  return ZONES.map((value) => {
    const parts = (timeZoneName) => new Intl.DateTimeFormat(lang(), { timeZone: value, timeZoneName }).formatToParts(new Date()).find((p) => p.type === 'timeZoneName').value;
    return { value, label: `${parts('longGeneric')} (${parts('longOffset')})` };
  });
}

/** Currencies with their name. */
export function currencyOptions() {
  const names = new Intl.DisplayNames([lang()], { type: 'currency' });
  return CURRENCIES.map((value) => ({ value, label: `${names.of(value)} (${value})` }));
}

/** Every currency that the browser has a name for, the common ones first. */
export function allCurrencyOptions() {
  const names = new Intl.DisplayNames([lang()], { type: 'currency' });
  const others = Intl.supportedValuesOf('currency').filter((value) => !CURRENCIES.includes(value)).map((value) => ({ value, label: `${names.of(value)} (${value})` }));
  return [...currencyOptions(), ...others.sort((a, b) => a.label.localeCompare(b.label, lang()))];
}
