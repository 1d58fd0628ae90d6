// SPDX-License-Identifier: Apache-2.0
// What somebody sent, for them: read, saved, and gone.
#include "server/handlers/own_data.hpp"

#include "server/backup/tombstones.hpp"
#include "tests/server/handlers/plain_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class OwnData : public PlainFixture {
protected:
    static std::string id_of(std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    }
    Response erase(std::string_view device, Value body) {
        Request asked = json_request("/api/v1/my/erasure", write_json(body));
        if (!device.empty()) asked.headers.push_back(as_device(device));
        return send(std::move(asked));
    }
    Response erase(std::string_view device = kDevice) {
        return erase(device, Value::map({{"device", device}}));
    }
    void corroborate(std::uint32_t number, std::string_view device) {
        Request asked = json_request("/api/v1/records/" + id_of(number) + "/events",
                                     R"({"move":"corroborate"})");
        asked.headers.push_back(as_device(device));
        ASSERT_EQ(send(std::move(asked)).status, 200);
    }
    Response plain(std::string path) { return page(std::move(path), {{"lang", "en"}}); }
};

TEST_F(OwnData, a_phone_gets_all_that_it_sent_as_one_file) {
    const std::string photo(64, 'a');
    ASSERT_EQ(post_record(RecordBuilder().number(1).photo(photo).bytes()).status, 201);
    ASSERT_EQ(post_record(RecordBuilder().number(2).with("/device", kOtherDevice).bytes()).status,
              201);
    ASSERT_EQ(post_record(RecordBuilder::service_checkup().number(3).bytes()).status, 201);
    corroborate(2, kDevice);
    corroborate(1, kOtherDevice);
    ASSERT_TRUE(storage().step_report(id_of(1), {.move = ReportMove::AskMore, .words = "哪一层?"},
                                      {Role::Worker, "ling"}, kNowMs));
    const Response answer = get("/api/v1/my/data", {as_device()});
    ASSERT_EQ(answer.status, 200);
    EXPECT_NE(answer.header("Content-Disposition").find("attachment"), std::string::npos);
    const Value tree = tree_of(answer);
    const Value::List& records = tree.items("records");
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0].text("receipt"), "翠苑一区 1001");
    EXPECT_EQ(records[0]["record"],
              *parse_own_json(RecordBuilder().number(1).photo(photo).bytes()));
    EXPECT_EQ(records[0].items("photos").at(0).text("sha256"), photo);
    ASSERT_EQ(records[0].items("steps").size(), 1u) << "who else knows the space is theirs";
    EXPECT_EQ(records[0].items("steps")[0].text("words"), "哪一层?");
    EXPECT_EQ(answer.body.find("ling"), std::string::npos) << "staff are not named";
    EXPECT_EQ(tree.items("corroborations").at(0).text("receipt"), "翠苑一区 1002");
    EXPECT_EQ(answer.body.find(kOtherDevice), std::string::npos);
}

TEST_F(OwnData, a_pseudonym_is_the_key_and_is_said_twice_before_anything_goes) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    EXPECT_EQ(get("/api/v1/my/data").status, 401);
    EXPECT_EQ(erase("", Value::map({{"device", kDevice}})).status, 401);
    EXPECT_EQ(erase(kDevice, Value::map()).errors.at(0).path, "/device");
    EXPECT_EQ(erase(kOtherDevice, Value::map({{"device", kDevice}})).status, 422);
    EXPECT_EQ(erase(kDevice, Value::map({{"device", 7}})).status, 422);
    EXPECT_TRUE(storage().record(id_of(1))->has_value());
}

TEST_F(OwnData, is_written_down_on_another_disk_before_it_is_erased_or_is_not_erased) {
    const std::filesystem::path list = m_folder.path() / "disk" / "erasures.ndjson";
    m_services.erasures = &list;
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    const Response refused = erase();
    EXPECT_EQ(refused.status, 503) << "the other disk is not there";
    EXPECT_FALSE(refused.header("Retry-After").empty());
    EXPECT_TRUE(storage().record(id_of(1))->has_value());

    std::filesystem::create_directories(list.parent_path());
    ASSERT_EQ(erase().status, 200);
    EXPECT_FALSE(storage().record(id_of(1))->has_value());
    const auto told = tombstones_of_file(list);
    ASSERT_TRUE(told) << told.error().detail;
    ASSERT_EQ(told->size(), 1u);
    EXPECT_EQ(told->at(0).erasure.records, std::vector{id_of(1)});
    EXPECT_EQ(told->at(0).erasure.device_sha256, sha256(kDevice)) << "never the pseudonym";
    ASSERT_EQ(erase().status, 200);
    EXPECT_EQ(tombstones_of_file(list)->size(), 1u) << "once more there is nothing to tell";
}

TEST_F(OwnData, is_gone_from_every_answer_once_it_is_erased) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    ASSERT_EQ(post_record(RecordBuilder().number(2).with("/device", kOtherDevice).bytes()).status,
              201);
    corroborate(2, kDevice);
    const Response done = erase();
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(tree_of(done)["records"], Value(1));
    EXPECT_EQ(tree_of(done)["corroborations"], Value(1));
    EXPECT_EQ(tree_of(erase())["records"], Value(0)) << "once more there is nothing";
    EXPECT_EQ(tree_of(get("/api/v1/my/data", {as_device()})).items("records").size(), 0u);
    EXPECT_EQ(get("/api/v1/records/" + id_of(1), {as_device()}).status, 404);
    const auto worker = as(Role::Worker);
    EXPECT_EQ(get("/api/v1/spaces/" + id_of(1), {worker}).status, 404);
    EXPECT_EQ(tree_of(get("/api/v1/spaces", {worker}))["total"], Value(1));
    EXPECT_EQ(tree_of(get("/api/v1/spaces/" + id_of(2), {worker}))["corroborations"], Value(0));
    Response file = get("/export/reports.csv", {worker});
    EXPECT_EQ(whole_body(file).find(id_of(1)), std::string::npos);
    EXPECT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 409) << "it does not return";
}

TEST_F(OwnData, without_script_it_is_read_saved_and_erased_by_a_form) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    const Response page = plain("/plain/data");
    ASSERT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("翠苑一区 1001"), std::string::npos);
    EXPECT_NE(page.body.find("/plain/data.json"), std::string::npos);
    EXPECT_LT(page.body.size(), 10'000u);
    EXPECT_EQ(tree_of(plain("/plain/data.json")).items("records").size(), 1u);
    EXPECT_EQ(post("/plain/erase", FormBody()).status, 422) << "nobody does it by a slip";
    EXPECT_TRUE(storage().record(id_of(1))->has_value());
    const Response done = post("/plain/erase", FormBody().with("confirm", "yes"));
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_NE(done.header("Set-Cookie").find("kongdi_device=;"), std::string::npos);
    EXPECT_NE(done.header("Set-Cookie").find("Max-Age=0"), std::string::npos);
    EXPECT_FALSE(storage().record(id_of(1))->has_value());
    EXPECT_NE(plain("/plain/data").body.find("Nothing is kept"), std::string::npos);
}

TEST_F(OwnData, a_page_of_very_much_stays_small_and_the_file_has_all) {
    for (std::uint32_t n = 1; n <= 60; ++n)
        ASSERT_EQ(post_record(RecordBuilder().number(n).bytes()).status, 201);
    EXPECT_LT(plain("/plain/data").body.size(), 10'000u);
    EXPECT_EQ(tree_of(plain("/plain/data.json")).items("records").size(), 60u);
}

}  // namespace

}  // namespace kongdi::server::tests
