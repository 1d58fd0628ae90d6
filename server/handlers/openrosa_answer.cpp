// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/openrosa_answer.hpp"

#include <array>

#include "core/base/time.hpp"
#include "core/model/record.hpp"
#include "server/handlers/openrosa.hpp"
#include "server/handlers/plain_page.hpp"
#include "server/openrosa/submission.hpp"
#include "server/openrosa/xml.hpp"

namespace kongdi::server {

namespace openrosa {

namespace {

std::string padded(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// "Thu, 26 Nov 2026 20:16:00 GMT"
std::string http_date(std::int64_t at_ms) {
    constexpr std::array<std::string_view, 7> kDays{"Thu", "Fri", "Sat", "Sun",
                                                    "Mon", "Tue", "Wed"};  // 1970 began on one
    constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const CivilTime time = civil_time(at_ms);
    const auto day = static_cast<std::size_t>(at_ms / 86'400'000) % kDays.size();
    return std::string(kDays[day]) + ", " + padded(time.day) + " " +
           std::string(kMonths[static_cast<std::size_t>(time.month - 1)]) + " " +
           std::to_string(time.year) + " " + padded(time.hour) + ":" + padded(time.minute) + ":" +
           padded(time.second) + " GMT";
}

std::string_view label_at(std::string_view path, const Questionnaire* questionnaire,
                          std::string_view language) {
    constexpr std::string_view kIn = "/body/";
    if (questionnaire == nullptr || !path.starts_with(kIn)) return {};
    path.remove_prefix(kIn.size());
    const Question* question = questionnaire->find(path.substr(0, path.find('/')));
    return question == nullptr ? std::string_view() : question->label.in(language);
}

std::string words_for(const Errors& errors, const Questionnaire* questionnaire,
                      const Request& request) {
    const Words& words = words_of(language_asked(request));
    std::string out;
    for (const Error& error : errors) {
        const std::string field = field_of(error.path, questionnaire);
        const std::string_view label =
            label_at(error.path, questionnaire, language_code(language_asked(request)));
        if (!out.empty()) out += '\n';
        out.append(label);
        if (!field.empty()) out.append(label.empty() ? "" : " ").append("[" + field + "]");
        if (!field.empty()) out += ": ";
        out += words(plain_key(error.code));
    }
    return out;
}

}  // namespace

Response answer(int status, std::string xml, const Request& request) {
    Response out;
    out.status = status;
    out.with("X-OpenRosa-Version", "1.0").with("Date", http_date(request.now_ms));
    if (xml.empty()) return out;
    out.with("Content-Type", "text/xml; charset=utf-8");
    out.body = xml_document(xml);
    return out;
}

Response message(int status, std::string_view nature, std::string_view words,
                 const Request& request) {
    XmlWriter xml;
    xml.open("OpenRosaResponse", {{"xmlns", "http://openrosa.org/http/response"}});
    xml.element("message", {{"nature", std::string(nature)}}, words);
    return answer(status, xml.close("OpenRosaResponse").take(), request);
}

Response failure(Errors errors, const Questionnaire* questionnaire, const Request& request) {
    Response out = message(error_row(errors.front().code).http_status, "submit_error",
                           words_for(errors, questionnaire, request), request);
    out.errors = std::move(errors);
    return out;
}

Result<std::shared_ptr<const Questionnaire>> form_of(const Services& services, std::string_view id,
                                                     std::int64_t version) {
    const auto kind = record_kind_from_name(id);
    if (!kind || *kind == RecordKind::Meeting || version < 1) return Error{ErrorCode::NotFound};
    if (const Questionnaire* inside = services.catalogue.questionnaire(id, version))
        return std::shared_ptr<const Questionnaire>(std::shared_ptr<void>(), inside);
    auto found = KONGDI_TRY(services.storage.find_questionnaire(id, version));
    if (found == nullptr) return Error{ErrorCode::NotFound};
    return found;
}

}  // namespace openrosa

void show_openrosa_failure(Response& response, const Request& request) {
    Response shown = openrosa::failure(response.errors, nullptr, request);
    response.body = std::move(shown.body);
    for (Pair& header : shown.headers) response.headers.push_back(std::move(header));
}

}  // namespace kongdi::server
