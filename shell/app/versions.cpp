// SPDX-License-Identifier: Apache-2.0
// The versions of questionnaires that a device has: those of the program, the newest of the server,
// and the one that a draft was begun with, which is fetched when it is not there.
#include <utility>

#include "core/api/endpoints.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kNewestTag = "questionnaires";
constexpr std::string_view kVersionTag = "questionnaire:";

struct Named {
    std::string_view id;
    std::int64_t version = 0;
};

/// What the drafts of this device were begun with.
std::vector<Named> named_by_drafts(const AppState& state) {
    std::vector<Named> out;
    if (state.draft)
        out.push_back(
            {record_kind_name(RecordKind::IdleSpace), state.draft->questionnaire_version});
    if (state.rating)
        out.push_back(
            {record_kind_name(RecordKind::ServiceCheckup), state.rating->questionnaire_version});
    return out;
}

bool has_version(const Value::List& documents, const Named& named) {
    for (const Value& one : documents)
        if (one["id"].string_or("") == named.id && one["version"].int_or(0) == named.version)
            return true;
    return false;
}

void take_document(AppState& state, const Value& document) {
    Result<Questionnaire> one = questionnaire_of(document, state.catalogue);
    const bool is_new = one && state.catalogue.questionnaire(one->id, one->version) == nullptr;
    if (is_new) state.catalogue.questionnaires.push_back(*std::move(one));
}

/// What the server says is newest, and what drafts need besides.
void keep(AppState& state, Value newest, Effects& effects) {
    Value named = Value::list();
    for (const Named& one : named_by_drafts(state)) {
        const Questionnaire* found = state.catalogue.questionnaire(one.id, one.version);
        if (found != nullptr && !has_version(*newest.if_list(), one))
            named.push(questionnaire_tree(*found));
    }
    effects.push_back(
        store_put("cache", "questionnaires",
                  Value::map({{"newest", std::move(newest)}, {"named", std::move(named)}})));
}

Value newest_known(const AppState& state) {
    Value out = Value::list();
    for (const RecordKind kind : {RecordKind::IdleSpace, RecordKind::ServiceCheckup})
        if (const Questionnaire* one = state.catalogue.questionnaire(record_kind_name(kind)))
            out.push(questionnaire_tree(*one));
    return out;
}

}  // namespace

void take_questionnaires(AppState& state, const Value& tree) {
    for (const std::string_view list : {"newest", "named"})
        for (const Value& document : tree.items(list)) take_document(state, document);
}

void want_version(std::string_view id, std::int64_t version, Effects& effects) {
    const std::string number = std::to_string(version);
    effects.push_back(
        http_get(std::string(kVersionTag).append(id).append(":").append(number),
                 std::string(api::kQuestionnaires).append("/").append(id).append("/") + number));
}

void want_versions_of_drafts(const AppState& state, Effects& effects) {
    for (const Named& one : named_by_drafts(state))
        if (one.version > 0 && state.catalogue.questionnaire(one.id, one.version) == nullptr)
            want_version(one.id, one.version, effects);
}

bool questionnaire_answered(AppState& state, std::string_view tag, const Value& body,
                            const Chance& chance, Effects& effects) {
    if (tag == kNewestTag) {
        if (body["newest"].if_list() == nullptr) return true;
        take_questionnaires(state, body);
        keep(state, body["newest"], effects);
        return true;
    }
    if (!tag.starts_with(kVersionTag)) return false;
    take_document(state, body);
    take_version_of_seat(state, body["version"].int_or(0), chance, effects);
    if (body.if_map() != nullptr) keep(state, newest_known(state), effects);
    return true;
}

}  // namespace kongdi::shell
