// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/lines.hpp"

#include <algorithm>

#include "shell/widgets/letters.hpp"

namespace kongdi::widgets {

namespace {

bool is_one_of(std::uint32_t c, std::u32string_view set) {
    return set.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

// Never at the start of a line.
bool is_closing(std::uint32_t c) {
    return is_one_of(c, U"。，、；：？！）】》〉」』〕〗”’…—～％‰℃·・,.;:?!)]}%²³㎡°");
}

// Never at the end of a line.
bool is_opening(std::uint32_t c) { return is_one_of(c, U"（【《〈「『〔〖“‘([{$¥￥#"); }

// Scripts in which a line may break between any two letters.
bool is_ideograph(std::uint32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x20000 && c <= 0x3FFFF) ||
           (c >= 0x1F300 && c <= 0x1FAFF);
}

bool is_blank(std::uint32_t c) { return c == ' ' || c == '\t' || c == 0x3000; }

}  // namespace

bool may_break_between(std::uint32_t before, std::uint32_t after) {
    if (before == 0x200B) return true;  // a blank of no width: may break here
    if (before == 0x2060 || after == 0x2060 || before == 0xA0 || after == 0xA0) return false;
    if (is_closing(after) || is_opening(before) || is_blank(after)) return false;
    if (is_blank(before)) return true;
    if (is_ideograph(before) || is_ideograph(after)) return true;
    // Between a closing sign and a word: "one, two" breaks at the blank, "一,two" here.
    if (before == '-' || before == 0x2014 || before == 0x2026) return after > 0x80;
    return false;
}

std::vector<Line> break_lines(std::string_view text, float width, Advance advance, void* data) {
    std::vector<Line> lines;
    std::size_t line_begin = 0;
    float line_width = 0;     // up to `at`, blanks included
    std::size_t ink_end = 0;  // behind the last letter that is no blank
    float ink_width = 0;
    std::size_t break_at = 0;  // the last place where this line may end
    std::size_t break_ink = 0;
    float break_ink_width = 0;
    float break_width = 0;
    std::uint32_t before = 0;

    const auto push = [&](std::size_t end, float w) {
        lines.push_back({static_cast<std::uint32_t>(line_begin),
                         static_cast<std::uint32_t>(end < line_begin ? line_begin : end), w});
    };

    // One letter wider than the line (a word of Arabic) is squeezed into it when drawn.
    const auto width_of = [&](const Letter& letter) {
        return letter.code == 0 ? 0 : std::min(width, advance(data, letter.code));
    };

    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t here = at;
        const Letter letter = next_letter(text, at);
        const std::uint32_t c = letter.first;
        if (c == '\n') {
            push(ink_end, ink_width);
            line_begin = break_at = ink_end = break_ink = at;
            line_width = ink_width = break_width = break_ink_width = 0;
            before = 0;
            continue;
        }
        if (here > line_begin && may_break_between(before, c)) {
            break_at = here;
            break_ink = ink_end;
            break_ink_width = ink_width;
            break_width = line_width;
        }
        const float w = width_of(letter);
        if (!is_blank(c) && line_width + w > width + 0.01f && here > line_begin) {
            if (break_at > line_begin) {
                push(break_ink, break_ink_width);
                line_begin = break_at;
                line_width -= break_width;
                ink_width = ink_end > line_begin ? ink_width - break_width : 0;
                if (ink_end < line_begin) ink_end = line_begin;
            } else {  // one word wider than the line
                push(ink_end, ink_width);
                line_begin = here;
                line_width = 0;
                ink_width = 0;
            }
            break_at = break_ink = line_begin;
            break_width = break_ink_width = 0;
            if (line_width + w > width + 0.01f && here > line_begin) {
                push(ink_end, ink_width);
                line_begin = break_at = break_ink = here;
                line_width = 0;
                ink_width = 0;
            }
        }
        line_width += w;
        if (!is_blank(c)) {
            ink_end = at;
            ink_width = line_width;
        }
        if (letter.code != 0 || c == 0x200B || c == 0x2060) before = letter.last;
    }
    push(ink_end, ink_width);

    // One lonely hanzi on the last line looks like an accident: give it company.
    if (lines.size() > 1) {
        Line& last = lines.back();
        Line& line = lines[lines.size() - 2];
        std::size_t one = last.begin;
        if (last.end > last.begin && is_ideograph(next_letter(text, one).first) &&
            one == last.end && line.end == last.begin) {
            std::size_t i = line.begin;
            std::size_t last_at = i;
            std::size_t prior_at = i;
            Letter letter;
            Letter prior;
            while (i < line.end) {
                prior_at = last_at;
                last_at = i;
                prior = letter;
                letter = next_letter(text, i);
            }
            if (last_at > line.begin && prior_at < last_at && is_ideograph(letter.first) &&
                may_break_between(prior.last, letter.first)) {
                const float w = width_of(letter);
                line.end = static_cast<std::uint32_t>(last_at);
                line.width -= w;
                last.begin = static_cast<std::uint32_t>(last_at);
                last.width += w;
            }
        }
    }
    return lines;
}

void put_in_reading_order(std::vector<PlacedLetter>& line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (!line[i].letter.right_to_left) continue;
        std::size_t last = i;
        for (std::size_t j = i + 1; j < line.size(); ++j) {
            const Letter& letter = line[j].letter;
            if (letter.right_to_left)
                last = j;
            else if (letter.code != 0 && !is_blank(letter.first))
                break;
        }
        std::reverse(line.begin() + static_cast<std::ptrdiff_t>(i),
                     line.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        i = last;
    }
}

}  // namespace kongdi::widgets
