// SPDX-License-Identifier: Apache-2.0
#include "server/gis/gdal.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>

#include <array>
#include <mutex>

#include "server/metrics/library_notices.hpp"

namespace kongdi::server {

namespace {

void register_once() {
    static std::once_flag s_once;
    std::call_once(s_once, [] {
        // Before anything else could make it look for servers, sidecar files or scripts.
        CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "NO");
        CPLSetConfigOption("GDAL_HTTP_CONNECTTIMEOUT", "1");
        CPLSetConfigOption("CPL_CURL_ENABLE_VSIMEM", "NO");
        CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "200");  // MB of one feature
        CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE");
        CPLSetConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
        CPLSetConfigOption("OSM_MAX_TMPFILE_SIZE", "100");
        // Outside of GdalErrors, in threads of its own.
        CPLSetErrorHandler([](CPLErr, CPLErrorNum, const char*) { count_notice(NoticeOf::Gdal); });
        GDALAllRegister();
    });
}

}  // namespace

struct GdalErrors::State {
    bool any = false;
    std::string first = {};
};

GdalErrors::GdalErrors() : m_state(new State) {
    register_once();
    CPLPushErrorHandlerEx(
        [](CPLErr level, CPLErrorNum, const char* text) {
            auto* state = static_cast<State*>(CPLGetErrorHandlerUserData());
            if (level < CE_Failure || state->any) return;
            state->any = true;
            state->first = text;
        },
        m_state.get());
    CPLErrorReset();
}

GdalErrors::~GdalErrors() { CPLPopErrorHandler(); }

bool GdalErrors::any() const { return m_state->any; }
const std::string& GdalErrors::text() const { return m_state->first; }
void GdalErrors::forget() { *m_state = State(); }

void GdalClose::operator()(GDALDataset* dataset) const { GDALClose(dataset); }

GdalFile open_with(const char* driver, const std::string& path, const char* const* options) {
    register_once();
    const std::array<const char*, 2> drivers{driver, nullptr};
    // A plain file only: names that mean something else to GDAL are not plain.
    if (path.empty() || path[0] != '/' || path.starts_with("/vsi")) return nullptr;
    return GdalFile(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                      drivers.data(), options, nullptr));
}

GdalFile create_with(const char* driver, const std::string& path, const char* const* options) {
    register_once();
    const GDALDriverH found = GDALGetDriverByName(driver);
    if (found == nullptr) return nullptr;
    return GdalFile(
        GDALDataset::FromHandle(GDALCreate(found, path.c_str(), 0, 0, 0, GDT_Unknown, options)));
}

}  // namespace kongdi::server
