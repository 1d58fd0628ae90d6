// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plain_html.hpp"

#include "core/base/text.hpp"

namespace kongdi::server {

std::string escaped(std::string_view words) {
    const std::string whole = repaired_utf8(words);
    std::string_view rest = whole;
    std::string out;
    out.reserve(whole.size());
    while (!rest.empty()) {
        const char32_t point = take_code_point(rest);
        // Neither has a place in XML; C1 controls are nothing a person types.
        const bool is_control = (point < 0x20 && point != '\n' && point != '\t') ||
                                (point >= 0x7F && point < 0xA0) || point == 0xFFFE ||
                                point == 0xFFFF;
        if (is_control) continue;
        switch (point) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: append_code_point(out, point);
        }
    }
    return out;
}

Html& Html::open(std::string_view element, Attributes attributes) {
    m_out.append("<").append(element);
    for (const HtmlAttribute& attribute : attributes) {
        if (!attribute.is_there) continue;
        m_out.append(" ").append(attribute.name);
        if (attribute.has_value) m_out.append("=\"").append(escaped(attribute.value)).append("\"");
    }
    m_out += '>';
    return *this;
}

Html& Html::close(std::string_view element) {
    m_out.append("</").append(element).append(">");
    return *this;
}

Html& Html::text(std::string_view words) {
    m_out += escaped(words);
    return *this;
}

Html& Html::element(std::string_view name, Attributes attributes, std::string_view words) {
    return open(name, attributes).text(words).close(name);
}

Html& Html::raw(std::string_view markup) {
    m_out += markup;
    return *this;
}

}  // namespace kongdi::server
