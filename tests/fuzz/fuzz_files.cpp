// SPDX-License-Identifier: Apache-2.0
// What lies beside a store or a backup, where others may have been: manifest, list of photos, list
// of what was erased; and which part of a file a browser asks for. The first line names the kind,
// the rest is it.
#include <algorithm>
#include <fstream>

#include "core/base/id.hpp"
#include "server/backup/manifest.hpp"
#include "server/backup/photo_list.hpp"
#include "server/backup/tombstones.hpp"
#include "server/handlers/ranged_file.hpp"
#include "tests/fuzz/scratch_store.hpp"

namespace {

using namespace kongdi;
using namespace kongdi::server;

std::filesystem::path written(std::string_view name, std::string_view text) {
    static const fuzz::ScratchFolder kFolder;
    const std::filesystem::path file = kFolder.path() / name;
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
    return file;
}

void manifest(std::string_view text) {
    const auto read = read_manifest(text);
    if (!read) return;
    const auto again = read_manifest(write_manifest(*read));
    fuzz::check(again && *again == *read);
}

void photos(std::string_view text) {
    PhotoListReader list(written("photos", text));
    PhotoLine line;
    while (true) {
        const auto read = list.next(line);
        if (!read || !*read) return;
        fuzz::check(is_sha256_text(line.name) && is_sha256_text(line.sha256));
        // Never out of the folder.
        fuzz::check(photo_path(line.name).is_relative());
    }
}

void erased(std::string_view text) {
    const auto read = tombstones_of_file(written("tombstones", text));
    if (!read) {
        fuzz::check(read.error().path.starts_with('/'));
        return;
    }
    const std::filesystem::path copy = written("copy", "");
    fuzz::check(add_tombstones(copy, *read).has_value());
    const auto again = tombstones_of_file(copy);
    fuzz::check(again.has_value() && again->size() <= read->size());
}

/// Lines: Range, If-Range, If-None-Match.
void range(std::string_view text) {
    constexpr std::string_view kBytes = "0123456789abcdef";
    static const std::filesystem::path kFile = written("file", kBytes);
    const auto [asked, others] = fuzz::first_line(text);
    const auto [only_if, known] = fuzz::first_line(others);
    Request request;
    request.headers = {{"Range", std::string(asked)},
                       {"If-Range", std::string(only_if)},
                       {"If-None-Match", std::string(known)}};
    Response response = ranged_file(request, kFile, "tag", "text/plain");
    std::string body;
    while (response.stream) {
        const auto piece = response.stream();
        fuzz::check(piece.has_value());
        if (piece->empty()) break;
        body += *piece;
    }
    if (response.status == 200) fuzz::check(body == kBytes);
    if (response.status != 206) return;
    fuzz::check(!body.empty() && kBytes.find(body) != std::string_view::npos);
    const std::size_t from = kBytes.find(body);
    fuzz::check(response.header("Content-Range") == "bytes " + std::to_string(from) + "-" +
                                                        std::to_string(from + body.size() - 1) +
                                                        "/16");
}

struct Kind {
    std::string_view name;
    void (*read)(std::string_view);
};
constexpr Kind kKinds[] = {
    {"manifest", manifest}, {"photos", photos}, {"erased", erased}, {"range", range}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto [name, rest] = fuzz::first_line(fuzz::text_of(bytes, size));
    for (const Kind& kind : kKinds)
        if (kind.name == name) kind.read(rest);
    return 0;
}
