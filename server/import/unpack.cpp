// SPDX-License-Identifier: Apache-2.0
#include "server/import/unpack.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "server/gis/gdal.hpp"

namespace kongdi::server {

namespace fs = std::filesystem;

namespace {

constexpr int kMostFiles = 200;
/// What is small may be packed as tightly as it can be; beyond that a file of people is not.
constexpr std::int64_t kAnyRatioBytes = std::int64_t{16} << 20;
constexpr std::int64_t kMostRatio = 200;

Error unreadable(std::string why) { return {ErrorCode::LayerUnreadable, "/file", std::move(why)}; }

/// What may come out of a packed file: what its headers say counts for nothing.
struct Room {
    std::int64_t left;

    Room(const fs::path& packed, std::int64_t most) : left(most) {
        std::error_code failed;
        const auto size = static_cast<std::int64_t>(fs::file_size(packed, failed));
        if (!failed && size < most / kMostRatio)
            left = std::min(most, std::max(kAnyRatioBytes, size * kMostRatio));
    }
};

/// Reads what GDAL's file system shows under a name, a piece at a time, into `out` if there is one.
Result<void> read_out(const std::string& name, std::ostream* out, Room& room) {
    const std::unique_ptr<VSILFILE, int (*)(VSILFILE*)> in(VSIFOpenL(name.c_str(), "rb"),
                                                           VSIFCloseL);
    if (in == nullptr) return unreadable("cannot be unpacked");
    std::string piece(std::size_t{256} * 1024, '\0');
    while (true) {
        const std::size_t size = VSIFReadL(piece.data(), 1, piece.size(), in.get());
        room.left -= static_cast<std::int64_t>(size);
        if (room.left < 0) return unreadable("unpacks to more than is taken");
        if (out != nullptr) out->write(piece.data(), static_cast<std::streamsize>(size));
        if (size < piece.size()) return {};
    }
}

Result<void> copy_out(const std::string& name, const fs::path& to, Room& room) {
    std::ofstream out(to, std::ios::binary);
    KONGDI_CHECK(read_out(name, &out, room));
    out.close();
    if (!out) return Error{ErrorCode::StorageFull, {}, "cannot write " + to.string()};
    return {};
}

std::string vsi_zip(const fs::path& zip) { return "/vsizip/{" + zip.string() + "}"; }

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t out = 0;
    for (std::size_t i = count; i > 0 && at + count <= bytes.size(); --i)
        out = (out << 8) | static_cast<unsigned char>(bytes[at + i - 1]);
    return out;
}

/// How many entries the end of a .zip says there are. GDAL keeps a row for each before it gives the
/// first, and reads no more of them than this.
std::uint64_t entries_said(const fs::path& zip) {
    constexpr std::int64_t kTail = 0xFFFF + 22 + 20;  // longest remark, the two ends of a .zip
    constexpr std::size_t kCount = 10, kLocated = 8, kCount64 = 32;
    std::ifstream file(zip, std::ios::binary | std::ios::ate);
    const auto size = static_cast<std::int64_t>(file.tellg());
    if (size <= 0) return 0;
    std::string tail(static_cast<std::size_t>(std::min(size, kTail)), '\0');
    file.seekg(size - static_cast<std::int64_t>(tail.size()));
    file.read(tail.data(), static_cast<std::streamsize>(tail.size()));
    std::uint64_t most = 0;
    for (std::size_t at = tail.find("PK\5\6"); at != std::string::npos;
         at = tail.find("PK\5\6", at + 1))
        most = std::max(most, little_endian(tail, at + kCount, 2));
    for (std::size_t at = tail.find("PK\6\7"); at != std::string::npos;
         at = tail.find("PK\6\7", at + 1)) {
        std::string end(kCount64 + 8, '\0');
        file.clear();
        file.seekg(static_cast<std::int64_t>(little_endian(tail, at + kLocated, 8)));
        if (file.read(end.data(), static_cast<std::streamsize>(end.size())))
            most = std::max(most, little_endian(end, kCount64, 8));
    }
    return most;
}

/// The entries of a .zip, folders with a slash at their end; empty when it is none.
Result<CPLStringList> entries_of(const fs::path& zip) {
    if (entries_said(zip) > kMostFiles) return unreadable("more files than are taken");
    CPLStringList entries(VSIReadDirRecursive(vsi_zip(zip).c_str()));
    if (entries.Count() > kMostFiles) return unreadable("more files than are taken");
    return entries;
}

bool is_packed(std::string_view name) {
    constexpr std::array<std::string_view, 4> kEndings{".zip", ".gz", ".kmz", ".7z"};
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return std::any_of(kEndings.begin(), kEndings.end(),
                       [&](std::string_view ending) { return lower.ends_with(ending); });
}

}  // namespace

Result<void> unpack_gzip(const fs::path& from, const fs::path& to, std::int64_t most) {
    const GdalErrors errors;
    Room room(from, most);
    KONGDI_CHECK(copy_out("/vsigzip/" + from.string(), to, room));
    if (errors.any()) return unreadable("cannot be unpacked: " + errors.text());
    return {};
}

Result<void> check_zip(const fs::path& zip, std::int64_t most) {
    const GdalErrors errors;
    const CPLStringList entries = KONGDI_TRY(entries_of(zip));
    Room room(zip, most);
    for (int i = 0; i < entries.Count(); ++i) {
        const std::string entry = entries[i];
        if (entry.ends_with('/')) continue;
        if (is_packed(entry)) return unreadable("packed files in a packed file are not taken");
        KONGDI_CHECK(read_out(vsi_zip(zip) + "/" + entry, nullptr, room));
    }
    return {};
}

Result<std::vector<UnpackedFile>> unpack_zip(const fs::path& from, const fs::path& folder,
                                             std::int64_t most) {
    const GdalErrors errors;
    const CPLStringList entries = KONGDI_TRY(entries_of(from));
    if (entries.empty()) return unreadable("no .zip, or an empty one");
    std::vector<UnpackedFile> out;
    std::set<std::string> taken;
    std::map<std::string, fs::path> folders;  // those in the .zip are the sender's, these are ours
    Room room(from, most);
    for (int i = 0; i < entries.Count(); ++i) {
        const std::string entry = entries[i];
        const std::string name = fs::path(entry).filename().string();
        // Folders end with a slash; hidden files, a second one of the same name and what is packed
        // once more are of no use.
        if (name.empty() || name[0] == '.' || is_packed(name) || !taken.insert(entry).second)
            continue;
        const auto number = std::to_string(folders.size());
        const auto [own, is_new] =
            folders.emplace(fs::path(entry).parent_path().string(), folder / number);
        std::error_code failed;
        if (is_new && !fs::create_directory(own->second, failed))
            return Error{ErrorCode::StorageFull, {}, "cannot write " + own->second.string()};
        KONGDI_CHECK(copy_out(vsi_zip(from) + "/" + entry, own->second / name, room));
        out.push_back({own->second / name, entry});
    }
    if (errors.any()) return unreadable("cannot be unpacked: " + errors.text());
    return out;
}

}  // namespace kongdi::server
