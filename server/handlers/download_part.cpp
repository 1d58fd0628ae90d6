// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/download_part.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "core/base/sha256.hpp"
#include "server/exports/private_folder.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr std::size_t kTagLetters = 32;
/// A transaction is a matter of milliseconds; for one that is not nobody waits.
constexpr int kTries = 5;
constexpr std::chrono::milliseconds kBetweenTries{10};

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

/// What is sent of a part, and the folder that goes with it.
struct KeptPart {
    explicit KeptPart(PrivateFolder in) : folder(std::move(in)) {}

    PrivateFolder folder;
    std::unique_ptr<std::FILE, CloseFile> file = {};
    std::int64_t bytes = 0;
    std::int64_t total = 0;  // of the whole download
};

Error no_room() { return {ErrorCode::StorageFull, {}, "no room for a part of a download"}; }

Result<std::shared_ptr<KeptPart>> kept_part(Download& download, const ByteRange& part) {
    auto out = std::make_shared<KeptPart>(KONGDI_TRY(PrivateFolder::make()));
    out->file.reset(std::fopen((out->folder.path() / "part").c_str(), "w+b"));
    if (out->file == nullptr) return no_room();
    while (true) {
        const std::string piece = KONGDI_TRY(download.next());
        if (piece.empty()) break;
        const std::int64_t size = std::ssize(piece);
        const std::int64_t first = std::clamp<std::int64_t>(part.first - out->total, 0, size);
        const std::int64_t last = std::clamp<std::int64_t>(part.last - out->total + 1, first, size);
        const auto many = static_cast<std::size_t>(last - first);
        if (std::fwrite(piece.data() + first, 1, many, out->file.get()) != many) return no_room();
        out->bytes += last - first;
        out->total += size;
    }
    if (std::fflush(out->file.get()) != 0) return no_room();
    std::rewind(out->file.get());
    return out;
}

}  // namespace

Result<std::optional<std::int64_t>> frozen_at(Storage& storage) {
    for (int tried = 1;; ++tried) {
        const auto last = storage.last_change();
        if (!last) return last.error();
        // Looked for afterwards: whoever may still bring a lower number is among them, or through.
        const auto edge = storage.event_edge();
        if (!edge) return edge.error();
        if (edge->writers.empty()) return std::optional(*last);
        if (tried == kTries) return std::optional<std::int64_t>();
        std::this_thread::sleep_for(kBetweenTries);
    }
}

std::string download_tag(std::int64_t frozen, const Request& request, const DownloadAsked& asked) {
    std::string all = KONGDI_VERSION;
    const auto add = [&all](std::string_view part) {
        all.append("\n").append(std::to_string(part.size())).append(" ").append(part);
    };
    add(std::to_string(frozen));
    add(std::to_string(asked.options.day_ms));
    add(request.account ? scope_text(request.account->scope) : std::string());
    add(request.path);
    for (const auto& [name, value] : request.query) {
        add(name);
        add(value);
    }
    return "\"" + sha256(all).substr(0, kTagLetters) + "\"";
}

std::optional<ByteRange> part_of_request(const Request& request, const std::string& tag) {
    if (request.header("If-Range") != tag) return std::nullopt;
    return byte_range(request.header("Range"));
}

Result<void> put_part(Response& response, Download& download, const ByteRange& part) {
    const auto kept = KONGDI_TRY(kept_part(download, part));
    const std::string total = std::to_string(kept->total);
    if (kept->bytes == 0) {
        response.status = 416;
        response.with("Content-Range", "bytes */" + total);
        return {};
    }
    response.status = 206;
    response.with("Content-Range", "bytes " + std::to_string(part.first) + "-" +
                                       std::to_string(part.first + kept->bytes - 1) + "/" + total);
    response.stream = [kept]() -> Result<std::string> {
        std::string out(kPieceBytes, '\0');
        out.resize(std::fread(out.data(), 1, out.size(), kept->file.get()));
        if (out.empty() && std::ferror(kept->file.get()) != 0)
            return Error{ErrorCode::Internal, {}, "cannot read a part of a download"};
        return out;
    };
    return {};
}

}  // namespace kongdi::server
