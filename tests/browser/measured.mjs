// SPDX-License-Identifier: Apache-2.0
// The figures the page is measured by: one row each, printed at once, and kept as one table beside
// the build (build/tests/measured.txt and .json). A file that runs again replaces its own rows.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = join(root, 'build', 'tests');
const kept = join(folder, 'measured.json');
const table = join(folder, 'measured.txt');
const file = basename(process.argv[1] ?? 'by-hand').replace(/_test\.mjs$/, '');

// A time is a matter of the machine and of who else uses it: only what is clearly wrong fails.
const kClearlyWrong = 3;
const busyness = () => Math.max(1, loadavg()[0] / cpus().length);

function rowsKept() {
    try {
        return JSON.parse(readFileSync(kept, 'utf8')).rows;
    } catch {
        return []; // nothing was measured yet
    }
}

function widthOf(text) {
    // Chinese letters take two places.
    return [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e80 ? 2 : 1), 0);
}

function shown(value) {
    if (typeof value !== 'number') return String(value);
    if (Number.isInteger(value)) return value.toLocaleString('en-GB').replaceAll(',', ' ');
    return value.toFixed(value < 10 ? 2 : 1);
}

function line(row) {
    const unit = row.unit ? ` ${row.unit}` : '';
    const limit = row.limit === null ? '' : `≤ ${shown(row.limit)}${unit}`;
    const met = row.limit === null ? '' : row.met ? 'met' : 'MISSED';
    return [String(row.goal), row.what, `${shown(row.figure)}${unit}`, limit, met, row.note];
}

function tableOf(rows) {
    const lines = [['goal', 'what', 'figure', 'limit', '', 'how'], ...rows.map(line)];
    const widths = lines[0].map((_, i) => Math.max(...lines.map((cells) => widthOf(cells[i]))));
    return lines
        .map((cells) => cells
            .map((cell, i) => cell + ' '.repeat(widths[i] - widthOf(cell)))
            .join('  ')
            .trimEnd())
        .join('\n');
}

/**
 * One figure. `goal` is its number in the list of goals. Of kind 'budget' it fails above `most`
 * (the goal itself, unless another is given); of kind 'time' at three times the goal, or more when
 * more wants to run than there are cores.
 */
export function measured({
    goal, what, figure, unit = '', limit = null, kind = 'budget', most = limit, note = '',
}) {
    const met = limit === null || figure <= limit;
    const busy = loadavg()[0].toFixed(1);
    const row = { file, goal, what, figure, unit, limit, met, kind, note };
    row.machine = { cores: cpus().length, load: Number(busy) };
    if (kind === 'time')
        row.note = `${note ? `${note}; ` : ''}${cpus().length} cores, load ${busy}`;
    const rows = rowsKept().filter((one) => one.file !== file || one.what !== what);
    rows.push(row);
    rows.sort((a, b) => a.goal - b.goal);
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${kept}.part`, `${JSON.stringify({ rows }, null, 1)}\n`);
    renameSync(`${kept}.part`, kept);
    writeFileSync(table, `${tableOf(rows)}\n`);
    console.log(line(row).filter((cell) => cell !== '').join(' · '));
    const fails = kind === 'time' ? limit * kClearlyWrong * busyness() : most;
    assert.ok(limit === null || figure <= fails,
        `${what}: ${shown(figure)} ${unit}, the limit is ${shown(limit)} ${unit}`);
}

export function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
}

/** Numbers that look random and come again with the same seed. */
export function randomOf(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
}
