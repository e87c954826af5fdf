import type { Money } from './wire';

/** Minor units to what people read; how many digits a currency has is Intl's knowledge. */
export function moneyText(amount: Money, locale: string): string {
  try {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency: amount.currency });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return format.format(amount.minor / 10 ** digits);
  } catch {
    return `${amount.minor} ${amount.currency}`;
  }
}
