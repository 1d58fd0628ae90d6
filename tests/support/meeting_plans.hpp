// SPDX-License-Identifier: Apache-2.0
// Meetings for tests: a question of each kind.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/model/meeting.hpp"

namespace kongdi::tests {

inline Question meeting_question(std::string name, QuestionKind kind,
                                 std::vector<std::string> codes = {}) {
    Question out;
    out.label.by_language = {{"zh", "问题 " + name}};
    out.name = std::move(name);
    out.kind = kind;
    for (std::string& code : codes)
        out.choices.push_back({code, LocalText{{{"zh", "选项 " + code}}}, {}, {}});
    if (kind == QuestionKind::Text) out.max_length = 200;
    return out;
}

/// Two spaces to choose from on the map.
inline Question meeting_spots() {
    Question out = meeting_question("spots", QuestionKind::MultipleChoice, {"shed", "hall"});
    out.choices[0].point = Wgs84Point{120.1601, 30.2801};
    out.choices[1].point = Wgs84Point{120.1633, 30.2815};
    return out;
}

/// "room" (single choice), "services" (multiple choice), "content" (scale), "wish" (free words),
/// "order" (ranking), "spots" (on the map).
inline MeetingPlan meeting_plan(std::string community = "330102001005") {
    return {"三楼的房间做什么",
            std::move(community),
            {meeting_question("room", QuestionKind::SingleChoice, {"yes", "no"}),
             meeting_question("services", QuestionKind::MultipleChoice, {"a", "b", "c"}),
             meeting_question("content", QuestionKind::Scale),
             meeting_question("wish", QuestionKind::Text),
             meeting_question("order", QuestionKind::Ranking, {"x", "y", "z"}), meeting_spots()}};
}

}  // namespace kongdi::tests
