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
constexpr std::string_view kStoreKey = "questionnaire";  // in the table "settings"
constexpr int kStoredForm = 1;

std::int64_t newest_version(const Value& list, std::string_view id) {
    std::int64_t newest = 0;
    for (const Value& one : *list.if_list())
        if (one["id"].string_or("") == id) newest = std::max(newest, one["version"].int_or(0));
    return newest;
}

/// What is edited is what will be the next version.
void set_next_version(QuestionnaireDesk& desk) {
    desk.document.set("version", newest_version(desk.list, desk.document["id"].string_or("")) + 1);
}

void take_document(QuestionnaireDesk& desk, Value document) {
    desk.document = std::move(document);
    set_next_version(desk);
    desk.open = {};
    desk.tab = QuestionTab::Words;
    desk.answers = Value::map();
    desk.preview_row = 0;
    desk.changed = false;
    desk.issues.clear();
    desk.left_out.clear();
    desk.published = false;
}

/// Of a question and its columns; empty when there is none of this name.
std::string kinds_of(const Value& document, std::string_view name) {
    for (const Value& page : document.items("pages"))
        for (const Value& question : page.items("questions")) {
            if (question["name"].string_or("") != name) continue;
            std::string kinds = question.text("kind");
            for (const Value& column : question.items("columns"))
                kinds.append(" ").append(column.text("kind"));
            return kinds;
        }
    return {};
}

/// An answer to another kind of question cannot be read: the preview asks again.
void drop_other_kinds(QuestionnaireDesk& desk, const Value& later) {
    const Value before = desk.answers;
    if (before.if_map() == nullptr) return;
    for (const Value::Member& answer : *before.if_map())
        if (kinds_of(desk.document, answer.first) != kinds_of(later, answer.first))
            desk.answers.erase(answer.first);
}

/// An hour's work outlives a closed page.
void keep_document(const QuestionnaireDesk& desk, Effects& effects) {
    if (desk.changed)
        effects.push_back(
            store_put("settings", kStoreKey,
                      Value::map({{"form", kStoredForm}, {"document", desk.document}})));
    else
        effects.push_back(store_delete("settings", kStoreKey));
}

void want_version(AppState& state, std::string_view id, std::int64_t version, Effects& effects) {
    state.questionnaires.busy = true;
    std::string path(api::kQuestionnaires);
    path.append("/").append(id).append("/").append(std::to_string(version));
    effects.push_back(http_get(kOpenTag, path));
}

/// By its address: the newest version of it, unless it is at hand.
void want_addressed(AppState& state, Effects& effects) {
    QuestionnaireDesk& desk = state.questionnaires;
    const std::string& id = state.route.argument;
    if (state.route.screen != ScreenId::Questionnaires || id.empty() || desk.busy ||
        desk.document["id"].string_or("") == id)
        return;
    const std::int64_t newest = newest_version(desk.list, id);
    if (newest > 0)
        want_version(state, id, newest, effects);
    else
        desk.issues = {Error{ErrorCode::NotFound}};
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

void form_read(AppState& state, int status, const Value& body, const Chance& chance,
               Effects& effects) {
    QuestionnaireDesk& desk = state.questionnaires;
    if (status != 200 || body["document"].if_map() == nullptr) {
        if (status != 0) desk.issues = {api::failure_of(body).first};
        return;
    }
    take_document(desk, body["document"]);
    desk.changed = true;
    if (body["issues"].if_list() != nullptr) desk.issues = issues_of(body["issues"]);
    if (body["left_out"].if_list() != nullptr) desk.left_out = issues_of(body["left_out"]);
    keep_document(desk, effects);
    open_route(state, {ScreenId::Questionnaires, desk.document.text("id")}, chance, effects);
}

void list_came(AppState& state, int status, const Value& body, Effects& effects) {
    QuestionnaireDesk& desk = state.questionnaires;
    desk.list_failed = status != 200 || body["questionnaires"].if_list() == nullptr;
    if (desk.list_failed) return;
    desk.list = body["questionnaires"];
    // Somebody else may have published in the meantime; what was published here stays as it is.
    if (desk.changed) set_next_version(desk);
    want_addressed(state, effects);
}

void published(AppState& state, int status, const Value& body, Effects& effects) {
    QuestionnaireDesk& desk = state.questionnaires;
    if (status != 200 && status != 201) {
        const api::Failure failure = api::failure_of(body);
        if (status != 0)
            desk.issues = failure.issues.empty() ? Errors{failure.first} : failure.issues;
        return;
    }
    desk.published = true;
    desk.changed = false;
    keep_document(desk, effects);
    effects.push_back(http_get(kListTag, api::kQuestionnaires));
    // The program's own copy: previews and forms on this device ask it, too.
    effects.push_back(http_get("questionnaires", api::kQuestionnaires));
}

}  // namespace

void enter_questionnaires(AppState& state, Effects& effects) {
    effects.push_back(http_get(kListTag, api::kQuestionnaires));
    if (state.route.argument.empty()) state.questionnaires.issues.clear();
}

void take_stored_questionnaire(AppState& state, const Value& settings) {
    const Value kept = stored_tree(settings[kStoreKey]);
    if (kept["form"].int_or(0) != kStoredForm || kept["document"].if_map() == nullptr) return;
    take_document(state.questionnaires, kept["document"]);
    state.questionnaires.changed = true;
}

void open_questionnaire(AppState& state, const OpenQuestionnaire& action, Effects& effects) {
    state.questionnaires.document = Value();
    want_version(state, action.id, action.version, effects);
}

void edit_questionnaire(AppState& state, const EditQuestionnaire& action, Effects& effects) {
    QuestionnaireDesk& desk = state.questionnaires;
    drop_other_kinds(desk, action.document);
    desk.document = action.document;
    // After a publication the next change makes one version more.
    if (!desk.changed) set_next_version(desk);
    desk.changed = true;
    desk.published = false;
    desk.issues.clear();
    if (action.open) desk.open = *action.open;
    keep_document(desk, effects);
}

void show_question(AppState& state, const ShowQuestion& action) {
    QuestionnaireDesk& desk = state.questionnaires;
    if (desk.open.page != action.open.page || desk.open.question != action.open.question)
        desk.preview_row = 0;
    desk.open = action.open;
    desk.tab = action.tab;
}

void discard_questionnaire(AppState& state, Effects& effects) {
    QuestionnaireDesk& desk = state.questionnaires;
    take_document(desk, Value());
    desk.document = Value();
    keep_document(desk, effects);
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

void stop_questionnaire(AppState& state, Effects& effects) {
    for (const std::string_view tag : {kOpenTag, kPublishTag, kFormTag})
        effects.push_back(http_cancel(tag));
    state.questionnaires.busy = false;
}

bool questionnaire_event(AppState& state, std::string_view tag, int status, const Value& body,
                         const Chance& chance, Effects& effects) {
    QuestionnaireDesk& desk = state.questionnaires;
    if (tag == kListTag) {
        list_came(state, status, body, effects);
        return true;
    }
    if (tag != kOpenTag && tag != kPublishTag && tag != kFormTag) return false;
    desk.busy = false;
    desk.unreachable = status == 0;
    if (tag == kOpenTag) {
        if (status == 200 && body["pages"].if_list() != nullptr)
            take_document(desk, body);
        else if (status != 0)
            desk.issues = {Error{ErrorCode::NotFound}};
    } else if (tag == kPublishTag) {
        published(state, status, body, effects);
    } else {
        form_read(state, status, body, chance, effects);
    }
    return true;
}

}  // namespace kongdi::shell::desk
