// SPDX-License-Identifier: Apache-2.0
// Reads CSV as RFC 4180 has it, so that tests see what a spreadsheet sees.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kongdi::tests {

using CsvRows = std::vector<std::vector<std::string>>;

/// Rows of fields; a line may end with CR LF or LF, the last one with nothing.
inline CsvRows read_csv(std::string_view text) {
    CsvRows rows;
    std::vector<std::string> row;
    std::string field;
    bool quoted = false;
    bool begun = false;  // is there anything of a row yet?
    const auto end_field = [&] {
        row.push_back(field);
        field.clear();
    };
    const auto end_row = [&] {
        end_field();
        rows.push_back(row);
        row.clear();
        begun = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"') {
                field += c;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                field += '"';
                ++i;
            } else {
                quoted = false;
            }
            continue;
        }
        if (c == '\n') {
            end_row();
            continue;
        }
        if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        begun = true;
        if (c == '"')
            quoted = true;
        else if (c == ',')
            end_field();
        else
            field += c;
    }
    if (begun) end_row();
    return rows;
}

}  // namespace kongdi::tests
