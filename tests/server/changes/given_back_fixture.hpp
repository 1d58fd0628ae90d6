// SPDX-License-Identifier: Apache-2.0
// A register with what is hard to carry through a file, its downloads, and how they are given back.
#pragma once

#include <utility>

#include "core/api/change_messages.hpp"
#include "core/codec/facility_codec.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/form_body.hpp"

namespace kongdi::server::tests {

class GivenBackFixture : public ServerFixture {
protected:
    using Query = std::vector<Pair>;

    static std::string id(std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    }

    void SetUp() override {
        ServerFixture::SetUp();
        const std::vector<std::string> names{"翠苑老年食堂", "=1+2 食堂", "'撇号托育",
                                             "'=已有撇号",   "＋站",      "-1, \"甲\"；乙",
                                             "007"};
        std::uint32_t number = 0;
        for (const std::string& name : names) {
            FacilityFacts facts{.kind = "ELD02",
                                .tier = Tier::T5,
                                .name = name,
                                .community = std::string(kCommunityCode),
                                .point = {120.15123456789 + 0.001 * number, 30.27187654321}};
            if (number % 2 == 0) facts.floor_area_m2 = 100.0 / 3;
            if (number % 3 == 0) facts.seats = 48;
            facts.opening_hours = number % 2 == 0 ? "07:30-18:00" : "";
            if (number == 1) facts.accessibility = {Accessibility::Lift, Accessibility::StepFree};
            file(++number, facts);
        }
        step({id(2), FacilityMove::Verify, 1, {}, {}}, "wang");
        step({id(3), FacilityMove::Close, 1, {}, "拆了"}, "wang");
        // In no community.
        file(8, {.kind = "ELD02", .name = "城外", .point = {121.5, 30.25}});
    }

    void file(std::uint32_t number, const FacilityFacts& facts) {
        const auto done = storage().file_facility(id(number), facts, {Role::Planner, "li"}, kNowMs);
        ASSERT_TRUE(done) << done.error().path;
    }
    void step(const FacilityStep& step, const std::string& who) {
        const auto done = storage().move_facility(step, {Role::Planner, who}, kNowMs + 1000);
        ASSERT_TRUE(done) << done.error().path;
    }
    Facility now(std::uint32_t number) { return *storage().facility(id(number)).value(); }

    std::string download(const std::string& file, const Query& query = {}) {
        Response answer = get("/export/" + file, {as(Role::Planner)}, query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return whole_body(answer);
    }

    Response post(const std::string& path, const kongdi::tests::FormBody& form, Pair who) {
        Request asked = request(Method::Post, path, form.bytes());
        asked.headers.emplace_back("Content-Type", std::string(kongdi::tests::FormBody::kType));
        asked.headers.emplace_back(api::kPageHeader, "1");
        asked.headers.push_back(std::move(who));
        return send(std::move(asked));
    }
    static kongdi::tests::FormBody form_of(const std::string& name, const std::string& bytes) {
        return kongdi::tests::FormBody().file("file", name, bytes);
    }
    Response preview_answer(const std::string& name, const std::string& bytes) {
        return post(std::string(api::kFacilityChangesPreview), form_of(name, bytes),
                    as(Role::Planner));
    }
    api::ChangeReport preview(const std::string& name, const std::string& bytes) {
        const Response answer = preview_answer(name, bytes);
        EXPECT_EQ(answer.status, 200) << answer.body;
        auto report = api::change_report_of(tree_of(answer));
        EXPECT_TRUE(report);
        return report ? *std::move(report) : api::ChangeReport();
    }
    Response apply_answer(const std::string& name, const std::string& bytes,
                          const std::string& digest, const std::string& reason = "") {
        return post(std::string(api::kFacilityChanges),
                    form_of(name, bytes).with("digest", digest).with("reason", reason),
                    as(Role::Planner));
    }
    api::ChangeReport apply(const std::string& name, const std::string& bytes) {
        const Response answer = apply_answer(name, bytes, preview(name, bytes).digest, "对账");
        EXPECT_EQ(answer.status, 200) << answer.body;
        auto report = api::change_report_of(tree_of(answer));
        return report ? *std::move(report) : api::ChangeReport();
    }

    /// The first place of a text that must be there.
    static std::string replaced(std::string text, const std::string& from, const std::string& to) {
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return at == std::string::npos ? text : text.replace(at, from.size(), to);
    }
    /// "changed 3 翠苑老年食堂: seats 48 → 60", a line each; what stands meanwhile in brackets.
    static std::string told(const api::ChangeReport& report) {
        std::string out;
        for (const api::ChangeRow& row : report.rows) {
            out += std::string(change_kind_name(row.kind)) + " " + std::to_string(row.row) + " " +
                   row.name + ":";
            for (const api::ChangeField& field : row.fields) {
                out += " " + field.field + " " + write_json(field.before) + " → " +
                       write_json(field.after);
                if (row.kind == api::ChangeKind::Conflict)
                    out += " (" + write_json(field.now) + ")";
            }
            for (const api::ChangeMistake& mistake : row.mistakes)
                out += " " + mistake.code + " " + mistake.path;
            out += "\n";
        }
        return out;
    }
    static std::string ignored(const api::ChangeReport& report) {
        std::string out;
        for (const api::ChangeIgnored& one : report.ignored)
            out += one.column + " " + std::to_string(one.count) + "\n";
        return out;
    }
};

}  // namespace kongdi::server::tests
