// SPDX-License-Identifier: Apache-2.0
#include "server/import/workbook.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <fstream>
#include <iterator>

#include "core/base/text.hpp"
#include "server/gis/gdal.hpp"
#include "server/import/source_file.hpp"
#include "server/import/unpack.hpp"

namespace kongdi::server {

namespace {

namespace fs = std::filesystem;

constexpr const char* kDriver = "XLSX";

Error unreadable(std::string why) { return {ErrorCode::LayerUnreadable, "/file", std::move(why)}; }

Result<SheetTable> read_sheet(OGRLayer& layer) {
    SheetTable out{layer.GetName(), {}};
    const OGRFeatureDefn* columns = layer.GetLayerDefn();
    const int count = columns->GetFieldCount();
    if (count > static_cast<int>(kMaxSheetColumns)) return unreadable("too many columns");
    std::vector<std::string> heads;
    for (int i = 0; i < count; ++i)
        heads.push_back(repaired_utf8(columns->GetFieldDefn(i)->GetNameRef()));
    out.rows.push_back(std::move(heads));
    layer.ResetReading();
    for (OGRFeatureUniquePtr row(layer.GetNextFeature()); row; row.reset(layer.GetNextFeature())) {
        if (out.rows.size() > kMaxSheetRows) return unreadable("too many rows");
        std::vector<std::string> cells;
        for (int i = 0; i < count; ++i)
            cells.push_back(row->IsFieldSetAndNotNull(i) ? repaired_utf8(row->GetFieldAsString(i))
                                                         : std::string());
        out.rows.push_back(std::move(cells));
    }
    return out;
}

bool write_sheet(GDALDataset& book, const SheetTable& sheet) {
    OGRLayer* layer = book.CreateLayer(sheet.name.c_str(), nullptr, wkbNone, nullptr);
    if (layer == nullptr || sheet.rows.empty()) return false;
    for (const std::string& head : sheet.rows[0]) {
        OGRFieldDefn field(head.c_str(), OFTString);
        if (layer->CreateField(&field) != OGRERR_NONE) return false;
    }
    for (std::size_t i = 1; i < sheet.rows.size(); ++i) {
        const OGRFeatureUniquePtr row(OGRFeature::CreateFeature(layer->GetLayerDefn()));
        for (std::size_t c = 0; c < sheet.rows[i].size(); ++c)
            if (!sheet.rows[i][c].empty())
                row->SetField(static_cast<int>(c), sheet.rows[i][c].c_str());
        if (layer->CreateFeature(row.get()) != OGRERR_NONE) return false;
    }
    return true;
}

}  // namespace

Result<std::vector<SheetTable>> read_workbook(std::string_view bytes) {
    const WorkFolder folder;
    const fs::path path = folder.path() / "form.xlsx";
    std::ofstream(path, std::ios::binary) << bytes;
    KONGDI_CHECK(check_zip(path, kMaxUnpackedForm));
    const GdalErrors errors;
    const GdalFile book = open_with(kDriver, path.string(), nullptr);
    if (book == nullptr) return unreadable(errors.any() ? errors.text() : "no .xlsx");
    if (book->GetLayerCount() > static_cast<int>(kMaxSheets)) return unreadable("too many sheets");
    std::vector<SheetTable> out;
    for (int i = 0; i < book->GetLayerCount(); ++i)
        out.push_back(KONGDI_TRY(read_sheet(*book->GetLayer(i))));
    if (errors.any()) return unreadable(errors.text());
    return out;
}

Result<std::string> write_workbook(const std::vector<SheetTable>& sheets) {
    const WorkFolder folder;
    const fs::path path = folder.path() / "form.xlsx";
    const GdalErrors errors;
    auto* driver = GDALDriver::FromHandle(GDALGetDriverByName(kDriver));
    if (driver == nullptr) return Error{ErrorCode::Internal, {}, "GDAL cannot write .xlsx"};
    {
        const GdalFile book(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        bool good = book != nullptr;
        for (std::size_t i = 0; good && i < sheets.size(); ++i)
            good = write_sheet(*book, sheets[i]);
        if (!good) return Error{ErrorCode::Internal, {}, "form.xlsx: " + errors.text()};
    }
    // The file is written when the book is closed.
    if (errors.any()) return Error{ErrorCode::StorageFull, {}, errors.text()};
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace kongdi::server
