// SPDX-License-Identifier: Apache-2.0
// Downloads of any set, how they are given back, and what is told of them.
#pragma once

#include <utility>

#include "core/api/change_messages.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/form_body.hpp"

namespace kongdi::server::tests {

class GivenFileFixture : public ServerFixture {
protected:
    using Query = std::vector<Pair>;

    GivenFileFixture(std::string_view preview_path, std::string_view apply_path)
        : m_preview_path(preview_path), m_apply_path(apply_path) {}

    static std::string id(std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    }
    static std::string code_at(const Response& response) {
        const Value tree = tree_of(response);
        return tree.text("code") + " " + tree.text("path");
    }

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
        return post(m_preview_path, form_of(name, bytes), as(Role::Planner));
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
        return post(m_apply_path,
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

    /// What was downloaded and not edited changes nothing.
    void expect_unchanged(const std::string& file, const Query& query, std::int64_t rows) {
        std::string told_of = file;
        for (const Pair& one : query) told_of += " " + one.first + "=" + one.second;
        const auto report = preview(file, download(file, query));
        EXPECT_EQ(told(report), "") << told_of;
        EXPECT_EQ(ignored(report), "") << told_of;
        EXPECT_TRUE(report.unknown.empty()) << told_of << " " << report.unknown.front();
        EXPECT_EQ(report.counts, (api::ChangeCounts{.rows = rows, .unchanged = rows})) << told_of;
    }

    const std::string m_preview_path;
    const std::string m_apply_path;
};

}  // namespace kongdi::server::tests
