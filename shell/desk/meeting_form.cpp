// SPDX-License-Identifier: Apache-2.0
// A meeting is planned: what it is called, where it is, and what is asked.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/api/endpoints.hpp"
#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/codec/meeting_codec.hpp"
#include "core/rules/meeting_rules.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

/// Kinds as the form offers them; yes or no is a choice of two.
constexpr std::array<std::string_view, 7> kKinds{
    "single_choice", "multiple_choice", "ranking", "yes_no", "scale", "places", "text"};

Value words_in_both(std::string_view words) { return Value::map({{"zh", words}, {"en", words}}); }

Value choices_of(const Value& row) {
    Value out = Value::list();
    const auto add = [&out](std::string_view label) {
        const std::string code = "c" + std::to_string(out.if_list()->size() + 1);
        out.push(Value::map({{"code", code}, {"label", words_in_both(label)}}));
    };
    if (row["kind"].string_or("") == "yes_no") {
        out.push(
            Value::map({{"code", "yes"}, {"label", Value::map({{"zh", "是"}, {"en", "Yes"}})}}));
        out.push(Value::map({{"code", "no"}, {"label", Value::map({{"zh", "否"}, {"en", "No"}})}}));
        return out;
    }
    std::string_view lines = row["choices"].string_or("");
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = trimmed(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
        if (!line.empty()) add(line);
    }
    return out;
}

/// Spaces that were picked, as options with a place.
Value choices_of_spaces(const AppState& state, const Value& row) {
    Value out = Value::list();
    for (const Value& space : row.items("spaces")) {
        Value label = words_in_both(space["type"].string_or(""));
        for (const SpaceType& type : state.catalogue.space_types)
            if (type.code == space["type"].string_or(""))
                label = Value::map({{"zh", type.label.in("zh")}, {"en", type.label.in("en")}});
        out.push(Value::map({{"code", space["id"]},
                             {"label", std::move(label)},
                             {"lon", space["lon"]},
                             {"lat", space["lat"]}}));
    }
    return out;
}

std::string kind_of_document(const std::string& kind) {
    if (kind == "yes_no") return "single_choice";
    return kind == "places" ? "multiple_choice" : kind;
}

Value document_of(const AppState& state, const Value& row, std::size_t number) {
    const std::string kind = row.text("kind");
    Value out = Value::map({{"name", "q" + std::to_string(number)},
                            {"kind", kind_of_document(kind)},
                            {"label", words_in_both(trimmed(row["label"].string_or("")))},
                            {"required", false}});
    if (kind == "text") {
        out.set("multiline", true);
        out.set("max_length", kMaxWordsLength);
    } else if (kind == "places") {
        out.set("choices", choices_of_spaces(state, row));
    } else if (kind != "scale") {
        out.set("choices", choices_of(row));
    }
    return out;
}

Value new_row() { return Value::map({{"kind", "single_choice"}, {"label", ""}, {"choices", ""}}); }

/// As rough as everybody sees it on the map: to a ten thousandth of a degree, some ten metres.
double rough(double degrees) {
    constexpr double kSteps = 10'000;
    return std::round(degrees * kSteps) / kSteps;
}

/// What everybody may see of the community's spaces, to be ticked.
void draw_spaces(const AppState& state, const text::Text& text, std::string_view wrong, Value& row,
                 bool& changed, Actions& out) {
    const MeetingDesk& desk = state.meetings;
    const std::string community = state.form.text("community");
    if (community.empty()) {
        widgets::note("community-first", widgets::Tone::Info, text("meeting_form.community_first"));
        return;
    }
    if (!wrong.empty()) widgets::note("spaces-error", widgets::Tone::Error, wrong);
    if (desk.spaces_of != community) {
        if (widgets::secondary_button("list", text("meeting_form.list_spaces"),
                                      widgets::Icon::List))
            out.push_back(AskMeetingSpaces{community});
        return;
    }
    if (draw_asked(text, desk.listing_spaces, desk.spaces.empty()))
        out.push_back(AskMeetingSpaces{community});
    if (desk.spaces.empty()) {
        if (!desk.listing_spaces.busy && !desk.listing_spaces.failed)
            widgets::second(text("meeting_form.no_spaces"));
        return;
    }
    Value::List picked = row.items("spaces");
    for (const Space& space : desk.spaces) {
        const auto at = std::find_if(picked.begin(), picked.end(), [&](const Value& one) {
            return one["id"].string_or("") == space.id;
        });
        const bool is_picked = at != picked.end();
        std::string line = space.receipt;
        if (const std::string area = area_text(state, text, space.floor_area); !area.empty())
            line += " · " + area;
        if (!space.description.empty()) line += " · " + space.description;
        if (!widgets::checkbox(space.id, type_label(state, space.type), is_picked, line)) continue;
        changed = true;
        if (is_picked)
            picked.erase(at);
        else
            picked.push_back(Value::map({{"id", space.id},
                                         {"type", space.type},
                                         {"lon", rough(space.point.lon)},
                                         {"lat", rough(space.point.lat)}}));
        Value list = Value::list();
        for (Value& one : picked) list.push(std::move(one));
        row.set("spaces", std::move(list));
        break;
    }
}

}  // namespace

Value begin_meeting_form(const AppState& state) {
    Value fields =
        Value::map({{"title", ""}, {"community", ""}, {"questions", Value::list({new_row()})}});
    if (state.city && state.city->communities.size() == 1)
        fields.set("community", state.city->communities.front().code);
    return fields;
}

CheckedForm check_meeting_form(const AppState& state) {
    CheckedForm out;
    out.path = api::kMeetings;
    Value questions = Value::list();
    const Value::List& rows = state.form.fields.items("questions");
    for (std::size_t i = 0; i < rows.size(); ++i)
        questions.push(document_of(state, rows[i], i + 1));
    out.body = Value::map({{"id", state.form.text("id")},
                           {"title", trimmed(state.form.text("title"))},
                           {"community", state.form.text("community")},
                           {"questions", std::move(questions)}});
    out.errors = meeting_plan_of(out.body, state.catalogue).errors;
    return out;
}

void draw_meeting_form(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page(
        {.id = "meeting-form", .title = text("meetings.plan"), .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    const FormErrors errors(state, text);
    const std::string title = state.form.text("title");
    if (const auto change = widgets::text_field("title", title,
                                                {.label = text("meeting_form.title"),
                                                 .error = errors("/title"),
                                                 .max_code_points = 80,
                                                 .required = true});
        change && change->value != title)
        out.push_back(SetFormField{"title", change->value});
    std::vector<widgets::Choice> communities{{"", text("meeting_form.choose"), widgets::Icon::None,
                                              state.form.text("community").empty()}};
    if (state.city)
        for (const api::Community& one : state.city->communities)
            communities.push_back({one.code, one.name, widgets::Icon::None,
                                   state.form.text("community") == one.code});
    if (const auto chosen = widgets::select("community", text("column.community"), communities))
        out.push_back(SetFormField{"community", std::string(communities[*chosen].id)});
    if (const std::string_view wrong = errors("/community"); !wrong.empty())
        widgets::note("community-error", widgets::Tone::Error, wrong);

    const Value::List rows = state.form.fields.items("questions");
    Value next = Value::list();
    bool changed = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const widgets::Scope scope("q" + std::to_string(i + 1));
        const std::string heading =
            text("meeting_form.question", {{"number", static_cast<std::int64_t>(i + 1)}});
        const widgets::Card card("question", heading);
        widgets::bold(heading);
        Value row = rows[i];
        const std::string path = "/questions/" + std::to_string(i);
        const std::string label = row.text("label");
        if (const auto change = widgets::text_field("label", label,
                                                    {.label = text("meeting_form.label"),
                                                     .error = errors.below(path + "/label"),
                                                     .max_code_points = 120,
                                                     .required = true});
            change && change->value != label) {
            row.set("label", change->value);
            changed = true;
        }
        const std::string kind = row.text("kind");
        std::array<std::string, kKinds.size()> labels;
        std::vector<widgets::Choice> kinds;
        for (std::size_t k = 0; k < kKinds.size(); ++k) {
            labels[k] = text("meeting_form.kind." + std::string(kKinds[k]));
            kinds.push_back({kKinds[k], labels[k], widgets::Icon::None, kind == kKinds[k]});
        }
        if (const auto chosen = widgets::select("kind", text("meeting_form.kind"), kinds)) {
            row.set("kind", kKinds[*chosen]);
            changed = true;
        }
        if (kind == "places")
            draw_spaces(state, text, errors.below(path + "/choices"), row, changed, out);
        if (kind == "single_choice" || kind == "multiple_choice" || kind == "ranking") {
            const std::string choices = row.text("choices");
            if (const auto change = widgets::text_field("choices", choices,
                                                        {.label = text("meeting_form.choices"),
                                                         .kind = widgets::FieldKind::Multiline,
                                                         .hint = text("meeting_form.choices_hint"),
                                                         .error = errors.below(path + "/choices"),
                                                         .max_code_points = 600,
                                                         .required = true});
                change && change->value != choices) {
                row.set("choices", change->value);
                changed = true;
            }
        }
        if (rows.size() > 1 &&
            widgets::text_button("remove", text("meeting_form.remove"), widgets::Icon::Trash))
            changed = true;
        else
            next.push(std::move(row));
    }
    if (rows.size() < kMaxMeetingQuestions &&
        widgets::secondary_button("add", text("meeting_form.add"), widgets::Icon::Plus)) {
        next.push(new_row());
        changed = true;
    }
    if (changed) out.push_back(SetFormField{"questions", std::move(next)});
    draw_form_state(state, text, errors, out);
    draw_draft_line(text, out);
    const widgets::Footer footer;
    if (widgets::primary_button("send", text("meeting_form.send"))) out.push_back(SubmitForm{});
}

}  // namespace kongdi::shell::desk
