// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/programme_words.hpp"

#include <algorithm>
#include <array>

#include "shell/desk/plan_words.hpp"

namespace kongdi::shell::desk {

namespace {

using S = ProgrammeState;

constexpr std::array<std::string_view, 4> kCandidate{"year", "batch", "type", "accepted_type"};
constexpr std::array<std::string_view, 4> kBudget{"year", "last_year", "part", "yuan"};
constexpr std::array<std::string_view, 3> kAward{"year", "class", "yuan"};
constexpr std::array<std::string_view, 2> kCase{"year", "level"};
constexpr std::array<std::string_view, 3> kOperation{"operator", "contract_ends_on", "incomes"};
constexpr std::array<std::string_view, 3> kCertificate{"room", "papers", "certificate_no"};
constexpr std::array<std::string_view, 4> kLand{"plot", "households", "people", "contract_no"};

std::string papers_text(const text::Text& text, const Value& papers) {
    std::int64_t there = 0;
    for (const Value& one : *papers.if_list()) there += one["there"].bool_or(false) ? 1 : 0;
    return text("programme.papers_there",
                {{"there", there}, {"all", static_cast<std::int64_t>(papers.if_list()->size())}});
}

/// What the newest year took.
std::string incomes_text(const text::Text& text, const Value& incomes) {
    const Value* newest = nullptr;
    for (const Value& one : *incomes.if_list())
        if (newest == nullptr || one["year"].int_or(0) > (*newest)["year"].int_or(0)) newest = &one;
    if (newest == nullptr) return {};
    return text("programme.income_in",
                {{"year", (*newest)["year"].int_or(0)},
                 {"money", money_text(text, (*newest)["income_yuan"].int_or(0))}});
}

std::string list_text(const text::Text& text, const ProgrammeField& field, const Value& value) {
    if (value.if_list() == nullptr || value.if_list()->empty()) return {};
    switch (field.type) {
        case ProgrammeFieldType::Papers: return papers_text(text, value);
        case ProgrammeFieldType::Incomes: return incomes_text(text, value);
        default:
            return text("photo.count",
                        {{"count", static_cast<std::int64_t>(value.if_list()->size())}});
    }
}

std::string title_of(const AppState& state, const std::string& id) {
    for (const ProgrammeEntry& one : state.programme.candidates)
        if (one.id == id) return programme_text(one, "title");
    return {};
}

std::string community_name(const AppState& state, const std::string& code) {
    if (state.city)
        for (const api::Community& one : state.city->communities)
            if (one.code == code) return one.name;
    return code;
}

}  // namespace

Said programme_state_said(S state) {
    widgets::Tone tone = widgets::Tone::Waiting;
    switch (state) {
        case S::Draft:
        case S::Planned:
        case S::Preparing: tone = widgets::Tone::Info; break;
        case S::Accepted:
        case S::Approved:
        case S::Paid:
        case S::Selected:
        case S::Operating:
        case S::Certified:
        case S::InContract:
        case S::Built: tone = widgets::Tone::Good; break;
        case S::Ended:
        case S::Refused:
        case S::Withdrawn: tone = widgets::Tone::Neutral; break;
        default: break;
    }
    return {"programme.state." + std::string(programme_state_name(state)), tone};
}

std::string programme_kind_label(const text::Text& text, ProgrammeKind kind) {
    return std::string(text("programme.kind." + std::string(programme_kind_name(kind))));
}

std::string programme_field_label(const text::Text& text, std::string_view field) {
    return std::string(text("programme.field." + std::string(field)));
}

std::string programme_choice_label(const text::Text& text, std::string_view field,
                                   std::string_view choice) {
    const std::string name(choice);
    if (field == "way") return std::string(text("plan.way." + name));
    if (field == "part") return std::string(text("programme.part." + name));
    if (field == "class") return std::string(text("programme.class." + name));
    if (field == "level") return std::string(text("programme.level." + name));
    return std::string(text("programme.type." + name));
}

std::string paper_label(const text::Text& text, std::string_view paper) {
    const auto usual = usual_papers();
    if (std::find(usual.begin(), usual.end(), paper) == usual.end()) return std::string(paper);
    return std::string(text("programme.paper." + std::string(paper)));
}

std::string programme_value_text(const AppState& state, const text::Text& text,
                                 const ProgrammeField& field, const Value& value) {
    if (value.is_null()) return {};
    const std::string words(value.string_or(""));
    switch (field.type) {
        case ProgrammeFieldType::Community: return community_name(state, words);
        case ProgrammeFieldType::Year: return std::to_string(value.int_or(0));
        case ProgrammeFieldType::Whole:
            return is_yuan(field.name) ? money_text(text, value.int_or(0))
                                       : text.number(value.number_or(0));
        case ProgrammeFieldType::Area: return typed_of(value.number_or(0)) + " m²";
        case ProgrammeFieldType::Choice: return programme_choice_label(text, field.name, words);
        case ProgrammeFieldType::Entry: return title_of(state, words);
        case ProgrammeFieldType::Photos:
        case ProgrammeFieldType::Papers:
        case ProgrammeFieldType::Incomes: return list_text(text, field, value);
        default: return words;
    }
}

std::string programme_said_text(const AppState& state, const text::Text& text,
                                std::string_view name, const Value& value) {
    const std::string words(value.string_or(""));
    if (const auto kind = programme_kind_from_name(words); kind && name == "kind")
        return programme_kind_label(text, *kind);
    if (const auto to = programme_state_from_name(words); to && name == "state")
        return std::string(text(programme_state_said(*to).key));
    const ProgrammeField* field = programme_field(name);
    if (field == nullptr) return words;
    // A candidate that this page has not asked for is told by its id.
    const std::string out = programme_value_text(state, text, *field, value);
    return out.empty() ? words : out;
}

std::string community_of(const ProgrammeEntry& entry) {
    return entry.community_name.empty() ? programme_text(entry, "community") : entry.community_name;
}

bool is_yuan(std::string_view field) { return field == "yuan" || field.ends_with("_yuan"); }

std::span<const std::string_view> telling_fields(ProgrammeKind kind) {
    switch (kind) {
        case ProgrammeKind::Budget: return kBudget;
        case ProgrammeKind::Award: return kAward;
        case ProgrammeKind::Case: return kCase;
        case ProgrammeKind::Operation: return kOperation;
        case ProgrammeKind::Certificate: return kCertificate;
        case ProgrammeKind::Land: return kLand;
        default: return kCandidate;
    }
}

std::string filter_value(const std::string& filter, std::string_view name) {
    std::size_t at = 0;
    while (at < filter.size()) {
        const std::size_t end = std::min(filter.find('&', at), filter.size());
        const std::string_view part = std::string_view(filter).substr(at, end - at);
        const std::size_t equals = part.find('=');
        if (equals != std::string_view::npos && part.substr(0, equals) == name)
            return std::string(part.substr(equals + 1));
        at = end + 1;
    }
    return {};
}

std::string with_filter(const std::string& filter, std::string_view name, std::string_view value) {
    std::string out;
    const auto add = [&out](std::string_view part) {
        if (!part.empty()) out.append(out.empty() ? "" : "&").append(part);
    };
    std::size_t at = 0;
    bool there = false;
    const std::string own = std::string(name) + "=";
    const std::string now = value.empty() ? std::string() : own + std::string(value);
    while (at < filter.size()) {
        const std::size_t end = std::min(filter.find('&', at), filter.size());
        const std::string_view part = std::string_view(filter).substr(at, end - at);
        const bool is_own = part.starts_with(own);
        add(is_own ? std::string_view(now) : part);
        there = there || is_own;
        at = end + 1;
    }
    if (!there) add(now);
    return out;
}

ProgrammeKind shown_kind(const AppState& state) {
    return programme_kind_from_name(filter_value(state.route.filter, "kind"))
        .value_or(ProgrammeKind::Candidate);
}

bool is_programme_planner(const AppState& state) {
    return state.login && state.login->role == Role::Planner;
}

}  // namespace kongdi::shell::desk
