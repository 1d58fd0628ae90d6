// SPDX-License-Identifier: Apache-2.0
#include "server/demo/jpeg.hpp"

#include <array>
#include <cstdint>

namespace kongdi::server::demo {

namespace {

using Block = std::array<int, 64>;

/// T.81 table K.1 at about quality 75, in natural order.
constexpr std::array<std::uint8_t, 64> kQuantum{
    8,  6,  5,  8,  12, 20, 26, 31, 6,  6,  7,  10, 13, 29, 30, 28, 7,  7,  8,  12, 20, 29,
    35, 28, 7,  9,  11, 15, 26, 44, 40, 31, 9,  11, 19, 28, 34, 55, 52, 39, 12, 18, 28, 32,
    41, 52, 57, 46, 25, 32, 39, 44, 52, 61, 60, 51, 36, 46, 48, 49, 56, 50, 52, 50};

constexpr std::array<std::uint8_t, 64> kZigzag{
    0,  1,  8,  16, 9,  2,  3,  10, 17, 24, 32, 25, 18, 11, 4,  5,  12, 19, 26, 33, 40, 48,
    41, 34, 27, 20, 13, 6,  7,  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23,
    30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};

// Huffman tables K.3 and K.5: how many codes of each length, and their symbols.
constexpr std::array<std::uint8_t, 16> kDcLengths{0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0};
constexpr std::array<std::uint8_t, 12> kDcSymbols{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
constexpr std::array<std::uint8_t, 16> kAcLengths{0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125};
constexpr std::array<std::uint8_t, 162> kAcSymbols{
    0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61,
    0x07, 0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xa1, 0x08, 0x23, 0x42, 0xb1, 0xc1, 0x15, 0x52,
    0xd1, 0xf0, 0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0a, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x25,
    0x26, 0x27, 0x28, 0x29, 0x2a, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45,
    0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x63, 0x64,
    0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x83,
    0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99,
    0x9a, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6,
    0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3,
    0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8,
    0xe9, 0xea, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa};

struct Code {
    std::uint32_t bits = 0;
    int length = 0;
};
using Codes = std::array<Code, 256>;

template <std::size_t Count>
constexpr Codes codes_of(const std::array<std::uint8_t, 16>& lengths,
                         const std::array<std::uint8_t, Count>& symbols) {
    Codes codes{};
    std::uint32_t bits = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < lengths.size(); ++i, bits <<= 1)
        for (int left = lengths[i]; left > 0; --left)
            codes[symbols[at++]] = {bits++, static_cast<int>(i) + 1};
    return codes;
}

constexpr Codes kDc = codes_of(kDcLengths, kDcSymbols);
constexpr Codes kAc = codes_of(kAcLengths, kAcSymbols);

/// 8192 · cos(k · π / 16)
constexpr std::array<int, 9> kCosine{8192, 8035, 7568, 6811, 5793, 4551, 3135, 1598, 0};

constexpr int cosine(int k) {
    k %= 32;
    if (k > 16) k = 32 - k;
    return k <= 8 ? kCosine[static_cast<std::size_t>(k)]
                  : -kCosine[static_cast<std::size_t>(16 - k)];
}

/// basis[u * 8 + x], the first row with its factor 1/√2
constexpr std::array<int, 64> make_basis() {
    std::array<int, 64> basis{};
    for (int u = 0; u < 8; ++u)
        for (int x = 0; x < 8; ++x)
            basis[static_cast<std::size_t>(u * 8 + x)] = u == 0 ? 5793 : cosine((2 * x + 1) * u);
    return basis;
}
constexpr std::array<int, 64> kBasis = make_basis();

std::int64_t rounded_division(std::int64_t value, std::int64_t by) {
    return (value >= 0 ? value + by / 2 : value - by / 2) / by;
}

/// The discrete cosine transform of samples within ±128, divided by the quanta.
Block transformed(const Block& samples) {
    std::array<std::int64_t, 64> rows{};
    for (std::size_t y = 0; y < 8; ++y)
        for (std::size_t u = 0; u < 8; ++u)
            for (std::size_t x = 0; x < 8; ++x)
                rows[y * 8 + u] +=
                    static_cast<std::int64_t>(samples[y * 8 + x]) * kBasis[u * 8 + x];
    Block out{};
    for (std::size_t v = 0; v < 8; ++v) {
        for (std::size_t u = 0; u < 8; ++u) {
            std::int64_t sum = 0;
            for (std::size_t y = 0; y < 8; ++y) sum += rows[y * 8 + u] * kBasis[v * 8 + y];
            const std::int64_t scale = (std::int64_t{1} << 28) * kQuantum[v * 8 + u];
            out[v * 8 + u] = static_cast<int>(rounded_division(sum, scale));
        }
    }
    return out;
}

class Writer {
public:
    void byte(int value) { m_out += static_cast<char>(value); }
    void word(std::size_t value) {
        byte(static_cast<int>(value >> 8));
        byte(static_cast<int>(value & 0xFF));
    }
    void marker(int code) {
        byte(0xFF);
        byte(code);
    }
    template <class List>
    void bytes(const List& list) {
        for (const std::uint8_t value : list) byte(value);
    }

    void bits(std::uint32_t value, int length) {
        for (int i = length - 1; i >= 0; --i) {
            m_bits = (m_bits << 1) | static_cast<int>((value >> i) & 1U);
            if (++m_count < 8) continue;
            byte(m_bits);
            if (m_bits == 0xFF) byte(0);  // so that no marker seems to stand here
            m_bits = 0;
            m_count = 0;
        }
    }
    void code(const Code& code) { bits(code.bits, code.length); }
    /// A number's low bits; negative ones as their one's complement.
    void amplitude(int value, int length) {
        bits(static_cast<std::uint32_t>(value < 0 ? value + (1 << length) - 1 : value), length);
    }
    std::string finish() {
        while (m_count != 0) bits(1, 1);
        marker(0xD9);
        return std::move(m_out);
    }

private:
    std::string m_out;
    int m_bits = 0;
    int m_count = 0;
};

int length_of(int value) {
    int length = 0;
    for (int left = value < 0 ? -value : value; left != 0; left >>= 1) ++length;
    return length;
}

void write_block(Writer& out, const Block& block, int& last_dc) {
    const int step = block[0] - last_dc;
    last_dc = block[0];
    out.code(kDc[static_cast<std::size_t>(length_of(step))]);
    out.amplitude(step, length_of(step));
    std::size_t zeros = 0;
    for (std::size_t i = 1; i < 64; ++i) {
        const int value = block[kZigzag[i]];
        if (value == 0) {
            ++zeros;
            continue;
        }
        for (; zeros >= 16; zeros -= 16) out.code(kAc[0xF0]);
        const int length = length_of(value);
        out.code(kAc[zeros * 16 + static_cast<std::size_t>(length)]);
        out.amplitude(value, length);
        zeros = 0;
    }
    if (zeros > 0) out.code(kAc[0]);
}

void write_head(Writer& out, const Canvas& canvas) {
    out.marker(0xD8);
    out.marker(0xE0);
    out.word(16);
    out.bytes(std::array<std::uint8_t, 14>{'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0});
    out.marker(0xDB);
    out.word(67);
    out.byte(0);
    for (const std::uint8_t at : kZigzag) out.byte(kQuantum[at]);
    out.marker(0xC0);
    out.word(17);
    out.byte(8);
    out.word(static_cast<std::size_t>(canvas.height()));
    out.word(static_cast<std::size_t>(canvas.width()));
    out.byte(3);
    for (int component = 1; component <= 3; ++component)
        out.bytes(std::array<std::uint8_t, 3>{static_cast<std::uint8_t>(component), 0x11, 0});
    out.marker(0xC4);
    out.word(2 + 17 + kDcSymbols.size() + 17 + kAcSymbols.size());
    out.byte(0x00);
    out.bytes(kDcLengths);
    out.bytes(kDcSymbols);
    out.byte(0x10);
    out.bytes(kAcLengths);
    out.bytes(kAcSymbols);
    out.marker(0xDA);
    out.word(12);
    out.bytes(std::array<std::uint8_t, 10>{3, 1, 0, 2, 0, 3, 0, 0, 63, 0});
}

/// Y, Cb or Cr of a pixel, less 128, by JFIF's matrix in 16-bit fractions.
int component_of(Rgb c, int component) {
    constexpr int kMatrix[3][3]{
        {19595, 38470, 7471}, {-11059, -21709, 32768}, {32768, -27439, -5329}};
    const auto& row = kMatrix[component];
    const int value = (row[0] * c.red + row[1] * c.green + row[2] * c.blue + 32768) >> 16;
    return component == 0 ? value - 128 : value > 127 ? 127 : value;
}

}  // namespace

std::string encoded_jpeg(const Canvas& canvas) {
    Writer out;
    write_head(out, canvas);
    std::array<int, 3> last_dc{};
    for (int top = 0; top < canvas.height(); top += 8) {
        for (int left = 0; left < canvas.width(); left += 8) {
            for (int component = 0; component < 3; ++component) {
                Block samples{};
                for (int i = 0; i < 64; ++i)
                    samples[static_cast<std::size_t>(i)] =
                        component_of(canvas.at(left + i % 8, top + i / 8), component);
                write_block(out, transformed(samples),
                            last_dc[static_cast<std::size_t>(component)]);
            }
        }
    }
    return out.finish();
}

}  // namespace kongdi::server::demo
