// SPDX-License-Identifier: Apache-2.0
// Meetings, tried on each store: how they go, which answers count, and that the tables are those
// of the events whatever happened.
#include <map>
#include <set>

#include "core/codec/json.hpp"
#include "tests/server/storage/store_fixture.hpp"
#include "tests/support/meeting_plans.hpp"
#include "tests/support/random.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::meeting_plan;
using kongdi::tests::Random;

constexpr std::string_view kCode = "ABC29Z";
const Actor kHost{Role::Worker, "worker"};

std::string meeting_id(std::uint32_t number = 900) {
    return RecordBuilder().number(number).build().text("id");
}

/// The hash of a seat's secret.
std::string seat(int number) { return sha256("seat " + std::to_string(number)); }
std::string voice(int number) { return "d" + std::to_string(number); }

RecordBuilder answer(std::uint32_t number, int of_seat, std::string_view question, Value value,
                     std::int64_t version = 1) {
    return RecordBuilder::meeting(version)
        .number(number)
        .with("/seat", seat(of_seat))
        .with("/body", Value::map({{std::string(question), std::move(value)}}));
}

class MeetingsContract : public ::testing::TestWithParam<StoreKind> {
protected:
    MeetingsContract() { import_square(*m_storage); }

    Result<Meeting> step(const MeetingStep& step, std::uint32_t number = 900) {
        return m_storage->step_meeting(meeting_id(number), step, kCode, kHost, kNowMs);
    }
    ErrorCode refusal(const MeetingStep& what) {
        const auto done = step(what);
        EXPECT_FALSE(done);
        return done ? ErrorCode::Count_ : done.error().code;
    }
    void open_meeting() {
        ASSERT_TRUE(m_storage->plan_meeting(meeting_id(), meeting_plan(), kHost, kNowMs));
        const auto opened = step(MoveMeeting{MeetingMove::Open});
        ASSERT_TRUE(opened) << opened.error().detail;
    }
    void ask(const std::string& question) {
        ASSERT_TRUE(step(SetQuestion{question, AskMove::Open}));
    }
    void join(int number, std::string whose = {}) {
        if (whose.empty()) whose = voice(number);
        ASSERT_TRUE(m_storage->take_seat(kCode, {seat(number), whose}, {}, kNowMs));
    }
    Submission submission(const RecordBuilder& record) {
        Intake intake = take_in(record.bytes(), catalogue(), *m_storage, kNowMs);
        EXPECT_TRUE(intake.ok()) << intake.errors.at(0).path;
        return std::move(intake.submission);
    }
    void send(const RecordBuilder& record) {
        const auto sent = m_storage->submit(submission(record));
        ASSERT_TRUE(sent) << sent.error().detail;
    }
    bool withdraw(std::uint32_t number) {
        return m_storage
            ->move(RecordBuilder().number(number).build().text("id"), ReportMove::Withdraw,
                   {Role::Resident, std::string(kDevice)}, kNowMs)
            .has_value();
    }
    Meeting now() { return **m_storage->meeting(meeting_id()); }
    MeetingCounts counts() { return *m_storage->meeting_counts(now()); }
    /// Answers that count, as JSON, with how often.
    std::map<std::string, std::int64_t> votes(std::string_view question) {
        std::map<std::string, std::int64_t> out;
        for (const MeetingVotes& one : counts().votes)
            if (one.question == question) out[one.answer] += one.count;
        return out;
    }
    void expect_same_again() {
        const std::string before = m_storage->derived_text().value_or("unreadable");
        ASSERT_TRUE(m_storage->rebuild());
        EXPECT_EQ(m_storage->derived_text().value_or("broken"), before);
    }

    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
};

using Votes = std::map<std::string, std::int64_t>;

TEST_P(MeetingsContract, is_planned_opened_closed_summed_up_and_published) {
    ASSERT_TRUE(m_storage->plan_meeting(meeting_id(), meeting_plan(), kHost, kNowMs));
    MeetingPlan other = meeting_plan();
    other.title = "另一个题目";
    EXPECT_EQ(m_storage->plan_meeting(meeting_id(), other, kHost, kNowMs)->plan, other);
    EXPECT_EQ(m_storage->plan_meeting(meeting_id(), meeting_plan(), kHost, kNowMs)->number, 0);
    EXPECT_EQ(refusal(SetQuestion{"room", AskMove::Open}), ErrorCode::MoveIllegal);
    const auto opened = step(MoveMeeting{MeetingMove::Open});
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->number, 1);
    EXPECT_EQ(opened->code, kCode);
    EXPECT_EQ(opened->plan, meeting_plan());
    EXPECT_NE(*m_storage->find_questionnaire("meeting", 1), nullptr);
    EXPECT_EQ(m_storage->plan_meeting(meeting_id(), other, kHost, kNowMs).error().code,
              ErrorCode::MoveIllegal);
    EXPECT_EQ(refusal(SumUp{{{"换灯", ""}}}), ErrorCode::MoveIllegal);
    ASSERT_TRUE(step(MoveMeeting{MeetingMove::Close}));
    EXPECT_FALSE(*m_storage->open_meeting(kCode));
    ASSERT_TRUE(step(SumUp{{{"换灯", "2026-12-24"}}}));
    ASSERT_TRUE(step(MoveMeeting{MeetingMove::Summarise}));
    ASSERT_TRUE(step(MoveMeeting{MeetingMove::Publish}));
    EXPECT_EQ(now().decisions, (std::vector<Decision>{{"换灯", "2026-12-24"}}));
    EXPECT_EQ(refusal(SumUp{}), ErrorCode::MoveIllegal);
    EXPECT_EQ(m_storage->meetings()->at(0).state, MeetingState::Published);
    EXPECT_EQ(step(MoveMeeting{}, 901).error().code, ErrorCode::NotFound);
    expect_same_again();
}

TEST_P(MeetingsContract, a_code_is_of_one_open_meeting_and_numbers_follow_each_other) {
    open_meeting();
    ASSERT_TRUE(m_storage->plan_meeting(meeting_id(901), meeting_plan(), kHost, kNowMs));
    const auto same = step(MoveMeeting{MeetingMove::Open}, 901);
    ASSERT_FALSE(same);
    EXPECT_EQ(same.error(), (Error{ErrorCode::IdConflict, "/code"}));
    ASSERT_TRUE(step(MoveMeeting{MeetingMove::Close}));
    EXPECT_EQ(step(MoveMeeting{MeetingMove::Open}, 901)->number, 2);
    EXPECT_EQ((*m_storage->open_meeting(kCode))->id, meeting_id(901));
    expect_same_again();
}

TEST_P(MeetingsContract, a_question_is_asked_shown_and_closed_by_the_host) {
    open_meeting();
    EXPECT_EQ(refusal(SetQuestion{"nobody", AskMove::Open}), ErrorCode::FieldChoice);
    EXPECT_EQ(refusal(SetQuestion{"room", AskMove::Reveal}), ErrorCode::MoveIllegal);
    ask("room");
    const std::int64_t version = now().version;
    ask("room");
    EXPECT_EQ(now().version, version) << "the same again changes nothing";
    ASSERT_TRUE(step(SetQuestion{"room", AskMove::Reveal}));
    EXPECT_GT(now().version, version);
    ask("content");
    EXPECT_EQ(now().current, "content");
    EXPECT_EQ(now().asked, (std::vector<Asked>{{AskState::Open, true},
                                               {AskState::Waiting, false},
                                               {AskState::Open, false},
                                               {AskState::Waiting, false},
                                               {AskState::Waiting, false},
                                               {AskState::Waiting, false}}));
    ASSERT_TRUE(step(MoveMeeting{MeetingMove::Close}));
    EXPECT_EQ(now().asked[2].state, AskState::Closed);
    expect_same_again();
}

TEST_P(MeetingsContract, a_voice_answers_a_question_once_with_what_it_said_last) {
    open_meeting();
    ask("room");
    ask("content");
    for (const int number : {1, 2}) join(number);
    join(3, voice(1));  // the same device asked for a seat again
    send(answer(1, 1, "room", "yes"));
    send(answer(2, 2, "room", "no"));
    send(answer(3, 1, "content", 4));
    EXPECT_EQ(votes("room"), (Votes{{"\"yes\"", 1}, {"\"no\"", 1}}));
    send(answer(4, 3, "room", "no"));
    EXPECT_EQ(votes("room"), (Votes{{"\"no\"", 2}})) << "the other seat is the same voice";
    // Made before, though it arrived after: what was said last stands.
    send(answer(5, 1, "room", "yes").with("/created_at", format_time(kNowMs - 3'600'000)));
    EXPECT_EQ(votes("room"), (Votes{{"\"no\"", 2}}));
    EXPECT_EQ(votes("content"), (Votes{{"4", 1}}));
    EXPECT_EQ(counts().joined, 2);
    expect_same_again();
}

TEST_P(MeetingsContract, what_comes_late_or_without_a_seat_is_kept_and_not_counted) {
    open_meeting();
    join(1);
    send(answer(1, 1, "room", "yes"));  // not asked yet
    ask("room");
    send(answer(2, 9, "room", "yes"));  // a seat that nobody was given
    EXPECT_TRUE(votes("room").empty());
    send(answer(3, 1, "room", "yes"));
    ASSERT_TRUE(step(SetQuestion{"room", AskMove::Close}));
    const std::int64_t version = now().version;
    send(answer(4, 1, "room", "no"));
    EXPECT_EQ(votes("room"), (Votes{{"\"yes\"", 1}}));
    EXPECT_EQ(now().version, version) << "nothing that is seen has changed";
    EXPECT_EQ(m_storage->record_bytes(RecordBuilder().number(4).build().text("id"))->size(), 1u);
    bool said_late = false;
    const auto events = m_storage->events_after(0, 1000);
    for (const StoredEvent& event : *events)
        if (event.facts.find("\"late\":true") != std::string::npos)
            said_late = event.subject == RecordBuilder().number(4).build().text("id");
    EXPECT_TRUE(said_late);
    expect_same_again();
}

TEST_P(MeetingsContract, nobody_joins_what_is_not_open) {
    EXPECT_EQ(m_storage->take_seat(kCode, {seat(1), voice(1)}, {}, kNowMs).error().code,
              ErrorCode::NotFound);
    open_meeting();
    join(1);
    ASSERT_TRUE(step(MoveMeeting{MeetingMove::Close}));
    EXPECT_EQ(m_storage->take_seat(kCode, {seat(2), voice(2)}, {}, kNowMs).error().code,
              ErrorCode::NotFound);
}

TEST_P(MeetingsContract, a_withdrawn_answer_gives_way_to_the_one_before_it) {
    open_meeting();
    ask("room");
    join(1);
    send(answer(1, 1, "room", "yes"));
    send(answer(2, 1, "room", "no"));
    EXPECT_EQ(votes("room"), (Votes{{"\"no\"", 1}}));
    const std::int64_t version = now().version;
    ASSERT_TRUE(withdraw(2));
    EXPECT_EQ(votes("room"), (Votes{{"\"yes\"", 1}}));
    EXPECT_GT(now().version, version);
    ASSERT_TRUE(withdraw(1));
    EXPECT_TRUE(votes("room").empty());
    expect_same_again();
}

TEST_P(MeetingsContract, free_words_are_seen_once_the_host_lets_them_through) {
    open_meeting();
    ask("wish");
    for (const int number : {1, 2}) join(number);
    send(answer(1, 1, "wish", "一把椅子"));
    send(answer(2, 2, "wish", "别的"));
    const std::string id = RecordBuilder().number(1).build().text("id");
    EXPECT_EQ(refusal(ShowWords{meeting_id(), true}), ErrorCode::NotFound);
    ASSERT_TRUE(step(ShowWords{id, true}));
    const std::vector<MeetingWords> words = counts().words.at(0).second;
    ASSERT_EQ(words.size(), 2u);
    EXPECT_EQ(words[0].text, "一把椅子");
    EXPECT_TRUE(words[0].shown);
    EXPECT_FALSE(words[1].shown);
    EXPECT_EQ(votes("wish"), (Votes{{"", 2}}));
    expect_same_again();
    ASSERT_TRUE(step(ShowWords{id, false}));
    const std::vector<MeetingWords> hidden = counts().words.at(0).second;
    for (const MeetingWords& one : hidden) EXPECT_FALSE(one.shown);
    expect_same_again();
}

/// What the test itself makes of a history, in the plainest way.
struct Heard {
    std::string question, voice, json, id;
    Mode mode = Mode::Session;
    std::int64_t created_at_ms = 0;
};

TEST_P(MeetingsContract, whatever_happens_each_voice_counts_once_with_its_last_word_in_time) {
    constexpr std::array<std::string_view, 3> kQuestions{"room", "services", "content"};
    constexpr int kSeats = 24, kKnown = 20, kVoices = 15;
    Random random(GetParam() == StoreKind::Sqlite ? 21 : 22);
    open_meeting();
    for (int i = 0; i < kKnown; ++i) join(i, voice(i % kVoices));
    std::set<std::string> open;
    std::map<std::string, Heard> heard;  // in time, by record
    std::vector<std::uint32_t> sent;
    std::uint32_t number = 0;
    for (int round = 0; round < 60; ++round) {
        const std::string question(random.pick(kQuestions));
        if (random.once_in(3)) {
            ask(question);
            open.insert(question);
        } else if (open.contains(question) && random.once_in(4)) {
            ASSERT_TRUE(step(SetQuestion{question, AskMove::Close}));
            open.erase(question);
        }
        std::vector<Submission> batch;
        for (std::size_t i = random.below(8); i > 0; --i) {
            Heard one;
            one.question = random.pick(kQuestions);
            const int of_seat = static_cast<int>(random.below(kSeats));
            Value said = one.question == "room" ? Value(random.once_in(2) ? "yes" : "no")
                         : one.question == "content"
                             ? Value(static_cast<std::int64_t>(random.between(1, 5)))
                         : random.once_in(2) ? Value::list({"a"})
                                             : Value::list({"c", "a"});
            one.json = write_json(said);
            one.created_at_ms = kNowMs - static_cast<std::int64_t>(random.below(50)) * 1000;
            one.mode = random.once_in(4) ? Mode::Assisted : Mode::Session;
            RecordBuilder record = answer(++number, of_seat, one.question, said);
            record.with("/created_at", format_time(one.created_at_ms))
                .with("/mode", mode_name(one.mode));
            one.id = record.build().text("id");
            one.voice = voice(of_seat % kVoices);
            sent.push_back(number);
            batch.push_back(submission(record));
            if (of_seat < kKnown && open.contains(one.question)) heard[one.id] = one;
        }
        for (const auto& accepted : m_storage->submit_all(std::move(batch)))
            ASSERT_TRUE(accepted) << accepted.error().detail;
        if (!sent.empty() && random.once_in(3)) {
            const std::uint32_t gone = random.pick(sent);
            // A second time it is not legal, and changes nothing.
            std::ignore = withdraw(gone);
            heard.erase(RecordBuilder().number(gone).build().text("id"));
        }
    }
    std::map<std::pair<std::string, std::string>, Heard> last;
    for (const auto& [id, one] : heard) {
        Heard& place = last[{one.question, one.voice}];
        if (std::pair(place.created_at_ms, place.id) < std::pair(one.created_at_ms, one.id))
            place = one;
    }
    std::map<std::tuple<std::string, Mode, std::string>, std::int64_t> expected, found;
    for (const auto& [key, one] : last) ++expected[{one.question, one.mode, one.json}];
    for (const MeetingVotes& one : counts().votes)
        found[{one.question, one.mode, one.answer}] += one.count;
    EXPECT_EQ(found, expected);
    EXPECT_GT(last.size(), 20u);
    EXPECT_LT(last.size(), heard.size()) << "some were given again";
    EXPECT_EQ(counts().joined, kVoices);
    expect_same_again();
}

INSTANTIATE_TEST_SUITE_P(Stores, MeetingsContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& param) {
                             return param.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
