// SPDX-License-Identifier: Apache-2.0
// A download that was edited and is given back as somebody sent it: its name (the first line), then
// its bytes, taken for one of facilities, of the plan and of the programme. Whatever they are, each
// row comes to something, only what may stand would be done, and nothing is stored by a look.
#include "core/rules/facility_check.hpp"
#include "core/rules/plan_check.hpp"
#include "core/rules/programme_check.hpp"
#include "server/changes/facility_changes.hpp"
#include "server/changes/plan_changes.hpp"
#include "server/changes/programme_changes.hpp"
#include "tests/fuzz/scratch_store.hpp"

using namespace kongdi;
using namespace kongdi::server;

namespace {

constexpr std::string_view kId = "01890000-0000-7000-8000-000000000001";  // as in the corpus
const Actor kActor{Role::Planner, "planner"};

/// One of each kind, at its second version.
void fill(Storage& store) {
    FacilityFacts facility{.kind = "ELD02",
                           .name = "食堂",
                           .community = "330106001051",
                           .point = {120.155, 30.275},
                           .seats = 48};
    fuzz::check(store.file_facility(kId, facility, kActor, fuzz::kNowMs).has_value());
    facility.seats = 50;
    fuzz::check(store
                    .move_facility({std::string(kId), FacilityMove::Change, 1, facility, {}},
                                   kActor, fuzz::kNowMs)
                    .has_value());
    PlanFacts item{.year = 2027,
                   .title = "食堂",
                   .community = "330106001051",
                   .kinds = {"ELD02"},
                   .budget_yuan = 500'000,
                   .funds = {{FundSource::City, 300'000}},
                   .starts_on = "2027-03-01"};
    fuzz::check(store.file_plan_item(kId, item, kActor, fuzz::kNowMs).has_value());
    item.budget_yuan = 520'000;
    fuzz::check(store
                    .step_plan_item(kId, 1, {.doing = PlanDoing::Change, .facts = item}, kActor,
                                    fuzz::kNowMs)
                    .has_value());
    Value entry = Value::map({{"title", "未来社区"},
                              {"community", "330106001051"},
                              {"year", 2024},
                              {"type", "leading"}});
    fuzz::check(store.file_programme(kId, ProgrammeKind::Candidate, entry, kActor, fuzz::kNowMs)
                    .has_value());
    entry.set("batch", "4");
    fuzz::check(store
                    .step_programme(kId, 1, {.doing = ProgrammeDoing::Change, .facts = entry},
                                    kActor, fuzz::kNowMs)
                    .has_value());
}

/// Each step can be taken where the one before led.
void check_steps(Storage& store, const ProgrammeChange& change) {
    auto entry = store.programme_entry(change.id)->value_or(ProgrammeEntry{});
    for (const ProgrammeStep& step : change.steps) {
        const auto after = after_step(entry, step, Role::Planner);
        fuzz::check(after && programme_facts_of(after->kind, after->facts).ok());
        entry = *after;
    }
}

template <class Changes>
void check_told(const Changes& changes) {
    const api::ChangeReport& report = changes.report;
    const api::ChangeCounts& counts = report.counts;
    fuzz::check(counts.rows == counts.unchanged + counts.conflicts + counts.refused + counts.filed +
                                   counts.changed);
    fuzz::check(std::ssize(report.rows) == counts.rows - counts.unchanged);
    fuzz::check(std::ssize(changes.steps) == counts.filed + counts.changed);
    const auto read = api::change_report_of(to_value(report));
    fuzz::check(read && *read == report);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const fuzz::ScratchFolder kFolder;
    static const std::unique_ptr<Storage> kStore = [] {
        auto out = fuzz::open_store(kFolder);
        fill(*out);
        return out;
    }();
    const auto [name, content] = fuzz::first_line(fuzz::text_of(bytes, size));
    const Editor editor{Role::Planner, whole_city()};
    if (auto changes = facility_changes(*kStore, fuzz::catalogue(), {name, content}, editor)) {
        check_told(*changes);
        for (const FacilityStep& step : changes->steps)
            fuzz::check(check_facility(*step.facts, fuzz::catalogue()).empty());
        name_filings(*changes, fuzz::kNowMs);
    }
    if (auto changes = plan_changes(*kStore, fuzz::catalogue(), {name, content}, editor)) {
        check_told(*changes);
        for (const PlanChange& one : changes->steps)
            fuzz::check(check_plan_facts(*one.step.facts, fuzz::catalogue()).empty());
        name_filings(*changes, fuzz::kNowMs);
    }
    if (auto changes = programme_changes(*kStore, fuzz::catalogue(), {name, content}, editor)) {
        check_told(*changes);
        for (const ProgrammeChange& one : changes->steps) check_steps(*kStore, one);
        name_filings(*changes, fuzz::kNowMs);
    }
    fuzz::check(kStore->facilities({})->total == 1);
    fuzz::check((*kStore->plan_items({})).size() == 1);
    fuzz::check((*kStore->plan_items({})).front().version == 2);
    fuzz::check((*kStore->programme({})).size() == 1);
    fuzz::check((*kStore->programme({})).front().version == 2);
    return 0;
}
