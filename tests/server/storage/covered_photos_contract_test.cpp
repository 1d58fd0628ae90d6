// SPDX-License-Identifier: Apache-2.0
// What every store does alike with parts of photos that staff covered.
#include "server/storage/covered_photos.hpp"

#include "server/storage/erasure.hpp"
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

const Actor kLing{Role::Worker, "ling"};
const Actor kWu{Role::Worker, "wu"};
const std::vector<PicturePart> kFace{{0.25, 0, 0.5, 0.375}};
const std::vector<PicturePart> kPlate{{0.1, 0.7, 0.3, 0.8}, {0.5, 0.5, 1, 1}};

class CoveredPhotosContract : public ::testing::TestWithParam<StoreKind> {
protected:
    void SetUp() override { fill(*m_storage); }
    Result<CoveredPhoto> cover(const std::vector<PicturePart>& parts, const Actor& actor = kLing,
                               std::int64_t at_ms = kNowMs + 100) {
        return m_storage->cover_photo(m_photo, parts, actor, at_ms);
    }
    std::int64_t events() { return m_storage->event_span({})->total; }
    std::string derived() { return m_storage->derived_text().value_or("unreadable"); }

    const std::string m_photo = std::string(64, 'a');
    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = open_url(new_store(GetParam(), m_folder));
};

TEST_P(CoveredPhotosContract, who_covered_what_and_when_is_kept_and_the_last_word_counts) {
    EXPECT_EQ(*m_storage->covered_photo(m_photo), std::nullopt);
    ASSERT_TRUE(cover(kFace));
    EXPECT_EQ(*m_storage->covered_photo(m_photo),
              (CoveredPhoto{m_photo, kFace, "ling", kNowMs + 100}));
    ASSERT_TRUE(cover(kPlate, kWu, kNowMs + 200));
    EXPECT_EQ(*m_storage->covered_photo(m_photo),
              (CoveredPhoto{m_photo, kPlate, "wu", kNowMs + 200}));
    EXPECT_EQ(*m_storage->covered_photo(std::string(64, 'b')), std::nullopt);
}

TEST_P(CoveredPhotosContract, the_same_again_is_no_further_event) {
    ASSERT_TRUE(cover(kFace));
    const std::int64_t before = events();
    const auto again = cover(kFace, kWu, kNowMs + 300);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->by, "ling") << "who did it is who did it first";
    EXPECT_EQ(events(), before);
}

TEST_P(CoveredPhotosContract, a_cover_made_of_an_older_one_is_refused_and_that_of_the_other_stays) {
    const auto since = [&](std::int64_t at_ms, const std::vector<PicturePart>& parts) {
        return m_storage->cover_photo(m_photo, parts, kWu, kNowMs + 300, at_ms);
    };
    EXPECT_EQ(since(kNowMs, kFace).error(), (Error{ErrorCode::StaleVersion, "/since"}));
    ASSERT_TRUE(since(0, kFace)) << "nothing was covered before";
    EXPECT_EQ(since(0, kPlate).error(), (Error{ErrorCode::StaleVersion, "/since"}));
    EXPECT_TRUE(since(0, kFace)) << "the same once more, whose answer was lost";
    EXPECT_EQ((*m_storage->covered_photo(m_photo))->parts, kFace);
    ASSERT_TRUE(since(kNowMs + 300, kPlate));
    EXPECT_EQ((*m_storage->covered_photo(m_photo))->parts, kPlate);
}

TEST_P(CoveredPhotosContract, a_covering_is_undone_by_another_event) {
    ASSERT_TRUE(cover(kFace));
    const std::int64_t before = events();
    ASSERT_TRUE(cover({}, kWu));
    EXPECT_EQ(*m_storage->covered_photo(m_photo), std::nullopt);
    EXPECT_EQ(events(), before + 1);
    const auto last = m_storage->events_behind({}, 0, 1'000'000, 1000);
    ASSERT_TRUE(last && !last->empty());
    EXPECT_EQ(last->back().kind, "photo_cover");
    EXPECT_EQ(last->back().what, "uncover");
    EXPECT_EQ(last->back().by, "wu");
    EXPECT_EQ(last->back().subject, m_photo);
}

TEST_P(CoveredPhotosContract, a_photo_that_is_not_here_is_not_covered) {
    const std::int64_t before = events();
    const auto none = m_storage->cover_photo(std::string(64, 'c'), kFace, kLing, kNowMs);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::NotFound);
    EXPECT_EQ(events(), before);
}

TEST_P(CoveredPhotosContract, the_card_of_a_report_tells_what_is_covered_of_its_photos) {
    const std::string id = RecordBuilder().number(7).build().text("id");
    EXPECT_TRUE((*m_storage->space_card(id))->covered.empty());
    ASSERT_TRUE(cover(kFace));
    const auto card = m_storage->space_card(id);
    ASSERT_TRUE(card && *card);
    EXPECT_EQ((*card)->covered,
              (std::vector<CoveredPhoto>{{m_photo, kFace, "ling", kNowMs + 100}}));
}

TEST_P(CoveredPhotosContract, what_is_derived_comes_back_from_the_events) {
    ASSERT_TRUE(cover(kFace));
    ASSERT_TRUE(cover(kPlate, kWu, kNowMs + 200));
    ASSERT_TRUE(m_storage->cover_photo(std::string(64, 'b'), kFace, kWu, kNowMs + 201));
    ASSERT_TRUE(m_storage->cover_photo(std::string(64, 'b'), {}, kWu, kNowMs + 202));
    const std::string before = derived();
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(derived(), before);
    EXPECT_EQ(*m_storage->covered_photo(m_photo),
              (CoveredPhoto{m_photo, kPlate, "wu", kNowMs + 200}));
}

TEST_P(CoveredPhotosContract, a_covering_goes_with_its_photo_and_stays_gone) {
    ASSERT_TRUE(cover(kFace));
    const std::string device = RecordBuilder().build().text("device");
    ASSERT_TRUE(m_storage->erase_own(device, kNowMs + 500));
    EXPECT_EQ(*m_storage->covered_photo(m_photo), std::nullopt);
    const std::string before = derived();
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(derived(), before);
    // Somebody sends the same photo anew: nobody has covered that one.
    ASSERT_TRUE(m_storage->keep_photo({m_photo, 3, 1, 1, "image/png"}, "one", kNowMs + 600));
    EXPECT_EQ(*m_storage->covered_photo(m_photo), std::nullopt);
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(*m_storage->covered_photo(m_photo), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Stores, CoveredPhotosContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& param) {
                             return param.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
