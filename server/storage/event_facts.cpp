// SPDX-License-Identifier: Apache-2.0
#include "server/storage/event_facts.hpp"

#include "core/base/text.hpp"
#include "core/codec/json.hpp"
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

Value record_facts(const ReceiptNumber& receipt, const std::optional<std::string>& community,
                   const AnswerPlace& place, std::string_view helper) {
    Value out = Value::map({{"stem", receipt.stem},
                            {"number", receipt.number},
                            {"community", community ? Value(*community) : Value()}});
    if (!helper.empty()) out.set("helper", helper);
    if (place.wave != 0) out.set("wave", place.wave);
    if (place.wave != 0 && place.seated) out.set("seated", true);
    if (place.meeting != 0) out.set("meeting", place.meeting);
    if (!place.voice.empty()) out.set("voice", place.voice);
    if (place.late) out.set("late", true);
    return out;
}

AnswerPlace place_of_facts(const Value& facts) {
    return {facts["wave"].int_or(0), facts["seated"].bool_or(false), facts["meeting"].int_or(0),
            facts.text("voice"), facts["late"].bool_or(false)};
}

Value conflict_facts(std::string_view sha256) { return Value::map({{"sha256", sha256}}); }

Value photo_facts(const StoredPhoto& photo) {
    return Value::map({{"bytes", photo.bytes},
                       {"width", photo.width},
                       {"height", photo.height},
                       {"media_type", photo.media_type}});
}

Value import_facts(const StoredImport& import) {
    return Value::map({{"source", import.source},
                       {"count", import.features},
                       {"refused", import.refused},
                       {"by", import.by}});
}

Value undo_facts(std::int64_t import, std::string_view by) {
    return Value::map({{"undo", import}, {"by", by}});
}

bool could_be_undone(const Value& facts) { return facts.find("by") != nullptr; }

StoredImport import_of_facts(std::int64_t seq, std::int64_t at_ms, std::string role,
                             const Value& facts) {
    return {seq,
            at_ms,
            std::move(role),
            facts.text("source"),
            facts.text("by"),
            facts["count"].int_or(0),
            facts["refused"].int_or(0),
            ImportState::Live};
}

std::string code_list_bytes(const std::vector<CommunityName>& codes) {
    Value list = Value::list();
    for (const CommunityName& one : codes)
        list.push(Value::list({one.code, one.name, one.street, one.district}));
    return write_json(list);
}

std::vector<CommunityName> codes_of_bytes(std::string_view bytes) {
    const auto tree = parse_own_json(bytes);
    std::vector<CommunityName> out;
    if (!tree || tree->if_list() == nullptr) return out;
    for (const Value& row : *tree->if_list()) {
        const Value::List* texts = row.if_list();
        if (texts == nullptr || texts->size() != 4) continue;
        const auto text = [texts](std::size_t i) { return std::string((*texts)[i].string_or("")); };
        out.push_back({text(0), text(1), text(2), text(3)});
    }
    return out;
}

Value questionnaire_facts(const StoredQuestionnaire& one) {
    return Value::map({{"version", one.version}, {"by", one.by}});
}

StoredQuestionnaire questionnaire_of_event(std::string id, std::string document, std::int64_t at_ms,
                                           const Value& facts) {
    return {std::move(id), facts["version"].int_or(0), std::move(document), facts.text("by"),
            at_ms};
}

Submission submission_of_event(std::string bytes, std::int64_t at_ms, const Value& facts,
                               const Catalogue& catalogue, const FindQuestionnaire& published) {
    CheckedRecord read = read_record(bytes, {catalogue, at_ms});
    const std::string& id = read.record.questionnaire;
    const std::int64_t version = read.record.questionnaire_version;
    std::shared_ptr<const Questionnaire> later;
    if (catalogue.questionnaire(id, version) == nullptr) {
        later = published(id, version);
        read = read_record(bytes, {catalogue, at_ms, later.get()});
    }
    Submission submission =
        submission_of(std::move(bytes), std::move(read.record), catalogue, later.get());
    submission.received_at_ms = at_ms;
    if (const Value* community = facts.find("community")) {
        // Null: the map has none there, whatever the record names.
        submission.community.reset();
        if (const std::string* code = community->if_string()) submission.community = *code;
    }
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
