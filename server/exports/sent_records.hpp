// SPDX-License-Identifier: Apache-2.0
// Records as they were sent, read one after the other for downloads of their answers.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/value.hpp"
#include "server/exports/community_middles.hpp"
#include "server/exports/json_items.hpp"
#include "server/storage/record_cursor.hpp"

namespace kongdi::server {

struct WaveName {
    std::string id = {};
    std::string title = {};
};

struct SentRecord {
    RecordRow row = {};
    JsonItems items = {};  // of its bytes
    std::int64_t version = 0;
    std::int64_t created_at_ms = 0;
    /// Of a space its own, else the middle of the community.
    std::optional<Wgs84Point> point = {};
    const WaveName* wave = nullptr;  // null: counted in none
    bool has_code = false;           // of a household, and that was known
    Value::Map other_answers = {};   // that no question asks for

    const JsonItem& tree() const { return items.root(); }
    std::string_view community() const {
        return row.community ? std::string_view(*row.community) : std::string_view();
    }
};

class SentRecords {
public:
    /// Of one version only when it is named, and what was counted in one wave when its id is. The
    /// storage must outlive this.
    static Result<SentRecords> open(Storage& storage, const RecordQuery& query,
                                    std::optional<std::int64_t> version,
                                    std::optional<std::string> wave = {});

    /// False when there is none left.
    Result<bool> next(SentRecord& record);
    Result<void> rewind() { return m_cursor->rewind(); }
    /// How many there are; afterwards it begins again.
    Result<std::int64_t> count();

private:
    SentRecords(Storage& storage, std::unique_ptr<RecordCursor> cursor,
                std::optional<std::int64_t> version)
        : m_cursor(std::move(cursor)), m_version(version), m_middles(storage) {}
    /// Reads its version; false when another one is asked for.
    Result<bool> is_wanted(SentRecord& record) const;
    Result<void> look_up(SentRecord& record);

    std::unique_ptr<RecordCursor> m_cursor;
    std::optional<std::int64_t> m_version;
    std::optional<std::string> m_wave = {};
    CommunityMiddles m_middles;
    std::map<std::int64_t, WaveName> m_waves = {};
    JsonItems m_facts = {};  // of the event of the record at hand
    JsonItems m_scratch = {};
};

}  // namespace kongdi::server
