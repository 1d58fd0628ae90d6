// SPDX-License-Identifier: Apache-2.0
// A part of a photo that staff covered is seen by nobody any more, until they take the cover away.
#include "server/handlers/seen_photo.hpp"

#include "server/demo/jpeg.hpp"
#include "server/handlers/photos.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

/// A wall with a face on it, which is of this colour: two of them differ in nothing else.
std::string face(demo::Rgb colour) {
    demo::Canvas canvas(128, 128);
    canvas.rectangle(0, 0, 128, 128, {200, 190, 180});
    canvas.rectangle(64, 32, 16, 16, colour);
    return demo::encoded_jpeg(canvas);
}

/// Around the face, further out than the blocks of a JPEG smear it.
Value around_the_face() { return Value::list({0.25, 0.0, 0.875, 0.625}); }

class SeenPhoto : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        m_worker = as("ling", Role::Worker, whole_city());
        for (const std::string* photo : {&m_red, &m_blue}) {
            Request sent = request(Method::Put, path_of(sha256(*photo)), *photo);
            sent.headers.emplace_back("Content-Type", "image/jpeg");
            ASSERT_EQ(send(sent).status, 201);
        }
        ASSERT_EQ(
            post_record(RecordBuilder().photo(sha256(m_red)).photo(sha256(m_blue)).bytes()).status,
            201);
    }
    static std::string path_of(const std::string& hash) { return "/api/v1/photos/" + hash; }
    Response cover(const std::string& photo, const Value& parts, const Pair& who) {
        Request asked = json_request(path_of(sha256(photo)) + "/covers",
                                     write_json(Value::map({{"parts", parts}})));
        asked.headers.push_back(who);
        asked.headers.emplace_back(api::kPageHeader, "1");
        return send(asked);
    }
    std::string seen(const std::string& photo, std::string_view size) {
        std::vector<Pair> query;
        if (!size.empty()) query.emplace_back("size", size);
        const Response shown = get(path_of(sha256(photo)), {m_worker}, query);
        EXPECT_EQ(shown.status, 200);
        const Response own = get(path_of(sha256(photo)), {as_device()}, query);
        EXPECT_EQ(own.body, shown.body) << "who sent it sees what staff see";
        return shown.body;
    }

    const std::string m_red = face({200, 30, 30});
    const std::string m_blue = face({30, 30, 200});
    Pair m_worker;
};

constexpr std::array<std::string_view, 3> kSizes{"", "320", "1280"};

TEST_F(SeenPhoto, what_lay_beneath_a_cover_is_in_no_picture_of_any_size) {
    std::vector<std::string> red_before;
    for (const std::string_view size : kSizes) {
        red_before.push_back(seen(m_red, size));
        EXPECT_NE(red_before.back(), seen(m_blue, size)) << size;
    }
    for (const std::string* photo : {&m_red, &m_blue})
        ASSERT_EQ(cover(*photo, Value::list({around_the_face()}), m_worker).status, 200);
    for (std::size_t i = 0; i < kSizes.size(); ++i) {
        // The faces were all that told the two apart.
        EXPECT_EQ(seen(m_red, kSizes[i]), seen(m_blue, kSizes[i])) << kSizes[i];
        EXPECT_NE(seen(m_red, kSizes[i]), red_before[i]) << kSizes[i];
    }
    // The rest of the picture is there.
    ASSERT_EQ(cover(m_blue, Value::list({Value::list({0, 0, 1, 1})}), m_worker).status, 200);
    EXPECT_NE(seen(m_red, ""), seen(m_blue, ""));
}

TEST_F(SeenPhoto, a_cover_can_be_taken_away_again) {
    std::vector<std::string> before;
    for (const std::string_view size : kSizes) before.push_back(seen(m_red, size));
    ASSERT_EQ(cover(m_red, Value::list({around_the_face()}), m_worker).status, 200);
    EXPECT_NE(seen(m_red, ""), before[0]);
    const Response undone = cover(m_red, Value::list(), m_worker);
    ASSERT_EQ(undone.status, 200) << undone.body;
    EXPECT_TRUE(tree_of(undone).items("parts").empty());
    for (std::size_t i = 0; i < kSizes.size(); ++i) EXPECT_EQ(seen(m_red, kSizes[i]), before[i]);
}

TEST_F(SeenPhoto, a_browser_that_has_it_from_before_learns_that_it_is_covered) {
    const Response before = get(path_of(sha256(m_red)), {m_worker}, {{"size", "320"}});
    EXPECT_EQ(before.header("Cache-Control"), "private, max-age=3600");
    const Pair known{"If-None-Match", std::string(before.header("ETag"))};
    EXPECT_EQ(get(path_of(sha256(m_red)), {m_worker, known}, {{"size", "320"}}).status, 304);
    EXPECT_EQ(get(path_of(sha256(m_red)), {m_worker, known}).status, 200) << "another size";
    const Response covered = cover(m_red, Value::list({around_the_face()}), m_worker);
    const std::string at = std::to_string(tree_of(covered)["at_ms"].int_or(0));
    EXPECT_EQ(get(path_of(sha256(m_red)), {m_worker, known}, {{"size", "320"}}).status, 200);
    // An address of its own may be kept; it says nothing of another covering.
    const auto kept = [&](const std::string& moment) {
        return std::string(
            get(path_of(sha256(m_red)), {m_worker}, {{"cover", moment}}).header("Cache-Control"));
    };
    EXPECT_NE(kept(at).find("immutable"), std::string::npos);
    EXPECT_EQ(kept("1").find("immutable"), std::string::npos);
}

TEST_F(SeenPhoto, only_staff_of_its_community_cover_a_photo) {
    const Value parts = Value::list({around_the_face()});
    const std::string before = seen(m_red, "");
    EXPECT_EQ(cover(m_red, parts, as("elsewhere", Role::Worker, {{"330106001052"}})).status, 404);
    EXPECT_EQ(cover(m_red, parts, as_device()).status, 401);
    EXPECT_EQ(seen(m_red, ""), before);
    EXPECT_EQ(cover(m_red, parts, as("here", Role::Worker, {{std::string(kCommunityCode)}})).status,
              200);
    EXPECT_NE(seen(m_red, ""), before);
}

TEST_F(SeenPhoto, what_another_covered_meanwhile_is_not_open_again) {
    ASSERT_EQ(cover(m_red, Value::list({around_the_face()}), m_worker).status, 200);
    const std::string covered = seen(m_red, "");
    Request late = json_request(path_of(sha256(m_red)) + "/covers",
                                write_json(Value::map({{"parts", Value::list()}, {"since", 0}})));
    late.headers.push_back(m_worker);
    late.headers.emplace_back(api::kPageHeader, "1");
    EXPECT_EQ(tree_of(send(late)).text("code"), "stale_version");
    EXPECT_EQ(seen(m_red, ""), covered);
}

TEST_F(SeenPhoto, bad_parts_are_named_and_nothing_is_covered) {
    const std::string before = seen(m_red, "");
    const auto told = [&](const Value& parts) {
        const Response refused = cover(m_red, parts, m_worker);
        const Value tree = tree_of(refused);
        return tree.text("code") + " " + tree.text("path");
    };
    EXPECT_EQ(told(Value()), "field_missing /parts");
    EXPECT_EQ(told(Value::list({around_the_face(), Value::list({0, 0, 2, 1})})),
              "field_range /parts/1");
    EXPECT_EQ(seen(m_red, ""), before);
    EXPECT_EQ(cover("no photo at all", Value::list(), m_worker).status, 404);
}

TEST_F(SeenPhoto, a_grid_of_eight_by_eight_twice_over_fits_into_one_request) {
    Value parts = Value::list();
    for (int twice = 0; twice < 2; ++twice)
        for (int i = 0; i < 64; ++i) {
            const double left = i % 8 / 8.0 + 0.012345678901234;
            const double top = i / 8 / 8.0 + 0.012345678901234;
            parts.push(Value::list({left, top, left + 0.1, top + 0.1}));
        }
    EXPECT_EQ(cover(m_red, parts, m_worker).status, 200);
}

}  // namespace

}  // namespace kongdi::server::tests
