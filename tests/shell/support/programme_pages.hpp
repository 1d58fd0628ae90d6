// SPDX-License-Identifier: Apache-2.0
// The pages of the programme on the machine of tests, and what the server says of its entries.
#pragma once

#include "core/api/programme_messages.hpp"
#include "core/lifecycle/programme_lifecycle.hpp"
#include "tests/shell/support/app_fixture.hpp"
#include "tests/support/programme_entries.hpp"

namespace kongdi::shell::testing {

using K = ProgrammeKind;
using S = ProgrammeState;
using kongdi::tests::kCandidateId;
using kongdi::tests::programme_facts;
using kongdi::tests::whole_programme_facts;

inline constexpr const char* kOtherId = "01912d68-783e-7a33-9e2a-1c5a5e3d0002";
inline constexpr std::int64_t kYi = 100'000'000;

inline ProgrammeEntry entry(K kind, S state, Value facts, std::string id = kCandidateId) {
    return {.id = std::move(id),
            .kind = kind,
            .version = 3,
            .facts = std::move(facts),
            .state = state,
            .community_name = "翠苑一区"};
}

inline Value list_of(const std::vector<ProgrammeEntry>& entries) {
    Value out = Value::list();
    for (const ProgrammeEntry& one : entries) out.push(programme_entry_tree(one));
    return Value::map({{"entries", out}});
}

inline Value card_of(const ProgrammeEntry& one) {
    const std::vector<ProgrammeVersion> versions{
        {1,
         ProgrammeDoing::File,
         {},
         {},
         "planner",
         1'732'000'000'000,
         entry(one.kind, first_state(one.kind), programme_facts(one.kind))},
        {2, ProgrammeDoing::Change, {}, {}, "ling", 1'732'100'000'000, one}};
    return Value::map(
        {{"entry", programme_entry_tree(one)}, {"versions", programme_versions_tree(versions)}});
}

inline Value sums_of(std::vector<LeadingShare> leading, std::vector<AwardYears> awards,
                     std::vector<OperationYear> operation = {}) {
    return Value::map({{"leading", leading_shares_tree(leading)},
                       {"awards", award_years_tree(awards)},
                       {"operation", operation_years_tree(operation)}});
}

class ProgrammePages : public AppTest {
protected:
    void open_as(const std::string& path, std::string_view role = "planner", float width = 1280) {
        SetUp();
        widgets::set_viewport({width, 5000, 1, {}});
        open(path, Value::map(), "zh");
        answer("me", 200, Value::map({{"name", "planner"}, {"role", role}, {"device", ""}}));
    }
    void show_entry(const ProgrammeEntry& one, std::string_view role = "planner") {
        open_as("/programme/" + one.id, role);
        answer("programme.entry", 200, card_of(one));
        draw();
    }
    /// What was sent last, and where to.
    Value sent(std::string_view tag) {
        const Value asked = request(tag);
        m_path = asked.text("path");
        return parse_json(asked["body"].string_or("")).value_or(Value());
    }
    std::string m_path = {};
    bool says(std::string_view words) {
        for (const widgets::Node& one : widgets::last_tree())
            if ((one.name + one.hint + one.value + one.options).find(words) != std::string::npos)
                return true;
        return false;
    }
};

}  // namespace kongdi::shell::testing
