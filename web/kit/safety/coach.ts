import { Listeners } from '../listeners';
import { Refusal } from '../problem';
import { isVisible } from '../visible';
import type { DraftCheck, Measure, TextFinding } from './wire';

/** How long a writer must rest before they are spoken to. */
const restMs = 600;
const shortest = 3;
/** A word such as “at” between two findings leaves them side by side. */
const besideChars = 6;

/** Something found, and the words it was found in. */
export interface Remark extends TextFinding {
  words: string;
}

/**
 * Asks, while somebody writes, what would become of the text. Only at rest, never twice at once, and never in the way: an answer that comes
 * too late, or not at all, is no answer. What the server found disappears as soon as its words do.
 */
export class Coach {
  readonly changed = new Listeners();
  verdict: Measure = 'allow';
  remarks: Remark[] = [];
  text = '';
  private asked: string | null = null;
  private hushed = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = new AbortController();
  private quietUntil = 0;
  /** The server does not screen. */
  private off = false;

  constructor(private readonly ask: (text: string, signal: AbortSignal) => Promise<DraftCheck>) {}

  typed(text: string): void {
    if (text === this.text) return;
    this.stop();
    this.text = text;
    const left = isVisible(text) ? this.remarks.flatMap(remark => moved(remark, text)) : [];
    this.become(this.verdict, left);
    if (this.off || text.trim().length < shortest || text === this.asked) return;
    this.timer = setTimeout(() => void this.check(text), Math.max(restMs, this.quietUntil - Date.now()));
  }

  /** The server said it of this text already, when it was sent. */
  told(text: string, verdict: Measure, findings: readonly TextFinding[]): void {
    this.stop();
    this.text = text;
    this.asked = text;
    this.hushed = '';
    this.become(verdict, remarksOf(text, findings));
  }

  /** No more of these, until there are others. */
  hush(): void {
    this.hushed = nameOf(this.remarks);
    this.changed.tell();
  }

  /** What is to be shown. */
  get shown(): readonly Remark[] {
    return nameOf(this.remarks) === this.hushed ? [] : this.remarks;
  }

  /** Another place, or the text is gone. */
  forget(): void {
    this.stop();
    this.text = '';
    this.asked = null;
    this.hushed = '';
    this.become('allow', []);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.asking.abort();
  }

  private async check(text: string): Promise<void> {
    this.asking = new AbortController();
    const { signal } = this.asking;
    try {
      const { verdict, findings } = await this.ask(text, signal);
      if (signal.aborted || text !== this.text) return;
      this.asked = text;
      this.become(verdict, remarksOf(text, findings));
    } catch (error) {
      if (!(error instanceof Refusal)) return;
      if (error.retryAfter) this.quietUntil = Date.now() + error.retryAfter * 1000;
      this.off = error.status === 404;
    }
  }

  private become(verdict: Measure, remarks: Remark[]): void {
    const before = `${this.verdict} ${JSON.stringify(this.remarks)}`;
    this.verdict = remarks.length > 0 ? verdict : 'allow';
    this.remarks = remarks;
    if (before !== `${this.verdict} ${JSON.stringify(remarks)}`) this.changed.tell();
  }
}

function remarksOf(text: string, findings: readonly TextFinding[]): Remark[] {
  return joined(text, findings).map(finding => ({
    ...finding,
    words: text.slice(finding.start, finding.start + finding.length),
  }));
}

/** “Call me” and the number that follows are one thing to whoever wrote them: what lies side by side under one rule is said once. */
function joined(text: string, findings: readonly TextFinding[]): TextFinding[] {
  const all: TextFinding[] = [];
  for (const finding of findings) {
    const at = all.findIndex(
      one => one.kind === finding.kind && one.rule === finding.rule && near(text, one, finding),
    );
    const one = all[at];
    if (!one) {
      all.push(finding);
      continue;
    }
    const start = Math.min(one.start, finding.start);
    const end = Math.max(one.start + one.length, finding.start + finding.length);
    all[at] = { ...one, start, length: end - start };
  }
  return all;
}

/** Two numbers are two things, unless their places overlap. */
function near(text: string, a: TextFinding, b: TextFinding): boolean {
  if (a.length === 0 || b.length === 0) return false;
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  const end = first.start + first.length;
  if (second.start <= end) return true;
  const between = text.slice(end, second.start);
  const numbers = [first, second].filter(one => /\d/.test(text.slice(one.start, one.start + one.length)));
  return numbers.length < 2 && between.length <= besideChars && !/[.!?\n]/.test(between);
}

/** Where its words stand now: the place nearest to where they stood. */
function moved(remark: Remark, text: string): Remark[] {
  const { words, start } = remark;
  if (words === '') return [remark];
  const before = text.lastIndexOf(words, start);
  const after = text.indexOf(words, start);
  const at = before < 0 || (after >= 0 && after - start < start - before) ? after : before;
  return at < 0 ? [] : [{ ...remark, start: at }];
}

const nameOf = (remarks: readonly Remark[]): string =>
  remarks.map(({ kind, words }) => `${kind} ${words}`).join('\n');
