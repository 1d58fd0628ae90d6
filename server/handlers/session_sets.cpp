// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/session_sets.hpp"

#include "server/exports/community_middles.hpp"
#include "server/exports/listed_rows.hpp"
#include "server/exports/session_columns.hpp"
#include "server/handlers/meeting_views.hpp"

namespace kongdi::server {

namespace {

bool is_over(const Meeting& meeting) {
    return meeting.state == MeetingState::Closed || meeting.state == MeetingState::Summarised ||
           meeting.state == MeetingState::Published;
}

/// A line for each; each line that a person wrote is text, and so is all of it.
std::string lines_of(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) out.append(out.empty() ? "" : "\n").append(text);
    return out;
}

std::string decisions_of(const Meeting& meeting) {
    std::vector<std::string> texts;
    for (const Decision& one : meeting.decisions)
        texts.push_back(one.due.empty() ? one.text : one.text + " (" + one.due + ")");
    return lines_of(texts);
}

/// Of an option, or of a step of a scale.
std::string label_of(const Question& question, const std::string& code,
                     const std::string& language) {
    for (const Choice& choice : question.choices)
        if (choice.code == code) return std::string(choice.label.in(language));
    return question.kind == QuestionKind::Scale ? code : std::string();
}

void add_question(const SessionRow& head, const api::MeetingQuestion& asked,
                  const std::string& language, std::vector<SessionRow>& out) {
    SessionRow row = head;
    const Question& question = asked.question;
    row.question = question.name;
    row.question_label = question.label.in(language);
    row.kind = question.kind;
    row.title += " · " + row.question_label;
    row.answered = asked.results->n;
    row.mean = asked.results->mean;
    row.words = lines_of(asked.results->words);
    row.id = row.meeting + "/" + row.question;
    if (asked.results->counts.empty()) out.push_back(row);
    for (const api::OptionCount& one : asked.results->counts) {
        row.id = row.meeting + "/" + row.question + "/" + one.code;
        row.option = one.code;
        row.option_label = label_of(question, one.code, language);
        row.count = one.count;
        if (question.kind == QuestionKind::Ranking && one.count)
            row.mean = api::mean_place(*asked.results, *one.count);
        out.push_back(row);
    }
}

}  // namespace

Result<std::unique_ptr<RowSource>> open_participation(Storage& storage, const RowsAsked& asked,
                                                      const Labels& labels) {
    CommunityMiddles middles(storage);
    std::vector<SessionRow> rows;
    for (const Meeting& one : KONGDI_TRY(storage.meetings())) {
        if (!is_over(one) || (asked.within && !covers(*asked.within, one.plan.community))) continue;
        const auto meeting = KONGDI_TRY(storage.meeting(one.id));
        if (!meeting) continue;
        const api::MeetingSummary summary = KONGDI_TRY(summary_of(storage, *meeting));
        SessionRow head;
        head.meeting = meeting->id;
        head.meeting_title = head.title = summary.title;
        head.state = meeting->state;
        head.community = summary.community;
        head.community_name = summary.community_name;
        head.point = KONGDI_TRY(middles.of(summary.community));
        head.opened_at_ms = summary.opened_at_ms;
        head.closed_at_ms = summary.closed_at_ms;
        head.joined = summary.joined;
        head.decisions = decisions_of(*meeting);
        for (const api::MeetingQuestion& question : summary.questions) {
            ++head.place;
            add_question(head, question, labels.language(), rows);
        }
    }
    return listed_rows(session_table(), labels, std::move(rows));
}

}  // namespace kongdi::server
