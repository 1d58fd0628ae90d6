// SPDX-License-Identifier: Apache-2.0
// A download under way: rows from one unchanging view of the data become pieces of a file.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "server/exports/export_formats.hpp"
#include "server/exports/running_exports.hpp"
#include "server/handlers/data_sets.hpp"

namespace kongdi::server {

/// Behind the name of a file: its sum.
inline constexpr std::string_view kSumEnding = ".sha256";

/// Which file is asked for.
struct DownloadAsked {
    const DataSet* set = nullptr;
    const ExportFormat* format = nullptr;
    const Crs* crs = &kWgs84;
    bool says_crs = false;  // in each row, as it was chosen
    std::string language = "zh";
    ExportOptions options = {};
    bool sum = false;       // its SHA-256 in place of the file
    std::string part = {};  // of the set, as it stands in the file's name
};

/// `file` is "spaces.csv", "spaces.dictionary.csv" or either with ".sha256" behind it; of the query
/// crs, lang, encoding, bom and trailer count. not_found for a file there is none of,
/// request_format with the name of a wrong parameter, or of one that nobody reads.
Result<DownloadAsked> download_asked(std::string_view file, const std::vector<Pair>& query,
                                     std::int64_t now_ms);

/// "kongdi-spaces-20261124-epsg4549.csv": a file that cannot say its coordinates inside says them
/// in its name, and answers which questionnaire and version they are of
/// ("kongdi-answers-service_checkup-v2-20261124.csv").
std::string file_name(const DownloadAsked& asked);
std::string media_type(const DownloadAsked& asked);

class Download {
public:
    virtual ~Download() = default;
    /// How many rows are in the file.
    virtual std::int64_t total() const = 0;
    /// And how many are not, as they have no place and the format holds none without one.
    virtual std::int64_t left_out() const { return 0; }
    /// The next piece, empty after the last.
    virtual Result<std::string> next() = 0;
};

/// What is no stream is made whole here, in a folder that goes with the download. storage_full when
/// there is no room for it. `running` (null: nobody) is told of each row, and may stop it here and
/// in `next` (export_stopped); the download holds it.
Result<std::unique_ptr<Download>> open_download(
    Storage& storage, const Catalogue& catalogue, const DownloadAsked& asked, const RowsAsked& rows,
    const std::shared_ptr<RunningExport>& running = nullptr);

/// All of it, as `sha256sum` writes it under this name.
Result<std::string> sum_line(Download& download, std::string_view name);

}  // namespace kongdi::server
