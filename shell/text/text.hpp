// SPDX-License-Identifier: Apache-2.0
// Words of the person's language: text keys (core/codec/words), numbers, dates.
#pragma once

#include <cstdint>
#include <string>

#include "core/codec/words.hpp"

namespace kongdi::text {

using kongdi::Language;
using kongdi::language_of;
using kongdi::language_tag;
using Argument = WordArgument;

/// Words by their keys, and numbers and dates as the language writes them.
class Text : public Words {
public:
    using Words::Words;

    /// Minutes east of UTC used for dates; 480 (China) until told otherwise.
    void set_utc_offset_min(int minutes) { m_utc_offset_min = minutes; }

    /// 1234.5 → "1,234.5"
    std::string number(double value, int decimals = 0) const;
    /// 0.47 → "47 %"
    std::string percent(double fraction, int decimals = 0) const;
    /// "23 米", "1.2 公里"
    std::string distance_m(double metres) const;
    /// "60 m²"
    std::string area_m2(double square_metres) const;
    /// "今天 14:06", "昨天 09:12", "3月5日 14:06", "2025年3月5日"
    std::string moment(std::int64_t at_ms, std::int64_t now_ms) const;
    /// "2026年3月5日"
    std::string date(std::int64_t at_ms) const;

private:
    int m_utc_offset_min = 480;
};

/// The words of a language, read once: reading them costs a slow phone as much as drawing a page.
const Text& text_of(Language language);

}  // namespace kongdi::text
