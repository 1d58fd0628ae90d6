// SPDX-License-Identifier: Apache-2.0
// What every store does with versions of questionnaires, tried on each.
#include "core/codec/questionnaire_codec.hpp"
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class QuestionnairesContract : public ::testing::TestWithParam<StoreKind> {
protected:
    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
};

INSTANTIATE_TEST_SUITE_P(Stores, QuestionnairesContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

/// The check-up as a later version, with a question more.
std::string document(std::int64_t version, std::string_view name = "wish") {
    Value tree = questionnaire_tree(*catalogue().questionnaire("service_checkup"));
    tree.set("version", version);
    tree.find("pages")
        ->if_list()
        ->back()
        .find("questions")
        ->push(
            Value::map({{"name", name},
                        {"kind", "text"},
                        {"label", Value::map({{"zh", "还想说什么？"}, {"en", "Anything else?"}})},
                        {"required", true}}));
    return write_json(tree);
}

StoredQuestionnaire version(std::int64_t number, std::string_view name = "wish") {
    return {"service_checkup", number, document(number, name), "planner", kNowMs};
}

std::string answered(std::int64_t number, std::uint32_t record) {
    return RecordBuilder::service_checkup()
        .number(record)
        .with("/questionnaire_version", number)
        .with("/body/wish", "食堂")
        .bytes();
}

TEST_P(QuestionnairesContract, a_version_is_kept_and_never_changes) {
    ASSERT_TRUE(m_storage->publish(version(3)));
    ASSERT_TRUE(m_storage->publish(version(3)));
    EXPECT_EQ(m_storage->publish(version(3, "other")).error().code, ErrorCode::VersionTaken);
    ASSERT_TRUE(m_storage->publish(version(4, "other")));
    const auto all = m_storage->questionnaires();
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 2u);
    EXPECT_EQ((*all)[0].document, document(3));
    EXPECT_EQ((*all)[1].by, "planner");
    EXPECT_EQ((*all)[1].at_ms, kNowMs);
    EXPECT_FALSE(*m_storage->questionnaire("service_checkup", 5));
    EXPECT_FALSE(*m_storage->questionnaire("nothing", 3));
}

TEST_P(QuestionnairesContract, answers_to_the_old_and_the_new_version_are_taken) {
    import_square(*m_storage);
    const auto take = [&](const std::string& bytes) {
        return take_in(bytes, catalogue(), *m_storage, kNowMs);
    };
    EXPECT_EQ(take(answered(3, 1)).errors,
              (Errors{{ErrorCode::QuestionnaireUnknown, "/questionnaire_version"}}));
    ASSERT_TRUE(m_storage->publish(version(3)));
    Intake newer = take(answered(3, 1));
    ASSERT_TRUE(newer.ok());
    Intake older = take(RecordBuilder::service_checkup().number(2).bytes());
    ASSERT_TRUE(older.ok());
    Intake oldest = take(RecordBuilder::first_checkup().number(3).bytes());
    ASSERT_TRUE(oldest.ok());
    // By its own rules: the new question must be answered in the new version only.
    EXPECT_EQ(
        take(RecordBuilder::service_checkup().number(4).with("/questionnaire_version", 3).bytes())
            .errors,
        (Errors{{ErrorCode::FieldMissing, "/body/wish"}}));
    for (Intake* one : {&newer, &older, &oldest})
        ASSERT_TRUE(m_storage->submit(std::move(one->submission)));
}

TEST_P(QuestionnairesContract,
       what_a_new_version_was_answered_is_the_same_when_tables_are_made_anew) {
    import_square(*m_storage);
    ASSERT_TRUE(m_storage->publish(version(3)));
    Intake one = take_in(answered(3, 1), catalogue(), *m_storage, kNowMs);
    ASSERT_TRUE(one.ok());
    ASSERT_TRUE(m_storage->submit(std::move(one.submission)));
    const std::string before = m_storage->derived_text().value_or("unreadable");
    EXPECT_NE(before.find("questionnaires\nservice_checkup|3|"), std::string::npos) << before;
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(*m_storage->derived_text(), before);
    // And after the program began again.
    m_storage.reset();
    m_storage = open_url(m_url);
    EXPECT_EQ(*m_storage->derived_text(), before);
    EXPECT_EQ((*m_storage->find_questionnaire("service_checkup", 3))->version, 3);
    EXPECT_EQ(*m_storage->find_questionnaire("service_checkup", 9), nullptr);
}

}  // namespace

}  // namespace kongdi::server::tests
