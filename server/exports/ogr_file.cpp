// SPDX-License-Identifier: Apache-2.0
#include "server/exports/ogr_file.hpp"

#include <cpl_conv.h>
#include <ogrsf_frmts.h>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "server/exports/write_failure.hpp"

namespace kongdi::server {

namespace {

constexpr int kUtc = 100;  // GDAL's number of that zone
constexpr const char* kDayOption = "OGR_CURRENT_DATE";

/// Whole characters of at most so many bytes, with a sign that there was more.
std::string cut_to(std::string_view utf8, std::size_t bytes) {
    constexpr std::string_view kMore = "…";
    std::size_t end = bytes - kMore.size();
    while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80) --end;
    return std::string(utf8.substr(0, end)).append(kMore);
}

OGRFieldType field_type(CellType type, bool has_times) {
    switch (type) {
        case CellType::Whole: return OFTInteger64;
        case CellType::Number: return OFTReal;
        case CellType::Time: return has_times ? OFTDateTime : OFTString;
        case CellType::Date: return OFTDate;
        default: return OFTString;
    }
}

}  // namespace

std::unique_ptr<OGRSpatialReference> spatial_reference(const Crs& crs) {
    auto out = std::make_unique<OGRSpatialReference>();
    if (crs.epsg != 0)
        out->importFromEPSG(crs.epsg);
    else
        out->SetGeogCS(std::string(crs.name).c_str(), "GCJ-02 (shifted)", "WGS 84",
                       SRS_WGS84_SEMIMAJOR, SRS_WGS84_INVFLATTENING);
    out->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return out;
}

std::unique_ptr<OGRGeometry> ogr_areas(const std::vector<PlaneArea>& areas) {
    if (areas.empty()) return nullptr;
    auto out = std::make_unique<OGRMultiPolygon>();
    for (const PlaneArea& area : areas) {
        auto polygon = std::make_unique<OGRPolygon>();
        for (const PlaneRing& points : area) {
            auto ring = std::make_unique<OGRLinearRing>();
            for (const PlanePoint point : points) ring->addPoint(point.x, point.y);
            polygon->addRingDirectly(ring.release());
        }
        out->addGeometryDirectly(polygon.release());
    }
    return out;
}

OgrOptions::OgrOptions(const std::vector<std::string>& options) : m_options(options) {
    for (std::string& one : m_options) m_pointers.push_back(one.data());
    m_pointers.push_back(nullptr);
}

OgrDay::OgrDay(std::int64_t day_ms) {
    CPLSetThreadLocalConfigOption(kDayOption, format_time(day_ms).c_str());
}
OgrDay::~OgrDay() { CPLSetThreadLocalConfigOption(kDayOption, nullptr); }

/// Cells become the fields of the feature at hand.
struct OgrFile::Cells final : CellSink {
    OGRFeature& feature;
    const OgrHow& how;
    std::int64_t& cut;
    int field = 0;

    Cells(OGRFeature& f, const OgrHow& h, std::int64_t& c) : feature(f), how(h), cut(c) {}

    void none() override { feature.SetFieldNull(field++); }
    void text(std::string_view utf8) override {
        if (how.text_bytes > 0 && utf8.size() > how.text_bytes) {
            ++cut;
            feature.SetField(field++, cut_to(utf8, how.text_bytes).c_str());
        } else {
            feature.SetField(field++, std::string(utf8).c_str());
        }
    }
    void plain(std::string_view utf8) override { text(utf8); }
    void number(double value) override { feature.SetField(field++, value); }
    void whole(std::int64_t value) override {
        feature.SetField(field++, static_cast<GIntBig>(value));
    }
    void degrees(double value) override { number(value); }
    void time(std::int64_t unix_ms) override {
        if (!how.has_times) return text(format_time(unix_ms));
        const CivilTime at = civil_time(unix_ms);
        feature.SetField(
            field++, at.year, at.month, at.day, at.hour, at.minute,
            static_cast<float>(at.second) + static_cast<float>(at.millisecond) / 1000.0F, kUtc);
    }
    void date(std::string_view day) override {
        constexpr std::int64_t kDayMs = 86'400'000;
        const auto days = parse_date(day);
        if (!days) return none();
        const CivilTime at = civil_time(*days * kDayMs);
        feature.SetField(field++, at.year, at.month, at.day);
    }
    void list(const std::vector<std::string_view>& words) override {
        std::string joined;
        for (const std::string_view word : words) {
            if (!joined.empty()) joined += ';';
            joined += word;
        }
        text(joined);
    }
};

OgrFile::OgrFile(const RowSource& rows, OgrHow how, std::int64_t day_ms)
    : m_rows(rows),
      m_how(std::move(how)),
      m_day(day_ms),
      m_crs(spatial_reference(*rows.facts().crs)) {}

OgrFile::~OgrFile() = default;

Error OgrFile::failure() const {
    return write_failure(std::string(m_how.driver) + ": " + m_errors.text(), m_folder);
}

Result<std::unique_ptr<OgrFile>> OgrFile::create(const RowSource& rows,
                                                 const std::filesystem::path& path,
                                                 const OgrHow& how, std::int64_t day_ms) {
    std::unique_ptr<OgrFile> out(new OgrFile(rows, how, day_ms));
    KONGDI_CHECK(out->open(path));
    return out;
}

Result<void> OgrFile::open(const std::filesystem::path& path) {
    m_folder = path.parent_path();
    OgrOptions dataset_options(m_how.dataset_options);
    m_file = create_with(m_how.driver, path.string(), dataset_options.list());
    if (m_file == nullptr) return failure();
    OgrOptions layer_options(m_how.layer_options);
    m_layer = m_file->CreateLayer(std::string(m_rows.facts().name).c_str(), m_crs.get(),
                                  m_rows.facts().has_areas ? wkbMultiPolygon : wkbPoint,
                                  layer_options.list());
    if (m_layer == nullptr || !add_fields()) return failure();
    m_feature = std::make_unique<OGRFeature>(m_layer->GetLayerDefn());
    // One for all features, where the format knows what that is.
    if (m_file->TestCapability(ODsCTransactions) != FALSE) m_file->StartTransaction();
    return {};
}

bool OgrFile::add_fields() {
    const auto& columns = m_rows.facts().columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].is_place()) continue;
        const std::string name =
            m_how.names.empty() ? std::string(columns[i].name) : m_how.names[m_columns.size()];
        OGRFieldDefn field(name.c_str(), field_type(columns[i].type, m_how.has_times));
        if (field.GetType() == OFTString) field.SetWidth(m_how.text_width);
        if (m_layer->CreateField(&field) != OGRERR_NONE) return false;
        m_columns.push_back(i);
    }
    return true;
}

/// A layer has geometries of one kind: a row of areas without an outline has none here.
std::unique_ptr<OGRGeometry> OgrFile::geometry() const {
    if (m_rows.facts().has_areas) return ogr_areas(m_rows.areas());
    const auto place = m_rows.place();
    if (!place) return nullptr;
    return std::make_unique<OGRPoint>(place->x, place->y);
}

Result<bool> OgrFile::row() {
    auto where = geometry();
    if (where == nullptr && m_how.needs_place) return false;
    Cells cells(*m_feature, m_how, m_cut);
    for (const std::size_t column : m_columns) m_rows.put(column, cells);
    m_feature->SetGeometryDirectly(where.release());
    m_feature->SetFID(OGRNullFID);
    if (m_layer->CreateFeature(m_feature.get()) != OGRERR_NONE) return failure();
    return true;
}

Result<void> OgrFile::add_table(const char* name, const std::vector<std::string>& columns,
                                const std::vector<std::vector<std::string>>& rows) {
    OGRLayer* table = m_file->CreateLayer(name, nullptr, wkbNone, nullptr);
    if (table == nullptr) return failure();
    for (const std::string& column : columns) {
        OGRFieldDefn field(column.c_str(), OFTString);
        if (table->CreateField(&field) != OGRERR_NONE) return failure();
    }
    for (const auto& row : rows) {
        OGRFeature feature(table->GetLayerDefn());
        for (std::size_t i = 0; i < row.size(); ++i)
            feature.SetField(static_cast<int>(i), row[i].c_str());
        if (table->CreateFeature(&feature) != OGRERR_NONE) return failure();
    }
    return {};
}

Result<void> OgrFile::close() {
    m_feature.reset();
    if (m_file->TestCapability(ODsCTransactions) != FALSE &&
        m_file->CommitTransaction() != OGRERR_NONE)
        return failure();
    m_file.reset();
    if (m_errors.any()) return failure();
    return {};
}

}  // namespace kongdi::server
