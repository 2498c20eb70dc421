import { clip, wordsOf } from '../text.ts';
import { dateOf, type EpochDay } from './days.ts';
import { percent, type ProgressView, sayShortDay, saySpan } from './view.ts';

/** In units of the SVG, as all lengths below. */
const width = 960;

/** How wide it is drawn: sharp on a phone, and a third fewer dots to compress than one a unit. */
const pixels = 800;
const margin = 40;
const rowHeight = 34;

/** Told apart by their lightness, too; on white, the darker two can be read. */
const ink = '#16202c';
const quiet = '#4a5a6a';
const strong = '#0b4f8a';
const pale = '#dde5ee';
const warm = '#b34700';

/** Everything in one picture. Each shape has its number or its word beside it: colour is never the only sign. */
export function pictureOf(view: ProgressView): string {
  const top = 170;
  const lower = top + view.lines.length * rowHeight + 50;
  const height = lower + 350;
  const parts = [head(view), lessons(view, top), calendar(view, lower), forecast(view, lower), trap(view, lower + 268)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${Math.round((height * pixels) / width)}" viewBox="0 0 ${width} ${height}" font-family="Inter"><rect width="${width}" height="${height}" fill="#ffffff"/>${parts.join('')}</svg>`;
}

function head({ overall, streak, days }: ProgressView): string {
  return [
    words('Your progress', margin, 62, { size: 34, weight: 700 }),
    words(sayShortDay(days.today), width - margin, 62, { size: 20, fill: quiet, anchor: 'end' }),
    words(percent(overall), margin, 122, { size: 40, weight: 700, fill: strong }),
    words('of the exam guide known now', margin + 106, 122, { size: 20 }),
    words(`Streak: ${saySpan(streak.days)}`, width - margin, 108, { size: 24, weight: 700, anchor: 'end' }),
    words(`Freezes kept: ${streak.freezes}`, width - margin, 136, { size: 18, fill: quiet, anchor: 'end' }),
  ].join('');
}

/** A bar a lesson or a chapter, as long as it is known. */
function lessons({ lines }: ProgressView, top: number): string {
  const [left, full] = [430, 400];
  return lines
    .map(({ name, share }, nth) => {
      const y = top + nth * rowHeight;
      return [
        words(clip(name, 36), margin, y + 18, { size: 18 }),
        `<rect x="${left}" y="${y}" width="${full}" height="22" rx="4" fill="${pale}" stroke="${quiet}" stroke-width="1"/>`,
        share > 0 ? `<rect x="${left}" y="${y}" width="${Math.max(4, share * full).toFixed(1)}" height="22" rx="4" fill="${strong}"/>` : '',
        words(percent(share), width - margin, y + 18, { size: 18, weight: 700, anchor: 'end' }),
      ].join('');
    })
    .join('');
}

/** A column a week, Monday on top. The more was answered, the larger the square; a ring is a freeze, a cross a day on which the bot was down. */
function calendar({ days, streak, monday }: ProgressView, top: number): string {
  const cell = 26;
  const at = (day: EpochDay) => {
    const nth = day - monday;
    return { x: margin + 34 + Math.floor(nth / 7) * cell + cell / 2, y: top + 40 + (nth % 7) * cell + cell / 2 };
  };
  const count = days.today - monday + 1;
  const marks = Array.from({ length: count }, (_, nth) => {
    const day = monday + nth;
    const { x, y } = at(day);
    const answers = days.answers.get(day) ?? 0;
    const today =
      day === days.today ? `<rect x="${x - 12}" y="${y - 12}" width="24" height="24" fill="none" stroke="${ink}" stroke-width="2"/>` : '';
    return today + mark({ x, y, answers, isFrozen: streak.frozen.has(day), isDown: days.down.has(day) });
  });
  const names = ['Mon', '', 'Wed', '', 'Fri', '', 'Sun'].map((name, nth) =>
    words(name, margin, top + 40 + nth * cell + 18, { size: 15, fill: quiet }),
  );
  return [
    words('Your days', margin, top + 18, { size: 20, weight: 700 }),
    ...names,
    ...marks,
    words('larger: more answers · ring: freeze · ×: bot was down', margin, top + 40 + 7 * cell + 22, { size: 15, fill: quiet }),
  ].join('');
}

function mark({ x, y, answers, isFrozen, isDown }: { x: number; y: number; answers: number; isFrozen: boolean; isDown: boolean }): string {
  if (answers > 0) {
    const half = answers < 5 ? 5 : answers < 15 ? 7.5 : 10;
    return `<rect x="${x - half}" y="${y - half}" width="${half * 2}" height="${half * 2}" rx="2" fill="${strong}"/>`;
  }
  if (isFrozen) return `<circle cx="${x}" cy="${y}" r="7" fill="none" stroke="${warm}" stroke-width="3"/>`;
  if (isDown) return `<path d="M${x - 5} ${y - 5}l10 10m0 -10l-10 10" stroke="${quiet}" stroke-width="2"/>`;
  return `<circle cx="${x}" cy="${y}" r="2" fill="${quiet}"/>`;
}

/** Two lines from today to the last day: what stays without any review, dashed, and what stays with all of them. */
function forecast({ forecast: points, until }: ProgressView, top: number): string {
  const [left, right, upper, lower] = [480, 850, top + 50, top + 222];
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  const x = (at: number) => left + ((at - first.at) / Math.max(1, last.at - first.at)) * (right - left);
  const y = (share: number) => lower - share * (lower - upper);
  const path = (of: 'idle' | 'reviewed') => points.map((point) => `${x(point.at).toFixed(1)},${y(point[of]).toFixed(1)}`).join(' ');
  const apart = Math.max(0, 18 - (y(last.idle) - y(last.reviewed)));
  return [
    words(until.isExam ? `Until your exam, ${dateOf(until.day)}` : 'The next 30 days', left, top + 18, { size: 20, weight: 700 }),
    `<path d="M${left} ${upper}V${lower}H${right}" fill="none" stroke="${quiet}"/>`,
    words('100 %', left - 8, upper + 6, { size: 15, fill: quiet, anchor: 'end' }),
    words('0 %', left - 8, lower, { size: 15, fill: quiet, anchor: 'end' }),
    `<polyline points="${path('reviewed')}" fill="none" stroke="${strong}" stroke-width="4"/>`,
    `<polyline points="${path('idle')}" fill="none" stroke="${warm}" stroke-width="4" stroke-dasharray="3 7" stroke-linecap="round"/>`,
    words(percent(last.reviewed), right + 10, y(last.reviewed) + 6 - apart / 2, { size: 16, weight: 700, fill: strong }),
    words(percent(last.idle), right + 10, y(last.idle) + 6 + apart / 2, { size: 16, weight: 700, fill: warm }),
    words('line: with reviews · dots: without', left, lower + 22, { size: 15, fill: quiet }),
  ].join('');
}

function trap({ trap: weakest }: ProgressView, top: number): string {
  const said = weakest
    ? `“${wordsOf(weakest.trap.belief)}” is wrong; chosen ${weakest.times === 1 ? 'once' : `${weakest.times} times`} lately.`
    : 'None: no wrong answer of yours lately fell into one.';
  const lines = wrapped(said, 96).slice(0, 2);
  return [
    words('Weakest trap', margin, top + 24, { size: 20, weight: 700 }),
    ...lines.map((line, nth) => words(nth === 1 && lines.length === 2 ? clip(line, 96) : line, margin, top + 50 + nth * 24, { size: 17 })),
  ].join('');
}

function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

interface Look {
  readonly size: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly anchor?: 'end';
}

function words(text: string, x: number, y: number, { size, weight = 400, fill = ink, anchor }: Look): string {
  const end = anchor ? ` text-anchor="${anchor}"` : '';
  return `<text x="${x}" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight}" fill="${fill}"${end}>${escaped(text)}</text>`;
}

/** Signs that XML forbids altogether would cost the whole picture. */
function escaped(text: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu, '')
    .replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
