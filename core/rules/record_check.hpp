// SPDX-License-Identifier: Apache-2.0
// Is this tree of values a record? The one check, run by the form before sending and by the server
// on arrival, with the same errors.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/value.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/record.hpp"
#include "core/rules/answer_logic.hpp"

namespace kongdi {

/// Limits of a record. Bytes as sent.
inline constexpr std::size_t kMaxRecordBytes = 64 * 1024;
inline constexpr int kMaxDepth = 32;
inline constexpr std::int64_t kMaxPhotoBytes = 12'000'000;
inline constexpr std::int64_t kMaxPhotoSide = 20'000;  // pixels
inline constexpr std::size_t kMaxPhotos = 8;
/// How far a phone's clock may run ahead.
inline constexpr std::int64_t kClockSlackMs = 10 * 60 * 1000;

struct RecordContext {
    const Catalogue& catalogue;
    std::int64_t now_ms = 0;
    /// The questionnaire that the record names, when it came after the catalogue was made.
    const Questionnaire* published = nullptr;
};

struct CheckedRecord {
    Record record = {};  // whole only when there are no errors
    Errors errors = {};  // in the order of the fields
    bool ok() const { return errors.empty(); }
};

/// Members that nobody here knows are kept (a newer client sent them), as far as check_unknown of
/// core/question/members.hpp lets them pass: no names, no numbers of somebody, no tracks.
CheckedRecord check_record(const Value& tree, const RecordContext& context);

/// Only the answers of one page, for a form that shows mistakes as it goes. Paths as in a record
/// ("/body/place"). `logic` is of the same body.
Errors check_page(const QuestionPage& page, const Value& body, std::span<const PhotoEntry> photos,
                  const AnswerLogic& logic);

/// The purpose that a parent or guardian agrees to in place of "survey", for a child below 14: only
/// in a meeting, in its mode "assisted", and alone. That it was this one is all that is kept of it.
inline constexpr std::string_view kGuardian = "guardian";

/// The purposes that what is in the record needs consent for, in a fixed order; kGuardian may stand
/// for the first.
std::vector<std::string_view> consent_needed(const Value& body, bool has_photos);

/// The tree that is sent for a record; check_record of it gives the record back.
Value record_tree(const Record& record);

/// The published JSON Schema (draft 2020-12) of a kind with its newest questionnaire.
Value record_schema(RecordKind kind, const Catalogue& catalogue);

}  // namespace kongdi
