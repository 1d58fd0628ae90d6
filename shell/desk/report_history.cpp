// SPDX-License-Identifier: Apache-2.0
// What was done to a report and what is known of it by now.
#include <cmath>

#include "core/lifecycle/report_lifecycle.hpp"
#include "shell/desk/report_parts.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

std::string step_label(const text::Text& text, const ReportStep& step) {
    return std::string(text("step." + std::string(report_move_name(step.move))));
}

bool is_whole(double value) { return value == std::floor(value); }

/// "可用 · 120 m²"
std::string check_text(const AppState& state, const text::Text& text, const SiteCheck& check) {
    std::string out(text("finding." + std::string(site_finding_name(check.finding))));
    if (!check.type.empty()) out.append(" · ").append(type_label(state, check.type));
    if (check.area_m2)
        out.append(" · ").append(
            text("site.measured",
                 {{"area", text.number(*check.area_m2, is_whole(*check.area_m2) ? 0 : 1)}}));
    return out;
}

/// "是：通水、有烟道"; nothing without facts.
void draw_facts(const text::Text& text, const SiteFacts& facts) {
    const auto draw = [&](std::string_view key, const std::vector<std::string>& names) {
        std::string things;
        for (const std::string& name : names)
            things.append(things.empty() ? "" : text("list.comma"))
                .append(text("site.fact." + name));
        if (!things.empty()) widgets::paragraph(text(key, {{"things", things}}));
    };
    draw("site.fact_holds", facts.has);
    draw("site.fact_not", facts.lacks);
}

std::string who_text(const AppState& state, const text::Text& text, const std::string& by,
                     std::int64_t at_ms) {
    std::string out = by.empty() ? std::string(text("step.resident")) : by;
    return out.append(" · ").append(text.moment(at_ms, state.now_ms));
}

}  // namespace

std::string other_text(const AppState& state, const api::OtherReport& other) {
    std::string out = unbroken(other.receipt);
    out.append(" · ").append(type_label(state, other.type));
    return out;
}

void draw_standing(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                   Actions& out) {
    const ReportStanding& standing = card.standing;
    if (card.two_persons && after_move(card.space.state, ReportMove::Verify, Role::Worker))
        widgets::note("two", widgets::Tone::Info, text("site.two_persons"));
    if (!standing.asked.empty()) {
        const widgets::Card group("asked", text("step.ask_more"));
        widgets::fact(text("report.was_asked"), standing.asked);
        widgets::fact(text("report.answer"), standing.answer.empty()
                                                 ? text("report.no_answer")
                                                 : std::string_view(standing.answer));
    }
    if (card.space.state == ReportState::Rejected && standing.reason) {
        widgets::note("why", widgets::Tone::Info,
                      text("reject." + std::string(reject_reason_name(*standing.reason))));
        if (!standing.words.empty()) widgets::paragraph(standing.words);
    }
    if (card.space.state == ReportState::Merged)
        widgets::note("into", widgets::Tone::Info,
                      text("report.into", {{"receipt", unbroken(card.into_receipt)}}));
    if (standing.judgement)
        widgets::fact(text("judge.ask"),
                      text("judge." + std::string(judgement_name(*standing.judgement))));
    for (const DoneCheck& one : standing.checks) {
        const widgets::Scope scope(one.by);
        const widgets::Card group("check", text("step.verify"));
        widgets::heading(text("step.verify"));
        widgets::bold(check_text(state, text, one.check));
        widgets::second(who_text(state, text, one.by, one.at_ms));
        draw_facts(text, one.check.facts);
        if (!one.check.note.empty()) widgets::paragraph(one.check.note);
        draw_photos(state, text, card, one.check.photos, {"320", 160}, out);
    }
}

void draw_report_history(const AppState& state, const text::Text& text,
                         const api::SpaceCard& card) {
    if (card.steps.empty()) return;
    const widgets::Card group("history", text("facility.history"));
    widgets::heading(text("facility.history"));
    for (std::size_t i = card.steps.size(); i-- > 0;) {
        const api::TakenStep& one = card.steps[i];
        const widgets::Scope scope(std::to_string(i));
        widgets::bold(step_label(text, one.step));
        widgets::second(who_text(state, text, one.by, one.at_ms));
        if (one.step.check) {
            widgets::paragraph(check_text(state, text, *one.step.check));
            draw_facts(text, one.step.check->facts);
        }
        if (one.step.reason)
            widgets::paragraph(text("reject." + std::string(reject_reason_name(*one.step.reason))));
        if (one.step.judgement)
            widgets::paragraph(text("judge." + std::string(judgement_name(*one.step.judgement))));
        if (!one.step.words.empty()) widgets::paragraph(one.step.words);
        if (i > 0) widgets::divider();
    }
}

void draw_others(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                 Actions& out) {
    const auto draw = [&](std::string_view key, const std::vector<api::OtherReport>& others,
                          bool near) {
        if (others.empty()) return;
        const widgets::Card group(key, text(key));
        widgets::heading(text(key));
        for (const api::OtherReport& one : others) {
            const StateWords words = state_words(one.state);
            std::string line = text.moment(one.received_at_ms, state.now_ms);
            if (near) line.insert(0, away_text(text, one.away_m) + " · ");
            if (widgets::card_button(one.id, type_icon(state, one.type), other_text(state, one),
                                     line, text(words.key), words.tone))
                out.push_back(Go{{ScreenId::WorkerReport, one.id}});
        }
    };
    draw("report.merged", card.merged, false);
    draw("report.likely", card.likely, true);
}

}  // namespace kongdi::shell::desk
