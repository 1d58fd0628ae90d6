// SPDX-License-Identifier: Apache-2.0
// Any bytes are a workbook within its limits or refused at /file.
#include "core/codec/catalogue_codec.hpp"
#include "server/import/workbook.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kongdi;
using namespace kongdi::server;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const Catalogue kCatalogue = load_catalogue().value();
    const auto sheets = read_workbook(fuzz::text_of(bytes, size));
    if (!sheets) {
        fuzz::check(sheets.error().path == "/file");
        return 0;
    }
    fuzz::check(sheets->size() <= kMaxSheets);
    for (const SheetTable& sheet : *sheets) {
        fuzz::check(sheet.rows.size() <= kMaxSheetRows);
        for (const auto& row : sheet.rows) fuzz::check(row.size() <= kMaxSheetColumns);
    }
    read_xlsform(*sheets, kCatalogue);
    return 0;
}
