// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/openrosa.hpp"

#include "server/handlers/openrosa_submission.hpp"
#include "server/openrosa/md5.hpp"
#include "server/openrosa/submission.hpp"
#include "server/openrosa/xform.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/form_body.hpp"
#include "tests/support/phone_photo.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::FormBody;
using kongdi::tests::phone_photo;

constexpr std::string_view kInstance = "uuid:0f8fad5b-d9cb-469f-a165-70867728950e";

std::string tick(std::string_view purpose) {
    const std::string name(purpose);
    return "<" + name + ">" + openrosa::consent_value(*catalogue().consent(purpose)) + "</" + name +
           ">";
}

/// A submission; what is not mentioned is right.
struct Submission {
    std::string form = "idle_space";
    std::string version = "1";
    std::string body = "<place>30.2741 120.1551 0 0</place><space_type>I05</space_type>";
    std::string consent = tick("survey");
    std::string more = {};
    std::string instance = std::string(kInstance);
    std::string end = "2026-11-24T15:59:00.000+08:00";

    std::string xml() const {
        return "<?xml version='1.0' ?><data id=\"" + form + "\" version=\"" + version +
               "\" xmlns:orx=\"http://openrosa.org/xforms\">" + more + "<body>" + body +
               "</body><consent>" + consent + "</consent><orx:meta><orx:instanceID>" + instance +
               "</orx:instanceID><orx:timeEnd>" + end + "</orx:timeEnd></orx:meta></data>";
    }
};

/// Two photos are named.
Submission with_photos() {
    Submission out;
    out.body += "<photo><file1>a.jpg</file1><file2>b.jpg</file2><file3/></photo>";
    out.consent += tick("photo");
    return out;
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

class OpenRosaTest : public ServerFixture {
protected:
    Response ask(const std::string& path, std::vector<Pair> query = {}) {
        return get("/openrosa/" + path, {{"Host", "city.example"}, {"Accept-Language", "en"}},
                   std::move(query));
    }
    Response post(const FormBody& form, std::vector<Pair> headers = {}) {
        Request asked = request(Method::Post, "/openrosa/submission", form.bytes());
        asked.headers = std::move(headers);
        asked.headers.emplace_back("Content-Type", std::string(FormBody::kType));
        asked.headers.emplace_back("Accept-Language", "en");
        return send(std::move(asked));
    }
    static FormBody form_of(const Submission& submission) {
        return FormBody().file("xml_submission_file", "submission.xml", submission.xml());
    }
    Response submit(const Submission& submission) { return post(form_of(submission)); }

    void expect_refused(const Submission& submission, int status, std::string_view words) {
        const Response response = submit(submission);
        EXPECT_EQ(response.status, status) << words << response.body;
        EXPECT_TRUE(has(response.body, words)) << words << "\n" << response.body;
        EXPECT_TRUE(has(response.body, "<OpenRosaResponse")) << response.body;
    }

    std::string record_id() { return openrosa::record_id_of(kInstance); }
    Value record() {
        const auto bytes = storage().record_bytes(record_id());
        if (!bytes || bytes->empty()) return {};
        return *parse_own_json(bytes->front());
    }
};

}  // namespace

TEST_F(OpenRosaTest, the_newest_forms_are_listed_with_their_hashes) {
    const Response list = ask("formList");
    ASSERT_EQ(list.status, 200);
    EXPECT_EQ(list.header("X-OpenRosa-Version"), "1.0");
    EXPECT_EQ(list.header("Date"), "Tue, 24 Nov 2026 08:00:00 GMT");
    EXPECT_EQ(list.header("Content-Type"), "text/xml; charset=utf-8");
    for (const std::string id : {"idle_space/1", "service_checkup/2", "facility_remark/1"}) {
        const Response form = ask("forms/" + id + ".xml");
        ASSERT_EQ(form.status, 200) << form.body;
        EXPECT_EQ(form.header("X-OpenRosa-Version"), "1.0");
        EXPECT_TRUE(has(list.body, "<hash>" + openrosa::md5_of(form.body) + "</hash>")) << id;
        EXPECT_TRUE(has(list.body, "<downloadUrl>http://city.example/openrosa/forms/" + id +
                                       ".xml</downloadUrl>"));
    }
    EXPECT_FALSE(has(list.body, "descriptionText"));
    const Response one = ask("formList", {{"formID", "idle_space"}, {"verbose", "true"}});
    EXPECT_TRUE(has(one.body, "<name>Report an idle space</name>"));
    EXPECT_TRUE(has(one.body, "<descriptionText>Take a photo</descriptionText>"));
    EXPECT_FALSE(has(one.body, "service_checkup"));
    EXPECT_FALSE(has(ask("formList", {{"formID", "meeting"}}).body, "<xform>"));
}

TEST_F(OpenRosaTest, a_form_of_any_version_is_there_and_no_other) {
    EXPECT_EQ(ask("forms/service_checkup/1.xml").status, 200);
    for (const std::string path :
         {"forms/service_checkup/9.xml", "forms/nothing/1.xml", "forms/meeting/1.xml",
          "forms/idle_space/1", "forms/idle_space/x.xml", "forms/idle_space/1/secrets.xml",
          "nothing"}) {
        const Response response = ask(path);
        EXPECT_EQ(response.status, 404) << path;
        EXPECT_TRUE(has(response.body, "<message nature=\"submit_error\">Not found</message>"))
            << response.body;
    }
}

TEST_F(OpenRosaTest, the_communities_come_with_the_form_that_asks_for_them) {
    const Response manifest = ask("forms/service_checkup/2/manifest");
    const Response list = ask("forms/service_checkup/2/communities.xml");
    ASSERT_EQ(list.status, 200);
    EXPECT_TRUE(list.body.starts_with("<choices>")) << "some clients take no declaration here";
    EXPECT_TRUE(has(list.body, "<name>330106001051</name>")) << list.body;
    EXPECT_TRUE(has(list.body, "<label>翠苑一区社区 · 翠苑街道</label>"));
    EXPECT_TRUE(has(manifest.body, "<filename>communities.xml</filename>"));
    EXPECT_TRUE(has(manifest.body, "<hash>" + openrosa::md5_of(list.body) + "</hash>"));
    EXPECT_TRUE(has(manifest.body,
                    "<downloadUrl>http://city.example/openrosa/forms/"
                    "service_checkup/2/communities.xml</downloadUrl>"));
    const Response none = ask("forms/idle_space/1/manifest");
    EXPECT_EQ(none.status, 200);
    EXPECT_FALSE(has(none.body, "<mediaFile>"));
    EXPECT_EQ(ask("forms/idle_space/1/communities.xml").status, 404);
}

TEST_F(OpenRosaTest, a_head_tells_where_to_send_and_how_much) {
    Request asked = request(Method::Head, "/openrosa/submission");
    asked.headers.emplace_back("Host", "city.example");
    const Response response = send(std::move(asked));
    EXPECT_EQ(response.status, 204);
    EXPECT_TRUE(response.body.empty());
    EXPECT_EQ(response.header("Location"), "http://city.example/openrosa/submission");
    EXPECT_EQ(response.header("X-OpenRosa-Accept-Content-Length"),
              std::to_string(kMaxSubmissionBytes));
    EXPECT_EQ(response.header("X-OpenRosa-Version"), "1.0");
}

TEST_F(OpenRosaTest, a_report_goes_the_way_of_any_record) {
    Submission report;
    report.body =
        "<photo><file1/></photo><place>30.2741 120.1551 12.5 0</place>"
        "<space_type>I05</space_type><floor_area><value>60</value><source>paced</source>"
        "</floor_area><facts>lift water</facts><description>门口 &lt;空&gt;\n锁着"
        "</description>";
    report.consent += tick("photo") + tick("location");  // ticked, with nothing to keep
    const Response response = submit(report);
    ASSERT_EQ(response.status, 201) << response.body;
    const auto card = storage().space_card(record_id());
    ASSERT_TRUE(card && *card);
    const Space& space = (*card)->space;
    EXPECT_TRUE(has(response.body, space.receipt)) << response.body;
    EXPECT_EQ(space.community, kCommunityCode);
    EXPECT_EQ(space.floor_area->value_m2, 60);
    EXPECT_EQ(space.floor_area->source, "paced");
    EXPECT_EQ(space.facts, (std::vector<std::string>{"lift", "water"}));
    EXPECT_EQ(space.description, "门口 <空>\n锁着");
    const Value tree = record();
    EXPECT_EQ(tree.text("created_at"), "2026-11-24T07:59:00.000Z");
    EXPECT_EQ(tree["body"]["place"]["point"].text("source"), "hand");
    EXPECT_EQ(tree["consent"].if_map()->size(), 1u) << "only what there is something of";
    EXPECT_EQ(tree.text("device"), openrosa::device_of(kInstance));
}

TEST_F(OpenRosaTest, a_measured_position_keeps_its_accuracy_and_needs_its_own_consent) {
    Submission report;
    report.body = "<place>30.2741 120.1551 8 4.5</place><space_type>I05</space_type>";
    expect_refused(report, 422, "[consent/location]");
    report.consent += tick("location");
    ASSERT_EQ(submit(report).status, 201);
    const Value tree = record();
    const Value& point = tree["body"]["place"]["point"];
    EXPECT_EQ(point.text("source"), "fix");
    EXPECT_EQ(point.text("datum"), "WGS-84");
    EXPECT_EQ(point["accuracy_m"].number_or(0), 4.5);
}

TEST_F(OpenRosaTest, a_check_up_is_answered_by_rows) {
    Submission answers;
    answers.form = "service_checkup";
    answers.version = "2";
    answers.more = "<community>330106001051</community>";
    answers.body =
        "<services><ELD02><used>yes</used><minutes>6_10</minutes>"
        "<satisfaction>4</satisfaction><importance/></ELD02>"
        "<EDU01><used>none_here</used><minutes/><satisfaction/>"
        "<importance>dont_know</importance></EDU01><COM01><used/></COM01></services>"
        "<age_band>60_74</age_band><household>age_0_3 age_60_up</household>";
    ASSERT_EQ(submit(answers).status, 201);
    const Value tree = record();
    EXPECT_EQ(tree.text("community"), kCommunityCode);
    EXPECT_EQ(write_json(tree["body"]["services"]),
              R"({"ELD02":["yes","6_10",4],"EDU01":["none_here",null,null,"dont_know"]})");
    EXPECT_EQ(tree["body"].items("household").size(), 2u);
}

TEST_F(OpenRosaTest, what_the_other_answers_leave_unasked_is_not_sent) {
    Submission answers;
    answers.form = "service_checkup";
    answers.version = "2";
    answers.more = "<community>none</community>";
    answers.body =
        "<services><EDU01><used>none_here</used><minutes>6_10</minutes></EDU01>"
        "</services>";
    ASSERT_EQ(submit(answers).status, 201);
    EXPECT_EQ(write_json(record()["body"]["services"]), R"({"EDU01":["none_here"]})");
    EXPECT_TRUE(record()["community"].is_null());
}

TEST_F(OpenRosaTest, the_same_instance_is_one_record_and_other_content_a_conflict) {
    ASSERT_EQ(submit({}).status, 201);
    EXPECT_EQ(submit({}).status, 201);
    EXPECT_EQ(record_count(), 1u);
    Submission other;
    other.body = "<place>30.2741 120.1551 0 0</place><space_type>I09</space_type>";
    const Response response = submit(other);
    EXPECT_EQ(response.status, 409);
    EXPECT_TRUE(has(response.body, "another report of this number")) << response.body;
    Submission upper;
    upper.instance = "uuid:0F8FAD5B-D9CB-469F-A165-70867728950E";
    EXPECT_EQ(submit(upper).status, 201) << "the same name";
    EXPECT_EQ(record_count(), 1u);
    Submission next;
    next.instance = "uuid:0f8fad5b-d9cb-469f-a165-70867728950f";
    EXPECT_EQ(submit(next).status, 201);
    EXPECT_EQ(record_count(), 2u);
}

TEST_F(OpenRosaTest, photos_come_with_the_answers_and_are_made_anew) {
    const std::string photo = phone_photo(64, 48);
    const std::string other = phone_photo(48, 64);
    const Response response =
        post(form_of(with_photos()).file("a.jpg", "a.jpg", photo).file("b.jpg", "b.jpg", other));
    ASSERT_EQ(response.status, 201) << response.body;
    const Value tree = record();
    ASSERT_EQ(tree.items("photos").size(), 2u);
    EXPECT_EQ(tree.items("photos")[0].text("sha256"), sha256(photo));
    EXPECT_EQ(tree["body"].items("photo")[1].string_or(""), sha256(other));
    const auto kept = storage().photo_bytes(sha256(photo));
    ASSERT_TRUE(kept);
    EXPECT_FALSE(has(*kept, "Exif")) << "nothing but pixels";
}

TEST_F(OpenRosaTest, a_submission_in_several_parts_is_one_record_once_it_is_whole) {
    const std::string photo = phone_photo(64, 48);
    const std::string other = phone_photo(48, 64);
    const FormBody first = form_of(with_photos()).file("a.jpg", "a.jpg", photo);
    const FormBody second = form_of(with_photos()).file("b.jpg", "b.jpg", other);
    EXPECT_EQ(post(form_of(with_photos())).status, 202) << "none of them";
    const Response waiting = post(first);
    EXPECT_EQ(waiting.status, 202) << waiting.body;
    EXPECT_TRUE(has(waiting.body, "photos still to come: 1")) << waiting.body;
    EXPECT_EQ(post(first).status, 202) << "the same part again";
    EXPECT_EQ(record_count(), 0u);
    EXPECT_EQ(post(second).status, 201);
    EXPECT_EQ(record_count(), 1u);
    EXPECT_EQ(post(second).status, 201) << "whose answer was lost";
    EXPECT_EQ(post(first).status, 201);
    EXPECT_EQ(record_count(), 1u);
    EXPECT_EQ(record().items("photos").size(), 2u);
}

TEST_F(OpenRosaTest, parts_of_another_submission_do_not_complete_it) {
    const std::string photo = phone_photo(64, 48);
    Submission other = with_photos();
    other.instance = "uuid:0f8fad5b-d9cb-469f-a165-70867728950f";
    EXPECT_EQ(post(form_of(other).file("a.jpg", "a.jpg", photo)).status, 202);
    EXPECT_EQ(post(form_of(with_photos()).file("b.jpg", "b.jpg", photo)).status, 202);
    EXPECT_EQ(record_count(), 0u);
}

TEST_F(OpenRosaTest, no_photo_is_kept_without_consent_or_for_a_record_that_is_refused) {
    const std::string photo = phone_photo(64, 48);
    Submission unticked = with_photos();
    unticked.consent = tick("survey");
    Response response = post(form_of(unticked).file("a.jpg", "a.jpg", photo));
    EXPECT_EQ(response.status, 422);
    EXPECT_TRUE(has(response.body, "[consent/photo]")) << response.body;
    Submission wrong = with_photos();
    wrong.body += "<floor_area><value>0</value><source>paced</source></floor_area>";
    response = post(form_of(wrong).file("a.jpg", "a.jpg", photo));
    EXPECT_EQ(response.status, 422);
    EXPECT_TRUE(has(response.body, "About how big is it? [body/floor_area/value]: "))
        << response.body;
    EXPECT_FALSE(*storage().photo(sha256(photo)));
    response = post(form_of(with_photos()).file("a.jpg", "a.jpg", "no photo"));
    EXPECT_EQ(response.status, error_row(ErrorCode::PhotoFormat).http_status);
    EXPECT_TRUE(has(response.body, "[body/photo]: This is no photo")) << response.body;
    EXPECT_EQ(record_count(), 0u);
}

TEST_F(OpenRosaTest, what_is_wrong_is_told_with_its_field_in_the_language_asked) {
    Submission wrong;
    wrong.body = "<place>north</place><space_type>I05</space_type>";
    expect_refused(wrong, 422, "Where is the space? [body/place]: ");
    wrong.body = "<space_type>I99</space_type>";
    expect_refused(wrong, 422, "What kind of space is it? [body/space_type]: ");
    expect_refused(wrong, 422, "Where is the space? [body/place]: This has not been answered");
    wrong = {};
    wrong.body += "<colour>red</colour>";
    expect_refused(wrong, 422, "[body/colour]: There is no such field");
    wrong = {};
    wrong.body += "<space_type>I05</space_type>";
    expect_refused(wrong, 422, "[body/space_type]: ");
    wrong = {};
    wrong.consent.clear();
    expect_refused(wrong, 422, "[consent/survey]: ");
    wrong.consent = "<survey>2.abc</survey>";
    expect_refused(wrong, 422, "[consent/survey]: ");
    wrong = {};
    wrong.end = "2026-11-25T15:59:00.000+08:00";
    expect_refused(wrong, 422, "[meta/timeEnd]: The phone's clock is ahead");
    for (const char* end : {"soon", "2026-11-24T15:59:00.000+0", "2026-11-24T15:59:00.000+",
                            "2026-11-24T15:59:00.000+080", "2026-11-24T15:59:00.000-:"}) {
        wrong.end = end;
        expect_refused(wrong, 422, "[meta/timeEnd]: ");
    }
    wrong = {};
    wrong.instance = "1";
    expect_refused(wrong, 422, "[meta/instanceID]: ");
    wrong.instance.clear();
    expect_refused(wrong, 422, "[meta/instanceID]: ");
    wrong = {};
    wrong.version = "7";
    expect_refused(wrong, 422, "[version]: ");
    wrong.version = "1";
    wrong.form = "nothing";
    expect_refused(wrong, 422, "[version]: ");
    wrong = {};
    wrong.more = "<meta><instanceID>" + std::string(kInstance) +
                 "</instanceID><deprecatedID>uuid:1</deprecatedID></meta>";
    expect_refused(wrong, 422, "[meta/deprecatedID]: ");
    EXPECT_EQ(record_count(), 0u);
}

TEST_F(OpenRosaTest, what_is_no_submission_is_refused_in_the_form_of_the_standard) {
    const auto refused_xml = [this](const std::string& xml, int status) {
        const Response response =
            post(FormBody().file("xml_submission_file", "submission.xml", xml));
        EXPECT_EQ(response.status, status) << xml.substr(0, 60) << response.body;
        EXPECT_TRUE(has(response.body, "[xml_submission_file]: ")) << response.body;
    };
    refused_xml("", 400);
    refused_xml("<!DOCTYPE a [<!ENTITY b 'c'>]>" + Submission().xml().substr(22), 400);
    std::string deep;
    for (int i = 0; i < 10'000; ++i) deep += "<a>";
    refused_xml(deep, error_row(ErrorCode::BodyTooDeep).http_status);
    refused_xml("<data>\xBF\xD5</data>", error_row(ErrorCode::BodyNotUtf8).http_status);
    Response response = post(FormBody().file("other", "other.xml", Submission().xml()));
    EXPECT_TRUE(has(response.body, "[xml_submission_file]: ")) << response.body;
    response = post(form_of({}).file("xml_submission_file", "b.xml", Submission().xml()));
    EXPECT_TRUE(has(response.body, "[xml_submission_file]: ")) << response.body;
    EXPECT_GE(response.status, 400);

    Request cut = request(Method::Post, "/openrosa/submission", form_of({}).bytes().substr(0, 300));
    cut.headers.emplace_back("Content-Type", std::string(FormBody::kType));
    cut.headers.emplace_back("Accept-Language", "zh-CN");
    response = send(std::move(cut));
    EXPECT_EQ(response.status, 400);
    EXPECT_TRUE(has(response.body, "<OpenRosaResponse")) << response.body;
    EXPECT_EQ(post(form_of({}), {{"Sec-Fetch-Site", "cross-site"}}).status, 403)
        << "a page of another site";
    EXPECT_EQ(record_count(), 0u);
}

}  // namespace kongdi::server::tests
