// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/open311_answer.hpp"

#include <array>

#include "core/codec/json.hpp"
#include "server/handlers/plain_page.hpp"

namespace kongdi::server::open311 {

namespace {

struct ListName {
    std::string_view list;
    std::string_view one;
};
constexpr std::array<ListName, 7> kListNames{{{"attributes", "attribute"},
                                              {"endpoints", "endpoint"},
                                              {"errors", "error"},
                                              {"formats", "format"},
                                              {"service_requests", "request"},
                                              {"services", "service"},
                                              {"values", "value"}}};

std::string_view name_of_one(std::string_view list) {
    for (const ListName& row : kListNames)
        if (row.list == list) return row.one;
    return "item";
}

void put(Html& out, std::string_view name, const Value& value) {
    out.open(name);
    if (const Value::Map* map = value.if_map()) {
        for (const auto& [member, inner] : *map) put(out, member, inner);
    } else if (const Value::List* list = value.if_list()) {
        for (const Value& inner : *list) put(out, name_of_one(name), inner);
    } else if (const std::string* text = value.if_string()) {
        out.text(*text);
    } else if (!value.is_null()) {
        out.text(write_json(value));
    }
    out.close(name);
}

/// "/body/place/point/lon" is what the standard calls long.
std::string field_of(std::string_view path) {
    if (path.starts_with("/body/place/point/lon")) return "long";
    if (path.starts_with("/body/place")) return "lat";
    if (path.starts_with("/body/space_type")) return "service_code";
    if (path.starts_with("/body/description")) return "description";
    if (path.starts_with("/consent/"))
        return "attribute[consent." + std::string(path.substr(9)) + "]";
    if (path.starts_with("/body/")) {
        const std::string_view name = path.substr(6);
        return "attribute[" + std::string(name.substr(0, name.find('/'))) + "]";
    }
    if (path.starts_with('/')) path.remove_prefix(1);
    return std::string(path);
}

}  // namespace

std::optional<Named> named(std::string_view file) {
    if (file.ends_with(".xml"))
        return Named{std::string(file.substr(0, file.size() - 4)), Format::Xml};
    if (file.ends_with(".json"))
        return Named{std::string(file.substr(0, file.size() - 5)), Format::Json};
    return std::nullopt;
}

std::string xml_of(std::string_view root, const Value& tree) {
    Html out;
    out.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    put(out, root, tree);
    return out.take() + "\n";
}

Response answer(Format format, std::string_view root, const Value& tree, int status) {
    Response out;
    out.status = status;
    out.with("Content-Type",
             format == Format::Xml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8");
    out.body = format == Format::Xml ? xml_of(root, tree) : write_json(tree);
    return out;
}

Response failure(Format format, const Request& request, Errors errors) {
    const Words& words = words_of(language_asked(request));
    int status = error_row(errors.front().code).http_status;
    if (status == 422) status = 400;
    Value all = Value::list();
    for (const Error& error : errors) {
        const std::string field = field_of(error.path);
        std::string about(words(plain_key(error.code)));
        if (!field.empty()) about = field + ": " + about;
        all.push(Value::map({{"code", status}, {"description", about}}));
    }
    Response out = answer(format, "errors", all, status);
    out.errors = std::move(errors);
    return out;
}

}  // namespace kongdi::server::open311
