// SPDX-License-Identifier: Apache-2.0
// Meetings: planned, opened, led through their questions, summed up; the seats of who joined.
#include <algorithm>

#include "core/codec/json.hpp"
#include "core/codec/meeting_codec.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "core/lifecycle/meeting_lifecycle.hpp"
#include "core/rules/meeting_rules.hpp"
#include "server/storage/meeting_ledger.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kSelectMeeting =
    "SELECT m.id, m.number, m.state, m.code, m.plan, m.now_asked, m.decisions, m.account, "
    "m.created_at_ms, m.opened_at_ms, m.closed_at_ms, m.version FROM meetings m ";

Meeting meeting_of(const SqlRow& row, const Catalogue& lists) {
    Meeting out;
    out.id = row.text(0);
    out.number = row.whole(1);
    out.state = meeting_state_from_name(row.text(2)).value_or(MeetingState::Draft);
    out.code = row.text(3);
    out.plan = stored_meeting_plan(or_throw(parse_own_json(row.text(4))), lists);
    out.asked.resize(out.plan.questions.size());
    out.current = row.text(5);
    out.decisions = stored_decisions(or_throw(parse_own_json(row.text(6))));
    out.by = row.text(7);
    out.created_at_ms = row.whole(8);
    out.opened_at_ms = row.optional_whole(9);
    out.closed_at_ms = row.optional_whole(10);
    out.version = row.whole(11);
    return out;
}

void read_asked(Sql& sql, Meeting& meeting) {
    for (const SqlRow& row :
         sql.run("SELECT name, state, revealed FROM meeting_questions WHERE meeting = ?",
                 {meeting.number}))
        for (std::size_t i = 0; i < meeting.asked.size(); ++i)
            if (meeting.plan.questions[i].name == row.text(0))
                meeting.asked[i] = {ask_state_from_name(row.text(1)).value_or(AskState::Waiting),
                                    row.whole(2) != 0};
}

std::optional<Meeting> find_meeting(Sql& sql, std::string_view where, const SqlValues& values,
                                    const Catalogue& lists) {
    const SqlRows rows = sql.run(std::string(kSelectMeeting).append(where), values);
    if (rows.empty()) return std::nullopt;
    Meeting out = meeting_of(rows.front(), lists);
    if (out.number != 0) read_asked(sql, out);
    return out;
}

constexpr std::string_view kById = "WHERE m.id = ?";
constexpr std::string_view kByCode = "WHERE m.code = ? AND m.state = 'open'";

void fold_plan(Sql& sql, std::int64_t at_ms, std::string_view id, const Value& facts) {
    const std::string plan = write_json(facts["plan"]);
    const std::string by = facts.text("by");
    if (!sql.run("UPDATE meetings SET plan = ?, account = ?, version = version + 1 WHERE id = ? "
                 "RETURNING 1",
                 {plan, by, id})
             .empty())
        return;
    sql.insert("meetings", {{id, 0, meeting_state_name(MeetingState::Draft), "", plan, "",
                             write_json(decisions_tree({})), by, at_ms, nullptr, nullptr, 1}});
}

void fold_opening(Sql& sql, std::int64_t at_ms, std::string_view id, const Value& facts) {
    const std::int64_t number = facts["number"].int_or(0);
    const Value& agenda = facts["agenda"];
    sql.run("UPDATE meetings SET number = ?, code = ?, opened_at_ms = ? WHERE id = ?",
            {number, facts.text("code"), at_ms, id});
    std::vector<SqlValues> rows;
    for (const Value& page : agenda.items("pages"))
        for (const Value& question : page.items("questions"))
            rows.push_back({number, question.text("name"), ask_state_name(AskState::Waiting), 0});
    sql.insert("meeting_questions", rows);
    // Records name the agenda as they name any questionnaire.
    sql.insert("questionnaires",
               {{kMeetingQuestionnaire, number, write_json(agenda), facts.text("by"), at_ms}});
}

void fold_move(Sql& sql, std::int64_t at_ms, std::string_view id, MeetingMove move,
               const Value& facts) {
    const SqlRows rows = sql.run("SELECT state, number FROM meetings WHERE id = ?", {id});
    if (rows.empty()) return;
    const auto from = meeting_state_from_name(rows.front().text(0));
    const auto to = from ? after_move(*from, move, Role::Planner) : std::nullopt;
    if (!to) return;
    sql.run("UPDATE meetings SET state = ?, version = version + 1 WHERE id = ?",
            {meeting_state_name(*to), id});
    if (move == MeetingMove::Open) fold_opening(sql, at_ms, id, facts);
    if (move != MeetingMove::Close) return;
    sql.run("UPDATE meetings SET closed_at_ms = ? WHERE id = ?", {at_ms, id});
    sql.run("UPDATE meeting_questions SET state = 'closed' WHERE meeting = ? AND state = 'open'",
            {rows.front().whole(1)});
}

void fold_question(Sql& sql, std::string_view id, const SetQuestion& step) {
    const SqlRows rows = sql.run(
        "SELECT q.meeting, q.state, q.revealed FROM meetings m JOIN meeting_questions q "
        "ON q.meeting = m.number WHERE m.id = ? AND q.name = ?",
        {id, step.question});
    if (rows.empty()) return;
    const Asked from{ask_state_from_name(rows.front().text(1)).value_or(AskState::Waiting),
                     rows.front().whole(2) != 0};
    const auto to = after_move(from, step.set);
    if (!to) return;
    const std::int64_t number = rows.front().whole(0);
    sql.run("UPDATE meeting_questions SET state = ?, revealed = ? WHERE meeting = ? AND name = ?",
            {ask_state_name(to->state), to->revealed ? 1 : 0, number, step.question});
    sql.run("UPDATE meetings SET version = version + 1 WHERE number = ?", {number});
    if (step.set == AskMove::Open)
        sql.run("UPDATE meetings SET now_asked = ? WHERE number = ?", {step.question, number});
}

void fold_words(Sql& sql, std::string_view id, const ShowWords& step) {
    sql.run("DELETE FROM meeting_words WHERE record_id = ?", {step.record});
    if (step.show) sql.insert("meeting_words", {{step.record}});
    sql.run("UPDATE meetings SET version = version + 1 WHERE id = ?", {id});
}

void fold_seat(Sql& sql, std::string_view id, const Value& facts) {
    const SqlRows rows =
        sql.run("UPDATE meetings SET version = version + 1 WHERE id = ? RETURNING number", {id});
    if (rows.empty()) return;
    sql.insert("meeting_seats", {{facts.text("seat"), rows.front().whole(0), facts.text("voice")}});
}

/// A step of a host, into the tables.
struct Fold {
    Sql& sql;
    std::int64_t at_ms;
    std::string_view id;
    const Value& facts;
    void operator()(const MoveMeeting& step) const { fold_move(sql, at_ms, id, step.move, facts); }
    void operator()(const SetQuestion& step) const { fold_question(sql, id, step); }
    void operator()(const ShowWords& step) const { fold_words(sql, id, step); }
    void operator()(const SumUp& step) const {
        sql.run("UPDATE meetings SET decisions = ?, version = version + 1 WHERE id = ?",
                {write_json(decisions_tree(step.decisions)), id});
    }
};

[[noreturn]] void refuse_move(const Meeting& meeting) {
    throw StorageFailure(ErrorCode::MoveIllegal,
                         "the meeting is " + std::string(meeting_state_name(meeting.state)));
}

/// Throws when a step is not legal now; false when it would change nothing.
struct Check {
    Sql& sql;
    const Meeting& meeting;
    const Actor& actor;
    bool operator()(const MoveMeeting& step) const {
        if (!after_move(meeting.state, step.move, actor.role)) refuse_move(meeting);
        return true;
    }
    bool operator()(const SetQuestion& step) const {
        if (meeting.state != MeetingState::Open) refuse_move(meeting);
        const auto& questions = meeting.plan.questions;
        for (std::size_t i = 0; i < questions.size(); ++i) {
            if (questions[i].name != step.question) continue;
            const auto to = after_move(meeting.asked[i], step.set);
            if (!to) throw StorageFailure(ErrorCode::MoveIllegal, "the question waits");
            return *to != meeting.asked[i] ||
                   (step.set == AskMove::Open && meeting.current != step.question);
        }
        throw StorageFailure(Error{ErrorCode::FieldChoice, "/question"});
    }
    bool operator()(const ShowWords& step) const {
        if (meeting.state == MeetingState::Draft || meeting.state == MeetingState::Published)
            refuse_move(meeting);
        if (sql.run("SELECT 1 FROM meeting_answers WHERE meeting = ? AND record_id = ?",
                    {meeting.number, step.record})
                .empty())
            throw StorageFailure(Error{ErrorCode::NotFound, "/word"});
        const bool shown =
            !sql.run("SELECT 1 FROM meeting_words WHERE record_id = ?", {step.record}).empty();
        return shown != step.show;
    }
    bool operator()(const SumUp& step) const {
        if (meeting.state != MeetingState::Closed && meeting.state != MeetingState::Summarised)
            refuse_move(meeting);
        return meeting.decisions != step.decisions;
    }
};

/// What an opening says beside the move: the meeting's number, its code and agenda.
void add_opening(Sql& sql, const Meeting& meeting, std::string_view code, Value& facts) {
    if (!sql.run("SELECT 1 FROM meetings WHERE code = ? AND state = 'open'", {code}).empty())
        throw StorageFailure(Error{ErrorCode::IdConflict, "/code"});
    const std::int64_t number =
        sql.run("SELECT coalesce(max(number), 0) + 1 FROM meetings").front().whole(0);
    facts.set("number", number);
    facts.set("code", code);
    facts.set("agenda", questionnaire_tree(agenda_of(meeting.plan, number)));
}

}  // namespace

void fold_meeting(Sql& sql, std::int64_t at_ms, std::string_view id, const Value& facts) {
    if (facts.find("plan") != nullptr) {
        fold_plan(sql, at_ms, id, facts);
    } else if (facts.find("seat") != nullptr) {
        fold_seat(sql, id, facts);
    } else if (const CheckedStep read = meeting_step_of(facts); read.ok()) {
        std::visit(Fold{sql, at_ms, id, facts}, read.step);
    }
}

Result<Meeting> Registers::plan_meeting(std::string_view id, const MeetingPlan& plan,
                                        const Actor& actor, std::int64_t at_ms) {
    Meeting out;
    KONGDI_CHECK(write_register(Register::Meetings, [&](Sql& sql) {
        if (const auto known = find_meeting(sql, kById, {id}, lists())) {
            out = *known;
            if (known->plan == plan) return;
            if (known->state != MeetingState::Draft) refuse_move(*known);
        }
        const Value facts = Value::map({{"plan", meeting_plan_tree(plan)}, {"by", actor.name}});
        append_event(sql, at_ms, kMeetingEvent, id, write_json(facts));
        fold_meeting(sql, at_ms, id, facts);
        out = *find_meeting(sql, kById, {id}, lists());
    }));
    return out;
}

Result<Meeting> Registers::step_meeting(std::string_view id, const MeetingStep& step,
                                        std::string_view code, const Actor& actor,
                                        std::int64_t at_ms) {
    Meeting out;
    KONGDI_CHECK(write_register(Register::Meetings, [&](Sql& sql) {
        const auto meeting = find_meeting(sql, kById, {id}, lists());
        if (!meeting) throw StorageFailure(ErrorCode::NotFound, "no such meeting");
        out = *meeting;
        if (!std::visit(Check{sql, *meeting, actor}, step)) return;
        Value facts = meeting_step_tree(step);
        facts.set("by", actor.name);
        if (step == MeetingStep(MoveMeeting{MeetingMove::Open}))
            add_opening(sql, *meeting, code, facts);
        if (step == MeetingStep(MoveMeeting{MeetingMove::Close}))
            facts.set("votes", votes_tree(counted_votes(sql, *meeting)));
        append_event(sql, at_ms, kMeetingEvent, id, write_json(facts));
        fold_meeting(sql, at_ms, id, facts);
        out = *find_meeting(sql, kById, {id}, lists());
    }));
    return out;
}

Result<void> Registers::take_seat(std::string_view code, const MeetingSeat& seat,
                                  const Actor& actor, std::int64_t at_ms) {
    return write_register(Register::Meetings, [&](Sql& sql) {
        const SqlRows rows =
            sql.run("SELECT id FROM meetings WHERE code = ? AND state = 'open'", {code});
        if (rows.empty()) throw StorageFailure(ErrorCode::NotFound, "no open meeting");
        Value facts = Value::map({{"seat", seat.hash}, {"voice", seat.voice}});
        if (!actor.name.empty()) facts.set("by", actor.name);
        const std::string& id = rows.front().text(0);
        append_event(sql, at_ms, kMeetingEvent, id, write_json(facts));
        fold_meeting(sql, at_ms, id, facts);
    });
}

Result<std::optional<Meeting>> Registers::meeting(std::string_view id) {
    std::optional<Meeting> out;
    KONGDI_CHECK(read_register([&](Sql& sql) { out = find_meeting(sql, kById, {id}, lists()); }));
    return out;
}

Result<std::optional<Meeting>> Registers::open_meeting(std::string_view code) {
    std::optional<Meeting> out;
    KONGDI_CHECK(
        read_register([&](Sql& sql) { out = find_meeting(sql, kByCode, {code}, lists()); }));
    return out;
}

Result<std::vector<Meeting>> Registers::meetings() {
    std::vector<Meeting> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        for (const SqlRow& row :
             sql.run(std::string(kSelectMeeting) + "ORDER BY m.created_at_ms DESC, m.id DESC"))
            out.push_back(meeting_of(row, lists()));
    }));
    return out;
}

}  // namespace kongdi::server
