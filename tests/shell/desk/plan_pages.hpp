// SPDX-License-Identifier: Apache-2.0
// The pages of the plan in front of a server that answers with its items.
#pragma once

#include "core/api/plan_messages.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

inline constexpr const char* kItem = "01890000-0000-7000-8000-000000000011";
inline constexpr const char* kSpace = "01890000-0000-7000-8000-000000000022";
inline constexpr const char* kRun = "01890000-0000-7000-8000-000000000033";
inline constexpr const char* kLaterRun = "01890000-0000-7000-8000-000000000044";
inline constexpr const char* kCode = "339900001001";

inline PlanItem item(PlanState state, std::string id = kItem) {
    PlanItem out;
    out.id = std::move(id);
    out.version = 3;
    out.facts.year = 2027;
    out.facts.title = "老锅炉房改食堂";
    out.facts.community = kCode;
    out.facts.kinds = {"ELD01"};
    out.facts.space = kSpace;
    out.facts.source_index_run = kRun;
    out.facts.budget_yuan = 500'000;
    out.facts.funds = {{FundSource::City, 350'000}};
    out.facts.starts_on = "2027-04-01";
    out.facts.ends_on = "2027-10-31";
    out.standing.state = state;
    out.community_name = "翠苑一区";
    return out;
}

inline Value list_of(std::vector<PlanItem> items) {
    auto years = api::plan_years(items);
    return api::to_value(api::PlanList{std::move(items), std::move(years)});
}

inline Value card_of(const PlanItem& one) {
    const std::vector<PlanVersion> versions{
        {1, PlanDoing::File, {}, {}, "planner", 1'732'000'000'000, item(PlanState::Proposed)}};
    return Value::map({{"item", plan_item_tree(one)},
                       {"versions", plan_versions_tree(versions)},
                       {"space_receipt", "翠苑 1042"}});
}

inline constexpr std::int64_t kDone = 1'732'000'000'000;

inline Value run_tree(const char* id, std::string_view state, std::string_view title,
                      std::int64_t made_at_ms = kDone + 1) {
    IndexRun out;
    out.id = id;
    out.made_at_ms = made_at_ms;
    out.title = title;
    out.state = index_run_state_from_name(state).value_or(IndexRunState::Frozen);
    return api::index_run_tree(out);
}

class PlanPages : public testing::AppTest {
protected:
    void open_as(const std::string& path, std::string_view role = "planner") {
        widgets::set_viewport({1280, 3000, 1, {}});
        open(path, Value::map(), "zh");
        answer("me", 200, Value::map({{"name", "planner"}, {"role", role}, {"device", ""}}));
    }
    void show_runs() {
        answer("index.runs", 200,
               Value::map({{"runs", Value::list({run_tree(kLaterRun, "frozen", "下半年"),
                                                 run_tree(kRun, "published", "上半年")})}}));
    }
    void show_item(PlanState state, std::string_view role = "planner") {
        open_as(std::string("/plan/") + kItem, role);
        show_runs();
        answer("plan.item", 200, card_of(item(state)));
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
            if ((one.name + one.hint + one.value).find(words) != std::string::npos) return true;
        return false;
    }
};

}  // namespace kongdi::shell
