// SPDX-License-Identifier: Apache-2.0
// A wave of two communities, of 60 and of 40 households, and answers to it from many devices.
#pragma once

#include "core/base/time.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

inline constexpr std::int64_t kDayMs = 86'400'000;
inline constexpr std::string_view kSecond = "330106001052";

class WaveFixture : public ServerFixture {
protected:
    static std::string id(std::uint32_t number = 900) {
        return RecordBuilder().number(number).build().text("id");
    }
    static std::string path(const std::string& rest) { return "/api/v1/waves/" + id() + rest; }
    Response post(const std::string& where, const Value& body, Role role = Role::Planner) {
        Request asked = json_request(where, write_json(body));
        asked.headers.push_back(as(role));
        asked.headers.emplace_back(api::kPageHeader, "1");
        asked.headers.emplace_back("Host", "city.example");
        return send(std::move(asked));
    }
    Response read(const std::string& where, std::vector<Pair> query = {}) {
        return get(where, {as(Role::Planner)}, std::move(query));
    }
    static Value plan() {
        return Value::map(
            {{"id", id()},
             {"title", "下半年体检"},
             {"questionnaire", "service_checkup"},
             {"opens_at", format_time(kNowMs - 50 * kDayMs)},
             {"closes_at", format_time(kNowMs + 50 * kDayMs)},
             {"targets",
              Value::list(
                  {Value::map({{"community", kCommunityCode}, {"households", 60}}),
                   Value::map(
                       {{"community", kSecond}, {"households", 40}, {"estate", "renewal"}})})}});
    }
    void open_wave() {
        ASSERT_EQ(post("/api/v1/waves", plan()).status, 201);
        const Response opened = post(path("/events"), Value::map({{"move", "open"}}));
        ASSERT_EQ(opened.status, 200) << opened.body;
    }
    /// Answers from so many devices.
    void answer(int count, std::string_view community = kCommunityCode, int rating = 4,
                std::string_view band = "35_59") {
        for (int i = 0; i < count; ++i) {
            std::string device(32, '0');
            const std::string number = std::to_string(++m_sent);
            device.replace(32 - number.size(), number.size(), number);
            const Response sent = post_record(
                RecordBuilder::service_checkup()
                    .number(static_cast<std::uint32_t>(m_sent))
                    .with("/questionnaire_version", 1)
                    .with("/device", device)
                    .with("/community", community)
                    .with("/body", Value::map({{"satisfaction", Value::map({{"ELD02", rating}})},
                                               {"age_band", band}}))
                    .bytes());
            ASSERT_EQ(sent.status, 201) << sent.body;
        }
    }
    Value row_of(const std::string& by, const std::string& group) {
        const Value tree = tree_of(read(path("/results"), {{"by", by}}));
        for (const Value& row : tree.items("rows"))
            if (row.text("group") == group) return row;
        return {};
    }
    static std::string code_at(const Response& response) {
        const Value tree = tree_of(response);
        return tree.text("code") + " " + tree.text("path");
    }
    int m_sent = 0;
};

}  // namespace kongdi::server::tests
