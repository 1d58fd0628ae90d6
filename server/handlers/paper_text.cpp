// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/paper_text.hpp"

#include <cmath>

#include "core/base/time.hpp"
#include "core/model/least_shown.hpp"
#include "core/model/money.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kChinaMs = 8 * 3'600'000;
constexpr std::int64_t kDayMs = 86'400'000;

std::string fixed(double value, int decimals) {
    const std::int64_t power = decimals == 1 ? 10 : 100;
    const auto parts = std::llround(std::fabs(value) * static_cast<double>(power));
    std::string rest = std::to_string(parts % power);
    rest.insert(0, static_cast<std::size_t>(decimals) - rest.size(), '0');
    return (value < 0 && parts > 0 ? "-" : "") + std::to_string(parts / power) + "." + rest;
}

}  // namespace

Result<Language> paper_language(std::string_view asked) {
    if (asked.empty() || asked == language_code(Language::Zh)) return Language::Zh;
    if (asked == language_code(Language::En)) return Language::En;
    return Error{ErrorCode::RequestFormat, "/lang"};
}

std::string hundredths(double value) { return fixed(value, 2); }
std::string tenths(double value) { return fixed(value, 1); }

std::string share_text(double share) {
    const auto percent = std::llround(share * 100);
    if (percent == 0 && share > 0) return "< 1 %";
    if (percent == 100 && share < 1) return "> 99 %";
    return std::to_string(percent) + " %";
}

std::string people_text(const Words& text, double people) {
    const auto whole = std::llround(people);
    if (whole > 0 && !may_show(whole)) return std::string(text("sheet.few"));
    return std::to_string(whole);
}

std::string money_text(const Words& text, std::int64_t yuan) {
    const MoneyUnit unit = money_unit_for(yuan);
    const std::string amount = format_money(yuan, unit);
    switch (unit) {
        case MoneyUnit::Yi: return text("plan.money.yi", {{"amount", amount}});
        case MoneyUnit::Wan: return text("plan.money.wan", {{"amount", amount}});
        default: return text("plan.money.yuan", {{"amount", amount}});
    }
}

int day_number(std::int64_t at_ms) { return static_cast<int>((at_ms + kChinaMs) / kDayMs); }
std::string day_text(std::int64_t at_ms) { return format_date(day_number(at_ms)); }

std::string paper_foot(const PaperFor& paper, std::string_view source, std::int64_t day_ms,
                       bool is_published) {
    return paper.text("sheet.foot",
                      {{"source", source},
                       {"day", day_text(day_ms)},
                       {"use", paper.text(is_published ? "sheet.may_quote" : "sheet.internal")}});
}

std::string run_source(const PaperFor& paper, const IndexRun& run) {
    return paper.text("sheet.run_source",
                      {{"city", paper.city}, {"number", run.number}, {"title", run.title}});
}

bool may_quote(const IndexRun& run) { return run.state != IndexRunState::Frozen; }

}  // namespace kongdi::server
