// SPDX-License-Identifier: Apache-2.0
#include "server/demo/plan_work.hpp"

#include <algorithm>
#include <array>

#include "core/api/index_messages.hpp"
#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "server/auth/demo_accounts.hpp"
#include "server/demo/random.hpp"

namespace kongdi::server::demo {

namespace {

constexpr std::size_t kMostItems = 14;
constexpr int kChinaMinutes = 8 * 60;
constexpr std::int64_t kStepMs = 3 * std::int64_t{86'400'000};
constexpr std::int64_t kYuan = 50'000;  // budgets are whole multiples of it

/// How far the items are, in turn. Those of this year were listed with a reason: the run of the
/// year before is of a time before the invented city.
struct Stage {
    bool this_year;
    int moves;             // along kWay
    std::int64_t percent;  // told, 0 for nothing
};
constexpr std::array kWay{PlanMove::ListByReason, PlanMove::Design, PlanMove::Fund,
                          PlanMove::Build,        PlanMove::Finish, PlanMove::Accept};
constexpr std::array<Stage, 7> kStages{{{false, 1, 0},
                                        {true, 4, 55},
                                        {false, 0, 0},
                                        {true, 6, 100},
                                        {false, 3, 0},
                                        {true, 5, 100},
                                        {false, 2, 0}}};

struct Wanted {
    std::string id = {};
    PlanFacts facts = {};
    Stage stage = {};
};

std::string item_id(std::uint64_t seed, std::size_t number) {
    std::array<std::uint8_t, 10> bytes{};
    Random random = stream_of(seed, Purpose::PlanItem, number);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.within(0, 255));
    return make_uuid_v7(0, bytes);
}

std::string day_of(std::int64_t year, int month, int day) {
    const std::string m = std::to_string(100 + month).substr(1);
    const std::string d = std::to_string(100 + day).substr(1);
    return std::to_string(year) + "-" + m + "-" + d;
}

/// A space of the community that somebody checked, when there is one.
Result<std::string> space_in(Storage& storage, const std::string& community) {
    api::SpaceQuery query;
    query.filter.community = community;
    query.filter.states = {ReportState::Verified};
    query.sort = "receipt";
    query.limit = 1;
    const auto page = KONGDI_TRY(storage.spaces(query));
    return page.rows.empty() ? std::string() : page.rows.front().id;
}

Result<PlanFacts> facts_for(Storage& storage, const Catalogue& catalogue, Random& random,
                            const api::CommunityCard& card, const Stage& stage, std::int64_t year) {
    PlanFacts out;
    out.year = stage.this_year ? year : year + 1;
    out.community = card.index.code;
    out.kinds = {card.services.front().kind};
    const FacilityKind* kind = catalogue.facility(out.kinds.front());
    const std::string name =
        kind != nullptr ? std::string(kind->label.in("zh")) : out.kinds.front();
    out.title = (card.index.name.empty() ? card.index.code : card.index.name) + name;
    out.space = KONGDI_TRY(space_in(storage, card.index.code));
    if (!out.space.empty()) out.way = AcquisitionWay::Vacate;
    if (!stage.this_year) out.source_index_run = card.run.id;
    out.owner = "街道办事处（演示）";
    out.budget_yuan = kYuan * random.within(4, 60);
    const std::int64_t city = out.budget_yuan * 3 / 5;
    if (stage.moves >= 3)
        out.funds = {{FundSource::City, city}, {FundSource::District, out.budget_yuan - city}};
    else
        out.funds = {{FundSource::City, city}};
    const int month = random.within(2, 6);
    out.starts_on = day_of(out.year, month, 1);
    out.ends_on = day_of(out.year, month + random.within(3, 6), 28);
    return out;
}

Result<void> carry_out(Storage& storage, const Wanted& one, const Actor& planner,
                       std::int64_t now_ms) {
    std::int64_t at_ms = now_ms - 10 * kStepMs;
    PlanItem item = KONGDI_TRY(storage.file_plan_item(one.id, one.facts, planner, at_ms));
    if (item.version > 1) return {};
    const auto step = [&](const PlanStep& next) -> Result<void> {
        at_ms += kStepMs;
        item = KONGDI_TRY(storage.step_plan_item(item.id, item.version, next, planner, at_ms));
        return {};
    };
    for (int i = 0; i < one.stage.moves; ++i) {
        PlanMove move = kWay[static_cast<std::size_t>(i)];
        // Progress is told before the work is said to be done.
        if (move == PlanMove::Finish)
            KONGDI_CHECK(
                step({.doing = PlanDoing::Progress,
                      .progress = YearProgress{
                          one.facts.year, one.stage.percent, one.facts.budget_yuan * 9 / 10, {}}}));
        PlanStep next{.doing = PlanDoing::Move, .move = move};
        if (move == PlanMove::ListByReason)
            next.reason =
                one.stage.this_year ? "上一年体检时已是短板（演示）" : "居民多次要求（演示）";
        KONGDI_CHECK(step(next));
    }
    if (one.stage.percent > 0 && one.stage.moves == 4)
        KONGDI_CHECK(step({.doing = PlanDoing::Progress,
                           .progress = YearProgress{one.facts.year, one.stage.percent,
                                                    one.facts.budget_yuan / 2, "主体已完工"}}));
    return {};
}

}  // namespace

Result<void> plan_work(Storage& storage, const Catalogue& catalogue, std::uint64_t seed,
                       std::int64_t now_ms) {
    std::optional<IndexRun> run;
    for (const IndexRun& one : KONGDI_TRY(storage.index_runs()))
        if (one.state == IndexRunState::Published) run = one;
    if (!run) return {};
    const std::string document = KONGDI_TRY(storage.index_document(run->id));
    const FrozenRun frozen = KONGDI_TRY(frozen_run_of(document));
    const std::string result = KONGDI_TRY(storage.index_result(run->id));
    const Value tree = KONGDI_TRY(parse_own_json(result));
    const CityIndex index = KONGDI_TRY(city_index_of(tree["index"]));
    const std::int64_t year = civil_time(now_ms, kChinaMinutes).year;
    const Actor planner{Role::Planner, std::string(kDemoAccounts[2].name)};
    std::vector<std::size_t> lowest_first;
    for (std::size_t c = 0; c < index.communities.size(); ++c)
        if (index.communities[c].has_index && c < frozen.city.communities.size())
            lowest_first.push_back(c);
    std::sort(lowest_first.begin(), lowest_first.end(), [&](std::size_t a, std::size_t b) {
        return ranks_before(index.communities[a], index.communities[b]);
    });
    std::size_t number = 0;
    for (const std::size_t c : lowest_first) {
        if (number == kMostItems) break;
        const CommunityIndex& community = index.communities[c];
        const api::CommunityCard card = api::community_card(*run, frozen, c, community);
        if (card.services.empty()) continue;
        // Two of each community: one that was begun, and one that is to come.
        for (int i = 0; i < 2 && number < kMostItems; ++i, ++number) {
            const Stage& stage = kStages[number % kStages.size()];
            Random random = stream_of(seed, Purpose::PlanItem, number, 1);
            const PlanFacts facts =
                KONGDI_TRY(facts_for(storage, catalogue, random, card, stage, year));
            KONGDI_CHECK(
                carry_out(storage, {item_id(seed, number), facts, stage}, planner, now_ms));
        }
    }
    return {};
}

}  // namespace kongdi::server::demo
