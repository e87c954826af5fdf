/** The templates a text was made with, for as long as something of each still stands in it. */
export class MadeWith {
  private used: { template: string; words: string[] }[] = [];

  add(template: string, text: string): void {
    this.used.push({ template, words: linesOf(text) });
  }

  /** The ids to send along with the text, each once, at most ten. */
  of(text: string): string[] {
    const left = this.used.filter(({ words }) => words.some(line => text.includes(line)));
    return [...new Set(left.map(({ template }) => template))].slice(0, 10);
  }

  clear(): void {
    this.used = [];
  }
}

/** What of a template's text one would know again: its pieces between line ends and what was to be filled in. */
function linesOf(text: string): string[] {
  const pieces = text.split(/\n|\{\{.*?\}\}/s).map(piece => piece.trim());
  const telling = pieces.filter(({ length }) => length >= 8);
  return telling.length > 0 ? telling : pieces.filter(Boolean);
}
