// SPDX-License-Identifier: Apache-2.0
#include "server/sheets/svg_text.hpp"

namespace kongdi::server {

namespace {

std::string escaped_xml(std::string_view words) {
    std::string out;
    for (const char c : words) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (static_cast<unsigned char>(c) >= 0x20)
            out += c;
    }
    return out;
}

/// "fill:none;stroke-width:1;" as attributes.
void add_attributes(std::string& out, std::string_view style) {
    bool first = true;
    while (!style.empty()) {
        const auto end = style.find(';');
        const std::string_view one = style.substr(0, end);
        style = end == std::string_view::npos ? std::string_view() : style.substr(end + 1);
        const auto colon = one.find(':');
        if (colon == std::string_view::npos) continue;
        std::string_view name = one.substr(0, colon);
        while (name.starts_with(' ')) name.remove_prefix(1);
        if (!first) out += ' ';
        first = false;
        out.append(name).append("=\"").append(one.substr(colon + 1)).append("\"");
    }
}

constexpr std::string_view kStyle = "style=\"";
constexpr std::string_view kSurface = "surface";

}  // namespace

std::string plain_svg(std::string_view svg, const PictureWords& facts) {
    std::string out;
    out.reserve(svg.size() + 1024);
    bool has_words = false;
    for (std::size_t at = 0; at < svg.size();) {
        const std::string_view rest = svg.substr(at);
        if (rest.starts_with(kStyle)) {
            const auto end = svg.find('"', at + kStyle.size());
            add_attributes(out, svg.substr(at + kStyle.size(), end - at - kStyle.size()));
            at = end + 1;
        } else if (rest.starts_with(kSurface)) {
            // Cairo counts the surfaces of the whole process.
            out.append(kSurface);
            at += kSurface.size();
            while (at < svg.size() && svg[at] >= '0' && svg[at] <= '9') ++at;
        } else if (!has_words && rest.starts_with("<svg")) {
            const auto end = svg.find('>', at);
            out.append("<svg role=\"img\" lang=\"")
                .append(facts.language == "en" ? "en" : "zh-CN")
                .append("\"")
                .append(svg.substr(at + 4, end + 1 - at - 4));
            out.append("\n<title>").append(escaped_xml(facts.title)).append("</title>");
            out.append("\n<desc>").append(escaped_xml(facts.description)).append("</desc>");
            at = end + 1;
            has_words = true;
        } else {
            out += svg[at++];
        }
    }
    return out;
}

}  // namespace kongdi::server
