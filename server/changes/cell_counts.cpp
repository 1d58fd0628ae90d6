// SPDX-License-Identifier: Apache-2.0
#include "server/changes/cell_counts.hpp"

#include <array>

#include "core/codec/csv.hpp"

namespace kongdi::server {

namespace {

struct RowCells {
    std::size_t count = 1;
    std::size_t said = 0;  // as far as the last that says something
};

/// Takes one row from the front of the text; none at its end.
std::optional<RowCells> take_row(std::string_view& text, char between) {
    const auto begin = text.find_first_not_of("\r\n");
    if (begin == std::string_view::npos) return std::nullopt;
    RowCells out;
    bool quoted = false;
    std::size_t at = begin;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '\n' || c == '\r'))
            break;
        else if (!quoted && c == between)
            ++out.count;
        else if (c != ' ' && c != '\t')
            out.said = out.count;
    }
    text.remove_prefix(at);
    return out;
}

}  // namespace

CellCounts CellCounts::of(std::string_view csv, std::size_t columns) {
    constexpr std::array<char, 3> kBetween{',', ';', '\t'};
    if (csv.starts_with(kUtf8Bom)) csv.remove_prefix(kUtf8Bom.size());
    CellCounts out;
    for (const char between : kBetween) {
        std::string_view rest = csv;
        const auto header = take_row(rest, between);
        if (!header || header->count != columns) continue;
        while (const auto row = take_row(rest, between))
            out.m_faults.push_back(row->count < columns  ? Fault::Fewer
                                   : row->said > columns ? Fault::More
                                                         : Fault::None);
        break;
    }
    return out;
}

std::optional<Error> CellCounts::fault(std::int64_t row) const {
    const auto at = static_cast<std::size_t>(row - 1);
    if (at >= m_faults.size() || m_faults[at] == Fault::None) return std::nullopt;
    return Error{m_faults[at] == Fault::Fewer ? ErrorCode::FieldMissing : ErrorCode::FieldUnknown,
                 "/cells"};
}

}  // namespace kongdi::server
