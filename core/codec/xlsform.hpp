// SPDX-License-Identifier: Apache-2.0
// A questionnaire as the sheets of an XLSForm (xlsform.org) and back. What XLSForms cannot say of
// ours stands in a column `kongdi`, which other programs pass over; what ours cannot say of theirs
// is named.
#pragma once

#include <string>
#include <vector>

#include "core/codec/questionnaire_codec.hpp"

namespace kongdi {

/// Cells of a sheet as text; the first row holds the columns' names.
struct SheetTable {
    std::string name = {};
    std::vector<std::vector<std::string>> rows = {};

    friend bool operator==(const SheetTable&, const SheetTable&) = default;
};

/// survey, choices, settings.
std::vector<SheetTable> xlsform_of(const Questionnaire& questionnaire);

struct XlsFormRead {
    Questionnaire questionnaire = {};  // whole only when there are no errors
    Errors errors = {};                // the path is a cell: "survey!C5"
    Errors left_out = {};              // sheet_unsupported; `detail` says what stood there
};

/// Lists that the catalogue has are taken from there when their codes are the same. What logic
/// there is must still pass check_questionnaire().
XlsFormRead read_xlsform(const std::vector<SheetTable>& sheets, const Catalogue& lists);

/// "C5" of a column and a row, both from 0.
std::string cell_name(std::size_t column, std::size_t row);

}  // namespace kongdi
