// SPDX-License-Identifier: Apache-2.0
#include "server/import/layer_reader.hpp"

#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "server/gis/gdal.hpp"
#include "server/import/ogr_geometry.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kMostColumns = 400;
constexpr std::size_t kMostLayers = 50;
constexpr std::size_t kLongestText = 2000;  // code points

/// OpenStreetMap's layers come in one stream, with other columns each; these are what we know of.
constexpr std::array<const char*, 10> kOsmColumns{"osm_id",  "name",      "highway", "building",
                                                  "natural", "landuse",   "leisure", "waterway",
                                                  "amenity", "other_tags"};

CPLStringList options_of(const SourceFile& file) {
    CPLStringList out;
    const std::string_view driver = file.format->driver;
    if (driver == "CSV") {
        out.SetNameValue("HEADERS", "YES");
        out.SetNameValue("AUTODETECT_TYPE", "NO");
        out.SetNameValue("KEEP_GEOM_COLUMNS", "YES");
    } else if (driver == "ESRI Shapefile") {
        // Without a .cpg nobody knows; we look at the bytes ourselves.
        std::filesystem::path page = file.path;
        std::error_code failed;
        if (!std::filesystem::exists(page.replace_extension(".cpg"), failed))
            out.SetNameValue("ENCODING", "");
    } else if (driver == "GPKG") {
        out.SetNameValue("PRELUDE_STATEMENTS", "PRAGMA trusted_schema = OFF");
        out.SetNameValue("IMMUTABLE", "YES");
    }
    return out;
}

LayerHead head_of(OGRLayer& layer) {
    LayerHead out;
    out.name = repaired_utf8(layer.GetName());
    OGRFeatureDefn* fields = layer.GetLayerDefn();
    const int count = std::min(fields->GetFieldCount(), static_cast<int>(kMostColumns));
    for (int i = 0; i < count; ++i) {
        const std::string name = fields->GetFieldDefn(i)->GetNameRef();
        const auto encoding = text_encoding_of(name);
        out.columns.push_back(
            to_utf8(name, encoding.value_or(TextEncoding::Utf8)).value_or(repaired_utf8(name)));
    }
    out.has_geometry = layer.GetGeomType() != wkbNone;
    if (OGRSpatialReference* crs = layer.GetSpatialRef()) {
        char* wkt = nullptr;
        if (crs->exportToWkt(&wkt) == OGRERR_NONE) out.crs = wkt;
        CPLFree(wkt);
        const char* name = crs->GetName();
        out.crs_name = name != nullptr ? repaired_utf8(name) : "";
    }
    return out;
}

}  // namespace

struct LayerReader::State {
    SourceFile file;
    GdalErrors errors = {};
    GdalFile dataset = {};
    std::vector<LayerHead> heads = {};
    bool is_stream = false;  // OpenStreetMap
    std::size_t layer = 0;
    std::int64_t number = 0;
    std::vector<int> places = {};   // of the columns in the fields of `places_of`
    OGRLayer* places_of = nullptr;  // in a stream the layer of the last row
    bool is_shapefile = false;
    bool is_gb18030 = false;  // most fields of a shapefile that are no ASCII
    bool is_mostly_utf8 = false;
    mutable bool had_gb18030 = false;  // one of them at least

    OGRLayer& ogr() { return *dataset->GetLayer(static_cast<int>(layer)); }

    void find_places(OGRLayer* of) {
        if (of == places_of) return;
        places_of = of;
        places.clear();
        OGRFeatureDefn* fields = of->GetLayerDefn();
        for (std::size_t i = 0; i < heads[layer].columns.size(); ++i)
            places.push_back(is_stream ? fields->GetFieldIndex(kOsmColumns[i])
                                       : static_cast<int>(i));
    }

    std::string text_of(OGRFeature& feature, int field) const {
        if (field < 0 || !feature.IsFieldSetAndNotNull(field)) return {};
        std::string text = feature.GetFieldAsString(field);
        // A shapefile that does not say may change in the middle: each field is asked.
        if (is_shapefile && (is_gb18030 || !is_utf8(text))) {
            if (auto converted = to_utf8(text, TextEncoding::Gb18030)) {
                had_gb18030 = had_gb18030 || *converted != text;
                text = *std::move(converted);
            }
        }
        if (!is_utf8(text)) text = repaired_utf8(text);
        std::string_view out = trimmed(text);
        return std::string(first_code_points(out, kLongestText));
    }

    /// Two letters of GB18030 may be good UTF-8 by chance, and UTF-8 may be cut in the middle of a
    /// letter: what most of the first rows are tells for both.
    void look_at_bytes() {
        constexpr int kLookedAt = 5000;
        OGRLayer& rows = ogr();
        rows.ResetReading();
        std::int64_t utf8 = 0, others = 0;
        for (int i = 0; i < kLookedAt; ++i) {
            const std::unique_ptr<OGRFeature> feature(rows.GetNextFeature());
            if (feature == nullptr) break;
            for (int f = 0; f < feature->GetFieldCount(); ++f) {
                if (!feature->IsFieldSetAndNotNull(f)) continue;
                const std::string_view text = feature->GetFieldAsString(f);
                if (!is_utf8(text))
                    ++others;
                else if (std::any_of(text.begin(), text.end(),
                                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
                    ++utf8;
            }
        }
        is_gb18030 = others > utf8;
        is_mostly_utf8 = utf8 > others;
        rows.ResetReading();
    }
};

LayerReader::LayerReader(std::unique_ptr<State> state) : m_state(std::move(state)) {}
LayerReader::LayerReader(LayerReader&&) noexcept = default;
LayerReader::~LayerReader() = default;

Result<LayerReader> LayerReader::open(const SourceFile& file) {
    auto state = std::make_unique<State>();
    state->file = file;
    const CPLStringList options = options_of(file);
    state->dataset = open_with(file.format->driver, file.path.string(), options.List());
    if (state->dataset == nullptr)
        return Error{ErrorCode::LayerUnreadable, "/file",
                     file.name + ": " +
                         (state->errors.any() ? repaired_utf8(state->errors.text())
                                              : "no " + std::string(file.format->name))};
    state->is_stream = std::string_view(file.format->driver) == "OSM";
    if (state->is_stream) {
        LayerHead head;
        head.name = file.path.stem().string();
        head.columns.assign(kOsmColumns.begin(), kOsmColumns.end());
        head.has_geometry = true;
        head.crs = SRS_WKT_WGS84_LAT_LONG;
        head.crs_name = "WGS 84";
        state->heads.push_back(std::move(head));
    } else {
        const int count = state->dataset->GetLayerCount();
        for (int i = 0; i < count && state->heads.size() < kMostLayers; ++i)
            state->heads.push_back(head_of(*state->dataset->GetLayer(i)));
        // A layer that is called as its file is called as people know the file.
        if (count == 1 && state->heads.front().name == file.path.stem().string())
            state->heads.front().name = file.name.substr(0, file.name.find('.'));
    }
    if (state->heads.empty())
        return Error{ErrorCode::LayerUnreadable, "/file", file.name + ": there is no layer in it"};
    return LayerReader(std::move(state));
}

const std::vector<LayerHead>& LayerReader::layers() const { return m_state->heads; }

TextEncoding LayerReader::encoding() const {
    return m_state->had_gb18030 && !m_state->is_mostly_utf8 ? TextEncoding::Gb18030
                                                            : m_state->file.encoding;
}

Result<void> LayerReader::begin(std::size_t layer) {
    State& state = *m_state;
    state.layer = layer;
    state.number = 0;
    state.places_of = nullptr;
    state.errors.forget();
    if (state.is_stream) {
        state.dataset->ResetReading();
        return {};
    }
    state.had_gb18030 = false;
    state.is_shapefile = std::string_view(state.file.format->driver) == "ESRI Shapefile";
    if (state.is_shapefile) state.look_at_bytes();
    state.ogr().ResetReading();
    return {};
}

Result<bool> LayerReader::next(RawRow& row) {
    State& state = *m_state;
    OGRLayer* of = nullptr;
    std::unique_ptr<OGRFeature> feature;
    if (state.is_stream) {
        feature.reset(state.dataset->GetNextFeature(&of, nullptr, nullptr, nullptr));
    } else {
        of = &state.ogr();
        feature.reset(of->GetNextFeature());
    }
    if (feature == nullptr) {
        if (!state.errors.any()) return false;
        return Error{ErrorCode::LayerUnreadable, "/file",
                     state.file.name + ", row " + std::to_string(state.number + 1) + ": " +
                         repaired_utf8(state.errors.text())};
    }
    if (state.number >= kMaxRows)
        return Error{ErrorCode::LayerUnreadable, "/file",
                     state.file.name + " has more rows than are taken"};
    state.find_places(of);
    row.number = ++state.number;
    row.texts.clear();
    for (const int place : state.places) row.texts.push_back(state.text_of(*feature, place));
    take_geometry(feature->GetGeometryRef(), row);
    // A row that was read in spite of a complaint is its affair alone.
    if (state.errors.any() && row.fault == GeometryFault::Missing)
        row.fault = GeometryFault::Broken;
    state.errors.forget();
    return true;
}

}  // namespace kongdi::server
