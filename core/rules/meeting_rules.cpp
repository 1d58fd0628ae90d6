// SPDX-License-Identifier: Apache-2.0
#include "core/rules/meeting_rules.hpp"

#include <algorithm>

#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/rules/questionnaire_check.hpp"

namespace kongdi {

namespace {

constexpr std::string_view kAgendaPath = "/pages/0";

void check_question(const Question& question, const std::string& path, Errors& errors) {
    if (!is_meeting_kind(question.kind)) errors.push_back({ErrorCode::FieldChoice, path + "/kind"});
    // Everybody sees the same questions, and nobody must answer.
    if (question.required || !question.required_when.empty())
        errors.push_back({ErrorCode::FieldChoice, path + "/required"});
    if (!question.relevant.empty()) errors.push_back({ErrorCode::FieldUnknown, path + "/relevant"});
    if (!question.constraint.empty())
        errors.push_back({ErrorCode::FieldUnknown, path + "/constraint"});
    if (question.choices_from.empty() && question.choices.size() > kMaxMeetingChoices)
        errors.push_back({ErrorCode::FieldTooLong, path + "/choices"});
    if (question.kind == QuestionKind::Text &&
        (question.max_length < 1 || question.max_length > kMaxWordsLength))
        errors.push_back({ErrorCode::FieldRange, path + "/max_length"});
}

}  // namespace

bool is_meeting_kind(QuestionKind kind) {
    return kind == QuestionKind::SingleChoice || kind == QuestionKind::MultipleChoice ||
           kind == QuestionKind::Ranking || kind == QuestionKind::Scale ||
           kind == QuestionKind::Text;
}

Questionnaire agenda_of(const MeetingPlan& plan, std::int64_t number) {
    Questionnaire out;
    out.id = kMeetingQuestionnaire;
    out.version = number;
    if (!plan.questions.empty())
        for (const auto& entry : plan.questions.front().label.by_language)
            out.title.by_language.emplace_back(entry.first, plan.title);
    QuestionPage page;
    page.title = out.title;
    page.questions = plan.questions;
    out.pages.push_back(std::move(page));
    return out;
}

Errors check_meeting(const MeetingPlan& plan) {
    Errors errors;
    if (trimmed(plan.title).empty())
        errors.push_back({ErrorCode::FieldMissing, "/title"});
    else if (code_point_count(plan.title) > kMaxMeetingTitle)
        errors.push_back({ErrorCode::FieldTooLong, "/title"});
    else if (has_control_characters(plan.title))
        errors.push_back({ErrorCode::FieldFormat, "/title"});
    if (!is_community_code(plan.community))
        errors.push_back({ErrorCode::CommunityCode, "/community"});
    if (plan.questions.empty()) {
        errors.push_back({ErrorCode::FieldMissing, "/questions"});
        return errors;
    }
    if (plan.questions.size() > kMaxMeetingQuestions)
        errors.push_back({ErrorCode::FieldTooLong, "/questions"});
    for (Error& error : check_questionnaire(agenda_of(plan, 1))) {
        // The title is checked above, and stands in the agenda as often as it has languages.
        if (!error.path.starts_with(std::string(kAgendaPath) + "/questions")) continue;
        error.path.erase(0, kAgendaPath.size());
        errors.push_back(std::move(error));
    }
    for (std::size_t i = 0; i < plan.questions.size(); ++i)
        check_question(plan.questions[i], "/questions/" + std::to_string(i), errors);
    if (plan.questions.front().label.by_language.empty())
        errors.push_back({ErrorCode::FieldMissing, "/questions/0/label"});
    return errors;
}

Errors check_decisions(std::span<const Decision> decisions) {
    Errors errors;
    if (decisions.size() > kMaxDecisions)
        errors.push_back({ErrorCode::FieldTooLong, "/summary/decisions"});
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        const std::string path = "/summary/decisions/" + std::to_string(i);
        if (trimmed(decisions[i].text).empty())
            errors.push_back({ErrorCode::FieldMissing, path + "/text"});
        else if (code_point_count(decisions[i].text) > kMaxDecisionLength)
            errors.push_back({ErrorCode::FieldTooLong, path + "/text"});
        if (!decisions[i].due.empty() && !parse_date(decisions[i].due))
            errors.push_back({ErrorCode::FieldFormat, path + "/due"});
    }
    return errors;
}

std::string make_meeting_code(std::span<const std::uint8_t> random) {
    const std::size_t signs = kMeetingCodeSigns.size();
    const std::size_t least_unfair = 256 / signs * signs;
    std::string out;
    for (const std::uint8_t byte : random)
        if (byte < least_unfair && out.size() < kMeetingCodeLength)
            out += kMeetingCodeSigns[byte % signs];
    return out.size() == kMeetingCodeLength ? out : std::string();
}

std::string meeting_code_of(std::string_view typed) {
    std::string out;
    for (const char sign : typed) {
        if (sign == ' ' || sign == '-') continue;
        const char capital =
            sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 'a' + 'A') : sign;
        if (kMeetingCodeSigns.find(capital) == std::string_view::npos) return {};
        out += capital;
    }
    return out.size() == kMeetingCodeLength ? out : std::string();
}

}  // namespace kongdi
