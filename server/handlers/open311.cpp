// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/open311.hpp"

#include <algorithm>

#include "core/api/space_query.hpp"
#include "core/base/text.hpp"
#include "server/handlers/intake.hpp"
#include "server/handlers/open311_answer.hpp"
#include "server/handlers/open311_requests.hpp"
#include "server/handlers/open311_services.hpp"
#include "server/handlers/plain_device.hpp"
#include "server/handlers/plain_form.hpp"

namespace kongdi::server {

namespace {

using open311::answer;
using open311::failure;

constexpr std::string_view kUrlEncoded = "application/x-www-form-urlencoded";
constexpr std::string_view kAttribute = "attribute[";

/// The body's fields, however they were coded.
std::vector<FormPart> fields_of(const Request& request) {
    if (request.media_type != kUrlEncoded) return request.form;
    std::vector<FormPart> out;
    for (auto& [name, value] : api::query_pairs_of(request.body))
        out.push_back({std::move(name), std::nullopt, std::move(value)});
    return out;
}

/// "attribute[facts]" and "attribute[facts][]" → facts; empty for anything else.
std::string_view attribute_in(std::string_view name) {
    if (!name.starts_with(kAttribute)) return {};
    name.remove_prefix(kAttribute.size());
    if (name.ends_with("[]")) name.remove_suffix(2);
    if (!name.ends_with(']')) return {};
    name.remove_suffix(1);
    return name;
}

struct Translated {
    std::vector<FormPart> fields = {};
    Errors errors = {};
};

/// What the standard calls it, as the form without script calls it. Fields of persons and whatever
/// else the standard knows and we do not need are left behind.
Translated translated(const std::vector<FormPart>& given, const Value& attributes) {
    Translated out;
    const auto add = [&out](std::string_view name, const std::string& value) {
        out.fields.push_back({std::string(name), std::nullopt, value});
    };
    const auto is_asked = [&attributes](std::string_view code) {
        const Value::List& all = *attributes.if_list();
        return std::any_of(all.begin(), all.end(),
                           [code](const Value& one) { return one.text("code") == code; });
    };
    for (const FormPart& part : given) {
        const std::string_view code = attribute_in(part.name);
        if (!is_utf8(part.name) || !is_utf8(part.content))
            out.errors.push_back({ErrorCode::BodyNotUtf8});
        else if (part.name == "service_code")
            add("space_type", part.content);
        else if (part.name == "lat" || part.name == "long")
            add(part.name == "lat" ? "place.lat" : "place.lon", part.content);
        else if (part.name == "description")
            add("description", part.content);
        else if (!code.empty() && is_asked(code))
            add(code, part.content);
        else if (part.name.starts_with("attribute"))
            out.errors.push_back({ErrorCode::FieldUnknown, "/" + part.name});
        // Fetching what a stranger names is no business of a server; better told than lost.
        else if ((part.name == "media_url" && !part.content.empty()) || part.file_name)
            out.errors.push_back({ErrorCode::FieldUnknown, "/" + part.name});
    }
    return out;
}

Result<Value> document(const Services& services, const Request& request, std::string_view name) {
    if (name == "discovery") return open311::discovery(request);
    if (name == "services") return open311::service_list(services, request);
    if (name == "service_requests") return open311::request_list(services, request);
    return Error{ErrorCode::NotFound};
}

}  // namespace

Response show_open311_document(const Services& services, const Request& request) {
    const auto file = open311::named(request.captured[0]);
    if (!file) return refused(Error{ErrorCode::NotFound});
    const std::string root = file->name == "requests" ? "service_requests" : file->name;
    const auto tree = document(services, request, root);
    if (!tree) return failure(file->format, request, {tree.error()});
    return answer(file->format, root, *tree);
}

Response show_open311_service(const Services& services, const Request& request) {
    const auto file = open311::named(request.captured[0]);
    if (!file) return refused(Error{ErrorCode::NotFound});
    const auto tree = open311::service_definition(services, request, file->name);
    if (!tree) return failure(file->format, request, {tree.error()});
    return answer(file->format, "service_definition", *tree);
}

Response show_open311_request(const Services& services, const Request& request) {
    const auto file = open311::named(request.captured[0]);
    if (!file) return refused(Error{ErrorCode::NotFound});
    const auto tree = open311::one_request(services, request, file->name);
    if (!tree) return failure(file->format, request, {tree.error()});
    return answer(file->format, "service_requests", *tree);
}

Response take_open311_request(const Services& services, const Request& request) {
    const auto file = open311::named(request.captured[0]);
    if (!file || file->name != "requests") return refused(Error{ErrorCode::NotFound});
    const auto questionnaire = open311::report_questionnaire(services);
    if (!questionnaire) return failure(file->format, request, {questionnaire.error()});

    Translated given =
        translated(fields_of(request), open311::attributes(services, **questionnaire, "zh"));
    // Each report has a device of its own: nobody can withdraw it, nor those of others by it.
    Request form = request;
    form.headers.clear();
    form.form = std::move(given.fields);
    form.form.push_back(
        {"questionnaire_version", std::nullopt, std::to_string((*questionnaire)->version)});
    form.form.push_back({"id", std::nullopt, new_record_id(request)});

    const PlainRecord read = read_form(services, form, RecordKind::IdleSpace);
    Intake intake = take_in(read.bytes, services.catalogue, services.storage, request.now_ms);
    Errors errors = std::move(given.errors);
    errors.insert(errors.end(), read.reading.errors.begin(), read.reading.errors.end());
    errors.insert(errors.end(), intake.errors.begin(), intake.errors.end());
    if (!errors.empty()) return failure(file->format, request, std::move(errors));
    const auto accepted = services.storage.submit(std::move(intake.submission));
    if (!accepted) return failure(file->format, request, {accepted.error()});
    const Value one = Value::map({{"service_request_id", accepted->receipt.id},
                                  {"service_notice", accepted->receipt.receipt},
                                  {"account_id", Value()}});
    return answer(file->format, "service_requests", Value::list({one}), 201);
}

}  // namespace kongdi::server
