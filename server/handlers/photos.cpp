// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/photos.hpp"

#include <charconv>
#include <semaphore>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/rules/record_check.hpp"
#include "server/backup/photo_sum.hpp"
#include "server/handlers/photo_reencode.hpp"
#include "server/handlers/picture.hpp"
#include "server/handlers/seen_photo.hpp"

namespace kongdi::server {

namespace {

struct Piece {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t total = 0;
    bool is_whole() const { return first == 0 && last + 1 == total; }
};

bool take_number(std::string_view& text, std::int64_t& out) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc() || out < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    return true;
}

bool take_word(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

/// "bytes 0-99/1000"; the whole body when the header is absent.
Result<Piece> piece_of(const Request& request) {
    const auto size = static_cast<std::int64_t>(request.body.size());
    Piece piece{0, size - 1, size};
    std::string_view text = request.header("Content-Range");
    if (!text.empty()) {
        const bool read = take_word(text, "bytes ") && take_number(text, piece.first) &&
                          take_word(text, "-") && take_number(text, piece.last) &&
                          take_word(text, "/") && take_number(text, piece.total) && text.empty();
        if (!read || piece.first > piece.last || piece.last >= piece.total ||
            piece.last - piece.first + 1 != size)
            return Error{ErrorCode::RequestFormat, "/Content-Range"};
    }
    if (piece.total > kMaxPhotoBytes) return Error{ErrorCode::PhotoTooLarge};
    return piece;
}

std::string upload_offset(std::int64_t offset) { return std::to_string(offset); }

Response known_photo(int status, const StoredPhoto& photo) {
    Response response = json_response(status, Value::map({{"sha256", photo.sha256},
                                                          {"bytes", photo.bytes},
                                                          {"width", photo.width},
                                                          {"height", photo.height}}));
    response.with("Upload-Offset", upload_offset(photo.bytes)).with("Upload-Complete", "?1");
    return response;
}

/// All bytes are here: are they what was promised, and a photo? It is known by the hash and the
/// size of what was sent; what is kept is made anew from its pixels, so that nothing else is in it.
Result<StoredPhoto> finish(const Services& services, const std::string& hash,
                           std::string_view bytes, std::int64_t now_ms) {
    if (sha256(bytes) != hash) return Error{ErrorCode::PhotoHash};
    const CleanPhoto clean = KONGDI_TRY(reencode_photo(bytes));
    for (const int size : kPictureSizes) {
        const std::string small = KONGDI_TRY(make_thumbnail(clean.bytes, size));
        KONGDI_CHECK(services.storage.keep_photo_variant(hash, picture_variant(size), small));
    }
    KONGDI_CHECK(services.storage.keep_photo_variant(hash, kPhotoSum, sha256(clean.bytes)));
    const StoredPhoto photo{hash, static_cast<std::int64_t>(bytes.size()), clean.facts.width,
                            clean.facts.height, clean.facts.media_type};
    KONGDI_CHECK(services.storage.keep_photo(photo, clean.bytes, now_ms));
    return photo;
}

Response finished(const Services& services, const std::string& hash, std::string_view bytes,
                  std::int64_t now_ms) {
    const auto photo = finish(services, hash, bytes, now_ms);
    if (photo) return known_photo(201, *photo);
    const ErrorCode code = photo.error().code;
    // Pieces that are wrong can never become right: the next try begins again.
    if (code == ErrorCode::PhotoHash || code == ErrorCode::PhotoFormat)
        if (const auto dropped = services.storage.drop_photo_pieces(hash); !dropped)
            return refused(dropped.error());
    return refused(photo.error());
}

/// Many phones may end their uploads in one moment; two photos at a time are whole in memory.
class WholePhoto {
public:
    WholePhoto() { turns().acquire(); }
    ~WholePhoto() { turns().release(); }
    WholePhoto(const WholePhoto&) = delete;
    WholePhoto& operator=(const WholePhoto&) = delete;

private:
    static std::counting_semaphore<2>& turns() {
        static std::counting_semaphore<2> s_turns(2);
        return s_turns;
    }
};

Response wrong_place(const Services& services, const std::string& hash, const Error& error) {
    Response response = refused(error);
    if (error.code != ErrorCode::PhotoRange) return response;
    const auto known = services.storage.photo_offset(hash);
    response.with("Upload-Offset", upload_offset(known ? *known : 0));
    return response;
}

/// The last piece is not kept beside the others: a server that is killed while it makes the photo
/// would have all bytes and no photo, and the phone would have to begin again.
Response put_last_piece(const Services& services, const std::string& hash, const Piece& piece,
                        const Request& request) {
    const auto offset = services.storage.photo_offset(hash);
    if (!offset) return refused(offset.error());
    if (*offset != piece.first) return wrong_place(services, hash, Error{ErrorCode::PhotoRange});
    const WholePhoto in_memory;
    auto bytes = services.storage.photo_pieces(hash);
    // The same piece may have come twice at once: then it is done, and the pieces are gone with it.
    const auto known = services.storage.photo(hash);
    if (!known) return refused(known.error());
    if (*known) return known_photo(200, **known);
    if (!bytes) return refused(bytes.error());
    return finished(services, hash, bytes->append(request.body), request.now_ms);
}

Response put_piece(const Services& services, const std::string& hash, const Piece& piece,
                   const Request& request) {
    const auto size = static_cast<std::int64_t>(request.body.size());
    if (piece.first + size == piece.total) return put_last_piece(services, hash, piece, request);
    const auto offset = services.storage.add_photo_piece(hash, piece.first, request.body);
    if (!offset) return wrong_place(services, hash, offset.error());
    Response response;
    response.status = 202;
    response.with("Upload-Offset", upload_offset(*offset)).with("Upload-Complete", "?0");
    return response;
}

Result<bool> may_see(const Services& services, const Request& request, const std::string& hash) {
    if (!request.device.empty() &&
        KONGDI_TRY(services.storage.photo_belongs_to(hash, request.device)))
        return true;
    return staff_may_see(services, request, hash);
}

}  // namespace

Response show_photo_offset(const Services& services, const Request& request) {
    const std::string& hash = request.captured[0];
    if (!is_sha256_text(hash)) return refused(Error{ErrorCode::NotFound});
    const auto photo = services.storage.photo(hash);
    if (!photo) return refused(photo.error());
    Response response;
    if (*photo) {
        const std::string bytes = upload_offset((*photo)->bytes);
        response.with("Upload-Offset", bytes).with("Upload-Complete", "?1");
        response.with("Upload-Length", bytes);
        return response;
    }
    const auto offset = services.storage.photo_offset(hash);
    if (!offset) return refused(offset.error());
    if (*offset == 0) return refused(Error{ErrorCode::NotFound});
    response.with("Upload-Offset", upload_offset(*offset)).with("Upload-Complete", "?0");
    return response;
}

Response take_photo(const Services& services, const Request& request) {
    const std::string& hash = request.captured[0];
    if (!is_sha256_text(hash)) return refused(Error{ErrorCode::FieldFormat, "/sha256"});
    const auto known = services.storage.photo(hash);
    if (!known) return refused(known.error());
    if (*known) return known_photo(200, **known);
    if (request.body.empty()) return refused(Error{ErrorCode::PhotoFormat});
    const auto piece = piece_of(request);
    if (!piece) return refused(piece.error());
    if (piece->is_whole()) return finished(services, hash, request.body, request.now_ms);
    return put_piece(services, hash, *piece, request);
}

Result<StoredPhoto> keep_whole_photo(const Services& services, std::string_view bytes,
                                     std::int64_t now_ms) {
    const std::string hash = sha256(bytes);
    if (const auto known = KONGDI_TRY(services.storage.photo(hash))) return *known;
    const WholePhoto in_memory;
    return finish(services, hash, bytes, now_ms);
}

Response show_photo(const Services& services, const Request& request) {
    const std::string& hash = request.captured[0];
    if (!is_sha256_text(hash)) return refused(Error{ErrorCode::NotFound});
    const auto may = may_see(services, request, hash);
    if (!may) return refused(may.error());
    if (!*may) return refused(Error{ErrorCode::NotFound});
    return give_photo(services, request, hash);
}

}  // namespace kongdi::server
