// SPDX-License-Identifier: Apache-2.0
// Vector tiles written by hand, for tests that need tiles of their own.

const varint = (number) => {
    const bytes = [];
    let rest = BigInt.asUintN(64, BigInt(number));
    for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
    bytes.push(Number(rest));
    return Buffer.from(bytes);
};
const number = (field, value) => Buffer.concat([varint(field << 3), varint(value)]);
const bytes = (field, value) => {
    const content = Buffer.from(value);
    return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
};
const zigzag = (value) => (value << 1) ^ (value >> 31);

/** Degrees as a share of the world, north at the top. */
export function world([lon, lat]) {
    const radians = (lat * Math.PI) / 180;
    return [(lon + 180) / 360, (1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2];
}

const kShapes = { point: 1, line: 2, polygon: 3 };

/** One layer; a feature is {shape, parts: [[[x, y], …], …], name…} in units of the tile. */
export function layer(name, features) {
    const keys = [];
    const values = [];
    const written = features.map(({ shape, parts, ...tags }, at) => {
        const words = [];
        let [x, y] = [0, 0];
        const step = ([to_x, to_y]) => {
            words.push(varint(zigzag(to_x - x) >>> 0), varint(zigzag(to_y - y) >>> 0));
            [x, y] = [to_x, to_y];
        };
        for (const part of parts) {
            words.push(varint((1 << 3) | 1));
            step(part[0]);
            if (shape === 'point') continue;
            words.push(varint(((part.length - 1) << 3) | 2));
            part.slice(1).forEach(step);
            if (shape === 'polygon') words.push(varint((1 << 3) | 7));
        }
        const pairs = Object.entries(tags).filter(([, value]) => value).flatMap(([key, value]) => {
            if (!keys.includes(key)) keys.push(key);
            values.push(typeof value === 'number' ? number(5, value) : bytes(1, value));
            return [varint(keys.indexOf(key)), varint(values.length - 1)];
        });
        return Buffer.concat([number(1, at + 1), bytes(2, Buffer.concat(pairs)),
            number(3, kShapes[shape]), bytes(4, Buffer.concat(words))]);
    });
    return bytes(3, Buffer.concat([number(15, 2), bytes(1, name),
        ...written.map((feature) => bytes(2, feature)), ...keys.map((key) => bytes(3, key)),
        ...values.map((value) => bytes(4, value)), number(5, 4096)]));
}
