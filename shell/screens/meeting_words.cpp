// SPDX-License-Identifier: Apache-2.0
#include "shell/screens/meeting_words.hpp"

#include <algorithm>

#include "core/geometry/box.hpp"
#include "shell/map/map_view.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell {

std::string scale_words(const text::Text& text, int step) {
    constexpr std::array<std::string_view, 5> kKeys{"scale.very_bad", "scale.bad", "scale.middling",
                                                    "scale.good", "scale.very_good"};
    return std::string(text(kKeys[static_cast<std::size_t>(std::clamp(step, 1, 5) - 1)]));
}

std::string option_letter(const Question& question, std::size_t index) {
    if (index >= question.choices.size() || !question.choices[index].point) return {};
    return std::string(1, static_cast<char>('A' + index));
}

std::optional<std::size_t> draw_option_map(const AppState& state, const Question& question,
                                           std::string_view label,
                                           const std::vector<std::string>& picked,
                                           const std::vector<OptionSaid>& said) {
    constexpr float kHeight = 260;
    constexpr double kNearest = 17;
    std::vector<map::MapShape> shapes;
    if (!state.map_about) shapes = state.map_shapes;
    Box box;
    // Those that got most first: the largest hide no smaller ones.
    for (const bool most : {true, false})
        for (std::size_t i = 0; i < question.choices.size(); ++i) {
            const Choice& choice = question.choices[i];
            const bool is_picked =
                std::find(picked.begin(), picked.end(), choice.code) != picked.end();
            if (!choice.point || is_picked != most) continue;
            shapes.push_back({is_picked ? map::ShapeKind::PointDone : map::ShapeKind::Point,
                              {{{choice.point->lon, choice.point->lat}}},
                              option_letter(question, i)});
            shapes.back().id = choice.code;
            if (i < said.size()) {
                shapes.back().under = said[i].words;
                shapes.back().share = said[i].share;
            }
            box.add(*choice.point);
        }
    if (box.empty()) return std::nullopt;
    map::MapOptions options;
    if (state.map_about) options.tiles = state.tiles;
    options.label = label;
    options.height = kHeight;
    options.cross_hair = false;
    options.full_width = false;
    map::Camera camera = map::fitted({box.west, box.south}, {box.east, box.north},
                                     widgets::available_width(), kHeight);
    camera.zoom = std::min(camera.zoom, kNearest);
    const map::MapResult result = map::map_view("map", camera, shapes, options);
    for (std::size_t i = 0; i < question.choices.size(); ++i)
        if (!result.pressed.empty() && question.choices[i].code == result.pressed) return i;
    return std::nullopt;
}

void draw_meeting_results(const AppState& state, const text::Text& text,
                          const api::MeetingQuestion& one) {
    const api::MeetingResult& result = *one.results;
    const std::string_view language = language_code(state.language);
    if (one.question.kind == QuestionKind::Text) {
        for (const std::string& words : result.words) widgets::paragraph("· " + words);
        if (result.words.empty()) widgets::second(text("join.no_words"));
        return;
    }
    std::int64_t most = 1;
    std::vector<std::string> first;
    for (const api::OptionCount& option : result.counts)
        most = std::max(most, option.count.value_or(0));
    for (const api::OptionCount& option : result.counts)
        if (option.count.value_or(0) == most) first.push_back(option.code);
    const bool ranked = one.question.kind == QuestionKind::Ranking;
    std::vector<OptionSaid> on_map(one.question.choices.size());
    for (const std::size_t i : api::shown_order(one)) {
        const api::OptionCount& option = result.counts[i];
        std::string label = option.code;
        for (const Choice& choice : one.question.choices)
            if (choice.code == option.code) label = choice.label.in(language);
        if (const std::string letter = option_letter(one.question, i); !letter.empty())
            label.insert(0, letter + " · ");
        if (one.question.kind == QuestionKind::Scale)
            label = scale_words(text, option.code.empty() ? 0 : option.code[0] - '0');
        const std::int64_t count = option.count.value_or(0);
        std::string said = text.number(static_cast<double>(count));
        if (ranked && count > 0)
            said = text("join.place", {{"place", text.number(api::mean_place(result, count), 1)}});
        if (!option.count) said = text(result.n > 0 ? "join.kept_back" : "join.few");
        const float share = static_cast<float>(count) / static_cast<float>(most);
        widgets::result_bar(label, said, share);
        if (i < on_map.size()) on_map[i] = {said, share};
    }
    // Below the bars, which a wall must show whole.
    draw_option_map(state, one.question, text("join.map"), first, on_map);
    if (result.mean) widgets::second(text("join.mean", {{"mean", text.number(*result.mean, 1)}}));
}

}  // namespace kongdi::shell
