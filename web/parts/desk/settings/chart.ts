import { html, nothing, svg, type TemplateResult } from 'lit';
import { type Column, scale } from '../../../kit/desk/settings/figures';
import type { SettingsTongue } from '../../../kit/desk/settings/words';

const [height, start, foot] = [200, 34, 24];

/** Answers per day: those in time, and above them, hatched, those that were not. The same stands in its table. */
export function dayChart(columns: readonly Column[], words: SettingsTongue, width = 760): TemplateResult {
  const { t } = words;
  const most = Math.max(1, ...columns.map(({ within, missed }) => within + missed));
  const lines = scale(most);
  const top = lines.at(-1) ?? 1;
  const room = height - foot - 8;
  const tall = (n: number) => (n / top) * room;
  const step = (width - start) / columns.length;
  const bar = Math.max(2, Math.min(22, step * 0.72));
  const every = Math.max(1, Math.ceil(columns.length / (width / 125)));
  const sum = (of: 'within' | 'missed') => columns.reduce((n, one) => n + one[of], 0);
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label=${t('chartSays', { within: sum('within'), missed: sum('missed') })}>
    <defs><pattern id="missed-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" class="missed-ground" /><path d="M0 0v5" class="missed-line" /></pattern></defs>
    ${lines.map(line => {
      const y = height - foot - tall(line);
      return svg`<line class="grid" x1=${start} x2=${width} y1=${y} y2=${y} /><text class="scale" x=${start - 8} y=${y + 4} text-anchor="end">${line}</text>`;
    })}
    ${columns.map(({ first, last, within, missed }, i) => {
      const x = start + i * step + (step - bar) / 2;
      const y = height - foot - tall(within);
      const name = first === last ? words.date(first) : `${words.date(first)} – ${words.date(last)}`;
      return svg`<g><title>${`${name}: ${t('inTime')} ${within}, ${t('tooLate')} ${missed}`}</title>
        <rect class="hit" x=${start + i * step} y="0" width=${step} height=${height - foot} />
        ${within > 0 ? svg`<rect class="within" x=${x} y=${y} width=${bar} height=${tall(within)} rx=${Math.min(3, bar / 3)} />` : nothing}
        ${missed > 0 ? svg`<rect class="missed" x=${x} y=${y - tall(missed) - (within > 0 ? 1.5 : 0)} width=${bar} height=${tall(missed)} rx=${Math.min(3, bar / 3)} />` : nothing}
        ${i % every === 0 ? svg`<text class="scale" x=${start + i * step + step / 2} y=${height - 6} text-anchor=${i === 0 ? 'start' : 'middle'}>${words.date(first)}</text>` : nothing}
      </g>`;
    })}
  </svg>`;
}
