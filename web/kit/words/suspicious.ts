/** The words of the line about suspicious requests: so few that they are in its bundle in every language. */
const words = {
  en: { suspicious: 'one:{n} suspicious request|other:{n} suspicious requests', hide: 'Hide this line' },
  de: {
    suspicious: 'one:{n} verdächtige Anfrage|other:{n} verdächtige Anfragen',
    hide: 'Diese Zeile ausblenden',
  },
  es: {
    suspicious: 'one:{n} solicitud sospechosa|other:{n} solicitudes sospechosas',
    hide: 'Ocultar esta línea',
  },
  fr: { suspicious: 'one:{n} demande suspecte|other:{n} demandes suspectes', hide: 'Masquer cette ligne' },
  ar: {
    suspicious:
      'zero:لا طلبات مشبوهة|one:طلب مشبوه واحد|two:طلبان مشبوهان|few:{n} طلبات مشبوهة|many:{n} طلبًا مشبوهًا|other:{n} طلب مشبوه',
    hide: 'إخفاء هذا السطر',
  },
} satisfies Record<string, Record<string, string>>;

/** English where the language is not among them. */
export function suspiciousWords(locale: string): Record<keyof typeof words.en, string> {
  return words[locale.split('-')[0] as keyof typeof words] ?? words.en;
}
