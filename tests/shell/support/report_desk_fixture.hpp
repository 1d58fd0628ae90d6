// SPDX-License-Identifier: Apache-2.0
// The desk of a worker with one report on it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell::testing {

inline constexpr const char* kReport = "01890000-0000-7000-8000-000000000001";
inline constexpr const char* kOther = "01890000-0000-7000-8000-000000000002";

inline Space space_of(const std::string& id, ReportState state = ReportState::Submitted) {
    Space out;
    out.id = id;
    out.receipt = "翠苑 1001";
    out.type = "I05";
    out.state = state;
    out.point = {120.1551, 30.2741};
    return out;
}

class ReportsDesk : public AppTest {
protected:
    void log_in(const std::string& path, std::string_view role = "worker") {
        widgets::set_viewport({1280, 3000, 1, {}});
        open(path, Value::map(), "zh");
        answer("me", 200, Value::map({{"name", "ling"}, {"role", role}, {"device", ""}}));
    }
    void show(api::SpaceCard card, std::string_view role = "worker") {
        log_in(std::string("/worker/") + kReport, role);
        answer("desk", 200, api::to_value(card));
        draw();
    }
    void show_queue(std::vector<Space> rows) {
        const auto total = static_cast<std::int64_t>(rows.size());
        answer("spaces", 200, api::to_value(api::SpacePage{std::move(rows), total}));
        draw();
    }
    Value sent(std::string_view tag) {
        const Value asked = request(tag);
        m_path = asked.text("path");
        return parse_json(asked["body"].string_or("")).value_or(Value());
    }
    void done(ReportState state) {
        api::RecordState told;
        told.id = kReport;
        told.receipt = "翠苑 1001";
        told.state = state;
        answer("report.step", 200, api::to_value(told));
    }
    bool says(std::string_view words) {
        for (const widgets::Node& one : widgets::last_tree())
            if ((one.name + one.hint + one.value).find(words) != std::string::npos) return true;
        return false;
    }
    bool is_off(std::string_view path) {
        const widgets::Node* found = node(path);
        EXPECT_NE(found, nullptr) << path;
        return found != nullptr && (found->state & widgets::kStateDisabled) != 0;
    }
    std::string m_path = {};
};

}  // namespace kongdi::shell::testing
