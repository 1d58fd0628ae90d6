// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/questionnaires.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "core/codec/xlsform.hpp"
#include "core/rules/questionnaire_check.hpp"
#include "server/import/workbook.hpp"

namespace kongdi::server {

namespace {

Value title_tree(const Questionnaire& questionnaire) {
    return questionnaire_tree(questionnaire)["title"];
}

/// One of the list: those inside of programs have no date.
Value entry(std::string_view id, std::int64_t version, Value title, Value published_at) {
    return Value::map({{"id", id},
                       {"version", version},
                       {"title", std::move(title)},
                       {"published_at", std::move(published_at)}});
}

std::int64_t newest_inside(const Catalogue& catalogue, std::string_view id) {
    const Questionnaire* newest = catalogue.questionnaire(id);
    return newest != nullptr ? newest->version : 0;
}

Result<std::int64_t> newest_version(const Services& services, std::string_view id) {
    std::int64_t newest = newest_inside(services.catalogue, id);
    for (const StoredQuestionnaire& one : KONGDI_TRY(services.storage.questionnaires()))
        if (one.id == id) newest = std::max(newest, one.version);
    return newest;
}

/// Of a path's parts; null when there is no such version.
Result<std::shared_ptr<const Questionnaire>> asked_version(const Services& services,
                                                           const Request& request) {
    const std::string& text = request.captured[1];
    std::int64_t version = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || version < 1)
        return std::shared_ptr<const Questionnaire>();
    if (const Questionnaire* inside =
            services.catalogue.questionnaire(request.captured[0], version))
        return std::shared_ptr<const Questionnaire>(std::shared_ptr<void>(), inside);
    return services.storage.find_questionnaire(request.captured[0], version);
}

Value issues_tree(const Errors& errors, bool with_detail) {
    Value out = Value::list();
    for (const Error& error : errors) {
        Value one = Value::map({{"code", error_row(error.code).name}, {"path", error.path}});
        if (with_detail) one.set("what", error.detail);
        out.push(std::move(one));
    }
    return out;
}

/// What may be published: the document, or every mistake in it.
Errors mistakes_of(const Value& tree, const Catalogue& catalogue, Questionnaire& out) {
    ReadQuestionnaire read = read_questionnaire(tree, catalogue);
    if (!read.errors.empty()) return read.errors;
    Errors errors = check_questionnaire(read.questionnaire);
    const auto kind = record_kind_from_name(read.questionnaire.id);
    // Agendas are published by opening their meeting.
    if (!kind || *kind == RecordKind::Meeting) {
        errors.insert(errors.begin(), {ErrorCode::FieldChoice, "/id"});
    } else {
        const Questionnaire* inside = catalogue.questionnaire(read.questionnaire.id);
        if (inside != nullptr)
            for (Error& error : check_kept_questions(read.questionnaire, *inside, *kind))
                errors.push_back(std::move(error));
    }
    out = std::move(read.questionnaire);
    return errors;
}

}  // namespace

Result<std::shared_ptr<const Questionnaire>> newest_questionnaire(const Services& services,
                                                                  std::string_view id) {
    const std::int64_t version = KONGDI_TRY(newest_version(services, id));
    if (const Questionnaire* inside = services.catalogue.questionnaire(id, version))
        return std::shared_ptr<const Questionnaire>(std::shared_ptr<void>(), inside);
    return services.storage.find_questionnaire(id, version);
}

Response show_questionnaires(const Services& services, const Request&) {
    const auto stored = services.storage.questionnaires();
    if (!stored) return refused(stored.error());
    Value list = Value::list();
    for (const Questionnaire& one : services.catalogue.questionnaires)
        list.push(entry(one.id, one.version, title_tree(one), Value()));
    std::map<std::string, const StoredQuestionnaire*> newest;
    for (const StoredQuestionnaire& one : *stored) {
        // An agenda is of its meeting only.
        if (one.id == record_kind_name(RecordKind::Meeting)) continue;
        const auto tree = parse_own_json(one.document);
        list.push(
            entry(one.id, one.version, tree ? (*tree)["title"] : Value(), format_time(one.at_ms)));
        if (one.version > newest_inside(services.catalogue, one.id)) newest[one.id] = &one;
    }
    Value documents = Value::list();
    for (const auto& [id, one] : newest)
        if (auto tree = parse_own_json(one->document)) documents.push(*std::move(tree));
    return json_response(
        200, Value::map({{"questionnaires", std::move(list)}, {"newest", std::move(documents)}}));
}

Response show_questionnaire(const Services& services, const Request& request) {
    const std::string& id = request.captured[0];
    const std::string& text = request.captured[1];
    std::int64_t version = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || version < 1)
        return refused(Error{ErrorCode::NotFound});
    Response response;
    if (const Questionnaire* inside = services.catalogue.questionnaire(id, version)) {
        response = json_response(200, questionnaire_tree(*inside));
    } else {
        auto stored = services.storage.questionnaire(id, version);
        if (!stored) return refused(stored.error());
        if (!*stored) return refused(Error{ErrorCode::NotFound});
        response.status = 200;
        response.with("Content-Type", "application/json");
        response.body = std::move((*stored)->document);
    }
    return std::move(response.with("Cache-Control", "public, max-age=31536000, immutable"));
}

Response publish_questionnaire(const Services& services, const Request& request) {
    const auto tree = parse_json(request.body, {kMaxQuestionnaireBytes, 32});
    if (!tree) return refused(tree.error());
    Questionnaire questionnaire;
    Errors errors = mistakes_of(*tree, services.catalogue, questionnaire);
    if (!errors.empty()) return refused(std::move(errors));
    const std::string document = write_json(*tree);
    const auto known = services.storage.questionnaire(questionnaire.id, questionnaire.version);
    if (!known) return refused(known.error());
    if (!*known) {
        const auto newest = newest_version(services, questionnaire.id);
        if (!newest) return refused(newest.error());
        // One after the other: a number that was passed over would never be answered.
        if (questionnaire.version != *newest + 1)
            return refused(Error{ErrorCode::VersionTaken, "/version"});
    }
    const auto done = services.storage.publish(
        {questionnaire.id, questionnaire.version, document, request.account->name, request.now_ms});
    if (!done) return refused(Error{done.error().code, "/version", done.error().detail});
    return json_response(*known ? 200 : 201,
                         entry(questionnaire.id, questionnaire.version, title_tree(questionnaire),
                               format_time(request.now_ms)));
}

Response download_xlsform(const Services& services, const Request& request) {
    const auto found = asked_version(services, request);
    if (!found) return refused(found.error());
    if (*found == nullptr) return refused(Error{ErrorCode::NotFound});
    auto bytes = write_workbook(xlsform_of(**found));
    if (!bytes) return refused(bytes.error());
    Response response;
    response.status = 200;
    response.with("Content-Type",
                  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    response.with("Content-Disposition", "attachment; filename=\"" + (*found)->id + "_" +
                                             std::to_string((*found)->version) + ".xlsx\"");
    response.body = *std::move(bytes);
    return response;
}

Response convert_xlsform(const Services& services, const Request& request) {
    const auto sheets = read_workbook(request.field("file"));
    if (!sheets) return refused(sheets.error());
    const XlsFormRead read = read_xlsform(*sheets, services.catalogue);
    const Value document = questionnaire_tree(read.questionnaire);
    Errors errors = read.errors;
    Questionnaire ignored;
    if (errors.empty()) errors = mistakes_of(document, services.catalogue, ignored);
    return json_response(200, Value::map({{"document", document},
                                          {"issues", issues_tree(errors, false)},
                                          {"left_out", issues_tree(read.left_out, true)}}));
}

}  // namespace kongdi::server
