// SPDX-License-Identifier: Apache-2.0
#include "server/storage/covered_photos.hpp"

#include "core/codec/covered_photo_codec.hpp"
#include "core/codec/json.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

std::vector<PicturePart> stored_parts(const std::string& text) {
    const Value list = or_throw(parse_own_json(text));
    return picture_parts_of(Value::map({{"parts", list}})).parts;
}

bool has_photo(Sql& sql, std::string_view sha256) {
    return !sql.run("SELECT 1 FROM photos WHERE sha256 = ?", {sha256}).empty();
}

void keep(Sql& sql, const CoveredPhoto& photo) {
    sql.run("DELETE FROM covered_photos WHERE sha256 = ?", {photo.sha256});
    if (photo.parts.empty()) return;
    sql.insert("covered_photos", {{photo.sha256, write_json(picture_parts_tree(photo.parts)),
                                   photo.by, photo.at_ms}});
}

}  // namespace

std::optional<CoveredPhoto> find_covered(Sql& sql, std::string_view sha256) {
    const SqlRows rows =
        sql.run("SELECT parts, covered_by, at_ms FROM covered_photos WHERE sha256 = ?", {sha256});
    if (rows.empty()) return std::nullopt;
    const SqlRow& row = rows.front();
    return CoveredPhoto{std::string(sha256), stored_parts(row.text(0)), row.text(1), row.whole(2)};
}

std::vector<CoveredPhoto> covered_of(Sql& sql, const std::vector<std::string>& photos) {
    std::vector<CoveredPhoto> out;
    for (const std::string& one : photos)
        if (auto found = find_covered(sql, one)) out.push_back(*std::move(found));
    return out;
}

void fold_photo_cover(Sql& sql, std::int64_t at_ms, std::string_view sha256, const Value& facts) {
    if (!has_photo(sql, sha256)) return;
    keep(sql, {std::string(sha256), picture_parts_of(facts).parts, facts.text("by"), at_ms});
}

Result<CoveredPhoto> Registers::cover_photo(std::string_view sha256,
                                            const std::vector<PicturePart>& parts,
                                            const Actor& actor, std::int64_t at_ms,
                                            std::optional<std::int64_t> since) {
    CoveredPhoto out;
    KONGDI_CHECK(write_register(Register::Staff, [&](Sql& sql) {
        if (!has_photo(sql, sha256)) throw StorageFailure(ErrorCode::NotFound, "no such photo");
        out = find_covered(sql, sha256).value_or(CoveredPhoto{.sha256 = std::string(sha256)});
        if (out.parts == parts) return;
        if (since && *since != out.at_ms)
            throw StorageFailure(Error{ErrorCode::StaleVersion, "/since"});
        out = {std::string(sha256), parts, actor.name, at_ms};
        const Value facts = Value::map({{"do", parts.empty() ? "uncover" : "cover"},
                                        {"parts", picture_parts_tree(parts)},
                                        {"role", role_name(actor.role)},
                                        {"by", actor.name}});
        append_event(sql, at_ms, kPhotoCoverEvent, sha256, write_json(facts));
        keep(sql, out);
    }));
    return out;
}

Result<std::optional<CoveredPhoto>> Registers::covered_photo(std::string_view sha256) {
    std::optional<CoveredPhoto> out;
    KONGDI_CHECK(read_register([&](Sql& sql) { out = find_covered(sql, sha256); }));
    return out;
}

}  // namespace kongdi::server
