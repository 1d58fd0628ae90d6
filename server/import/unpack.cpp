// SPDX-License-Identifier: Apache-2.0
#include "server/import/unpack.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <array>
#include <fstream>
#include <memory>
#include <set>
#include <string>

#include "server/gis/gdal.hpp"

namespace kongdi::server {

namespace fs = std::filesystem;

namespace {

constexpr int kMostFiles = 200;

Error unreadable(std::string why) { return {ErrorCode::LayerUnreadable, "/file", std::move(why)}; }

/// Copies what GDAL's file system shows under a name; `room` is what may still come out.
Result<void> copy_out(const std::string& name, const fs::path& to, std::int64_t& room) {
    const std::unique_ptr<VSILFILE, int (*)(VSILFILE*)> in(VSIFOpenL(name.c_str(), "rb"),
                                                           VSIFCloseL);
    if (in == nullptr) return unreadable("cannot be unpacked");
    std::ofstream out(to, std::ios::binary);
    std::array<char, 256 * 1024> piece{};
    while (true) {
        const std::size_t size = VSIFReadL(piece.data(), 1, piece.size(), in.get());
        room -= static_cast<std::int64_t>(size);
        if (room < 0) return unreadable("unpacks to more than is taken");
        out.write(piece.data(), static_cast<std::streamsize>(size));
        if (size < piece.size()) break;
    }
    out.close();
    if (!out) return Error{ErrorCode::StorageFull, {}, "cannot write " + to.string()};
    return {};
}

}  // namespace

Result<void> unpack_gzip(const fs::path& from, const fs::path& to, std::int64_t most) {
    const GdalErrors errors;
    std::int64_t room = most;
    KONGDI_CHECK(copy_out("/vsigzip/" + from.string(), to, room));
    if (errors.any()) return unreadable("cannot be unpacked: " + errors.text());
    return {};
}

std::int64_t unpacked_bytes(const fs::path& zip) {
    const GdalErrors errors;
    const std::string root = "/vsizip/{" + zip.string() + "}";
    const CPLStringList entries(VSIReadDirRecursive(root.c_str()));
    std::int64_t sum = 0;
    for (int i = 0; i < entries.Count(); ++i) {
        VSIStatBufL facts{};
        if (VSIStatL((root + "/" + entries[i]).c_str(), &facts) == 0)
            sum += static_cast<std::int64_t>(facts.st_size);
    }
    return sum;
}

Result<std::vector<fs::path>> unpack_zip(const fs::path& from, const fs::path& folder,
                                         std::int64_t most) {
    const GdalErrors errors;
    const std::string root = "/vsizip/{" + from.string() + "}";
    const CPLStringList entries(VSIReadDirRecursive(root.c_str()));
    if (entries.empty()) return unreadable("no .zip, or an empty one");
    if (entries.Count() > kMostFiles) return unreadable("more files than are taken");
    std::vector<fs::path> out;
    std::set<std::string> names;
    std::int64_t room = most;
    for (int i = 0; i < entries.Count(); ++i) {
        const std::string entry = entries[i];
        const std::string name = fs::path(entry).filename().string();
        // Folders end with a slash; hidden files and a second one of the same name are of no use.
        if (name.empty() || name[0] == '.' || !names.insert(name).second) continue;
        KONGDI_CHECK(copy_out(root + "/" + entry, folder / name, room));
        out.push_back(folder / name);
    }
    if (errors.any()) return unreadable("cannot be unpacked: " + errors.text());
    return out;
}

}  // namespace kongdi::server
