// SPDX-License-Identifier: Apache-2.0
// A programme with what is hard to carry through a file.
#pragma once

#include "core/lifecycle/programme_steps.hpp"
#include "tests/server/changes/given_file_fixture.hpp"
#include "tests/support/programme_entries.hpp"

namespace kongdi::server::tests {

class ProgrammeGivenBackFixture : public GivenFileFixture {
protected:
    using K = ProgrammeKind;
    using M = ProgrammeMove;

    ProgrammeGivenBackFixture()
        : GivenFileFixture(api::kProgrammeChangesPreview, api::kProgrammeChanges) {}

    static constexpr std::string_view kEast = "330106001052";
    static constexpr std::string_view kNowhere = "330106001099";  // not on the map
    static constexpr std::int64_t kEntries = 8;
    // Their numbers.
    static constexpr std::uint32_t kCandidate = 1, kBudget = 2, kAward = 3, kCase = 4,
                                   kOperation = 5, kCertificate = 6, kLand = 7, kWithdrawn = 8;

    void SetUp() override {
        ServerFixture::SetUp();
        const Polygon east{{{{120.16, 30.27}, {120.17, 30.27}, {120.17, 30.28}, {120.16, 30.28}}}};
        std::vector<Feature> areas{square_community()};
        areas.push_back(
            {MultiPolygon{east},
             Value::map({{"name", "东社区"}, {"code", kEast}, {"street", "翠苑街道"}})});
        ASSERT_TRUE(storage().import_features("community", "test", areas, kNowMs));
        file(kCandidate, K::Candidate, facts_of(kCandidate));
        file(kBudget, K::Budget, facts_of(kBudget));
        file(kAward, K::Award, facts_of(kAward));
        file(kCase, K::Case, facts_of(kCase));
        step(kCase, move(M::Nominate), "wang");
        step(kCase, move(M::Select), "wang");
        file(kOperation, K::Operation, facts_of(kOperation));
        file(kCertificate, K::Certificate, facts_of(kCertificate));
        file(kLand, K::Land, facts_of(kLand));
        file(kWithdrawn, K::Candidate, facts_of(kWithdrawn));
        step(kWithdrawn, move(M::Withdraw, "重复；'见前"), "wang");
    }

    static Value facts_of(std::uint32_t number) {
        using kongdi::tests::whole_programme_facts;
        switch (number) {
            case kCandidate:
                return whole_programme_facts(K::Candidate)
                    .set("title", "=1+1,翠苑一区")
                    .set("note", "说\"好\"；了");
            case kBudget:
                return whole_programme_facts(K::Budget)
                    .set("yuan", 123'456'789'012)
                    .set("last_year", 2025);
            case kAward:
                return kongdi::tests::programme_facts(K::Award).set("candidate", id(kCandidate));
            case kCase:
                return whole_programme_facts(K::Case)
                    .set("title", "'撇号, \"甲\"；乙")
                    .set("title_en", "007")
                    .set("community", kEast);
            case kOperation:
                return whole_programme_facts(K::Operation)
                    .set("community", kNowhere)
                    .set("exchanged_m2", 240.1)
                    .set("incomes", Value::list({year_of_operation()}));
            case kCertificate: {
                Value out = whole_programme_facts(K::Certificate).set("way", "integrate");
                out.find("papers")->push(
                    Value::map({{"paper", "fire_acceptance"}, {"there", false}}));
                out.find("papers")->push(Value::map({{"paper", "a;b、c"}, {"there", false}}));
                return out;
            }
            case kLand: return whole_programme_facts(K::Land);
            default: return kongdi::tests::programme_facts(K::Candidate).set("title", "-1");
        }
    }
    static Value year_of_operation() {
        return Value::map({{"year", 2024},
                           {"income_yuan", 860'000},
                           {"cost_yuan", 910'000},
                           {"subsidy_yuan", 80'000}});
    }
    static ProgrammeStep move(M one, std::string reason = {}) {
        return {.doing = ProgrammeDoing::Move, .move = one, .reason = std::move(reason)};
    }
    void file(std::uint32_t number, K kind, const Value& facts) {
        const auto done = storage().file_programme(id(number), kind, facts, {Role::Planner, "li"},
                                                   kNowMs + number);
        ASSERT_TRUE(done) << done.error().path;
    }
    void step(std::uint32_t number, const ProgrammeStep& step, const std::string& who) {
        const auto done = storage().step_programme(id(number), now(number).version, step,
                                                   {Role::Planner, who}, kNowMs + 1000);
        ASSERT_TRUE(done) << error_row(done.error().code).name << done.error().path;
    }
    void change(std::uint32_t number, const Value& facts, const std::string& who) {
        step(number, {.doing = ProgrammeDoing::Change, .facts = facts}, who);
    }
    ProgrammeEntry now(std::uint32_t number) {
        return *storage().programme_entry(id(number)).value();
    }

    std::string told_of(const std::string& head, const std::string& rows) {
        return told(preview("a.csv", head + "\r\n" + rows));
    }
    /// What is told of an entry of which one cell was edited, after its name.
    std::string edited(std::uint32_t number, const std::string& column, const std::string& cell) {
        const ProgrammeEntry entry = now(number);
        const std::string out =
            told_of("id,version," + column,
                    id(number) + "," + std::to_string(entry.version) + "," + cell + "\r\n");
        const auto at = out.find(": ");
        return at == std::string::npos ? out : out.substr(at + 2);
    }
};

}  // namespace kongdi::server::tests
