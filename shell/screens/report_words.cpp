// SPDX-License-Identifier: Apache-2.0
#include "shell/screens/report_words.hpp"

#include <array>

#include "shell/state/rate_steps.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell {

std::string_view type_label(const AppState& state, std::string_view code) {
    const std::string_view language = language_code(state.language);
    // The check-up has no type.
    if (code.empty()) return rate_questionnaire(state).title.in(language);
    if (const auto subject = remark_subject_from_name(code))
        return text::text_of(state.language)(*subject == RemarkSubject::Closed ? "remark.closed"
                                                                               : "remark.missing");
    const SpaceType* type = state.catalogue.space_type(code);
    return type != nullptr ? type->label.in(language) : code;
}

widgets::Icon type_icon(const AppState& state, std::string_view code) {
    if (code.empty()) return widgets::Icon::Check;
    const SpaceType* type = state.catalogue.space_type(code);
    return type != nullptr ? widgets::icon_of(type->icon) : widgets::Icon::MapPin;
}

std::string unbroken(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == ' ')
            out += "\u00A0";
        else
            out += c;
    }
    return out;
}

StateWords state_words(ReportState state) {
    switch (state) {
        case ReportState::Verified: return {widgets::Tone::Good, "state.verified"};
        case ReportState::Withdrawn: return {widgets::Tone::Neutral, "state.withdrawn"};
        case ReportState::NeedsInfo: return {widgets::Tone::Waiting, "state.needs_info"};
        case ReportState::Merged: return {widgets::Tone::Neutral, "state.merged"};
        case ReportState::Rejected: return {widgets::Tone::Neutral, "state.rejected"};
        case ReportState::Expired: return {widgets::Tone::Waiting, "state.expired"};
        case ReportState::Screened: return {widgets::Tone::Info, "state.screened"};
        case ReportState::Corroborated: return {widgets::Tone::Info, "state.corroborated"};
        case ReportState::Submitted:
        case ReportState::Count_: break;
    }
    return {widgets::Tone::Info, "state.submitted"};
}

StateWords state_words(const MyReport& report, const OutboxItem* item) {
    if (item != nullptr && item->phase == SendPhase::Refused)
        return {widgets::Tone::Error, "state.refused"};
    if (report.receipt.empty()) return {widgets::Tone::Waiting, "state.waiting"};
    if (item != nullptr || !report.photos_missing.empty())
        return {widgets::Tone::Waiting, "state.incomplete"};
    return state_words(report.state);
}

std::string area_text(const AppState& state, const text::Text& text,
                      const std::optional<FloorArea>& area) {
    if (!area) return {};
    std::string source;
    if (const Question* question = report_questionnaire(state).find("floor_area"))
        for (const NumberSource& one : question->sources)
            if (one.code == area->source) source = one.label.in(language_code(state.language));
    return text("space.area", {{"value", text.number(area->value_m2)},
                               {"low", text.number(area->low_m2)},
                               {"high", text.number(area->high_m2)},
                               {"source", source}});
}

std::string facts_text(const AppState& state, const text::Text& text,
                       const std::vector<std::string>& facts) {
    const Question* question = report_questionnaire(state).find("facts");
    std::string out;
    for (const std::string& fact : facts) {
        std::string_view label = fact;
        if (question != nullptr)
            for (const Choice& choice : question->choices)
                if (choice.code == fact) label = choice.label.in(language_code(state.language));
        if (!out.empty()) out += text("list.comma");
        out += label;
    }
    return out;
}

std::string away_text(const text::Text& text, double away_m) {
    if (away_m < 1000) return text("map.away_m", {{"metres", text.number(away_m)}});
    return text("map.away_km", {{"kilometres", text.number(away_m / 1000, 1)}});
}

std::string age_text(const text::Text& text, std::int64_t days) {
    if (days == 0) return std::string(text("map.today"));
    return text("map.days_ago", {{"days", days}});
}

namespace {

bool is_accepted(ReportState state) {
    return state == ReportState::Screened || state == ReportState::Corroborated;
}

}  // namespace

void draw_timeline(const AppState& state, const text::Text& text, const MyReport& report) {
    // A report that goes on as another one is as far as that.
    const bool is_verified = report.state == ReportState::Verified ||
                             report.decided.into_state == report_state_name(ReportState::Verified);
    const bool removed = report.plan && report.plan->state == "removed";
    const api::PlanPart plan = report.plan && !removed ? *report.plan : api::PlanPart{};
    constexpr std::size_t kSteps = 6;
    std::array<std::int64_t, kSteps> at_ms{
        0, 0, 0, plan.listed_at_ms, plan.building_at_ms, plan.done_at_ms};
    for (const api::StateChange& change : report.history) {
        if (change.state == ReportState::Verified)
            at_ms[2] = change.at_ms;
        else if (at_ms[0] == 0)
            at_ms[0] = change.at_ms;
        // What is taken up anew is to be accepted once more.
        if (change.state == ReportState::Submitted) at_ms[1] = 0;
        if (is_accepted(change.state) && at_ms[1] == 0) at_ms[1] = change.at_ms;
    }
    if (!is_verified) at_ms[2] = 0;
    const std::array<std::string_view, kSteps> keys{
        "timeline.received",
        "state.screened",
        is_verified ? "timeline.verified" : "timeline.to_verify",
        "timeline.planned",
        "timeline.building",
        "timeline.opened"};
    std::array<std::string, kSteps> when;
    std::array<widgets::TimelineStep, kSteps> steps;
    std::size_t count = 0;
    bool before = true;
    for (std::size_t i = 0; i < kSteps; ++i) {
        // Not everywhere does somebody look before going there.
        if (i == 1 && at_ms[i] == 0) continue;
        const bool done = i == 0 ? !report.receipt.empty() : i == 2 ? is_verified : at_ms[i] != 0;
        if (at_ms[i] != 0) when[i] = text.moment(at_ms[i], state.now_ms);
        // Nobody promises that what was checked is listed.
        steps[count++] = {text(keys[i]), when[i],
                          done               ? widgets::StepState::Done
                          : before && i != 3 ? widgets::StepState::Current
                                             : widgets::StepState::Ahead};
        before = done;
    }
    widgets::timeline("timeline", {steps.data(), count});
    if (removed) {
        widgets::note("removed", widgets::Tone::Waiting, text("timeline.removed"));
        widgets::paragraph(report.plan->reason);
    }
    for (const std::string& code : plan.kinds)
        if (const FacilityKind* kind = state.catalogue.facility(code))
            widgets::fact(text("timeline.becomes"), kind->label.in(language_code(state.language)));
    if (!plan.ends_on.empty() && plan.done_at_ms == 0)
        widgets::fact(text("timeline.ends_on"), plan.ends_on);
}

void draw_storage_failure(const AppState& state, const text::Text& text, Actions& out) {
    widgets::note("storage", widgets::Tone::Error,
                  text(state.storage_full ? "outbox.storage_full" : "outbox.storage_failed"));
    if (!state.outbox.empty() &&
        widgets::text_button("save-file", text("handover.save"), widgets::Icon::Download))
        out.push_back(SaveHandover{});
}

void draw_keeping(const AppState& state, const text::Text& text, Actions& out) {
    if (state.persisted)
        widgets::second(text(*state.persisted ? "outbox.persisted" : "outbox.not_persisted"));
    if (widgets::text_button("save-file", text("handover.save"), widgets::Icon::Download))
        out.push_back(SaveHandover{});
}

bool draw_discard(const AppState& state, const text::Text& text, Actions& out) {
    if (state.route.dialog != kDiscard) return false;
    const widgets::Dialog dialog("discard", text("discard.title"), text("action.close"));
    widgets::paragraph(text("discard.hint"));
    if (widgets::primary_button("keep", text("discard.keep")) || dialog.closed())
        out.push_back(CloseDialog{});
    return widgets::secondary_button("throw", text("discard.throw"), widgets::Icon::Trash);
}

void draw_survey(const AppState& state, const text::Text& text) {
    const Value::List& waves = state.survey.items("waves");
    if (waves.empty()) return;
    const Value::List& here = waves[0].items("communities");
    const Value& share = here.empty() ? waves[0]["city"] : here[0];
    const Value& answered = share["answered_percent"];
    const std::int64_t percent = answered.int_or(0);
    // What was rounded down to nothing is no number to be told.
    if (!answered.is_null() && percent == 0) return;
    const std::string place = here.empty() ? std::string(text("survey.city")) : share.text("name");
    widgets::result_bar(
        text("survey.bar", {{"place", place}, {"goal", share["goal_percent"].int_or(0)}}),
        percent > 0 ? text("survey.least", {{"percent", percent}}) : std::string(text("join.few")),
        static_cast<float>(percent) / 100);
}

void draw_push(const AppState& state, const text::Text& text, Actions& out) {
    switch (state.push) {
        case Push::None: return;
        case Push::Busy: widgets::progress("push", text("own.busy")); return;
        case Push::Denied: widgets::second(text("push.denied")); return;
        case Push::On: widgets::note("push-on", widgets::Tone::Good, text("push.on")); break;
        case Push::Failed:
            widgets::note("push-failed", widgets::Tone::Error, text("own.failed"));
            break;
        case Push::Off: break;
    }
    const bool on = state.push == Push::On;
    if (widgets::text_button("push", text(on ? "push.turn_off" : "push.turn_on"),
                             widgets::Icon::Info))
        out.push_back(TurnPush{!on});
}

void draw_handover(const AppState& state, const text::Text& text) {
    widgets::file_button("open-file", text("handover.open"), widgets::Icon::List);
    const Handover& done = state.handover;
    if (done.key.empty()) return;
    const bool good = done.key == "handover.saved" || (done.taken > 0 && done.wrong == 0);
    widgets::note(
        "handover", good ? widgets::Tone::Good : widgets::Tone::Waiting,
        text(done.key, {{"taken", done.taken}, {"known", done.known}, {"wrong", done.wrong}}));
}

void draw_map_wait(const AppState& state, const text::Text& text, Actions& out) {
    if (!state.started || state.city_loading == Loading::Busy) {
        if (widgets::progress("loading", text("map.loading"), -1, text("action.stop")))
            out.push_back(StopWaiting{Wait::Request, "city"});
        return;
    }
    widgets::note("no-map", widgets::Tone::Waiting, text("map.failed"));
    if (widgets::text_button("again", text("nearby.again"))) out.push_back(WantCity{});
}

}  // namespace kongdi::shell
