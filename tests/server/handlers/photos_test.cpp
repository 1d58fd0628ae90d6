// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/photos.hpp"

#include <array>
#include <thread>

#include "server/handlers/photo_reencode.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/phone_photo.hpp"
#include "tests/support/places.hpp"
#include "tests/support/shared_data.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::phone_photo;

/// The smallest PNG there is: one grey pixel.
std::string pixel_png() {
    constexpr std::string_view kHex =
        "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49"
        "444154789c636800000082008177cd72b60000000049454e44ae426082";
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string out;
    for (std::size_t i = 0; i < kHex.size(); i += 2)
        out += static_cast<char>(digit(kHex[i]) * 16 + digit(kHex[i + 1]));
    return out;
}

class PhotosTest : public ServerFixture {
protected:
    static std::string path_of(std::string_view hash) {
        return "/api/v1/photos/" + std::string(hash);
    }
    Response put(std::string_view hash, std::string bytes, std::string range = {}) {
        Request out = request(Method::Put, path_of(hash), std::move(bytes));
        out.headers.emplace_back("Content-Type", "image/png");
        if (!range.empty()) out.headers.emplace_back("Content-Range", std::move(range));
        return send(out);
    }
    Response head(std::string_view hash) { return send(request(Method::Head, path_of(hash))); }

    const std::string m_photo = pixel_png();
    const std::string m_hash = sha256(m_photo);
};

struct BadPhoto {
    std::string name;
    std::string hash;
    std::string bytes;
    std::string range = {};
    int status;
    std::string code;
};

TEST_F(PhotosTest, each_bad_photo_is_refused_with_its_reason_and_nothing_is_stored) {
    const std::string text = "I am a photo, honestly";
    const std::string broken = m_photo.substr(0, 50);
    const std::string script = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";
    const std::string half_jpeg = "\xFF\xD8\xFF\xE0" + std::string(200, 'x');
    const std::vector<BadPhoto> photos{
        {.name = "a text",
         .hash = sha256(text),
         .bytes = text,
         .status = 415,
         .code = "photo_format"},
        {.name = "nothing", .hash = sha256(""), .bytes = "", .status = 415, .code = "photo_format"},
        {.name = "half a PNG",
         .hash = sha256(broken),
         .bytes = broken,
         .status = 415,
         .code = "photo_format"},
        {.name = "the front of a JPEG",
         .hash = sha256(half_jpeg),
         .bytes = half_jpeg,
         .status = 415,
         .code = "photo_format"},
        {.name = "an SVG",
         .hash = sha256(script),
         .bytes = script,
         .status = 415,
         .code = "photo_format"},
        {.name = "another hash",
         .hash = std::string(64, 'a'),
         .bytes = m_photo,
         .status = 422,
         .code = "photo_hash"},
        {.name = "a hash that is none",
         .hash = "me",
         .bytes = m_photo,
         .status = 422,
         .code = "field_format"},
        {.name = "larger than 12 MB",
         .hash = std::string(64, 'b'),
         .bytes = std::string(12'000'001, 'x'),
         .status = 413,
         .code = "photo_too_large"},
        {.name = "a piece of more than 12 MB",
         .hash = std::string(64, 'b'),
         .bytes = "xx",
         .range = "bytes 0-1/12000001",
         .status = 413,
         .code = "photo_too_large"},
        {.name = "a gap",
         .hash = m_hash,
         .bytes = m_photo.substr(20),
         .range = "bytes 20-" + std::to_string(m_photo.size() - 1) + "/" +
                  std::to_string(m_photo.size()),
         .status = 416,
         .code = "photo_range"},
        {.name = "a range of another size",
         .hash = m_hash,
         .bytes = "xx",
         .range = "bytes 0-2/10",
         .status = 400,
         .code = "request_format"},
        {.name = "a range backwards",
         .hash = m_hash,
         .bytes = "xx",
         .range = "bytes 5-4/10",
         .status = 400,
         .code = "request_format"},
        {.name = "a range of words",
         .hash = m_hash,
         .bytes = "xx",
         .range = "bytes a-b/c",
         .status = 400,
         .code = "request_format"},
    };
    for (const BadPhoto& bad : photos) {
        SCOPED_TRACE(bad.name);
        m_log.clear();
        const Response response = put(bad.hash, bad.bytes, bad.range);
        EXPECT_EQ(response.status, bad.status);
        EXPECT_EQ(tree_of(response).text("code"), bad.code) << response.body;
        EXPECT_EQ(head(bad.hash).status, 404);
        EXPECT_NE(m_log.at(0).find(bad.code), std::string::npos);
    }
}

TEST_F(PhotosTest, a_photo_is_kept_once_and_known_again) {
    EXPECT_EQ(head(m_hash).status, 404);
    const Response first = put(m_hash, m_photo);
    EXPECT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(tree_of(first)["width"].int_or(0), 1);
    EXPECT_EQ(put(m_hash, m_photo).status, 200);
    EXPECT_EQ(head(m_hash).header("Upload-Complete"), "?1");
    EXPECT_EQ(*storage().photo_bytes(m_hash), reencode_photo(m_photo)->bytes);
    const auto folder = m_folder.path() / "data" / "photos" / m_hash.substr(0, 2);
    for (const std::string_view variant : {"", ".320.jpg", ".1280.jpg"})
        EXPECT_TRUE(std::filesystem::exists(folder / (m_hash + std::string(variant)))) << variant;
}

TEST_F(PhotosTest, pieces_become_a_photo_and_a_cut_upload_goes_on_where_it_was) {
    const std::string total = std::to_string(m_photo.size());
    const Response part = put(m_hash, m_photo.substr(0, 20), "bytes 0-19/" + total);
    EXPECT_EQ(part.status, 202);
    EXPECT_EQ(part.header("Upload-Offset"), "20");
    EXPECT_EQ(head(m_hash).header("Upload-Offset"), "20");
    EXPECT_EQ(head(m_hash).header("Upload-Complete"), "?0");
    const Response gap = put(m_hash, m_photo.substr(30),
                             "bytes 30-" + std::to_string(m_photo.size() - 1) + "/" + total);
    EXPECT_EQ(gap.status, 416);
    EXPECT_EQ(gap.header("Upload-Offset"), "20");
    const Response rest = put(m_hash, m_photo.substr(20),
                              "bytes 20-" + std::to_string(m_photo.size() - 1) + "/" + total);
    EXPECT_EQ(rest.status, 201) << rest.body;
    EXPECT_EQ(*storage().photo_bytes(m_hash), reencode_photo(m_photo)->bytes);
}

/// Two are made at a time: the others have passed the look at what there is, and find the pieces
/// gone with the photo that they became.
TEST_F(PhotosTest, the_last_piece_that_comes_many_times_at_once_is_wrong_in_none) {
    const std::string photo = phone_photo(1200, 900);
    const std::string hash = sha256(photo);
    const std::string total = "/" + std::to_string(photo.size());
    ASSERT_EQ(put(hash, photo.substr(0, 100), "bytes 0-99" + total).status, 202);
    std::array<Response, 8> answers;
    std::vector<std::thread> threads;
    for (Response& answer : answers)
        threads.emplace_back([&] {
            answer = put(hash, photo.substr(100),
                         "bytes 100-" + std::to_string(photo.size() - 1) + total);
        });
    for (std::thread& thread : threads) thread.join();
    for (const Response& answer : answers) {
        // Who looks when all is done is told to begin again, and then that it is there.
        const bool is_right = answer.status < 300 || answer.status == 416;
        EXPECT_TRUE(is_right) << answer.status << " " << answer.body;
    }
    EXPECT_EQ(head(hash).header("Upload-Complete"), "?1");
    EXPECT_EQ(*storage().photo_bytes(hash), reencode_photo(photo)->bytes);
}

TEST_F(PhotosTest, pieces_with_a_wrong_hash_are_dropped) {
    const std::string hash(64, 'd');
    const std::string total = std::to_string(m_photo.size());
    ASSERT_EQ(put(hash, m_photo.substr(0, 20), "bytes 0-19/" + total).status, 202);
    const Response rest = put(hash, m_photo.substr(20),
                              "bytes 20-" + std::to_string(m_photo.size() - 1) + "/" + total);
    EXPECT_EQ(tree_of(rest).text("code"), "photo_hash");
    EXPECT_EQ(head(hash).status, 404);
}

TEST_F(PhotosTest, a_record_is_incomplete_until_its_photos_arrive) {
    ASSERT_EQ(post_record(RecordBuilder().photo(m_hash).bytes()).status, 201);
    const auto missing = [this] {
        const Value mine = tree_of(get("/api/v1/my/records", {as_device()}));
        return mine.items("records").at(0).items("photos_missing").size();
    };
    EXPECT_EQ(missing(), 1u);
    EXPECT_EQ(storage().spaces({})->rows.at(0).photos_missing, 1);
    ASSERT_EQ(put(m_hash, m_photo).status, 201);
    EXPECT_EQ(missing(), 0u);
    EXPECT_EQ(storage().spaces({})->rows.at(0).photos_missing, 0);
}

TEST_F(PhotosTest, a_photo_is_seen_by_staff_and_by_the_device_that_listed_it) {
    ASSERT_EQ(post_record(RecordBuilder().photo(m_hash).bytes()).status, 201);
    ASSERT_EQ(put(m_hash, m_photo).status, 201);
    EXPECT_EQ(get(path_of(m_hash), {as_device()}).body, reencode_photo(m_photo)->bytes);
    EXPECT_EQ(get(path_of(m_hash), {as(Role::Planner)}).header("Content-Type"), "image/jpeg");
    EXPECT_EQ(get(path_of(m_hash), {as_device(kOtherDevice)}).status, 404);
    EXPECT_EQ(get(path_of(m_hash)).status, 401);
}

TEST_F(PhotosTest, whatever_way_a_photo_came_it_says_nothing_of_place_time_and_device) {
    const std::string sent = phone_photo(640, 480);
    const std::string hash = sha256(sent);
    ASSERT_NE(sent.find("GPSMAP"), std::string::npos);
    const Response kept = put(hash, sent);
    ASSERT_EQ(kept.status, 201) << kept.body;
    EXPECT_EQ(kept.header("Upload-Offset"), std::to_string(sent.size())) << "as it was sent";
    EXPECT_EQ(tree_of(kept)["width"].int_or(0), 480) << "upright";
    const std::vector<Pair> planner{as(Role::Planner)};
    for (const std::string_view size : {"", "320", "1280"}) {
        std::vector<Pair> query;
        if (!size.empty()) query.emplace_back("size", size);
        const Response shown = get(path_of(hash), planner, query);
        ASSERT_EQ(shown.status, 200) << size;
        for (const std::string_view trace : {"Exif", "SECRETPHONE", "GPSMAP"})
            EXPECT_EQ(shown.body.find(trace), std::string::npos) << trace << " " << size;
    }
}

TEST_F(PhotosTest, the_sizes_that_the_workers_desk_asks_for_are_those_there_are) {
    ASSERT_EQ(put(m_hash, m_photo).status, 201);
    const auto desk = std::filesystem::path(kongdi::tests::source_dir()) / "shell" / "desk";
    for (const std::string_view file : {"worker_report_screen.cpp", "report_history.cpp"}) {
        const auto source = kongdi::tests::file_bytes(desk / file);
        const auto at = source.find("photos, {\"");
        ASSERT_NE(at, std::string::npos) << file;
        const std::string size = source.substr(at + 10, source.find('"', at + 10) - at - 10);
        EXPECT_EQ(get(path_of(m_hash), {as(Role::Planner)}, {{"size", size}}).status, 200)
            << file << " " << size;
    }
}

TEST_F(PhotosTest, a_thumbnail_is_a_small_jpeg) {
    ASSERT_EQ(put(m_hash, m_photo).status, 201);
    const std::vector<Pair> planner{as(Role::Planner)};
    for (int again = 0; again < 2; ++again) {
        const Response small = get(path_of(m_hash), planner, {{"size", "320"}});
        EXPECT_EQ(small.header("Content-Type"), "image/jpeg");
        EXPECT_TRUE(small.body.starts_with("\xFF\xD8\xFF"));
    }
    EXPECT_EQ(get(path_of(m_hash), planner, {{"size", "99999"}}).status, 400);
}

TEST_F(PhotosTest, photos_of_real_cameras_are_accepted) {
    const auto folder = kongdi::tests::shared_data("photos");
    for (const auto& path : kongdi::tests::files_of(folder, ".jpg")) {
        const std::string bytes = kongdi::tests::file_bytes(path);
        EXPECT_EQ(put(sha256(bytes), bytes).status, 201) << path.filename();
    }
}

}  // namespace

}  // namespace kongdi::server::tests
