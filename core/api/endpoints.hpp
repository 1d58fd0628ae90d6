// SPDX-License-Identifier: Apache-2.0
// The paths both ends compile. What may call them, and with what: server/http/routes.cpp.
#pragma once

#include <string_view>

namespace kongdi::api {

inline constexpr std::string_view kRecords = "/api/v1/records";       // POST; GET /{id}
inline constexpr std::string_view kMyRecords = "/api/v1/my/records";  // GET, of a device
inline constexpr std::string_view kMyData = "/api/v1/my/data";        // GET, all of a device's
inline constexpr std::string_view kMyErasure = "/api/v1/my/erasure";  // POST {"device"}
inline constexpr std::string_view kPush = "/api/v1/push";       // GET, whether and by which key
inline constexpr std::string_view kMyPush = "/api/v1/my/push";  // POST {"endpoint","keys","lang"}
inline constexpr std::string_view kMyPushStop = "/api/v1/my/push/stop";  // POST {"endpoint"}
inline constexpr std::string_view kReads = "/api/v1/reads";              // GET ?account=&subject=
inline constexpr std::string_view kRecordEvents = "/events";   // POST {records}/{id}/events
inline constexpr std::string_view kPhotos = "/api/v1/photos";  // HEAD, PUT, GET /{sha256}
inline constexpr std::string_view kPhotoCovers = "/covers";    // POST {photos}/{sha256}/…
inline constexpr std::string_view kSchema = "/api/v1/schema";  // GET /{kind}.json
inline constexpr std::string_view kSpaces =
    "/api/v1/spaces";  // GET, a page of the table; GET /{id}; POST /{id}/events
inline constexpr std::string_view kAgreement = "/api/v1/site_checks/agreement";  // GET
inline constexpr std::string_view kMap = "/api/v1/map";               // GET ?bbox=w,s,e,n
inline constexpr std::string_view kMapAbout = "/api/v1/map/about";    // GET
inline constexpr std::string_view kMapPoints = "/api/v1/map/points";  // GET ?bbox=&state=&type=
inline constexpr std::string_view kMapCommunities = "/api/v1/map/communities";  // GET
inline constexpr std::string_view kIndexSettings = "/api/v1/index/settings";    // GET
inline constexpr std::string_view kIndexRuns = "/api/v1/index/runs";  // GET, POST; /{id}, /{id}/…
inline constexpr std::string_view kPlan = "/api/v1/plan";  // GET, POST; /{id}, /{id}/events
inline constexpr std::string_view kProgramme = "/api/v1/programme";  // GET, POST; /entries/{id}, …
inline constexpr std::string_view kIndicators = "/api/v1/indicators";  // GET; GET /{name}
inline constexpr std::string_view kCity = "/api/v1/city";              // GET
inline constexpr std::string_view kLogin = "/api/v1/login";            // POST
inline constexpr std::string_view kLogout = "/api/v1/logout";          // POST
inline constexpr std::string_view kMe = "/api/v1/me";                  // GET
inline constexpr std::string_view kImports = "/api/v1/imports";  // GET, POST a form; {id}/undo
inline constexpr std::string_view kImportPreview = "/api/v1/imports/preview";  // POST a form
inline constexpr std::string_view kQuestionnaires =
    "/api/v1/questionnaires";  // GET, POST; GET /{id}/{version}
inline constexpr std::string_view kCatalogue = "/api/v1/catalogue";    // GET; POST /{kind}/{what}
inline constexpr std::string_view kFacilities = "/api/v1/facilities";  // GET, POST; /{id}, /near
inline constexpr std::string_view kFacilityRemarks = "/api/v1/facility_remarks";  // GET ?state=
inline constexpr std::string_view kWaves = "/api/v1/waves";        // GET, POST; /{id}, /{id}/…
inline constexpr std::string_view kMeetings = "/api/v1/meetings";  // GET, POST; /{id}, /{id}/…
inline constexpr std::string_view kJoin = "/api/v1/join";          // GET, POST /{code}
inline constexpr std::string_view kResults = "/api/v1/results";    // GET /{id}, once published
inline constexpr std::string_view kSurvey = "/api/v1/survey";      // GET ?community=&state=
inline constexpr std::string_view kSeats = "/api/v1/seats";        // GET /{code}
inline constexpr std::string_view kExport = "/export";             // GET /{dataset}.{format}

/// Names the device whose own records are asked for.
inline constexpr std::string_view kDeviceHeader = "X-Kongdi-Device";
/// Set on every request of the page that changes something; a form of another site cannot set it.
inline constexpr std::string_view kPageHeader = "X-Kongdi-Page";
/// "challenge:n", the work that a 429 asked for in its member "work" {"challenge","bits"}
/// (core/base/proof_of_work.hpp).
inline constexpr std::string_view kWorkHeader = "X-Kongdi-Work";
/// In answers of a store that was filled from a backup, as long as phones may have what it lost:
/// when that was, as in the member "restored" of the city.
inline constexpr std::string_view kRestoredHeader = "X-Kongdi-Restored";

}  // namespace kongdi::api
