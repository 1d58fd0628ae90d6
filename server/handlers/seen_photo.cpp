// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/seen_photo.hpp"

#include <algorithm>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/covered_photo_codec.hpp"
#include "core/codec/json.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/photos.hpp"
#include "server/handlers/picture.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

/// Letters of a hash that tell one covering from another.
constexpr std::size_t kTagLetters = 16;

/// What there is to see: the same name, the same picture.
std::string name_of(const std::optional<CoveredPhoto>& cover, int size) {
    std::string out;
    if (cover)
        out = "covered-" +
              sha256(write_json(picture_parts_tree(cover->parts))).substr(0, kTagLetters);
    if (size != 0) out.append(out.empty() ? "" : "-").append(std::to_string(size));
    return out;
}

/// Made when it is first asked for and kept beside the photo, with which it goes.
template <class Make>
Result<std::string> made_once(const Services& services, std::string_view hash,
                              const std::string& name, Make make) {
    const std::string variant = name + ".jpg";
    if (auto made = KONGDI_TRY(services.storage.photo_variant(hash, variant))) return *made;
    std::string out = KONGDI_TRY(make());
    KONGDI_CHECK(services.storage.keep_photo_variant(hash, variant, out));
    return out;
}

/// As large as it is kept.
Result<std::string> whole(const Services& services, std::string_view hash,
                          const std::optional<CoveredPhoto>& cover) {
    if (!cover) return services.storage.photo_bytes(hash);
    return made_once(services, hash, name_of(cover, 0), [&]() -> Result<std::string> {
        return cover_picture(KONGDI_TRY(services.storage.photo_bytes(hash)), cover->parts);
    });
}

Result<std::string> seen(const Services& services, std::string_view hash,
                         const std::optional<CoveredPhoto>& cover, int size) {
    if (size == 0) return whole(services, hash, cover);
    return made_once(services, hash, name_of(cover, size), [&]() -> Result<std::string> {
        return make_thumbnail(KONGDI_TRY(whole(services, hash, cover)), size);
    });
}

/// 0 for as large as it is kept.
Result<int> size_of(const Request& request) {
    const std::string_view text = request.parameter("size");
    if (text.empty()) return 0;
    for (const int one : kPictureSizes)
        if (text == std::to_string(one)) return one;
    return Error{ErrorCode::RequestFormat, "/size"};
}

}  // namespace

Result<bool> staff_may_see(const Services& services, const Request& request,
                           const std::string& hash) {
    if (!request.is_staff()) return false;
    if (sees_whole_city(request)) return true;
    const auto communities = KONGDI_TRY(services.storage.photo_communities(hash));
    return communities.empty() ||
           std::any_of(communities.begin(), communities.end(),
                       [&](const std::string& one) { return !out_of_scope(request, one); });
}

Response give_photo(const Services& services, const Request& request, std::string_view hash) {
    const auto photo = services.storage.photo(hash);
    if (!photo) return refused(photo.error());
    if (!*photo) return refused(Error{ErrorCode::NotFound});
    const auto size = size_of(request);
    if (!size) return refused(size.error());
    const auto cover = services.storage.covered_photo(hash);
    if (!cover) return refused(cover.error());

    const bool names_cover =
        *cover && request.parameter("cover") == std::to_string((*cover)->at_ms);
    Response response;
    const std::string tag =
        "\"" + std::string(hash.substr(0, kTagLetters)) + "-" + name_of(*cover, *size) + "\"";
    response.with("ETag", tag)
        .with("Cache-Control",
              names_cover ? "private, max-age=31536000, immutable" : "private, max-age=3600");
    if (request.header("If-None-Match") == tag) {
        response.status = 304;
        return response;
    }
    auto bytes = seen(services, hash, *cover, *size);
    if (!bytes) return refused(bytes.error());
    response.body = *std::move(bytes);
    const bool as_kept = *size == 0 && !*cover;
    return response.with("Content-Type", as_kept ? (*photo)->media_type : "image/jpeg");
}

Response cover_photo(const Services& services, const Request& request) {
    const std::string& hash = request.captured[0];
    if (!is_sha256_text(hash)) return refused(Error{ErrorCode::NotFound});
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    CheckedParts read = picture_parts_of(*tree);
    if (!read.ok()) return refused(std::move(read.errors));
    const auto may = staff_may_see(services, request, hash);
    if (!may) return refused(may.error());
    if (!*may) return refused(Error{ErrorCode::NotFound});
    std::optional<std::int64_t> since;
    if (!(*tree)["since"].is_null()) since = (*tree)["since"].int_or(-1);
    const auto covered =
        services.storage.cover_photo(hash, read.parts, request.actor(), request.now_ms, since);
    if (!covered) return refused(covered.error());
    return json_response(200, covered_photo_tree(*covered));
}

}  // namespace kongdi::server
