// SPDX-License-Identifier: Apache-2.0
// What events say beside the bytes, and what receipts start with: the same in every store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/value.hpp"
#include "server/storage/storage.hpp"
#include "server/storage/wave_ledger.hpp"

namespace kongdi::server {

struct ReceiptNumber {
    std::string stem = {};
    std::int64_t number = 0;
    std::string text() const { return stem + " " + std::to_string(number); }
};

inline constexpr std::int64_t kFirstReceipt = 1001;

/// What a receipt starts with: the community's name as people say it; one word for all that have
/// none.
std::string receipt_stem(std::string_view community_name);

Value record_facts(const ReceiptNumber& receipt, const std::optional<std::string>& community,
                   const AnswerPlace& place, std::string_view helper);
AnswerPlace place_of_facts(const Value& facts);
Value conflict_facts(std::string_view sha256);
Value photo_facts(const StoredPhoto& photo);
Value import_facts(const StoredImport& import);
Value undo_facts(std::int64_t import, std::string_view by);
/// Programs before the list of imports left no name; what they replaced was deleted.
bool could_be_undone(const Value& facts);
StoredImport import_of_facts(std::int64_t seq, std::int64_t at_ms, std::string role,
                             const Value& facts);

/// A list of codes as its event keeps it.
std::string code_list_bytes(const std::vector<CommunityName>& codes);
std::vector<CommunityName> codes_of_bytes(std::string_view bytes);

inline constexpr std::string_view kQuestionnaireEvent = "questionnaire";
Value questionnaire_facts(const StoredQuestionnaire& one);
StoredQuestionnaire questionnaire_of_event(std::string id, std::string document, std::int64_t at_ms,
                                           const Value& facts);

/// The record of an event as it was kept then, and its receipt. The facts are those of the event.
Submission submission_of_event(std::string bytes, std::int64_t at_ms, const Value& facts,
                               const Catalogue& catalogue, const FindQuestionnaire& published);
ReceiptNumber receipt_of_facts(const Value& facts);
StoredPhoto photo_of_facts(std::string sha256, const Value& facts);

/// The words of a list, with a space between them.
std::string joined(const std::vector<std::string>& words);

}  // namespace kongdi::server
