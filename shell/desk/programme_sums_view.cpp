// SPDX-License-Identifier: Apache-2.0
// What the programme comes to: the share of leading communities, money, operation, tiers of a plot.
#include <algorithm>
#include <array>

#include "core/model/money.hpp"
#include "shell/desk/plan_words.hpp"
#include "shell/desk/programme_parts.hpp"
#include "shell/desk/programme_words.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/widgets/charts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

std::string place_of(const text::Text& text, const LeadingShare& share) {
    if (share.district.empty()) return std::string(text("programme.whole_city"));
    return district_label(text, share.district);
}

/// The number that must fit beside the bar is short; the sum it comes from wraps below.
void draw_share(const text::Text& text, const LeadingShare& share) {
    std::string percent = "–";
    std::string sum(text("programme.share_none"));
    if (share.permille) {
        percent = text("programme.percent", {{"percent", format_permille(*share.permille)}});
        sum = text("programme.share", {{"leading", share.leading},
                                       {"accepted", share.accepted},
                                       {"percent", format_permille(*share.permille)}});
    }
    const float part = static_cast<float>(share.permille.value_or(0)) / 1000;
    const std::array<widgets::BarPart, 1> parts{{{part, widgets::Tone::Good}}};
    widgets::parts_bar(place_of(text, share), percent, parts);
    widgets::second(sum + " · " + text("programme.handed_in", {{"count", share.submitted}}));
}

/// Of each batch the city; its districts, too, when one of them is asked for or there is room.
void draw_shares(const AppState& state, const text::Text& text) {
    const std::string district = filter_value(state.route.filter, "district");
    const std::vector<LeadingShare>& shares = state.programme.sums.leading;
    if (shares.empty()) return;
    widgets::heading(text("programme.share_heading"));
    widgets::second(text("programme.share_hint"));
    widgets::Columns columns(2, 320);
    bool first = true;
    for (std::size_t i = 0; i < shares.size();) {
        if (!first) columns.next();
        first = false;
        const std::string& batch = shares[i].batch;
        const widgets::Card card("batch-" + batch, batch);
        widgets::bold(text("programme.batch", {{"batch", batch}}));
        for (; i < shares.size() && shares[i].batch == batch; ++i)
            if (shares[i].district.empty() || district.empty() || shares[i].district == district)
                draw_share(text, shares[i]);
    }
}

bool holds(const AwardYears& row, const std::string& year) {
    if (year.empty()) return true;
    const std::int64_t one = std::atoll(year.c_str());
    return row.year <= one && one <= row.last_year;
}

void draw_awards(const AppState& state, const text::Text& text) {
    const std::string year = filter_value(state.route.filter, "year");
    if (state.programme.sums.awards.empty()) return;
    widgets::heading(text("programme.awards_heading"));
    widgets::Columns columns(2, 320);
    bool first = true;
    for (const AwardYears& row : state.programme.sums.awards) {
        if (!holds(row, year)) continue;
        if (!first) columns.next();
        first = false;
        draw_award_years(text, row);
    }
}

/// On a phone year by year: a table would have to be pushed sideways to be read.
void draw_operation_cards(const text::Text& text, const std::vector<OperationYear>& years) {
    for (const OperationYear& row : years) {
        const std::string label = text("plan.year", {{"year", row.year}});
        const widgets::Card card("operation-" + std::to_string(row.year), label);
        widgets::bold(label);
        widgets::fact(text("programme.operations"), text.number(static_cast<double>(row.count)));
        widgets::fact(text("programme.field.income_yuan"), money_text(text, row.income_yuan));
        widgets::fact(text("programme.field.cost_yuan"), money_text(text, row.cost_yuan));
        widgets::fact(text("programme.field.subsidy_yuan"), money_text(text, row.subsidy_yuan));
    }
}

void draw_operation(const AppState& state, const text::Text& text) {
    const std::vector<OperationYear>& years = state.programme.sums.operation;
    if (years.empty()) return;
    widgets::heading(text("programme.operation_heading"));
    if (!widgets::is_wide()) return draw_operation_cards(text, years);
    const std::array<widgets::Column, 5> columns{
        {{"year", text("plan.field.year"), 80},
         {"count", text("programme.operations"), 90, true},
         {"income", text("programme.field.income_yuan"), 140, true},
         {"cost", text("programme.field.cost_yuan"), 140, true},
         {"subsidy", text("programme.field.subsidy_yuan"), 140, true}}};
    widgets::Table table("operation", text("programme.operation_heading"), columns, years.size());
    while (table.next_row()) {
        const OperationYear& row = years[table.row()];
        table.cell_bold(std::to_string(row.year));
        table.cell(text.number(static_cast<double>(row.count)));
        table.cell(money_text(text, row.income_yuan));
        table.cell(money_text(text, row.cost_yuan));
        table.cell(money_text(text, row.subsidy_yuan));
    }
}

std::string facility_text(const text::Text& text, const LandFacility& one) {
    const auto area = [](double m2) { return typed_of(m2); };
    std::string out;
    const auto add = [&out](std::string_view words) {
        out.append(out.empty() ? "" : " · ").append(words);
    };
    if (one.count > 0) add(text("programme.land_count", {{"count", one.count}}));
    if (one.floor_m2) add(text("programme.land_floor", {{"m2", area(*one.floor_m2)}}));
    if (one.site_m2) add(text("programme.land_site", {{"m2", area(*one.site_m2)}}));
    add(text("programme.basis." + std::string(land_basis_name(one.basis))));
    return out;
}

}  // namespace

void draw_award_years(const text::Text& text, const AwardYears& row) {
    const std::string years =
        row.year == row.last_year
            ? text("plan.year", {{"year", row.year}})
            : text("programme.years", {{"first", row.year}, {"last", row.last_year}});
    const widgets::Scope scope(std::to_string(row.year) + "-" + std::to_string(row.last_year));
    const widgets::Card card("years", years);
    widgets::bold(years);
    if (row.short_yuan() > 0)
        widgets::note("short", widgets::Tone::Error,
                      text("programme.short", {{"money", money_text(text, row.short_yuan())}}));
    const auto most =
        static_cast<float>(std::max({row.budget_yuan(), row.needed_yuan(), std::int64_t{1}}));
    const std::array<widgets::BarPart, 2> parts{
        {{static_cast<float>(row.promised_yuan) / most, widgets::Tone::Good},
         {static_cast<float>(row.asked_yuan) / most, widgets::Tone::Waiting}}};
    std::string percent = "–";
    if (const auto share = permille(row.needed_yuan(), row.budget_yuan()))
        percent = text("programme.percent", {{"percent", format_permille(*share)}});
    widgets::parts_bar(text("programme.of_budget"), percent, parts);
    const auto fact = [&text](std::string_view key, std::int64_t yuan) {
        widgets::fact(text(key), money_text(text, yuan));
    };
    fact("programme.needed", row.needed_yuan());
    fact("programme.budget", row.budget_yuan());
    if (row.added_yuan > 0) {
        fact("programme.part.planned", row.planned_yuan);
        fact("programme.part.added", row.added_yuan);
    }
    fact("programme.promised", row.promised_yuan);
    fact("programme.paid", row.paid_yuan);
    fact("programme.asked", row.asked_yuan);
    if (row.short_yuan() == 0) fact("programme.left", row.budget_yuan() - row.needed_yuan());
    if (row.classes.empty()) return;
    widgets::divider();
    for (const AwardClass& one : row.classes)
        widgets::fact(programme_choice_label(text, "class", one.name),
                      text("programme.class_line",
                           {{"count", one.count}, {"money", money_text(text, one.yuan)}}));
}

void draw_programme_sums(const AppState& state, const text::Text& text) {
    switch (shown_kind(state)) {
        case ProgrammeKind::Candidate: draw_shares(state, text); break;
        case ProgrammeKind::Budget:
        case ProgrammeKind::Award: draw_awards(state, text); break;
        case ProgrammeKind::Operation: draw_operation(state, text); break;
        default: break;
    }
}

void draw_land_facilities(const AppState& state, const text::Text& text,
                          const std::vector<LandFacility>& facilities) {
    widgets::Columns columns(3, 300);
    bool first = true;
    for (const Tier tier : {Tier::Plot, Tier::T5, Tier::T15}) {
        if (!first) columns.next();
        first = false;
        const std::string label(text("facility.tier." + std::string(tier_name(tier))));
        const widgets::Card card(tier_name(tier), label);
        widgets::heading(label);
        bool any = false;
        for (const LandFacility& one : facilities) {
            if (one.tier != tier) continue;
            any = true;
            widgets::fact(kind_label(state, one.kind), facility_text(text, one));
        }
        if (!any) widgets::second(text("plan.nothing_here"));
    }
}

}  // namespace kongdi::shell::desk
