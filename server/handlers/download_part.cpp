// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/download_part.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "server/exports/private_folder.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr std::size_t kTagLetters = 32;
constexpr std::string_view kFrozen = "frozen";
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
    std::string_view path = request.path;
    if (asked.sum) path.remove_suffix(kSumEnding.size());
    add(path);
    for (const auto& [name, value] : request.query) {
        if (name == kFrozen) continue;
        add(name);
        add(value);
    }
    return "\"" + sha256(all).substr(0, kTagLetters) + "\"";
}

std::string frozen_address(const Request& request, const std::string& tag) {
    std::string out = request.path;
    const auto add = [&](std::string_view name, std::string_view value) {
        out += out.size() == request.path.size() ? '?' : '&';
        out.append(percent_encoded(name)).append("=").append(percent_encoded(value));
    };
    for (const auto& [name, value] : request.query)
        if (name != kFrozen) add(name, value);
    add(kFrozen, std::string_view(tag).substr(1, kTagLetters));
    return out;
}

Result<bool> means_tag(const Request& request, const std::string& tag) {
    const std::string_view address = request.parameter(kFrozen);
    std::string_view match = request.header("If-Match");
    if (match == "*") match = {};
    if (address.empty() && match.empty()) return false;
    if (tag.empty()) return Error{ErrorCode::StorageBusy};
    if (!address.empty() && address != std::string_view(tag).substr(1, kTagLetters))
        return Error{ErrorCode::StaleVersion, path_step(kFrozen)};
    if (!match.empty() && match.find(tag) == std::string_view::npos)
        return Error{ErrorCode::StaleVersion};
    return true;
}

std::optional<ByteRange> part_of_request(const Request& request, const std::string& tag,
                                         bool means) {
    const std::string_view only_if = request.header("If-Range");
    if (only_if.empty() ? !means : only_if != tag) return std::nullopt;
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
