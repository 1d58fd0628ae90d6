// SPDX-License-Identifier: Apache-2.0
// Questionnaires: what there is, one that is being changed, a new version.
#include <algorithm>

#include "core/api/endpoints.hpp"
#include "core/codec/json.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kListTag = "questionnaires.list";
constexpr std::string_view kOpenTag = "questionnaires.open";
constexpr std::string_view kPublishTag = "questionnaires.publish";
constexpr std::string_view kFormTag = "questionnaires.form";

std::int64_t newest_version(const Value& list, std::string_view id) {
    std::int64_t newest = 0;
    for (const Value& one : *list.if_list())
        if (one["id"].string_or("") == id) newest = std::max(newest, one["version"].int_or(0));
    return newest;
}

/// What is edited is what will be the next version.
void take_document(AppState& state, Value document) {
    QuestionnaireDesk& desk = state.questionnaires;
    document.set("version", newest_version(desk.list, document["id"].string_or("")) + 1);
    desk.document = std::move(document);
    desk.page = 0;
    desk.question = 0;
    desk.answers = Value::map();
    desk.issues.clear();
    desk.left_out.clear();
    desk.published = false;
}

Errors issues_of(const Value& list) {
    Errors out;
    for (const Value& one : *list.if_list()) {
        Error error = api::failure_of(one).first;
        error.detail = one.text("what");
        out.push_back(std::move(error));
    }
    return out;
}

void form_read(AppState& state, int status, const Value& body) {
    QuestionnaireDesk& desk = state.questionnaires;
    if (status != 200 || body["document"].if_map() == nullptr) {
        desk.issues = {status == 0 ? Error{ErrorCode::StorageBusy} : api::failure_of(body).first};
        return;
    }
    take_document(state, body["document"]);
    desk.changed = true;
    if (body["issues"].if_list() != nullptr) desk.issues = issues_of(body["issues"]);
    if (body["left_out"].if_list() != nullptr) desk.left_out = issues_of(body["left_out"]);
}

void published(AppState& state, int status, const Value& body, Effects& effects) {
    QuestionnaireDesk& desk = state.questionnaires;
    if (status != 200 && status != 201) {
        const api::Failure failure = api::failure_of(body);
        desk.issues = status == 0              ? Errors{Error{ErrorCode::StorageBusy}}
                      : failure.issues.empty() ? Errors{failure.first}
                                               : failure.issues;
        return;
    }
    desk.published = true;
    desk.changed = false;
    load_questionnaires(state, effects);
    // The program's own copy: previews and forms on this device ask it, too.
    effects.push_back(http_get("questionnaires", api::kQuestionnaires));
}

}  // namespace

void load_questionnaires(AppState&, Effects& effects) {
    effects.push_back(http_get(kListTag, api::kQuestionnaires));
}

void open_questionnaire(AppState& state, const OpenQuestionnaire& action, Effects& effects) {
    state.questionnaires.busy = true;
    std::string path(api::kQuestionnaires);
    path.append("/").append(action.id).append("/").append(std::to_string(action.version));
    effects.push_back(http_get(kOpenTag, path));
}

void edit_questionnaire(AppState& state, const EditQuestionnaire& action) {
    QuestionnaireDesk& desk = state.questionnaires;
    desk.document = action.document;
    desk.changed = true;
    desk.published = false;
    desk.issues.clear();
    if (action.page) desk.page = *action.page;
    if (action.question) desk.question = *action.question;
}

void publish_questionnaire(AppState& state, Effects& effects) {
    QuestionnaireDesk& desk = state.questionnaires;
    if (desk.busy) return;
    desk.busy = true;
    effects.push_back(with_header(http_post(kPublishTag, api::kQuestionnaires, desk.document),
                                  api::kPageHeader, "1"));
}

void form_picked(AppState& state, const Value& event, Effects& effects) {
    QuestionnaireDesk& desk = state.questionnaires;
    desk.file = event.text("name");
    desk.busy = true;
    desk.issues.clear();
    effects.push_back(
        effect("layer.send", {{"tag", kFormTag},
                              {"path", std::string(api::kQuestionnaires) + "/xlsform"},
                              {"headers", Value::map({{std::string(api::kPageHeader), "1"}})},
                              {"fields", Value::map()}}));
}

bool questionnaire_event(AppState& state, std::string_view tag, int status, const Value& body,
                         Effects& effects) {
    QuestionnaireDesk& desk = state.questionnaires;
    if (tag == kListTag) {
        desk.list_failed = status != 200 || body["questionnaires"].if_list() == nullptr;
        if (!desk.list_failed) desk.list = body["questionnaires"];
        return true;
    }
    if (tag != kOpenTag && tag != kPublishTag && tag != kFormTag) return false;
    desk.busy = false;
    if (tag == kOpenTag) {
        if (status == 200 && body["pages"].if_list() != nullptr)
            take_document(state, body);
        else
            desk.issues = {Error{status == 0 ? ErrorCode::StorageBusy : ErrorCode::NotFound}};
        desk.changed = false;
    } else if (tag == kPublishTag) {
        published(state, status, body, effects);
    } else {
        form_read(state, status, body);
    }
    return true;
}

}  // namespace kongdi::shell::desk
