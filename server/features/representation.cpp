// SPDX-License-Identifier: Apache-2.0
#include "server/features/representation.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "server/features/numbers.hpp"

namespace kongdi::server::features {

namespace {

std::string_view cut(std::string_view& text, char at) {
    const auto end = text.find(at);
    const std::string_view out = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    return out;
}

/// 1 where none is said, 0 where it is none.
double quality_in(std::string_view parameters) {
    while (!parameters.empty()) {
        const std::string_view one = cut(parameters, ';');
        if (one.starts_with("q=")) return number_of(one.substr(2)).value_or(0);
    }
    return 1;
}

bool is_json(std::string_view type) {
    return type == "application/*" || type == "*/*" || type == "application/json" ||
           (type.starts_with("application/") && type.find("+json") != std::string_view::npos);
}

bool is_html(std::string_view type) {
    return type == "text/html" || type == "text/*" || type == "application/xhtml+xml";
}

}  // namespace

Result<Form> form_asked(std::string_view f, std::string_view accept) {
    if (f == "json") return Form::Json;
    if (f == "html") return Form::Html;
    if (!f.empty()) return Error{ErrorCode::RequestFormat, "/f"};
    double json = 0;
    double html = 0;
    while (!accept.empty()) {
        std::string_view range = cut(accept, ',');
        const std::string_view type = cut(range, ';');
        const double quality = quality_in(range);
        if (is_json(type)) json = std::max(json, quality);
        if (is_html(type)) html = std::max(html, quality);
    }
    return html > json ? Form::Html : Form::Json;
}

}  // namespace kongdi::server::features
