// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/index_words.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi::shell::desk {

Said index_run_state_said(IndexRunState state) {
    std::string key = "index.state.";
    key.append(index_run_state_name(state));
    switch (state) {
        case IndexRunState::Published: return {key, widgets::Tone::Good};
        case IndexRunState::Superseded: return {key, widgets::Tone::Neutral};
        default: return {key, widgets::Tone::Waiting};
    }
}

std::string index_text(const text::Text& text, double index) { return text.number(index, 2); }

std::string interval_text(const text::Text& text, const CommunityIndex& one) {
    return text("index.interval",
                {{"low", text.number(one.low, 1)}, {"high", text.number(one.high, 1)}});
}

Said index_place_said(const CommunityIndex& one) {
    if (one.survey_first) return {"index.survey_first", widgets::Tone::Waiting};
    if (one.bottom) return {"index.bottom", widgets::Tone::Error};
    return {"index.not_bottom", widgets::Tone::Neutral};
}

std::string_view index_place_means(const CommunityIndex& one) {
    if (one.survey_first) return "index.survey_first_means";
    return one.bottom ? "index.bottom_means" : "index.not_bottom_means";
}

const IndexChange* index_change_of(const IndexDesk& desk, const std::string& code) {
    if (!desk.changes) return nullptr;
    const auto& all = desk.changes->changes;
    const auto found = std::lower_bound(
        all.begin(), all.end(), code,
        [](const IndexChange& one, const std::string& wanted) { return one.code < wanted; });
    return found != all.end() && found->code == code ? &*found : nullptr;
}

std::string points_moved(const text::Text& text, double points) {
    const double hundredths = std::round(points * 100);
    std::string out(hundredths > 0 ? "+" : "");
    return out.append(text.number(hundredths == 0 ? 0 : hundredths / 100, 2));
}

std::string run_line(const AppState& state, const text::Text& text, const IndexRun& run) {
    return text("index.made",
                {{"when", text.moment(run.made_at_ms, state.now_ms)}, {"by", run.by}});
}

}  // namespace kongdi::shell::desk
