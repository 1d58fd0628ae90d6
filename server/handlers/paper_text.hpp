// SPDX-License-Identifier: Apache-2.0
// Numbers and days as they stand on paper, in charts and sheets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/codec/words.hpp"
#include "core/model/index_run.hpp"

namespace kongdi::server {

/// What is written on, for whom and when.
struct PaperFor {
    const Words& text;
    std::int64_t now_ms = 0;
    std::string city = {};  // its name, as the store has it
    std::string_view language() const { return language_code(text.language()); }
};

/// "zh", "en" or nothing, which is Chinese; request_format (/lang).
Result<Language> paper_language(std::string_view asked);

std::string hundredths(double value);  // "52.10"
std::string tenths(double value);      // "4.3"
/// Of 0 to 1: "93 %"; what is neither none nor all never reads as if it were: "< 1 %", "> 99 %".
std::string share_text(double share);
/// Whole people: what is fewer than kLeastShown, but not none, is kept back.
std::string people_text(const Words& text, double people);
/// In the largest unit of money it reaches, in words.
std::string money_text(const Words& text, std::int64_t yuan);
/// The day in China: "2026-11-24".
std::string day_text(std::int64_t at_ms);
/// Its number since 1970-01-01.
int day_number(std::int64_t at_ms);

/// "来源：…": where the numbers come from, of which day they are, and who may use them how.
std::string paper_foot(const PaperFor& paper, std::string_view source, std::int64_t day_ms,
                       bool is_published);
std::string run_source(const PaperFor& paper, const IndexRun& run);
/// Numbers of a run may be quoted once it is published.
bool may_quote(const IndexRun& run);

}  // namespace kongdi::server
