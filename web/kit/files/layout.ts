/** How pictures of a message stand: the size of one, or the cells of several. Known before a byte of them is here. */
const widest = 340;
const highest = 380;
const flattest = 3;

export interface Cell {
  /** As CSS: width by height. */
  ratio: string;
  /** Across all columns. */
  wide: boolean;
}

/** The width in CSS pixels at which one picture is shown; its height follows from `ratio`. */
export function single(width: number, height: number): { inlineSize: number; ratio: number } {
  const ratio = Math.min(flattest, Math.max(1 / flattest, width / height));
  const natural = Math.max(width, 160);
  return { inlineSize: Math.round(Math.min(widest, natural, highest * ratio)), ratio };
}

/** Two to four in two columns, more in three; those beyond six are counted on the last. */
export function grid(count: number): { columns: number; cells: Cell[]; hidden: number } {
  const shown = Math.min(count, 6);
  const columns = count > 4 ? 3 : 2;
  const cells = Array.from({ length: shown }, (_, i) => {
    const wide = (count === 3 && i === 0) || (count === 5 && i === 0);
    return { ratio: wide ? '2 / 1' : '1', wide };
  });
  return { columns: count === 5 ? 2 : columns, cells, hidden: count - shown };
}
