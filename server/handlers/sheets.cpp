// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/sheets.hpp"

#include <array>

#include "core/base/text.hpp"
#include "server/handlers/charts.hpp"
#include "server/handlers/plain_page.hpp"
#include "server/handlers/sheet_page.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<SheetRow, 2> kSheets{{{"community", community_sheet}, {"city", city_sheet}}};
constexpr std::string_view kPdf = ".pdf";
constexpr std::string_view kSum = ".sha256";
constexpr std::int64_t kDayMs = 86'400'000;

const SheetRow* sheet_row(std::string_view name) {
    for (const SheetRow& row : kSheets)
        if (row.name == name) return &row;
    return nullptr;
}

}  // namespace

std::span<const SheetRow> sheet_rows() { return kSheets; }

std::string chart_address(const PaperFor& paper, std::string_view name,
                          std::initializer_list<std::pair<std::string_view, std::string>> query) {
    std::string out = "/export/chart/";
    out.append(name).append(".svg?lang=").append(paper.language());
    for (const auto& [key, value] : query)
        if (!value.empty()) out.append("&").append(key).append("=").append(percent_encoded(value));
    return out;
}

Sheet sheet_of(const PaperFor& paper, const std::optional<IndexRun>& run) {
    Sheet out;
    out.language = paper.language();
    out.author = paper.city;
    out.page_of = paper.text("sheet.page_of");
    // Registers go on, runs do not: a sheet of both is of the day it is printed on. And it is for
    // work, also when its run is published: it shows where reported spaces lie.
    out.made_at_ms = std::int64_t{day_number(paper.now_ms)} * kDayMs;
    out.foot = paper_foot(paper, run ? run_source(paper, *run) : paper.city, paper.now_ms, false);
    return out;
}

Response download_sheet(const Services& services, const Request& request) {
    const std::string& file = request.captured[0];
    std::string_view name = file;
    if (name.ends_with(kSum)) name.remove_suffix(kSum.size());
    if (!name.ends_with(kPdf)) return refused(Error{ErrorCode::NotFound});
    const SheetRow* row = sheet_row(name.substr(0, name.size() - kPdf.size()));
    if (row == nullptr) return refused(Error{ErrorCode::NotFound});
    const auto language = paper_language(request.parameter("lang"));
    if (!language) return refused(language.error());
    const auto paper = paper_for(services, request, *language);
    if (!paper) return refused(paper.error());
    const auto sheet = row->sheet(services, request, *paper);
    if (!sheet) return refused(sheet.error());
    auto pdf = sheet_pdf(*sheet);
    if (!pdf) return refused(pdf.error());
    return paper_response(request, file, "application/pdf", *std::move(pdf));
}

Response show_sheet(const Services& services, const Request& request) {
    const SheetRow* row = sheet_row(request.captured[0]);
    if (row == nullptr) return refused(Error{ErrorCode::NotFound});
    PlainPage page(request);
    const auto paper = paper_for(services, request, page.language);
    if (!paper) return refused(paper.error());
    const auto sheet = row->sheet(services, request, *paper);
    if (!sheet) return refused(sheet.error());
    draw_sheet(page, *sheet);
    Parameters kept;
    for (const Pair& pair : request.query)
        if (pair.first == "community" || pair.first == "run")
            kept.emplace_back(pair.first, pair.second);
    page.html.open("p", {{"class", "no-print"}});
    page.anchor("button", page.link("/export/sheet/" + std::string(row->name) + ".pdf", kept),
                page.text("sheet.as_pdf"));
    page.html.close("p");
    return page.answer(sheet->title);
}

}  // namespace kongdi::server
