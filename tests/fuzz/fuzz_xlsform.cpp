// SPDX-License-Identifier: Apache-2.0
// Any sheets are a questionnaire or refused with cells. The input is text: "# name" begins a sheet,
// a line is a row, tabs are between cells.
#include "core/codec/catalogue_codec.hpp"
#include "core/codec/xlsform.hpp"
#include "core/rules/questionnaire_check.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

using namespace kongdi;

const Catalogue& catalogue() {
    static const Catalogue kCatalogue = load_catalogue().value();
    return kCatalogue;
}

std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> out;
    while (true) {
        const auto end = line.find('\t');
        out.emplace_back(line.substr(0, end));
        if (end == std::string_view::npos) return out;
        line.remove_prefix(end + 1);
    }
}

std::vector<SheetTable> sheets_of(std::string_view text) {
    std::vector<SheetTable> out;
    while (!text.empty()) {
        const auto [line, rest] = fuzz::first_line(text);
        text = rest;
        if (line.starts_with("# "))
            out.push_back({std::string(line.substr(2)), {}});
        else if (!out.empty())
            out.back().rows.push_back(cells_of(line));
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const XlsFormRead read = read_xlsform(sheets_of(fuzz::text_of(bytes, size)), catalogue());
    if (!read.errors.empty()) return 0;
    // What was read is written and read again as the same.
    if (!check_questionnaire(read.questionnaire).empty()) return 0;
    const XlsFormRead again = read_xlsform(xlsform_of(read.questionnaire), catalogue());
    fuzz::check(again.errors.empty() && again.questionnaire == read.questionnaire);
    return 0;
}
