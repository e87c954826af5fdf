import { html, nothing, type TemplateResult } from 'lit';
import type { Variant } from '../../../kit/answer/wire';
import type { TemplateDraft } from '../../../kit/desk/settings/shelf';
import type { ShelfTongue } from '../../../kit/desk/settings/shelf-words';
import type { TemplateBook } from '../../../kit/desk/settings/template-book';
import { describedBy, field, textOf } from './field';
import { glyph } from './glyphs';
import { previewFiles } from './preview-files';

export interface TemplateLook {
  words: ShelfTongue;
  id: string;
  draft: TemplateDraft;
  may: boolean;
  flaw(name: string): string | undefined;
  folders: readonly string[];
  book: TemplateBook;
  change(to: TemplateDraft): void;
  insert(button: HTMLElement, field: () => HTMLTextAreaElement | null): void;
  /** What it carries: the names, and where that is changed; nothing while that is not to be had. */
  names: string;
  files: TemplateResult | typeof nothing;
}

const languages = [
  'en',
  'de',
  'es',
  'fr',
  'ar',
  'it',
  'nl',
  'pt',
  'pt-BR',
  'pl',
  'cs',
  'da',
  'sv',
  'nb',
  'fi',
  'tr',
  'ja',
  'zh',
];

/** Everything about one template; each of its texts beside how it reads for a buyer. */
export function templateEditor(look: TemplateLook): TemplateResult {
  const { words, draft, may, change, flaw } = look;
  const { t } = words;
  const set = (part: Partial<TemplateDraft>) => change({ ...draft, ...part });
  const line = (name: 'name' | 'folder' | 'shortcut', label: string, hint = '', more = {}) => {
    const it = { id: `template-${name}`, label, hint, flaw: flaw(name), ...more };
    return field(
      it,
      html`<input id=${it.id} dir="auto" maxlength=${name === 'name' ? 80 : name === 'folder' ? 60 : 40} .value=${draft[name]} ?disabled=${!may} list=${name === 'folder' ? 'template-folders' : nothing}
        aria-invalid=${it.flaw ? 'true' : nothing} aria-describedby=${describedBy(it)} @input=${(event: Event) => set({ [name]: name === 'shortcut' ? textOf(event).replace(/^\//, '').toLowerCase() : textOf(event) })} />`,
    );
  };
  return html`<section class="block">
      <div class="fields">${line('name', t('name'), t('nameHint'))}${line('shortcut', t('shortcut'), t('shortcutHint'))}${line('folder', t('folder'))}${scopeField(look, set)}</div>
      ${topicsField(look, set)}
      <datalist id="template-folders">${look.folders.map(name => html`<option value=${name}></option>`)}</datalist>
    </section>
    <section class="block" aria-label=${t('texts')}>
      ${sampleField(look)}
      ${draft.variants.map((variant, i) => variantFields(look, variant, i))}
      ${may && draft.variants.length < 20 ? html`<button class="button add" type="button" @click=${() => set({ variants: [...draft.variants, { text: draft.variants[0]?.text ?? '', locale: freeLanguage(draft) }] })}>${glyph('plus')}${t('addLanguage')}</button>` : nothing}
    </section>
    ${look.files}`;
}

function scopeField(
  { words, draft, may, flaw }: TemplateLook,
  set: (part: Partial<TemplateDraft>) => void,
): TemplateResult {
  const { t } = words;
  const [kind = 'team', target = ''] = draft.scope.split(/:(.*)/s);
  const it = { id: 'template-scope', label: t('scope') };
  const to = {
    id: 'template-target',
    label: t(kind === 'listing' ? 'listingId' : 'categoryWord'),
    flaw: flaw('scope'),
  };
  const option = (value: string, text: string) =>
    html`<option value=${value} ?selected=${kind === value}>${text}</option>`;
  return html`${field(
    it,
    html`<select id=${it.id} ?disabled=${!may} @change=${(event: Event) => {
      const value = textOf(event);
      set({ scope: value === 'listing' || value === 'category' ? `${value}:` : value });
    }}>${option('team', t('scopeTeam'))}${option('me', t('scopeMe'))}${option('listing', t('scopeListing'))}${option('category', t('scopeCategory'))}${kind === 'operator' ? option('operator', t('scopeOperator')) : nothing}</select>`,
  )}
  ${
    kind === 'listing' || kind === 'category'
      ? field(
          to,
          html`<input id=${to.id} maxlength="100" .value=${target} ?disabled=${!may} aria-invalid=${to.flaw ? 'true' : nothing} aria-describedby=${describedBy(to)} @input=${(event: Event) => set({ scope: `${kind}:${textOf(event).trim()}` })} />`,
        )
      : nothing
  }`;
}

function topicsField(
  { words, draft, may }: TemplateLook,
  set: (part: Partial<TemplateDraft>) => void,
): TemplateResult {
  const { t } = words;
  const it = { id: 'template-topics', label: t('topics'), hint: t('topicsHint') };
  return field(
    it,
    html`<input id=${it.id} dir="auto" .value=${draft.topics.join(', ')} ?disabled=${!may} aria-describedby=${describedBy(it)}
      @change=${(event: Event) =>
        set({
          topics: [
            ...new Set(
              textOf(event)
                .toLowerCase()
                .split(/[\s,;]+/)
                .filter(Boolean),
            ),
          ].slice(0, 10),
        })} />`,
  );
}

function sampleField({ words, book }: TemplateLook): TemplateResult {
  const { t } = words;
  if (book.samples.length === 0) return html`<p class="hint">${t('noSample')}</p>`;
  return field(
    { id: 'template-sample', label: t('sample') },
    html`<select id="template-sample" @change=${(event: Event) => book.try(textOf(event))}>${book.samples.map(
      row =>
        html`<option value=${row.id} ?selected=${row.id === book.sample?.id}>${row.with.name}${row.subject ? ` · ${row.subject.title}` : ''}</option>`,
    )}</select>`,
  );
}

function variantFields(look: TemplateLook, variant: Variant, i: number): TemplateResult {
  const { words, draft, may, book, flaw, change } = look;
  const { t, main } = words;
  const put = (part: Partial<Variant>) =>
    change({ ...draft, variants: draft.variants.with(i, { ...variant, ...part }) });
  const read = book.preview(null, variant.text);
  const wrong = flaw(`text ${i}`) || read?.flaw || undefined;
  const area = { id: `template-text-${i}`, label: t('text'), flaw: wrong, quiet: true, wide: true };
  const tongue = { id: `template-locale-${i}`, label: t('language'), flaw: flaw(`locale ${i}`), quiet: true };
  const names = new Intl.DisplayNames([main.locale], { type: 'language' });
  const codes = [...new Set([...languages, ...(variant.locale ? [variant.locale] : [])])];
  const areaOf = (event: Event) =>
    (event.currentTarget as HTMLElement).closest('.variant')?.querySelector('textarea') ?? null;
  const missing = read?.missing.filter(name => !read.blanks?.includes(name)) ?? [];
  return html`<div class="variant">
    <div class="variant-head">
      ${field(
        tongue,
        html`<select id=${tongue.id} ?disabled=${!may} aria-invalid=${tongue.flaw ? 'true' : nothing} aria-describedby=${describedBy(tongue)} @change=${(event: Event) => put({ locale: textOf(event) || null })}>
        <option value="" ?selected=${!variant.locale}>${t('anyLanguage')}</option>${codes.map(code => html`<option value=${code} ?selected=${code === variant.locale}>${names.of(code)}</option>`)}</select>`,
      )}
      ${may ? html`<button class="tiny" type="button" aria-haspopup="dialog" @click=${(event: Event) => insertAt(look, event, i)}>${glyph('plus')}${t('insert')}</button>` : nothing}
      ${may && draft.variants.length > 1 ? html`<button class="tiny" type="button" aria-label=${t('removeLanguage')} title=${t('removeLanguage')} @click=${() => change({ ...draft, variants: draft.variants.toSpliced(i, 1) })}>${glyph('bin')}</button>` : nothing}
    </div>
    <div class="say">
      <div class="say-form">${field(
        area,
        html`<textarea id=${area.id} rows="7" maxlength="5000" dir="auto" .value=${variant.text} ?disabled=${!may} aria-invalid=${area.flaw ? 'true' : nothing} aria-describedby=${describedBy(area)} @input=${(event: Event) => put({ text: textOf(event) })}></textarea>`,
      )}${
        read?.span
          ? html`<button class="tiny start" type="button" @click=${(event: Event) => {
              const { start, length } = read.span as { start: number; length: number };
              const found = areaOf(event);
              found?.focus();
              found?.setSelectionRange(start, start + length);
            }}>${t('showFlaw')}</button>`
          : nothing
      }</div>
      <div class="preview" aria-live="off">
        <p class="preview-note ${read && !read.flaw ? '' : 'blank'}" dir="auto">${read && !read.flaw ? read.text : variant.text.trim() || '…'}</p>
        ${previewFiles(look.names)}
        ${missing.length > 0 ? html`<p class="flaw">${t('lacks', { names: missing.join(', ') })}</p>` : nothing}
        ${read?.blanks?.length ? html`<p class="hint">${t('toFill', { names: read.blanks.join(', ') })}</p>` : nothing}
      </div>
    </div>
  </div>`;
}

/** Found again when the menu has been closed; the page may have been drawn anew meanwhile. */
function insertAt(look: TemplateLook, event: Event, i: number): void {
  const button = event.currentTarget as HTMLElement;
  const root = button.getRootNode() as ParentNode;
  look.insert(button, () => root.querySelector<HTMLTextAreaElement>(`#template-text-${i}`));
}

function freeLanguage({ variants }: TemplateDraft): string | null {
  const taken = variants.map(({ locale }) => locale ?? '');
  return languages.find(code => !taken.includes(code)) ?? null;
}
