// SPDX-License-Identifier: Apache-2.0
// A run that is to be made: what it is called, whose ratings count, what goes on the plan.
#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/question/typed_number.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kNoWave = "none";

void draw_wave_choice(const AppState& state, const text::Text& text, Actions& out) {
    const std::string current = state.form.text("wave");
    std::vector<std::string> ids, labels;
    for (const Wave& wave : state.waves.waves)
        if (wave.state != WaveState::Draft) {
            ids.push_back(wave.id);
            labels.push_back(wave.plan.title);
        }
    ids.emplace_back(kNoWave);
    labels.emplace_back(text("index_form.no_wave"));
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < ids.size(); ++i)
        choices.push_back({ids[i], labels[i], widgets::Icon::None, ids[i] == current});
    if (const auto chosen = widgets::choice_list("wave", text("index_form.wave"), choices))
        out.push_back(SetFormField{"wave", ids[*chosen]});
}

void draw_rounding(const AppState& state, const text::Text& text, Actions& out) {
    const std::string current = state.form.text("rounding");
    std::vector<widgets::Choice> choices;
    for (int i = 0; i < static_cast<int>(CutRounding::Count_); ++i) {
        const std::string_view name = cut_rounding_name(static_cast<CutRounding>(i));
        choices.push_back({name, text("index_form.rounding." + std::string(name)),
                           widgets::Icon::None, current == name});
    }
    widgets::bold(text("index_form.rounding"));
    if (const auto chosen = widgets::segmented("rounding", text("index_form.rounding"), choices))
        out.push_back(SetFormField{"rounding", choices[*chosen].id});
}

constexpr std::string_view kWeightsOpen = "weights_open";

std::string weight_field(std::string_view kind) { return "weight_" + std::string(kind); }

/// Kinds that have a weight of their own.
const Value::Map& weighted_kinds(const AppState& state) {
    static const Value::Map kNone;
    const Value::Map* weights = state.index.defaults["weights"].if_map();
    return weights != nullptr ? *weights : kNone;
}

/// A number as it is typed; what is none stays what it is, so that it is refused.
Value number_of(const std::string& typed) {
    Value value = question::typed_number(typed);
    return value.is_null() ? Value("") : value;
}

/// Of a percentage as it is typed; what is no number stays what it is, so that it is refused.
Value share_of(const std::string& typed) {
    const Value value = question::typed_number(typed);
    if (value.is_number()) return Value(value.number_or(0) / 100);
    return value.is_null() ? Value("") : value;
}

void draw_weights(const AppState& state, const text::Text& text, const FormErrors& errors,
                  Actions& out) {
    const bool wrong = !errors.below("/weights").empty() || !errors("/other_weight").empty() ||
                       !errors.below("/unsure").empty();
    const bool unfolded = state.form.fields[kWeightsOpen].bool_or(false);
    // It stays while what is wrong is mended.
    if (wrong && !unfolded) out.push_back(SetFormField{std::string(kWeightsOpen), true});
    const bool open = wrong || unfolded;
    if (widgets::text_button("weights",
                             text(open ? "index_form.weights_hide" : "index_form.weights_show")))
        out.push_back(SetFormField{std::string(kWeightsOpen), !open});
    if (!open) return;
    widgets::heading(text("index_form.weights"));
    widgets::second(text("index_form.weights_hint", {{"most", text.number(kMostWeight)}}));
    {
        widgets::Columns columns(3, 180);
        for (const Value::Member& one : weighted_kinds(state)) {
            const std::string label = kind_label(state, one.first);
            draw_form_field(state, errors, weight_field(one.first),
                            {.label = label,
                             .kind = widgets::FieldKind::Number,
                             .error = errors("/weights/" + one.first),
                             .max_code_points = 5},
                            out);
            columns.next();
        }
        draw_form_field(state, errors, "other_weight",
                        {.label = text("index_form.other_weight"),
                         .kind = widgets::FieldKind::Number,
                         .max_code_points = 5},
                        out);
    }
    widgets::heading(text("index.survey_first"));
    widgets::second(text("index_form.unsure_hint"));
    widgets::Columns columns(2, 180);
    draw_form_field(state, errors, "unsure_low",
                    {.label = text("index_form.unsure_low"),
                     .kind = widgets::FieldKind::Number,
                     .unit = "%",
                     .max_code_points = 5},
                    out);
    columns.next();
    draw_form_field(state, errors, "unsure_high",
                    {.label = text("index_form.unsure_high"),
                     .kind = widgets::FieldKind::Number,
                     .unit = "%",
                     .max_code_points = 5},
                    out);
}

}  // namespace

Value begin_index_form(const AppState& state) {
    const Value& settings = state.index.defaults;
    if (settings.is_null()) return {};
    std::string wave(kNoWave);
    for (const Wave& one : state.waves.waves)
        if (one.state != WaveState::Draft) {
            wave = one.id;
            break;
        }
    Value out = Value::map({{"title", ""},
                            {"wave", wave},
                            {"bottom_share", typed_of(settings["bottom_share"].number_or(0) * 100)},
                            {"access_share", typed_of(settings["access_share"].number_or(0) * 100)},
                            {"rounding", settings["bottom_rounding"].string_or("up")},
                            {"unsure_low", typed_of(settings["unsure_low"].number_or(0) * 100)},
                            {"unsure_high", typed_of(settings["unsure_high"].number_or(1) * 100)},
                            {"other_weight", typed_of(settings["other_weight"].number_or(1))}});
    for (const Value::Member& one : weighted_kinds(state))
        out.set(weight_field(one.first), typed_of(one.second.number_or(1)));
    return out;
}

CheckedForm check_index_form(const AppState& state) {
    const DeskForm& form = state.form;
    CheckedForm out;
    out.path = api::kIndexRuns;
    Value settings = Value::map({{"bottom_share", share_of(form.text("bottom_share"))},
                                 {"access_share", share_of(form.text("access_share"))},
                                 {"bottom_rounding", form.text("rounding")}});
    // What was begun before there were these fields is sent without them.
    for (const char* name : {"unsure_low", "unsure_high"})
        if (!form.fields[name].is_null()) settings.set(name, share_of(form.text(name)));
    if (!form.fields["other_weight"].is_null())
        settings.set("other_weight", number_of(form.text("other_weight")));
    Value weights = Value::map();
    for (const Value::Member& one : weighted_kinds(state))
        if (const std::string field = weight_field(one.first); !form.fields[field].is_null())
            weights.set(one.first, number_of(form.text(field)));
    settings.set("weights", std::move(weights));
    const IndexSettings defaults = index_settings_of(state.index.defaults, {}).settings;
    out.errors = index_settings_of(settings, defaults).errors;
    const std::string title(trimmed(form.text("title")));
    if (title.empty()) out.errors.push_back({ErrorCode::FieldMissing, "/title"});
    if (code_point_count(title) > kMaxRunTitle)
        out.errors.push_back({ErrorCode::FieldTooLong, "/title"});
    const std::string wave = form.text("wave");
    out.body = Value::map({{"id", form.text("id")},
                           {"title", title},
                           {"wave", wave == kNoWave ? std::string() : wave},
                           {"settings", std::move(settings)}});
    return out;
}

void draw_index_form(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page(
        {.id = "index-form", .title = text("index_form.page"), .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    const bool here = !state.index.defaults.is_null();
    if (draw_asked(text, state.index.asking, !here)) out.push_back(Go{state.route});
    if (!here) return;
    const FormErrors errors(state, text);
    if (state.form.touched) draw_draft_line(text, out);
    widgets::paragraph(text("index_form.hint"));
    draw_form_field(state, errors, "title",
                    {.label = text("index_form.title"),
                     .placeholder = text("index_form.title_hint"),
                     .max_code_points = static_cast<int>(kMaxRunTitle),
                     .required = true},
                    out);
    widgets::heading(text("index_form.wave"));
    draw_wave_choice(state, text, out);
    widgets::heading(text("index_form.plan"));
    {
        widgets::Columns columns(2, 180);
        draw_form_field(state, errors, "bottom_share",
                        {.label = text("index_form.bottom_share"),
                         .kind = widgets::FieldKind::Number,
                         .unit = "%",
                         .max_code_points = 5,
                         .required = true},
                        out);
        columns.next();
        draw_form_field(state, errors, "access_share",
                        {.label = text("index_form.access_share"),
                         .kind = widgets::FieldKind::Number,
                         .unit = "%",
                         .max_code_points = 5,
                         .required = true},
                        out);
    }
    widgets::second(text("index_form.access_hint"));
    draw_rounding(state, text, out);
    draw_weights(state, text, errors, out);
    const widgets::Footer footer;
    draw_form_state(state, text, errors, out);
    if (widgets::primary_button("send", text("index_form.send"),
                                state.form.touched && !state.form.busy))
        out.push_back(SubmitForm{});
}

}  // namespace kongdi::shell::desk
