// SPDX-License-Identifier: Apache-2.0
#include "server/storage/event_facts.hpp"

#include "core/base/text.hpp"
#include "core/codec/record_codec.hpp"
#include "server/storage/submission.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kNoCommunityStem = "空地";
constexpr std::string_view kCommunitySuffix = "社区";

}  // namespace

std::string receipt_stem(std::string_view community_name) {
    std::string_view name = trimmed(community_name);
    if (name.ends_with(kCommunitySuffix)) name.remove_suffix(kCommunitySuffix.size());
    return std::string(name.empty() ? kNoCommunityStem : name);
}

Value record_facts(const ReceiptNumber& receipt, const std::optional<std::string>& community) {
    return Value::map({{"stem", receipt.stem},
                       {"number", receipt.number},
                       {"community", community ? Value(*community) : Value()}});
}

Value conflict_facts(std::string_view sha256) { return Value::map({{"sha256", sha256}}); }

Value move_facts(ReportMove move, const Actor& actor) {
    return Value::map(
        {{"move", report_move_name(move)}, {"role", role_name(actor.role)}, {"by", actor.name}});
}

Value photo_facts(const StoredPhoto& photo) {
    return Value::map({{"bytes", photo.bytes},
                       {"width", photo.width},
                       {"height", photo.height},
                       {"media_type", photo.media_type}});
}

Value import_facts(std::string_view source, std::int64_t count) {
    return Value::map({{"source", source}, {"count", count}});
}

Submission submission_of_event(std::string bytes, std::int64_t at_ms, const Value& facts,
                               const Catalogue& catalogue) {
    CheckedRecord read = read_record(bytes, {catalogue, at_ms});
    Submission submission = submission_of(std::move(bytes), std::move(read.record), catalogue);
    submission.received_at_ms = at_ms;
    if (const std::string* community = facts["community"].if_string())
        submission.community = *community;
    return submission;
}

ReceiptNumber receipt_of_facts(const Value& facts) {
    return {std::string(facts["stem"].string_or("")), facts["number"].int_or(0)};
}

StoredPhoto photo_of_facts(std::string sha256, const Value& facts) {
    return {std::move(sha256), facts["bytes"].int_or(0), facts["width"].int_or(0),
            facts["height"].int_or(0), std::string(facts["media_type"].string_or(""))};
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        if (!out.empty()) out += ' ';
        out += word;
    }
    return out;
}

}  // namespace kongdi::server
