import type { LitElement } from 'lit';
import { type Hole, holesIn, nextHole } from '../../kit/answer/gaps';
import { MadeWith } from '../../kit/answer/made-with';
import type { Snippets } from '../../kit/answer/snippets';
import type { QuickReply, Rendered, Template } from '../../kit/answer/wire';
import { type Begun, begunAt, put } from './caret';
import type { Carrying } from './carrying';
import { Mirror } from './mirror';
import type { SnippetPanel } from './snippet-panel';

interface Host extends LitElement {
  readonly field: HTMLTextAreaElement | null;
  readonly list: SnippetPanel | null;
  /** The templates or the macros are open by their button. */
  readonly isOpen: boolean;
  readonly canWrite: boolean;
  /** What a template carries. */
  readonly carrying: Carrying;
  close(): void;
  say(key: 'quickFilled' | 'fillFirst', values: Record<string, string | number>): void;
}

/** What is put into the composer instead of being typed: templates with their blanks, and ready answers. */
export class Filling {
  /** A `/` that was typed, and what stands after it. */
  begun: Begun | null = null;
  /** What is still to be filled in. */
  holes: Hole[] = [];
  quick: QuickReply[] = [];
  /** The ready answer that stands in the composer. */
  filled: string | null = null;
  private readonly made = new MadeWith();
  private readonly mirror = new Mirror();
  private snippets: Snippets | null = null;

  constructor(private readonly host: Host) {}

  /** Another thread. */
  enter(snippets: Snippets): void {
    this.snippets = snippets;
    this.begun = null;
    this.filled = null;
    this.quick = [];
    this.made.clear();
  }

  leave(): void {
    this.mirror.remove();
  }

  /** After drawing: blanks are marked in the field, and screen readers hear of the list from the field that keeps the focus. */
  drawn(): void {
    const { field } = this.host;
    this.mirror.show(field, field?.value ?? '', this.holes);
    if (!this.begun) this.tellField();
  }

  /** Whether the text may leave; else the first blank is shown. */
  isWhole(text: string): boolean {
    const holes = holesIn(text);
    if (holes.length === 0) return true;
    this.holes = holes;
    this.host.say('fillFirst', { n: holes.length });
    this.select(holes[0]);
    this.host.requestUpdate();
    return false;
  }

  /** The text is on its way. Answers the templates that it was made with. */
  left(text: string): string[] {
    const templates = this.made.of(text);
    this.made.clear();
    this.filled = null;
    return templates;
  }

  /** What an answer that was held back had been made with. */
  cameBack(templates: readonly string[], text: string): void {
    for (const template of templates) this.made.add(template, text);
  }

  /** Ready answers are for an empty composer, or for the one that was put in by one of them. */
  get quickFits(): boolean {
    const text = this.host.field?.value.trim() ?? '';
    return (
      this.quick.length > 0 &&
      (text === '' || this.quick.some(reply => reply.template === this.filled && reply.text.trim() === text))
    );
  }

  readonly offer = async (): Promise<void> => {
    const { snippets } = this;
    if (!this.host.canWrite || !snippets) return;
    try {
      const quick = await snippets.quick();
      if (snippets !== this.snippets) return;
      this.quick = quick;
      this.host.requestUpdate();
    } catch {
      // They are an offer; without them one writes.
    }
  };

  tapped(reply: QuickReply): void {
    const { field } = this.host;
    if (!field) return;
    if (this.filled === reply.template && field.value.trim() === reply.text.trim()) {
      field.form?.requestSubmit();
      return;
    }
    this.filled = reply.template;
    this.made.clear();
    this.made.add(reply.template, reply.text);
    put(field, reply.text, 0, field.value.length);
    this.host.carrying.takeAway();
    if (reply.files.length > 0) this.host.carrying.bring(reply.template);
    this.host.say('quickFilled', { name: reply.name });
  }

  readonly insert = (template: Template, rendered: Rendered): void => {
    const { begun, host } = this;
    const { field } = host;
    host.close();
    this.begun = null;
    host.requestUpdate();
    if (!field) return;
    const start = begun?.start ?? field.selectionStart;
    const end = begun?.end ?? field.selectionEnd;
    const before = field.value.slice(0, start);
    const glue = before === '' || /\s$/.test(before) ? '' : '\n';
    put(field, glue + rendered.text, start, end);
    this.made.add(template.id, rendered.text);
    if (template.files.length > 0) host.carrying.bring(template.id);
    const first = holesIn(field.value).find(hole => hole.start >= start);
    if (first) this.select(first);
  };

  /** After each key, press or change in the composer: what is sought, and what is to be filled in. */
  readonly moved = (event?: Event): void => {
    const { field, isOpen } = this.host;
    if (!field || (event && event.target !== field)) return;
    const holes = holesIn(field.value);
    if (holes.length > 0 || this.holes.length > 0) this.holes = holes;
    const begun = isOpen ? null : begunAt(field.value, field.selectionStart, '/');
    // Whoever pressed Escape wants the sign itself.
    if (event?.type === 'input') this.begun = begun;
    else if (!begun || begun.start !== this.begun?.start) this.begun = null;
    this.host.requestUpdate();
  };

  readonly pressed = (event: KeyboardEvent): void => {
    const { field, list } = this.host;
    if (event.isComposing || event.keyCode === 229 || event.target !== field) return;
    if (this.begun && list?.press(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key !== 'Tab' || event.ctrlKey || event.altKey || !field) return;
    const at = { start: field.selectionStart, end: field.selectionEnd };
    const hole = nextHole(this.holes, at, event.shiftKey ? -1 : 1);
    if (!hole) return;
    event.preventDefault();
    this.select(hole);
  };

  readonly select = (hole: Hole | undefined): void => {
    const { field } = this.host;
    if (!field || !hole) return;
    field.focus({ preventScroll: true });
    field.setSelectionRange(hole.start, hole.start + hole.length);
  };

  readonly tellField = (): void => {
    const { field, list } = this.host;
    const { begun } = this;
    if (!field) return;
    const active = begun ? list?.activeId : null;
    const attributes = {
      'aria-autocomplete': begun ? 'list' : null,
      'aria-controls': begun ? 'snippet-list' : null,
      'aria-activedescendant': active ?? null,
    };
    for (const [name, value] of Object.entries(attributes))
      if (value) field.setAttribute(name, value);
      else field.removeAttribute(name);
  };
}
