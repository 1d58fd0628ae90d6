// SPDX-License-Identifier: Apache-2.0
// Reports for people about a community and about the city: as PDF to print, and as pages.
#pragma once

#include <span>
#include <string_view>

#include "server/handlers/community_paper.hpp"
#include "server/sheets/sheet.hpp"

namespace kongdi::server {

struct SheetRow {
    std::string_view name;
    Result<Sheet> (*sheet)(const Services&, const Request&, const PaperFor&);
};
/// THE table of sheets.
std::span<const SheetRow> sheet_rows();

/// GET /export/sheet/community.pdf?community=&run=&lang= and /export/sheet/city.pdf?run=&lang=,
/// each with .sha256 behind it.
Response download_sheet(const Services& services, const Request& request);
/// GET /plain/sheets/community and /plain/sheets/city, with the same parameters.
Response show_sheet(const Services& services, const Request& request);

Result<Sheet> community_sheet(const Services&, const Request&, const PaperFor&);
Result<Sheet> city_sheet(const Services&, const Request&, const PaperFor&);

/// The same chart as a picture of its own, in the language of the sheet.
std::string chart_address(const PaperFor& paper, std::string_view name,
                          std::initializer_list<std::pair<std::string_view, std::string>> query);
/// What a sheet says of itself whatever it is about; `run` may be none.
Sheet sheet_of(const PaperFor& paper, const std::optional<IndexRun>& run);

}  // namespace kongdi::server
