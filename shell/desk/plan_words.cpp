// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/plan_words.hpp"

#include "core/base/time.hpp"
#include "core/model/money.hpp"
#include "shell/widgets/words.hpp"

namespace kongdi::shell::desk {

Said plan_state_said(PlanState state) {
    widgets::Tone tone = widgets::Tone::Waiting;
    switch (state) {
        case PlanState::Proposed: tone = widgets::Tone::Info; break;
        case PlanState::Done:
        case PlanState::Accepted:
        case PlanState::EffectMeasured: tone = widgets::Tone::Good; break;
        case PlanState::Removed: tone = widgets::Tone::Neutral; break;
        default: break;
    }
    return {"plan.state." + std::string(plan_state_name(state)), tone};
}

std::string money_text(const text::Text& text, std::int64_t yuan) {
    const MoneyUnit unit = money_unit_for(yuan);
    const char* key = unit == MoneyUnit::Yi    ? "plan.money.yi"
                      : unit == MoneyUnit::Wan ? "plan.money.wan"
                                               : "plan.money.yuan";
    return text(key, {{"amount", format_money(yuan, unit)}});
}

std::string kinds_text(const AppState& state, const text::Text& text,
                       const std::vector<std::string>& kinds) {
    std::string out;
    for (const std::string& kind : kinds)
        out.append(out.empty() ? std::string_view() : text("index.comma"))
            .append(kind_label(state, kind));
    return out;
}

void draw_way_needs(const AppState& state, const text::Text& text, const api::ProposalWay& way) {
    const std::string_view language = language_code(state.language);
    widgets::paragraph(text("proposals.way_rights", {{"words", way.rights.in(language)}}));
    widgets::paragraph(
        text("proposals.way_certificate", {{"words", way.certificate.in(language)}}));
    widgets::paragraph(text("proposals.way_consent", {{"words", way.consent.in(language)}}));
}

std::string plan_field_text(const AppState& state, const text::Text& text, std::string_view field,
                            const Value& value) {
    if (field == "kinds") {
        std::vector<std::string> kinds;
        for (const Value& one : value.if_list() != nullptr ? *value.if_list() : Value::List{})
            kinds.emplace_back(one.string_or(""));
        return kinds_text(state, text, kinds);
    }
    if (field == "funds") {
        std::string out;
        for (const Value::Member& share :
             value.if_map() != nullptr ? *value.if_map() : Value::Map{})
            out.append(out.empty() ? std::string_view() : text("index.comma"))
                .append(text("plan.fund." + share.first))
                .append(" ")
                .append(money_text(text, share.second.int_or(0)));
        return out;
    }
    if (field == "budget_yuan") return money_text(text, value.int_or(0));
    if (field == "way" && !value.string_or("").empty())
        return std::string(text("plan.way." + std::string(value.string_or(""))));
    if (value.if_string() != nullptr) return std::string(value.string_or(""));
    if (value.if_int() != nullptr) return std::to_string(value.int_or(0));
    return {};
}

std::string days_text(const text::Text& text, const PlanFacts& facts) {
    if (facts.starts_on.empty() && facts.ends_on.empty()) return {};
    if (facts.ends_on.empty()) return text("plan.from", {{"day", facts.starts_on}});
    if (facts.starts_on.empty()) return text("plan.until", {{"day", facts.ends_on}});
    return facts.starts_on + " – " + facts.ends_on;
}

std::int64_t next_plan_year(const AppState& state) {
    return civil_time(state.now_ms + state.clock_offset_ms,
                      static_cast<int>(kCityOffsetMs / 60'000))
               .year +
           1;
}

std::int64_t shown_plan_year(const AppState& state) {
    if (state.plan.year != 0) return state.plan.year;
    return state.plan.list.years.empty() ? next_plan_year(state)
                                         : state.plan.list.years.front().year;
}

}  // namespace kongdi::shell::desk
