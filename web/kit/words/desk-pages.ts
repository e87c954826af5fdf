/** The names of the desk's pages: so few that they are in the bundle in every language. */
const words = {
  en: {
    pages: 'Desk',
    inbox: 'Inbox',
    templates: 'Templates',
    macros: 'Macros',
    rules: 'Rules',
    figures: 'Figures',
    settings: 'Settings',
  },
  de: {
    pages: 'Arbeitsplatz',
    inbox: 'Eingang',
    templates: 'Vorlagen',
    macros: 'Makros',
    rules: 'Regeln',
    figures: 'Zahlen',
    settings: 'Einstellungen',
  },
  es: {
    pages: 'Escritorio',
    inbox: 'Bandeja',
    templates: 'Plantillas',
    macros: 'Macros',
    rules: 'Reglas',
    figures: 'Cifras',
    settings: 'Ajustes',
  },
  fr: {
    pages: 'Bureau',
    inbox: 'Boîte de réception',
    templates: 'Modèles',
    macros: 'Macros',
    rules: 'Règles',
    figures: 'Chiffres',
    settings: 'Réglages',
  },
  ar: {
    pages: 'المكتب',
    inbox: 'الوارد',
    templates: 'القوالب',
    macros: 'وحدات الماكرو',
    rules: 'القواعد',
    figures: 'الأرقام',
    settings: 'الإعدادات',
  },
};

export type PageWords = (typeof words)['en'];

export function tongueWords(locale: string): PageWords {
  return words[(locale.split('-')[0] ?? 'en') as keyof typeof words] ?? words.en;
}
