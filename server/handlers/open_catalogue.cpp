// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/open_catalogue.hpp"

#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "server/handlers/plain_html.hpp"

namespace kongdi::server {

namespace {

std::string word(const Labels& labels, std::string_view key) {
    return std::string(labels.words()(key));
}

Value file_tree(const OpenFileFacts& file) {
    return Value::map({{"@type", "dcat:Distribution"},
                       {"dct:title", file.name},
                       {"dcat:downloadURL", file.name},
                       {"dcat:mediaType", file.media_type},
                       {"dcat:byteSize", file.bytes},
                       {"spdx:checksum", Value::map({{"spdx:algorithm", "sha256"},
                                                     {"spdx:checksumValue", file.sha256}})}});
}

Value set_tree(const OpenSetFacts& set, const OpenCatalogue& about, const Labels& labels) {
    Value files = Value::list();
    for (const OpenFileFacts& file : set.files) files.push(file_tree(file));
    return Value::map({{"@type", "dcat:Dataset"},
                       {"dct:identifier", set.set->rows.name},
                       {"dct:title", word(labels, set.set->title)},
                       {"dct:description", word(labels, set.set->description)},
                       {"dct:license", about.licence},
                       {"rows", set.rows},
                       {"dcat:distribution", std::move(files)}});
}

bool is_address(std::string_view text) {
    return text.starts_with("https://") || text.starts_with("http://");
}

void put_set(Html& out, const OpenSetFacts& set, const Labels& labels) {
    out.element("h2", {}, word(labels, set.set->title));
    out.element("p", {}, word(labels, set.set->description));
    out.open("ul");
    for (const OpenFileFacts& file : set.files) {
        out.open("li").element("a", {{"href", file.name}}, file.name);
        out.text(" · " + std::to_string(file.bytes) + " B · ");
        out.element("a", {{"href", file.name + ".sha256"}}, "SHA-256").close("li");
    }
    out.close("ul");
    out.element("p", {}, word(labels, "open.rows") + ": " + std::to_string(set.rows));
}

}  // namespace

std::string catalogue_document(const OpenCatalogue& about, const Labels& labels) {
    Value sets = Value::list();
    for (const OpenSetFacts& set : about.sets) sets.push(set_tree(set, about, labels));
    const Value context = Value::map({{"dcat", "http://www.w3.org/ns/dcat#"},
                                      {"dct", "http://purl.org/dc/terms/"},
                                      {"spdx", "http://spdx.org/rdf/terms#"}});
    Value out = Value::map({{"@context", context},
                            {"@type", "dcat:Catalog"},
                            {"dct:identifier", about.name},
                            {"dct:title", word(labels, "open.title")},
                            {"dct:publisher", about.publisher},
                            {"dct:license", about.licence},
                            {"dct:issued", format_time(about.made_at_ms)},
                            {"dct:language", labels.language()},
                            {"dcat:dataset", std::move(sets)}});
    if (about.changed_at_ms != 0) out.set("dct:modified", format_time(about.changed_at_ms));
    return write_json(out) + "\n";
}

std::string catalogue_page(const OpenCatalogue& about, const Labels& labels) {
    Html out;
    out.raw("<!doctype html>\n");
    out.open("html", {{"lang", labels.language()}}).open("head");
    out.open("meta", {{"charset", "utf-8"}});
    out.open("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    out.element("title", {}, word(labels, "open.title"));
    out.open("link", {{"rel", "stylesheet"}, {"href", "/plain/style.css"}});
    out.close("head").open("body").open("main");
    out.element("h1", {}, word(labels, "open.title"));
    if (!about.publisher.empty()) out.element("p", {}, about.publisher);
    out.element("p", {}, word(labels, "open.made_at") + ": " + format_time(about.made_at_ms));
    out.open("p").text(word(labels, "open.licence") + ": ");
    if (is_address(about.licence))
        out.element("a", {{"href", about.licence}, {"rel", "license"}}, about.licence);
    else
        out.text(about.licence);
    out.close("p");
    out.element("p", {}, word(labels, "open.promise"));
    if (about.changed_at_ms != 0)
        out.element("p", {},
                    word(labels, "open.changed_at") + ": " + format_time(about.changed_at_ms));
    for (const OpenSetFacts& set : about.sets) put_set(out, set, labels);
    out.open("p").element("a", {{"href", "catalogue.json"}}, "catalogue.json").close("p");
    if (!about.earlier.empty()) {
        out.element("h2", {}, word(labels, "open.earlier")).open("ul");
        for (const std::string& name : about.earlier)
            out.open("li").element("a", {{"href", "../" + name + "/index.html"}}, name).close("li");
        out.close("ul");
    }
    out.close("main").close("body").close("html");
    return out.take() + "\n";
}

}  // namespace kongdi::server
