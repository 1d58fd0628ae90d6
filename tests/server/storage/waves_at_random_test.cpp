// SPDX-License-Identifier: Apache-2.0
// The sums of a wave over random histories, held against what this file alone makes of the bytes
// that were sent: two versions of the check-up, every mode, edits, doubles, withdrawals, closings.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "core/rules/wave_rules.hpp"
#include "tests/server/storage/store_fixture.hpp"
#include "tests/support/random.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::Random;

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::array<std::string_view, 3> kCommunities{"330106001051", "330106001052",
                                                       "330106001053"};
constexpr std::array<std::string_view, 3> kKinds{"ELD02", "COM01", "EDU01"};
constexpr std::array<std::string_view, 4> kBands{"", "35_59", "60_74", "75_up"};
constexpr std::array<std::string_view, 3> kModes{"self", "assisted", "session"};
constexpr std::array<std::string_view, 4> kMinutes{"0_5", "6_10", "11_15", "16_up"};
constexpr std::size_t kSeatsGiven = 4;
const Actor kPlanner{Role::Planner, "planner"};

// What was sent.

Value step_at_random(Random& random) {
    return random.once_in(5) ? Value("dont_know") : Value(random.between(1, 5));
}

/// {"ELD02": 4, "COM01": "none_here"}
Value first_version(Random& random) {
    Value rows = Value::map();
    for (const std::string_view kind : kKinds)
        if (!random.once_in(3))
            rows.set(kind, random.once_in(6) ? Value("none_here") : step_at_random(random));
    if (rows.if_map()->empty()) rows.set(kKinds[0], "dont_know");
    return Value::map({{"satisfaction", rows}});
}

/// {"ELD02": ["yes", "6_10", 4, 5], "COM01": ["none_here", null, null, 2]}
Value second_version(Random& random) {
    Value rows = Value::map();
    for (const std::string_view kind : kKinds) {
        if (random.once_in(3)) continue;
        std::vector<Value> cells(4);
        const std::size_t used = random.below(4);
        if (used == 1) cells[0] = "yes";
        if (used == 2) cells[0] = "no";
        if (used == 3) cells[0] = "none_here";
        if (used != 3 && !random.once_in(3)) cells[1] = random.pick(kMinutes);
        if (used != 3 && !random.once_in(3)) cells[2] = step_at_random(random);
        if (!random.once_in(3)) cells[3] = step_at_random(random);
        while (!cells.empty() && cells.back().is_null()) cells.pop_back();
        if (cells.empty()) continue;
        Value row = Value::list();
        for (Value& cell : cells) row.push(std::move(cell));
        rows.set(kind, row);
    }
    if (rows.if_map()->empty()) rows.set(kKinds[0], Value::list({"no"}));
    return Value::map({{"services", rows}});
}

// What it comes to, as one would reckon it by hand.

/// n, Σx and Σx² by measure; of "none_here" only n.
using Measures = std::map<std::string, std::array<std::int64_t, 3>>;
/// By kind of facility.
using Kinds = std::map<std::string, Measures>;

void note(Measures& measures, const std::string& measure, std::int64_t x) {
    auto& sums = measures[measure];
    sums[0] += 1;
    sums[1] += x;
    sums[2] += x * x;
}

void note_step(Measures& measures, const std::string& measure, const Value& step) {
    if (step.if_int() != nullptr) note(measures, measure, *step.if_int());
}

void add_answer(const Value& record, Kinds& kinds) {
    const Value& body = record["body"];
    if (record["questionnaire_version"].int_or(0) == 1) {
        for (const Value::Member& row : *body["satisfaction"].if_map()) {
            note_step(kinds[row.first], "satisfaction", row.second);
            if (row.second.string_or("") == "none_here") note(kinds[row.first], "none_here", 1);
        }
        return;
    }
    for (const Value::Member& row : *body["services"].if_map()) {
        std::vector<Value> cells(row.second.if_list()->begin(), row.second.if_list()->end());
        cells.resize(4);
        Measures& measures = kinds[row.first];
        const std::string used(cells[0].string_or(""));
        if (used == "yes") note(measures, "use", 1);
        if (used == "no") note(measures, "use", 0);
        if (used == "none_here") note(measures, "none_here", 1);
        const std::map<std::string, int> ends{
            {"0_5", 5}, {"6_10", 10}, {"11_15", 15}, {"16_up", 20}};
        if (const auto end = ends.find(std::string(cells[1].string_or(""))); end != ends.end())
            note(measures, "minutes", end->second);
        note_step(measures, "satisfaction", cells[2]);
        note_step(measures, "importance", cells[3]);
    }
}

Measures measures_of(const Tally& tally) {
    Measures out;
    const auto set = [&out](const char* name, const Moments& one) {
        if (one.n != 0) out[name] = {one.n, one.sum, one.squares};
    };
    set("satisfaction", tally.satisfaction);
    set("importance", tally.importance);
    set("minutes", tally.minutes);
    set("use", tally.use);
    if (tally.none_here != 0)
        out["none_here"] = {tally.none_here, tally.none_here, tally.none_here};
    return out;
}

class History {
public:
    /// Of a record that the store had not seen.
    void sent(const Value& record, bool wave_is_open, bool has_seat) {
        const std::string id(record.text("id"));
        const std::string community(record.text("community"));
        if (!wave_is_open || community == kCommunities[2]) return;
        std::string who = "help for " + id;
        if (record.text("mode") == "self") who = "phone " + std::string(record.text("device"));
        if (has_seat) who = "household " + std::string(record.text("seat"));
        m_who[id] = who;
        m_last[who] = {record, has_seat};
    }
    void withdrawn(const std::string& id) {
        const auto who = m_who.find(id);
        if (who == m_who.end()) return;
        const auto last = m_last.find(who->second);
        if (last != m_last.end() && last->second.record.text("id") == id) m_last.erase(last);
    }
    std::size_t size() const { return m_last.size(); }

    /// By group: as WaveGroup has them.
    std::map<std::string, Kinds> sums(WaveGroup group) const {
        std::map<std::string, Kinds> out;
        for (const auto& [who, one] : m_last) {
            std::string name;
            if (group == WaveGroup::Community) name = one.record.text("community");
            if (group == WaveGroup::Mode) name = one.record.text("mode");
            if (group == WaveGroup::AgeBand) name = one.record["body"].text("age_band");
            add_answer(one.record, out[name]);
        }
        for (auto& [name, kinds] : out)
            std::erase_if(kinds, [](const auto& kind) { return kind.second.empty(); });
        std::erase_if(out, [](const auto& one) { return one.second.empty(); });
        return out;
    }
    using Counts = std::map<std::tuple<std::string, std::string, std::string>,
                            std::pair<std::int64_t, std::int64_t>>;
    /// Answered and seated, by community, mode and age band.
    Counts counts() const {
        Counts out;
        for (const auto& [who, one] : m_last) {
            auto& row = out[{std::string(one.record.text("community")),
                             std::string(one.record.text("mode")),
                             std::string(one.record["body"].text("age_band"))}];
            row.first += 1;
            row.second += one.has_seat ? 1 : 0;
        }
        return out;
    }

private:
    struct Answer {
        Value record = {};
        bool has_seat = false;
    };
    std::map<std::string, std::string> m_who;  // by id
    std::map<std::string, Answer> m_last;      // by who
};

class WavesAtRandom : public ::testing::TestWithParam<StoreKind> {
protected:
    WavesAtRandom() { import_square(*m_storage); }

    static std::string wave_id() { return RecordBuilder().number(900).build().text("id"); }
    void open_wave() {
        const WavePlan plan{"下半年体检",
                            "service_checkup",
                            1,
                            kNowMs - kDayMs,
                            kNowMs + 30 * kDayMs,
                            catalogue().wave_rules.goals,
                            {{std::string(kCommunities[0]), 200, EstateKind::General},
                             {std::string(kCommunities[1]), 100, EstateKind::Renewal}}};
        ASSERT_TRUE(m_storage->plan_wave(wave_id(), plan, kPlanner, kNowMs - kDayMs));
        ASSERT_TRUE(m_storage->move_wave(wave_id(), WaveMove::Open, kPlanner, kNowMs - kDayMs));
        for (std::size_t i = 0; i < kSeatsGiven + 2; ++i)
            m_seats.push_back(seat_hash("seat" + std::to_string(i)));
        ASSERT_TRUE(m_storage->add_seats(wave_id(),
                                         {std::string(kCommunities[0]),
                                          "1 幢",
                                          {m_seats.begin(), m_seats.begin() + kSeatsGiven}},
                                         kPlanner, kNowMs));
    }
    Submission submission(const RecordBuilder& record) {
        Intake intake = take_in(record.bytes(), catalogue(), *m_storage, kNowMs);
        EXPECT_TRUE(intake.ok()) << intake.errors.at(0).path;
        return std::move(intake.submission);
    }
    /// A new record of one of ten devices, and whether a household speaks by it.
    RecordBuilder record_at_random(Random& random) {
        const bool first = random.once_in(2);
        Value body = first ? first_version(random) : second_version(random);
        if (const std::string_view band = random.pick(kBands); !band.empty())
            body.set("age_band", band);
        RecordBuilder out = RecordBuilder::service_checkup();
        out.number(++m_number)
            .with("/questionnaire_version", first ? 1 : 2)
            .with("/device", std::string(32, "0123456789"[random.below(10)]))
            .with("/created_at", format_time(kNowMs - 1'000))
            .with("/community", random.pick(kCommunities))
            .with("/mode", random.pick(kModes))
            .with("/body", body);
        if (random.once_in(3)) out.with("/seat", random.pick(m_seats));
        return out;
    }
    bool has_seat(const Value& record) const {
        return record.text("community") == kCommunities[0] &&
               std::find(m_seats.begin(), m_seats.begin() + kSeatsGiven, record.text("seat")) !=
                   m_seats.begin() + kSeatsGiven;
    }
    void expect_sums() {
        const std::int64_t wave = m_storage->wave(wave_id()).value()->number;
        for (const WaveGroup group :
             {WaveGroup::None, WaveGroup::Community, WaveGroup::Mode, WaveGroup::AgeBand}) {
            std::map<std::string, Kinds> stored;
            const auto rows = m_storage->wave_tallies(wave, group).value();
            for (const WaveTally& row : rows)
                stored[row.group][row.facility] = measures_of(row.tally);
            EXPECT_EQ(stored, m_history.sums(group)) << static_cast<int>(group);
        }
        History::Counts counts;
        const std::vector<WaveCount> stored = m_storage->wave_counts(wave).value();
        for (const WaveCount& row : stored)
            counts[{row.community, std::string(mode_name(row.mode)), row.age_band}] = {row.answered,
                                                                                       row.seated};
        EXPECT_EQ(counts, m_history.counts());
    }

    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = open_url(new_store(GetParam(), m_folder));
    std::vector<std::string> m_seats = {};
    std::uint32_t m_number = 1'000;
    History m_history = {};
};

TEST_P(WavesAtRandom, the_sums_are_those_of_the_answers_whatever_happened) {
    open_wave();
    Random random(GetParam() == StoreKind::Sqlite ? 21 : 22);
    const int rounds = GetParam() == StoreKind::Sqlite ? 120 : 60;
    std::vector<RecordBuilder> sent;
    bool open = true;
    for (int round = 0; round < rounds; ++round) {
        std::vector<Submission> batch;
        for (std::size_t n = 1 + random.below(12); n > 0; --n) {
            if (!sent.empty() && random.once_in(8)) {  // the same once more
                batch.push_back(submission(random.pick(sent)));
                continue;
            }
            sent.push_back(record_at_random(random));
            batch.push_back(submission(sent.back()));
            const Value record = sent.back().build();
            m_history.sent(record, open, has_seat(record));
        }
        for (const auto& accepted : m_storage->submit_all(std::move(batch)))
            ASSERT_TRUE(accepted) << accepted.error().detail;
        if (random.once_in(3)) {
            const std::string id(random.pick(sent).build().text("id"));
            // A second time it is not legal, and changes nothing.
            std::ignore = m_storage->move(id, ReportMove::Withdraw,
                                          {Role::Resident, std::string(kDevice)}, kNowMs);
            m_history.withdrawn(id);
        }
        if (random.once_in(15)) {
            ASSERT_TRUE(m_storage->move_wave(wave_id(), open ? WaveMove::Close : WaveMove::Reopen,
                                             kPlanner, kNowMs));
            open = !open;
        }
        if (round % 20 == 0) expect_sums();
    }
    EXPECT_GT(m_history.size(), 50u);
    EXPECT_GT(m_history.counts().size(), 15u) << "modes and age bands of both communities";
    expect_sums();
    EXPECT_EQ(m_storage->wrong_tallies().value(), std::vector<std::string>());
    const std::string before = m_storage->derived_text().value();
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(m_storage->derived_text().value(), before);
    expect_sums();
}

INSTANTIATE_TEST_SUITE_P(Stores, WavesAtRandom,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& param) {
                             return param.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
