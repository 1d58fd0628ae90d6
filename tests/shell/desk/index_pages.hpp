// SPDX-License-Identifier: Apache-2.0
// The pages of the index in front of a server that answers with a city of the tests.
#pragma once

#include <algorithm>

#include "core/api/index_messages.hpp"
#include "tests/shell/support/app_fixture.hpp"
#include "tests/support/index_city.hpp"

namespace kongdi::shell {

using kongdi::tests::IndexCity;
using kongdi::tests::plain_index_settings;
using kongdi::tests::service_reaching;

inline constexpr const char* kFirst = "01890000-0000-7000-8000-000000000001";
inline constexpr const char* kSecond = "01890000-0000-7000-8000-000000000002";

inline std::string code_of(std::size_t number) { return std::to_string(339'900'001'000U + number); }

/// Thirty communities, the first of which has least.
inline FrozenRun thirty_communities() {
    IndexCity city({{"ELD01", 2}, {"COM01", 1}});
    for (std::size_t c = 1; c <= 30; ++c) {
        Service elder = service_reaching(3.0 * static_cast<double>(c), {2, 3, 4, 4, 5});
        elder.strictly_reached = elder.reached / 2;
        Service market = service_reaching(60, {4, 4, 5, 5, 5, 3});
        for (int i = 0; i < 6; ++i) {
            elder.importance.add(5, 1);
            market.importance.add(2, 1);
        }
        city.community(code_of(c), {elder, market});
    }
    return {plain_index_settings(), {}, city.build()};
}

inline IndexRun run_of(const char* id, IndexRunState state) {
    IndexRun out;
    out.id = id;
    out.number = id == kFirst ? 7 : 9;
    out.state = state;
    out.title = id == kFirst ? "上半年" : "下半年";
    out.ranked = 30;
    out.bottom = 3;
    out.mean = 61.5;
    out.by = "planner";
    out.made_at_ms = 1'732'000'000'000;
    return out;
}

class IndexPages : public testing::AppTest {
protected:
    void open_as(const std::string& path, std::string_view role = "planner") {
        widgets::set_viewport({1280, 3000, 1, {}});  // the whole ranking is in view
        open(path, Value::map(), "zh");
        answer("me", 200, Value::map({{"name", "planner"}, {"role", role}, {"device", ""}}));
    }
    void show(const std::string& path, std::string_view role = "planner") {
        open_as(path, role);
        answer("index.runs", 200, runs());
        answer("index.run", 200, card(kFirst, IndexRunState::Published));
        draw();
    }
    static Value runs() {
        return Value::map(
            {{"runs",
              Value::list({api::index_run_tree(run_of(kSecond, IndexRunState::Frozen)),
                           api::index_run_tree(run_of(kFirst, IndexRunState::Published))})}});
    }
    static Value card(const char* id, IndexRunState state) {
        const FrozenRun run = thirty_communities();
        return Value::map({{"run", api::index_run_tree(run_of(id, state))},
                           {"index", city_index_tree(city_index(run.city, run.settings))}});
    }
    static Value community(const char* id, std::size_t number) {
        const FrozenRun run = thirty_communities();
        const CityIndex index = city_index(run.city, run.settings);
        return api::community_card_tree(api::community_card(
            run_of(id, IndexRunState::Published), run, number - 1, index.communities[number - 1]));
    }
    void open_community(std::size_t number) {
        open_as("/index/why/" + code_of(number));
        answer("index.runs", 200, runs());
        answer("index.community", 200, community(kFirst, number));
        draw();
    }
    /// One for the communities 1 and 2, one for the first alone.
    static Value proposals() {
        const auto gives = [](std::size_t number, double people) {
            return Value::map({{"community", code_of(number)}, {"people", people}});
        };
        const auto choice = [](const char* id, std::string_view kind, Value whom) {
            return Value::map({{"space", Value::map({{"id", id}, {"type", "I01"}})},
                               {"kind", kind},
                               {"gives", std::move(whom)}});
        };
        return Value::map(
            {{"is_best", true},
             {"projects", 2},
             {"choices", Value::list({choice(kFirst, "COM01", Value::list({gives(1, 10)})),
                                      choice(kSecond, "ELD01",
                                             Value::list({gives(1, 900), gives(2, 30)}))})}});
    }
    void go(const std::string& path) {
        send(Value::map({{"event", "nav.changed"}, {"path", path}}));
        answer("index.runs", 200, runs());
        draw();
    }
    bool says(const std::string& words) {
        for (const widgets::Node& one : widgets::last_tree())
            if (one.name.find(words) != std::string::npos) return true;
        return false;
    }
    void open_address_of(std::size_t number) {
        send(Value::map({{"event", "nav.changed"}, {"path", "/index/why/" + code_of(number)}}));
        answer("index.community", 200, community(kFirst, number));
        draw();
    }
    std::string asked(std::string_view tag) { return request(tag).text("path"); }
    std::string name_of(std::string_view path) {
        const widgets::Node* found = node(path);
        return found != nullptr ? found->name : std::string("nothing");
    }
};

}  // namespace kongdi::shell
