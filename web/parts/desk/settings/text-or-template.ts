import { html, nothing, type TemplateResult } from 'lit';
import type { TemplateBook } from '../../../kit/desk/settings/template-book';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import { describedBy, field, textOf } from './field';
import { glyph } from './glyphs';
import { previewFiles } from './preview-files';

export interface SayLook {
  id: string;
  words: SettingsTongue;
  book: TemplateBook;
  template: string | null;
  /** Null: only templates can be chosen here. */
  text: string | null;
  may: boolean;
  flaw: string | undefined;
  choose(template: string | null): void;
  write(text: string): void;
  /** A menu of what the text can say. */
  variables?(button: HTMLElement, field: () => HTMLTextAreaElement | null): void;
}

/** A text of one's own or a template, and how it reads for a buyer. */
export function textOrTemplate(look: SayLook): TemplateResult {
  const { id, words, book, template, text, may, flaw } = look;
  const { t } = words;
  const preview = book.preview(template, text ?? '');
  const wrong = flaw || preview?.flaw || undefined;
  const choice = {
    id: `${id}-what`,
    label: t('sayWhat'),
    flaw: template || text === null ? wrong : undefined,
  };
  const area = {
    id: `${id}-text`,
    label: t('text'),
    flaw: template ? undefined : wrong,
    wide: true,
    quiet: true,
  };
  return html`<div class="say">
    <div class="say-form">
      ${field(
        choice,
        html`<select id=${choice.id} ?disabled=${!may} aria-invalid=${choice.flaw ? 'true' : nothing} aria-describedby=${describedBy(choice)} @change=${(event: Event) => look.choose(textOf(event) || null)}>
        ${text === null ? html`<option value="" ?selected=${!template} disabled>${t('chooseTemplate')}</option>` : html`<option value="" ?selected=${!template}>${t('ownText')}</option>`}
        <optgroup label=${t('templates')}>
          ${template && book.templates && !book.name(template) ? html`<option value=${template} selected>${t('templateGone')}</option>` : nothing}
          ${(book.templates ?? []).map(one => html`<option value=${one.id} ?selected=${one.id === template}>${one.name}</option>`)}
        </optgroup>
      </select>`,
      )}
      ${
        template || text === null
          ? nothing
          : html`${field(
              area,
              html`<textarea id=${area.id} rows="4" maxlength="5000" dir="auto" .value=${text} ?disabled=${!may} aria-invalid=${area.flaw ? 'true' : nothing} aria-describedby=${describedBy(area)} @input=${(event: Event) => look.write(textOf(event))}></textarea>`,
            )}
      ${may && look.variables && book.variables.length > 0 ? html`<button class="tiny" type="button" aria-haspopup="dialog" @click=${(event: Event) => insert(look, event)}>${glyph('plus')}<span>${t('insertVariable')}</span></button>` : nothing}`
      }
    </div>
    <div class="preview" aria-live="off">
      <p class="preview-head">${t('buyerSees')}</p>
      ${
        preview && !preview.flaw
          ? html`<p class="preview-note" dir="auto">${preview.text}</p>${previewFiles(preview.files ?? '')}
        ${preview.missing.length > 0 ? html`<p class="flaw">${t('wouldNotSend', { names: preview.missing.join(', ') })}</p>` : nothing}
        ${book.sample ? html`<p class="hint">${t('asFor', { name: book.sample.with.name })}</p>` : nothing}`
          : html`<p class="preview-note blank" dir="auto">${template ? '…' : text?.trim() || '…'}</p>`
      }
    </div>
  </div>`;
}

function insert(look: SayLook, event: Event): void {
  const button = event.currentTarget as HTMLElement;
  const area = () => button.parentElement?.querySelector('textarea') ?? null;
  look.variables?.(button, area);
}
