// SPDX-License-Identifier: Apache-2.0
// A zipped Shapefile: UTF-8, with a table beside it that says what the ten letters of each field
// stand for.
#include <cpl_vsi.h>

#include <array>
#include <cstdio>
#include <fstream>

#include "core/base/time.hpp"
#include "core/codec/csv.hpp"
#include "server/exports/dictionary.hpp"
#include "server/exports/export_formats.hpp"
#include "server/exports/ogr_file.hpp"
#include "server/exports/short_names.hpp"
#include "server/exports/write_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kMostTextBytes = 254;  // of dBASE, as the next
constexpr std::size_t kMostFields = 255;
/// Widened where something longer comes, which is early as a rule. To begin wide and to narrow the
/// fields at the end takes a pass over the file for each of them.
constexpr int kFirstTextWidth = 16;
constexpr std::size_t kPiece = 64 * 1024;
constexpr std::int64_t kChinaMs = 8 * 3'600'000;
constexpr std::int64_t kDayMs = 86'400'000;

struct CloseVsi {
    void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using VsiFile = std::unique_ptr<VSILFILE, CloseVsi>;

Error failure(const std::filesystem::path& folder) {
    return write_failure("cannot pack a Shapefile", folder);
}

std::vector<std::string> field_names(const TableFacts& facts) {
    std::vector<std::string> names;
    for (const ColumnFacts& column : facts.columns)
        if (!column.is_place()) names.emplace_back(column.name);
    return short_names(names);
}

/// As the dictionary, with the names of the fields in front.
std::string fields_csv(const RowSource& rows, const std::vector<std::string>& fields,
                       std::int64_t cut) {
    std::string out(kUtf8Bom);
    const auto line = [&out](std::string_view field, const auto& cells) {
        append_csv_text(out, field);
        for (const std::string_view cell : cells) {
            out += ',';
            append_csv_text(out, cell);
        }
        out += kCsvLineEnd;
    };
    line("field", dictionary_names());
    std::size_t next = 0;
    std::string field;
    for (const DictionaryRow& row :
         dictionary_rows(rows.facts(), rows.labels(), {.geometry = "geometry"})) {
        if (row.code.empty()) field = row.column == "geometry" ? row.column : fields.at(next++);
        line(field, dictionary_cells(row));
    }
    if (cut > 0) {
        const DictionaryRow told{.meaning =
                                     rows.labels().words()("export.cut_cells", {{"count", cut}})};
        line("", dictionary_cells(told));
    }
    return out;
}

/// In pieces; the bytes of each file as they are.
Result<void> pack(const std::filesystem::path& from, const std::string& to) {
    const std::filesystem::path folder = from.parent_path();
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(std::fopen(from.c_str(), "rb"),
                                                             std::fclose);
    VsiFile out(VSIFOpenL(to.c_str(), "wb"));
    if (in == nullptr || out == nullptr) return failure(folder);
    std::vector<char> piece(kPiece);
    while (const std::size_t n = std::fread(piece.data(), 1, piece.size(), in.get()))
        if (VSIFWriteL(piece.data(), 1, n, out.get()) != n) return failure(folder);
    if (std::ferror(in.get()) != 0 || VSIFCloseL(out.release()) != 0) return failure(folder);
    return {};
}

class ShapefileFile final : public FileWriter {
public:
    ShapefileFile(const RowSource& rows, std::filesystem::path folder,
                  std::vector<std::string> fields, std::unique_ptr<OgrFile> file)
        : m_rows(rows),
          m_folder(std::move(folder)),
          m_fields(std::move(fields)),
          m_file(std::move(file)) {}

    Result<bool> row() override { return m_file->row(); }

    Result<std::filesystem::path> end() override {
        KONGDI_CHECK(m_file->close());
        const std::string name(m_rows.facts().name);
        {
            std::ofstream beside(m_folder / (name + ".fields.csv"), std::ios::binary);
            beside << fields_csv(m_rows, m_fields, m_file->cut());
            if (!beside.flush()) return failure(m_folder);
        }
        const std::filesystem::path zip = m_folder / "out.zip";
        const std::string inside = "/vsizip/" + zip.string();
        VsiFile whole(VSIFOpenL(inside.c_str(), "wb"));
        if (whole == nullptr) return failure(m_folder);
        for (const char* ending : {".shp", ".shx", ".dbf", ".prj", ".cpg", ".fields.csv"}) {
            const std::filesystem::path part = m_folder / (name + ending);
            KONGDI_CHECK(pack(part, inside + "/" + name + ending));
            std::error_code ignored;
            std::filesystem::remove(part, ignored);
        }
        if (VSIFCloseL(whole.release()) != 0) return failure(m_folder);
        return zip;
    }

private:
    const RowSource& m_rows;
    std::filesystem::path m_folder;
    std::vector<std::string> m_fields;
    std::unique_ptr<OgrFile> m_file;
};

}  // namespace

MadeFile write_shapefile(const RowSource& rows, const std::filesystem::path& folder,
                         const ExportOptions& options) {
    if (field_names(rows.facts()).size() > kMostFields)
        return Error{ErrorCode::RequestFormat, "/format", "a shapefile has 255 fields at most"};
    const int day = static_cast<int>((options.day_ms + kChinaMs) / kDayMs);
    OgrHow how{.driver = "ESRI Shapefile",
               .layer_options = {"ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=" + format_date(day)},
               .names = field_names(rows.facts()),
               .has_times = false,
               .text_bytes = kMostTextBytes,
               .text_width = kFirstTextWidth};
    const auto path = folder / (std::string(rows.facts().name) + ".shp");
    auto file = KONGDI_TRY(OgrFile::create(rows, path, how, options.day_ms));
    return std::unique_ptr<FileWriter>(
        std::make_unique<ShapefileFile>(rows, folder, std::move(how.names), std::move(file)));
}

}  // namespace kongdi::server
