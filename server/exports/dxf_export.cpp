// SPDX-License-Identifier: Apache-2.0
// DXF for drawings: each row is a point, or the closed lines of its outline, and on a layer of its
// own what people call it. An empty layer is named after the coordinate system, and the drawing
// says whether it is in metres.
#include <cpl_conv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/base/text.hpp"
#include "server/exports/export_formats.hpp"
#include "server/exports/ogr_file.hpp"
#include "server/exports/write_failure.hpp"

namespace kongdi::server {

namespace {

/// How high the letters are: three metres on the ground.
constexpr std::string_view kMetres = "3g";
constexpr std::string_view kDegrees = "0.00003g";

constexpr const char* kHatchOption = "DXF_WRITE_HATCH";

/// Puts a value in place of that of a variable of the header; false when there is none.
bool set_variable(std::string& header, std::string_view name, std::string_view value) {
    const auto at = header.find("\n" + std::string(name) + "\n");
    if (at == std::string::npos) return false;
    const auto code = at + name.size() + 2;  // the line that says of which kind the value is
    const auto begin = header.find('\n', code) + 1;
    const auto end = header.find('\n', begin);
    if (begin == 0 || end == std::string::npos) return false;
    header.replace(begin, end - begin, value);
    return true;
}

/// An empty layer behind those that the library's header has; a name has no colon there.
bool add_layer(std::string& header, std::string name) {
    std::replace(name.begin(), name.end(), ':', '_');
    const auto table = header.find("TABLE\n  2\nLAYER\n");
    const auto end = header.find("  0\nENDTAB\n", table);
    if (table == std::string::npos || end == std::string::npos) return false;
    // 1FFFF: the number before the first that the library gives.
    header.insert(end,
                  "  0\nLAYER\n  5\n1FFFF\n330\n2\n100\nAcDbSymbolTableRecord\n100\n"
                  "AcDbLayerTableRecord\n  2\n" +
                      name + "\n 70\n     0\n 62\n     7\n  6\nContinuous\n");
    return true;
}

/// The library's, which says that a drawing is in inches, with what ours is in.
Result<std::filesystem::path> write_header(const Crs& crs, const std::filesystem::path& folder) {
    constexpr std::string_view kUnits = "$INSUNITS";  // 6: metres, 0: none, for degrees
    constexpr std::string_view kMetric = "$MEASUREMENT";
    const char* const given = CPLFindFile("gdal", "header.dxf");
    std::ifstream in(given != nullptr ? given : "", std::ios::binary);
    std::string header(std::istreambuf_iterator<char>(in), {});
    std::erase(header, '\r');
    const bool metres = crs.kind == CrsKind::Metres;
    if (!set_variable(header, kUnits, metres ? "     6" : "     0") ||
        !set_variable(header, kMetric, "     1") ||
        !add_layer(header, "crs_" + std::string(crs.name)))
        return Error{ErrorCode::Internal, {}, "GDAL's header.dxf is not as it was"};
    auto path = folder / "header.dxf";
    std::ofstream out(path, std::ios::binary);
    out << header;
    if (!out.flush()) return write_failure("cannot write a header", folder);
    return path;
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
        const auto header = KONGDI_TRY(write_header(*m_rows.facts().crs, m_path.parent_path()));
        OgrOptions options({"HEADER=" + header.string()});
        // Areas as their lines: a hatch would hide what lies below. The library asks only now.
        const CPLConfigOptionSetter as_lines(kHatchOption, "NO", false);
        m_file = create_with("DXF", m_path.string(), options.list());
        if (m_file == nullptr) return failure();
        m_layer = m_file->CreateLayer("entities", nullptr, wkbUnknown, nullptr);
        if (m_layer == nullptr) return failure();
        return {};
    }

    Result<bool> row() override {
        const auto place = m_rows.place();
        if (!place) return false;
        const auto outline = m_rows.facts().has_areas ? ogr_areas(m_rows.areas()) : nullptr;
        const OGRPoint point(place->x, place->y);
        if (outline != nullptr)
            KONGDI_CHECK(add(*outline, m_layer_name, {}));
        else
            KONGDI_CHECK(add(point, m_layer_name, {}));
        const bool metres = m_rows.facts().crs->kind == CrsKind::Metres;
        std::string style = "LABEL(f:\"Arial\",s:";
        style.append(metres ? kMetres : kDegrees).append(",t:\"");
        style.append(quoted(m_rows.title())).append("\")");
        KONGDI_CHECK(add(point, m_layer_name + "_text", style));
        return true;
    }

    Result<std::filesystem::path> end() override {
        m_file.reset();
        if (m_errors.any()) return failure();
        return m_path;
    }

private:
    Error failure() const { return write_failure("DXF: " + m_errors.text(), m_path.parent_path()); }
    Result<void> add(const OGRGeometry& geometry, const std::string& layer,
                     const std::string& style) {
        OGRFeature feature(m_layer->GetLayerDefn());
        feature.SetGeometry(&geometry);
        feature.SetField("Layer", layer.c_str());
        if (!style.empty()) feature.SetStyleString(style.c_str());
        if (m_layer->CreateFeature(&feature) != OGRERR_NONE) return failure();
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
