// SPDX-License-Identifier: Apache-2.0
#include "shell/screens/meeting_words.hpp"

#include <algorithm>

#include "shell/widgets/widgets.hpp"

namespace kongdi::shell {

std::string scale_words(const text::Text& text, int step) {
    constexpr std::array<std::string_view, 5> kKeys{"scale.very_bad", "scale.bad", "scale.middling",
                                                    "scale.good", "scale.very_good"};
    return std::string(text(kKeys[static_cast<std::size_t>(std::clamp(step, 1, 5) - 1)]));
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
    for (const api::OptionCount& option : result.counts)
        most = std::max(most, option.count.value_or(0));
    const bool ranked = one.question.kind == QuestionKind::Ranking;
    for (const std::size_t i : api::shown_order(one)) {
        const api::OptionCount& option = result.counts[i];
        std::string label = option.code;
        for (const Choice& choice : one.question.choices)
            if (choice.code == option.code) label = choice.label.in(language);
        if (one.question.kind == QuestionKind::Scale)
            label = scale_words(text, option.code.empty() ? 0 : option.code[0] - '0');
        const std::int64_t count = option.count.value_or(0);
        std::string said = text.number(static_cast<double>(count));
        if (ranked && count > 0)
            said = text("join.place", {{"place", text.number(api::mean_place(result, count), 1)}});
        if (!option.count) said = text("join.few");
        widgets::result_bar(label, said, static_cast<float>(count) / static_cast<float>(most));
    }
    if (result.mean) widgets::second(text("join.mean", {{"mean", text.number(*result.mean, 1)}}));
}

}  // namespace kongdi::shell
