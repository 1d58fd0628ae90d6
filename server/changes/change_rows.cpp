// SPDX-License-Identifier: Apache-2.0
#include "server/changes/change_rows.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/codec/json.hpp"
#include "core/codec/tree_fields.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kMostToldBytes = 12u << 20;  // pages read answers of up to 16 MB

bool is_empty(const Value& value) {
    return value.is_null() || value.string_or("x").empty() ||
           (value.if_list() != nullptr && value.if_list()->empty()) ||
           (value.if_map() != nullptr && value.if_map()->empty());
}

std::string shown(std::string_view text) {
    constexpr std::size_t kLongestShown = 80;
    return std::string(first_code_points(text, kLongestShown));
}

}  // namespace

std::vector<api::ChangeField> changed_fields(const Value& before, const Value& after) {
    std::vector<api::ChangeField> out;
    for (FieldChange& one : tree_diff(before, after))
        out.push_back({std::move(one.field), std::move(one.before), std::move(one.after), {}});
    return out;
}

std::vector<api::ChangeField> filed_fields(const Value& facts) {
    std::vector<api::ChangeField> out;
    for (const Value::Member& member : *facts.if_map())
        if (!is_empty(member.second)) out.push_back({member.first, {}, member.second, {}});
    return out;
}

void ChangeRows::add(api::ChangeRow row) {
    switch (row.kind) {
        case api::ChangeKind::Conflict: ++m_counts.conflicts; break;
        case api::ChangeKind::Refused: ++m_counts.refused; break;
        case api::ChangeKind::Filed: ++m_counts.filed; break;
        case api::ChangeKind::Changed: ++m_counts.changed; break;
        case api::ChangeKind::Count_: return;
    }
    m_rows.push_back(std::move(row));
}

void ChangeRows::refuse(const GivenRow& row, std::string_view id, std::string_view name,
                        const Errors& errors) {
    api::ChangeRow out{
        .kind = api::ChangeKind::Refused, .row = row.number, .id = shown(id), .name = shown(name)};
    for (const Error& one : errors)
        out.mistakes.push_back({std::string(error_row(one.code).name), one.path});
    add(std::move(out));
}

Result<api::ChangeReport> ChangeRows::finish(const GivenBack& file, std::string_view bytes,
                                             std::vector<api::ChangeIgnored> ignored) {
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [](const auto& a, const auto& b) { return a.kind < b.kind; });
    api::ChangeReport out{.file = file.file_name(),
                          .encoding = std::string(text_encoding_name(file.encoding())),
                          .counts = m_counts,
                          .ignored = std::move(ignored),
                          .unknown = file.unknown(),
                          .rows = std::move(m_rows)};
    Sha256 digest;
    digest.add(sha256(bytes));
    std::size_t told_bytes = 0;
    for (const api::ChangeRow& row : out.rows) {
        const std::string told = write_json(to_value(row));
        digest.add(told);
        told_bytes += told.size();
    }
    if (told_bytes > kMostToldBytes)
        return Error{ErrorCode::FieldRange, "/file", "more differs than a page can show"};
    out.digest = digest.finish();
    return out;
}

std::vector<std::string> filing_ids(const api::ChangeReport& report, std::int64_t at_ms) {
    std::vector<std::string> out;
    for (const api::ChangeRow& row : report.rows) {
        if (row.kind != api::ChangeKind::Filed) continue;
        const std::string hash = sha256(report.digest + std::to_string(row.row));
        std::array<std::uint8_t, 10> bytes{};
        for (std::size_t i = 0; i < bytes.size(); ++i)
            std::from_chars(&hash[2 * i], &hash[2 * i] + 2, bytes[i], 16);
        out.push_back(make_uuid_v7(at_ms, bytes));
    }
    return out;
}

}  // namespace kongdi::server
