// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/clusters.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace kongdi::widgets {

namespace {

struct Range {
    std::uint32_t first, last;
};

// Marks that belong to the letter before them (Mn, Me, Mc of Unicode 15), in ranges that may hold
// unassigned code points between them. Sorted.
constexpr Range kMarks[] = {
    {0x0300, 0x036F},   {0x0483, 0x0489},   {0x0591, 0x05BD},   {0x05BF, 0x05BF},
    {0x05C1, 0x05C2},   {0x05C4, 0x05C5},   {0x05C7, 0x05C7},   {0x0610, 0x061A},
    {0x064B, 0x065F},   {0x0670, 0x0670},   {0x06D6, 0x06DC},   {0x06DF, 0x06E4},
    {0x06E7, 0x06E8},   {0x06EA, 0x06ED},   {0x0711, 0x0711},   {0x0730, 0x074A},
    {0x07A6, 0x07B0},   {0x07EB, 0x07F3},   {0x0816, 0x082D},   {0x0859, 0x085B},
    {0x0898, 0x089F},   {0x08CA, 0x0903},   {0x093A, 0x093C},   {0x093E, 0x094F},
    {0x0951, 0x0957},   {0x0962, 0x0963},   {0x0981, 0x0983},   {0x09BC, 0x09BC},
    {0x09BE, 0x09CD},   {0x09D7, 0x09D7},   {0x09E2, 0x09E3},   {0x0A01, 0x0A03},
    {0x0A3C, 0x0A51},   {0x0A70, 0x0A71},   {0x0A75, 0x0A75},   {0x0A81, 0x0A83},
    {0x0ABC, 0x0ABC},   {0x0ABE, 0x0ACD},   {0x0AE2, 0x0AE3},   {0x0AFA, 0x0AFF},
    {0x0B01, 0x0B03},   {0x0B3C, 0x0B3C},   {0x0B3E, 0x0B57},   {0x0B62, 0x0B63},
    {0x0B82, 0x0B82},   {0x0BBE, 0x0BCD},   {0x0BD7, 0x0BD7},   {0x0C00, 0x0C04},
    {0x0C3C, 0x0C3C},   {0x0C3E, 0x0C56},   {0x0C62, 0x0C63},   {0x0C81, 0x0C83},
    {0x0CBC, 0x0CBC},   {0x0CBE, 0x0CD6},   {0x0CE2, 0x0CE3},   {0x0D00, 0x0D03},
    {0x0D3B, 0x0D3C},   {0x0D3E, 0x0D4D},   {0x0D57, 0x0D57},   {0x0D62, 0x0D63},
    {0x0D81, 0x0D83},   {0x0DCA, 0x0DDF},   {0x0DF2, 0x0DF3},   {0x0E31, 0x0E31},
    {0x0E33, 0x0E3A},   {0x0E47, 0x0E4E},   {0x0EB1, 0x0EB1},   {0x0EB3, 0x0EBC},
    {0x0EC8, 0x0ECE},   {0x0F18, 0x0F19},   {0x0F35, 0x0F35},   {0x0F37, 0x0F37},
    {0x0F39, 0x0F39},   {0x0F3E, 0x0F3F},   {0x0F71, 0x0F84},   {0x0F86, 0x0F87},
    {0x0F8D, 0x0FBC},   {0x0FC6, 0x0FC6},   {0x102B, 0x103E},   {0x1056, 0x1059},
    {0x105E, 0x1060},   {0x1062, 0x1064},   {0x1067, 0x106D},   {0x1071, 0x1074},
    {0x1082, 0x108D},   {0x108F, 0x108F},   {0x109A, 0x109D},   {0x135D, 0x135F},
    {0x1712, 0x1715},   {0x1732, 0x1734},   {0x17B4, 0x17D3},   {0x17DD, 0x17DD},
    {0x180B, 0x180D},   {0x180F, 0x180F},   {0x18A9, 0x18A9},   {0x1920, 0x193B},
    {0x1A17, 0x1A1B},   {0x1A55, 0x1A7F},   {0x1AB0, 0x1ACE},   {0x1B00, 0x1B04},
    {0x1B34, 0x1B44},   {0x1B6B, 0x1B73},   {0x1B80, 0x1B82},   {0x1BA1, 0x1BAD},
    {0x1BE6, 0x1BF3},   {0x1C24, 0x1C37},   {0x1CD0, 0x1CD2},   {0x1CD4, 0x1CE8},
    {0x1CED, 0x1CED},   {0x1CF4, 0x1CF4},   {0x1CF7, 0x1CF9},   {0x1DC0, 0x1DFF},
    {0x200C, 0x200D},   {0x20D0, 0x20F0},   {0x2CEF, 0x2CF1},   {0x2DE0, 0x2DFF},
    {0x302A, 0x302F},   {0x3099, 0x309A},   {0xA66F, 0xA672},   {0xA674, 0xA67D},
    {0xA69E, 0xA69F},   {0xA6F0, 0xA6F1},   {0xA802, 0xA802},   {0xA806, 0xA806},
    {0xA80B, 0xA80B},   {0xA823, 0xA827},   {0xA880, 0xA881},   {0xA8B4, 0xA8C5},
    {0xA8E0, 0xA8F1},   {0xA8FF, 0xA8FF},   {0xA926, 0xA92D},   {0xA947, 0xA953},
    {0xA980, 0xA983},   {0xA9B3, 0xA9C0},   {0xAA29, 0xAA36},   {0xAA43, 0xAA43},
    {0xAA4C, 0xAA4D},   {0xAAEB, 0xAAEF},   {0xAAF5, 0xAAF6},   {0xABE3, 0xABEA},
    {0xABEC, 0xABED},   {0xFB1E, 0xFB1E},   {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F},
    {0x101FD, 0x101FD}, {0x10A01, 0x10A0F}, {0x10A38, 0x10A3F}, {0x11000, 0x11002},
    {0x11038, 0x11046}, {0x110B0, 0x110BA}, {0x11100, 0x11102}, {0x11127, 0x11134},
    {0x1D165, 0x1D169}, {0x1D16D, 0x1D172}, {0x1E000, 0x1E02A}, {0x1E8D0, 0x1E8D6},
    {0x1E944, 0x1E94A}, {0x1F3FB, 0x1F3FF},  // the colours of skin
    {0xE0020, 0xE007F},                      // tags: the flags of England, Scotland and Wales
    {0xE0100, 0xE01EF},                      // variants of hanzi
};

bool is_mark(std::uint32_t c) {
    if (c < kMarks[0].first) return false;
    const auto* range = std::upper_bound(
        std::begin(kMarks), std::end(kMarks), c,
        [](std::uint32_t value, const Range& candidate) { return value < candidate.first; });
    return c <= std::prev(range)->last;
}

bool is_flag_half(std::uint32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

bool is_picture(std::uint32_t c) {
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2190 && c <= 0x2BFF) || c == 0xA9 ||
           c == 0xAE || c == 0x3030 || c == 0x303D || c == 0x3297 || c == 0x3299;
}

// Signs that join the consonants around them, from Devanagari to Malayalam.
bool is_virama(std::uint32_t c) { return c >= 0x094D && c <= 0x0D4D && (c & 0x7F) == 0x4D; }
bool is_consonant(std::uint32_t c) {
    return c >= 0x0900 && c <= 0x0D7F &&
           (((c & 0x7F) >= 0x15 && (c & 0x7F) <= 0x39) || (c & 0x7F) >= 0x58);
}

enum class Jamo { None, Lead, Vowel, Tail, SyllableOpen, SyllableClosed };
Jamo jamo_of(std::uint32_t c) {
    if ((c >= 0x1100 && c <= 0x115F) || (c >= 0xA960 && c <= 0xA97C)) return Jamo::Lead;
    if ((c >= 0x1160 && c <= 0x11A7) || (c >= 0xD7B0 && c <= 0xD7C6)) return Jamo::Vowel;
    if ((c >= 0x11A8 && c <= 0x11FF) || (c >= 0xD7CB && c <= 0xD7FB)) return Jamo::Tail;
    if (c >= 0xAC00 && c <= 0xD7A3)
        return (c - 0xAC00) % 28 == 0 ? Jamo::SyllableOpen : Jamo::SyllableClosed;
    return Jamo::None;
}

bool jamo_join(std::uint32_t before, std::uint32_t after) {
    const Jamo a = jamo_of(before);
    const Jamo b = jamo_of(after);
    if (a == Jamo::Lead) return b != Jamo::None && b != Jamo::Tail;
    if (a == Jamo::Vowel || a == Jamo::SyllableOpen) return b == Jamo::Vowel || b == Jamo::Tail;
    return (a == Jamo::Tail || a == Jamo::SyllableClosed) && b == Jamo::Tail;
}

// One letter carries no more than this, however many somebody piles up; what is over starts anew.
constexpr int kMostInLetter = 32;
constexpr int kMostInWord = 48;

/// Does `next` belong to the cluster that has begun with `first` and ends in `last`? `flags` counts
/// the halves of flags in it.
bool joins(std::uint32_t first, std::uint32_t last, std::uint32_t next, int flags) {
    if (is_invisible(first)) return false;
    if (is_mark(next)) return true;
    if (next < 0x900) return false;
    if (last == 0x200D && is_picture(next) && (is_picture(first) || first >= 0x1F000)) return true;
    if (is_flag_half(last) && is_flag_half(next)) return flags % 2 == 1;
    if (is_virama(last) && is_consonant(next) && (next >> 7) == (last >> 7)) return true;
    return jamo_join(last, next);
}

}  // namespace

std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    constexpr std::uint32_t kBroken = 0xFFFD;
    const unsigned first = byte(at);
    ++at;
    if (first < 0x80) return first;
    int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : -1;
    if (more < 0 || first > 0xF4) return kBroken;
    constexpr std::array<std::uint32_t, 4> kLeast{0, 0x80, 0x800, 0x10000};
    const std::uint32_t least = kLeast[static_cast<std::size_t>(more)];
    std::uint32_t c = first & (0x3Fu >> more);
    for (; more > 0; --more) {
        if (at >= text.size() || (byte(at) & 0xC0) != 0x80) return kBroken;
        c = (c << 6) | (byte(at) & 0x3Fu);
        ++at;
    }
    const bool surrogate = c >= 0xD800 && c < 0xE000;
    return c < least || c > 0x10FFFF || surrogate ? kBroken : c;
}

bool is_invisible(std::uint32_t c) {
    return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0xAD ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
           (c >= 0xFFF0 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool is_right_to_left(std::uint32_t c) {
    return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF && c != 0xFD3E) ||
           (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

Cluster next_cluster(std::string_view text, std::size_t& at) {
    Cluster cluster;
    cluster.begin = at;
    cluster.first = cluster.last = next_code_point(text, at);
    cluster.single = cluster.first != 0xFFFD || at - cluster.begin == 3;
    cluster.right_to_left = is_right_to_left(cluster.first);
    // Nearly always: neither ASCII nor a hanzi from U+4000 to U+9FFF ever joins what is before it.
    const unsigned behind_it = at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
    if (behind_it < 0x80 || (behind_it >= 0xE4 && behind_it <= 0xE9)) {
        cluster.end = at;
        return cluster;
    }
    int flags = is_flag_half(cluster.first) ? 1 : 0;
    const int most = cluster.right_to_left ? kMostInWord : kMostInLetter;
    for (int count = 1; at < text.size() && count < most; ++count) {
        std::size_t behind = at;
        const std::uint32_t next = next_code_point(text, behind);
        const bool word = cluster.right_to_left && (is_right_to_left(next) || is_mark(next));
        if (!word && !joins(cluster.first, cluster.last, next, flags)) break;
        if (is_flag_half(next)) ++flags;
        cluster.last = next;
        cluster.single = false;
        at = behind;
    }
    cluster.end = at;
    return cluster;
}

}  // namespace kongdi::widgets
