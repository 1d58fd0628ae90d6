// SPDX-License-Identifier: Apache-2.0
// Two pictures of a page, compared: the elements over the canvas cannot be seen, the canvas can.
import assert from 'node:assert/strict';

/** By how much the second picture stands lower than the first; found by comparing rows. */
export async function shiftOf(context, first, second) {
    const blank = await context.newPage();
    const shift = await blank.evaluate(async (pictures) => {
        const [a, b] = await Promise.all(pictures.map(async (base64) => {
            const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
            const image = await createImageBitmap(new Blob([bytes]));
            const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
            pen.drawImage(image, 0, 0);
            return pen.getImageData(0, 0, image.width, image.height);
        }));
        const row = (one, y) => new Uint32Array(one.data.buffer, y * one.width * 4, one.width);
        const wrong = (dy) => {
            let count = 0;
            let all = 0;
            for (let y = Math.max(0, dy); y < a.height + Math.min(0, dy); ++y) {
                const p = row(a, y - dy);
                const q = row(b, y);
                for (let x = 0; x < a.width; x += 3) {
                    all += 1;
                    if (p[x] !== q[x]) count += 1;
                }
            }
            return count / all;
        };
        let best = { dy: 0, part: Infinity };
        for (let dy = -300; dy <= 300; ++dy) {
            const part = wrong(dy);
            if (part < best.part) best = { dy, part };
        }
        return best;
    }, [first.toString('base64'), second.toString('base64')]);
    await blank.close();
    assert.ok(shift.part < 0.02, 'the two pictures show the same at different heights');
    return shift.dy;
}
