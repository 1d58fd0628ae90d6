// SPDX-License-Identifier: Apache-2.0
// The unit of everything that is sent. Its hash is the SHA-256 of its bytes as sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/value.hpp"

namespace kongdi {

enum class RecordKind : std::uint8_t { IdleSpace, ServiceCheckup, FacilityRemark, Meeting, Count_ };

/// How an answer came in: by the person, by a worker for them, or in a session.
enum class Mode : std::uint8_t { Self, Assisted, Session, Count_ };

std::string_view record_kind_name(RecordKind kind);
std::optional<RecordKind> record_kind_from_name(std::string_view name);
std::string_view mode_name(Mode mode);
std::optional<Mode> mode_from_name(std::string_view name);

struct PhotoEntry {
    std::string sha256 = {};
    std::int64_t bytes = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
    Value::Map unknown = {};  // as in Record

    friend bool operator==(const PhotoEntry&, const PhotoEntry&) = default;
};

struct ConsentGiven {
    std::string purpose = {};
    std::int64_t version = 0;
    std::string sha256 = {};  // of the text the person saw
    Value::Map unknown = {};  // as in Record

    friend bool operator==(const ConsentGiven&, const ConsentGiven&) = default;
};

struct Record {
    std::string id = {};  // UUIDv7, made by the client
    RecordKind kind = RecordKind::IdleSpace;
    std::string questionnaire = {};
    std::int64_t questionnaire_version = 1;
    std::optional<std::string> community = {};  // 12 digits
    std::int64_t created_at_ms = 0;
    std::string device = {};  // pseudonym
    Mode mode = Mode::Self;
    /// Of a check-up: the hash of the code that the household was given; in a meeting that of the
    /// seat's secret. Says nothing of who it is.
    std::optional<std::string> seat = {};
    std::vector<ConsentGiven> consent = {};
    Value body = Value::map();  // answers by question name; unknown ones are kept
    std::vector<PhotoEntry> photos = {};
    Value::Map unknown = {};  // fields of a newer client, kept as they came

    friend bool operator==(const Record&, const Record&) = default;
};

}  // namespace kongdi
