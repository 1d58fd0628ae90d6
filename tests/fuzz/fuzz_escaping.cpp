// SPDX-License-Identifier: Apache-2.0
// Whatever stands in a tree, its XML and HTML hold no markup but ours, and a cell of CSV reads back
// as one cell that no spreadsheet takes for a formula.
#include "core/base/text.hpp"
#include "core/codec/csv.hpp"
#include "core/codec/json.hpp"
#include "server/handlers/open311_answer.hpp"
#include "server/handlers/plain_html.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

using namespace kongdi;
using namespace kongdi::server;

/// No character that means something to a reader of XML, HTML or an attribute, but in "&name;".
void has_no_markup(std::string_view text) {
    fuzz::check(is_utf8(text));
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        fuzz::check(c != '<' && c != '>' && c != '"' && c != '\'');
        fuzz::check(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t');
        if (c != '&') continue;
        const std::string_view name = text.substr(i + 1, text.find(';', i) - i - 1);
        fuzz::check(name == "amp" || name == "lt" || name == "gt" || name == "quot" ||
                    name == "#39" || name == "apos");
    }
}

void xml_has_only_our_markup(std::string_view words) {
    const Value tree = Value::map({{"description", words}, {"values", Value::list({words})}});
    const std::string xml = open311::xml_of("request", tree);
    constexpr std::string_view kOpen = "<description>";
    const auto from = xml.find(kOpen) + kOpen.size();
    const std::string_view inside =
        std::string_view(xml).substr(from, xml.find("</description>") - from);
    has_no_markup(inside);
    fuzz::check(inside == escaped(words));
}

void is_one_cell(std::string_view words) {
    std::string cell;
    append_csv_text(cell, words);
    if (cell.empty()) return;
    if (cell.front() != '"') {
        fuzz::check(cell.find_first_of("\",\r\n") == std::string::npos);
        fuzz::check(std::string_view("=+-@\t").find(cell.front()) == std::string_view::npos);
        return;
    }
    fuzz::check(cell.size() >= 2 && cell.back() == '"');
    std::string inside;
    for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
        if (cell[i] == '"') fuzz::check(++i + 1 < cell.size() && cell[i] == '"');
        inside += cell[i];
    }
    fuzz::check(inside.empty() ||
                std::string_view("=+-@\t\r\n").find(inside.front()) == std::string_view::npos);
    fuzz::check(inside == words || inside == "'" + std::string(words));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = fuzz::text_of(bytes, size);
    has_no_markup(escaped(text));
    if (!is_utf8(text)) return 0;
    xml_has_only_our_markup(text);
    is_one_cell(text);
    std::string json;
    append_json_string(json, text);
    const auto read = parse_json(json, {1 << 20, 4});
    fuzz::check(read && read->if_string() != nullptr && *read->if_string() == text);
    return 0;
}
