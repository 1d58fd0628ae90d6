// SPDX-License-Identifier: Apache-2.0
// A wave that is planned: all communities of the city with the same number of households, or some
// of them; those with numbers of their own are listed.
#include <algorithm>

#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/codec/wave_codec.hpp"
#include "core/question/typed_number.hpp"
#include "core/rules/wave_rules.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/register_words.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::string_view kQuestionnaire = "service_checkup";

std::string day_of(std::int64_t at_ms) {
    return format_date(static_cast<int>((at_ms + kCityOffsetMs) / kDayMs));
}

/// The instant a day begins, `days` after it; text that is no day stays for the check to refuse.
Value instant_of(const std::string& typed, int days) {
    const std::string day(trimmed(typed));
    if (day.empty()) return {};
    const auto date = parse_date(day);
    if (!date) return day;
    return format_time((std::int64_t{*date} + days) * kDayMs - kCityOffsetMs);
}

std::string_view goal_field(EstateKind kind) {
    constexpr std::array<std::string_view, kEstateKinds> kFields{"goal_general", "goal_renewal",
                                                                 "goal_resettlement"};
    return kFields[static_cast<std::size_t>(kind)];
}

/// The communities as the plan has them; the row of the form that each comes from, none for those
/// that have the common number.
struct Targets {
    Value list = Value::list();
    std::vector<std::optional<std::size_t>> rows = {};
};

Targets targets_of(const AppState& state) {
    const DeskForm& form = state.form;
    const Value::List& own = form.fields.items("own");
    Targets out;
    const auto add = [&](const std::string& code, const Value& households, std::string_view estate,
                         std::optional<std::size_t> row) {
        out.list.push(
            Value::map({{"community", code}, {"households", households}, {"estate", estate}}));
        out.rows.push_back(row);
    };
    for (std::size_t i = 0; i < own.size(); ++i)
        add(own[i].text("community"), question::typed_number(own[i].text("households")),
            own[i].text("estate"), i);
    if (!form.fields["all"].bool_or(true) || !state.city) return out;
    const Value every = question::typed_number(form.text("every"));
    for (const api::Community& one : state.city->communities)
        if (std::none_of(own.begin(), own.end(), [&](const Value& row) {
                return row["community"].string_or("") == one.code;
            }))
            add(one.code, every, estate_kind_name(EstateKind::General), std::nullopt);
    return out;
}

/// Each error at the field it came from.
Error placed(Error error, const Targets& targets) {
    constexpr std::string_view kTargets = "/targets/";
    for (std::size_t i = 0; i < kEstateKinds; ++i) {
        const auto kind = static_cast<EstateKind>(i);
        if (error.path == "/goals" + path_step(estate_kind_name(kind)))
            error.path = "/" + std::string(goal_field(kind));
    }
    if (!error.path.starts_with(kTargets)) return error;
    std::size_t at = 0;
    std::size_t place = kTargets.size();
    for (; place < error.path.size() && error.path[place] != '/'; ++place)
        at = at * 10 + static_cast<std::size_t>(error.path[place] - '0');
    const auto row = at < targets.rows.size() ? targets.rows[at] : std::nullopt;
    error.path = row ? "/own/" + std::to_string(*row) + error.path.substr(place) : "/every";
    return error;
}

bool has_error(const Errors& errors, std::string_view path) {
    return std::any_of(errors.begin(), errors.end(),
                       [&](const Error& error) { return error.path == path; });
}

/// One at each field. Which versions there are is for the server to say: a device keeps only some,
/// and no field of the form asks for one. How long a period is says nothing while its first day is
/// not known.
void add_errors(const Errors& found, const Targets& targets, Errors& out) {
    for (const Error& error : found) {
        const Error one = placed(error, targets);
        if (one.code == ErrorCode::QuestionnaireUnknown) continue;
        const bool follows = one.path == "/closes_at" && has_error(out, "/opens_at");
        if (!follows && !has_error(out, one.path)) out.push_back(one);
    }
}

}  // namespace

Value begin_wave_form(const AppState& state) {
    const auto percent = [](double share) { return typed_of(share * 100); };
    const bool is_new = state.route.argument.empty();
    const bool is_here = state.waves.plan && state.waves.plan->id == state.route.argument;
    if (!is_new && !is_here) return {};
    const WavePlan plan = is_here && !is_new ? state.waves.plan->plan : WavePlan{};
    const WaveGoals& goals = is_new ? state.catalogue.wave_rules.goals : plan.goals;
    const std::int64_t version = is_new
                                     ? (state.catalogue.questionnaire(kQuestionnaire) != nullptr
                                            ? state.catalogue.questionnaire(kQuestionnaire)->version
                                            : 1)
                                     : plan.questionnaire_version;
    Value out = Value::map({{"title", plan.title},
                            {"version", version},
                            {"all", is_new},
                            {"every", ""},
                            {"own", Value::list()}});
    for (std::size_t i = 0; i < kEstateKinds; ++i)
        out.set(goal_field(static_cast<EstateKind>(i)), percent(goals[i]));
    if (is_new) return out;
    out.set("id", state.route.argument);
    out.set("opens", day_of(plan.opens_at_ms));
    out.set("closes", day_of(plan.closes_at_ms - kDayMs));
    Value own = Value::list();
    for (const WaveTarget& target : plan.targets)
        own.push(Value::map({{"community", target.community},
                             {"households", std::to_string(target.households)},
                             {"estate", estate_kind_name(target.estate)}}));
    out.set("own", std::move(own));
    return out;
}

CheckedForm check_wave_form(const AppState& state) {
    const DeskForm& form = state.form;
    CheckedForm out;
    out.path = api::kWaves;
    const Targets targets = targets_of(state);
    Value goals = Value::map();
    for (std::size_t i = 0; i < kEstateKinds; ++i) {
        const auto kind = static_cast<EstateKind>(i);
        Value typed = question::typed_number(form.text(goal_field(kind)));
        if (typed.is_number()) typed = Value(typed.number_or(0) / 100);
        goals.set(estate_kind_name(kind), typed.is_null() ? Value("") : typed);
    }
    out.body = Value::map({{"id", form.text("id")},
                           {"title", trimmed(form.text("title"))},
                           {"questionnaire", kQuestionnaire},
                           {"questionnaire_version", form.fields["version"].int_or(1)},
                           {"opens_at", instant_of(form.text("opens"), 0)},
                           {"closes_at", instant_of(form.text("closes"), 1)},
                           {"goals", goals},
                           {"targets", targets.list}});
    const CheckedWave read = wave_plan_of(out.body, state.catalogue);
    add_errors(read.errors, targets, out.errors);
    // What cannot be read hides what is wrong with the rest; a person wants to hear all of it.
    if (!read.ok()) add_errors(check_wave(read.plan, state.catalogue), targets, out.errors);
    return out;
}

}  // namespace kongdi::shell::desk
