// SPDX-License-Identifier: Apache-2.0
// DXF for drawings: each row is a point and, on a layer of its own, what people call it.
#include <ogrsf_frmts.h>

#include "core/base/text.hpp"
#include "server/exports/export_formats.hpp"
#include "server/exports/ogr_file.hpp"

namespace kongdi::server {

namespace {

/// How high the letters are: three metres on the ground.
constexpr std::string_view kMetres = "3g";
constexpr std::string_view kDegrees = "0.00003g";

Error failure(const GdalErrors& errors) {
    return {ErrorCode::StorageFull, {}, "DXF: " + errors.text()};
}

/// Text inside the quotes of a style. A drawing names a character by four hexadecimal digits: what
/// needs more is shown by the sign that printers set for a letter they lack.
std::string quoted(std::string_view utf8) {
    constexpr char32_t kMost = 0xFFFF;
    constexpr std::string_view kLacking = "〓";
    std::string out;
    while (!utf8.empty()) {
        const char32_t one = take_code_point(utf8);
        if (one == '"' || one == '\\') out += '\\';
        if (one > kMost)
            out += kLacking;
        else if (one == '%' && utf8.starts_with('%'))  // two of them begin a sign of their own
            out += "％";
        else
            append_code_point(out, one == '\n' || one == '\r' ? U' ' : one);
    }
    return out;
}

class DxfFile final : public FileWriter {
public:
    DxfFile(const RowSource& rows, std::filesystem::path path)
        : m_rows(rows), m_path(std::move(path)), m_layer_name(rows.facts().name) {}

    Result<void> open() {
        m_file = create_with("DXF", m_path.string(), nullptr);
        if (m_file == nullptr) return failure(m_errors);
        m_layer = m_file->CreateLayer("entities", nullptr, wkbUnknown, nullptr);
        if (m_layer == nullptr) return failure(m_errors);
        return {};
    }

    Result<bool> row() override {
        const auto place = m_rows.place();
        if (!place) return false;
        KONGDI_CHECK(add(*place, m_layer_name, {}));
        const bool metres = m_rows.facts().crs->kind == CrsKind::Metres;
        std::string style = "LABEL(f:\"Arial\",s:";
        style.append(metres ? kMetres : kDegrees).append(",t:\"");
        style.append(quoted(m_rows.title())).append("\")");
        KONGDI_CHECK(add(*place, m_layer_name + "_text", style));
        return true;
    }

    Result<std::filesystem::path> end() override {
        m_file.reset();
        if (m_errors.any()) return failure(m_errors);
        return m_path;
    }

private:
    Result<void> add(PlanePoint place, const std::string& layer, const std::string& style) {
        OGRFeature feature(m_layer->GetLayerDefn());
        OGRPoint point(place.x, place.y);
        feature.SetGeometry(&point);
        feature.SetField("Layer", layer.c_str());
        if (!style.empty()) feature.SetStyleString(style.c_str());
        if (m_layer->CreateFeature(&feature) != OGRERR_NONE) return failure(m_errors);
        return {};
    }

    const RowSource& m_rows;
    std::filesystem::path m_path;
    std::string m_layer_name;
    GdalErrors m_errors = {};
    GdalFile m_file = {};
    OGRLayer* m_layer = nullptr;
};

}  // namespace

MadeFile write_dxf(const RowSource& rows, const std::filesystem::path& folder,
                   const ExportOptions&) {
    auto file = std::make_unique<DxfFile>(rows, folder / "out.dxf");
    KONGDI_CHECK(file->open());
    return std::unique_ptr<FileWriter>(std::move(file));
}

}  // namespace kongdi::server
