// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/features_pages.hpp"

#include "core/base/text.hpp"
#include "core/codec/json.hpp"

namespace kongdi::server {

using namespace features;

namespace {

std::string shown(const Value& value) {
    if (const std::string* text = value.if_string()) return *text;
    if (const Value::List* list = value.if_list()) {
        std::string out;
        for (const Value& one : *list) out.append(out.empty() ? "" : " ").append(shown(one));
        return out;
    }
    return value.is_null() ? "–" : write_json(value);
}

/// Where a person finds it on a map.
std::string place_text(const Writing& writing, const FeatureRow& row) {
    if (!row.geometry) return "–";
    const Shape shape = shape_of(*row.geometry, writing.crs);
    std::string out;
    if (!shape.points.empty()) {
        append_position(out, writing.crs, shape.points[0]);
        return out;
    }
    const Box box = box_of(*row.geometry);
    append_position(out, usual_crs(), {box.west, box.south});
    out += " – ";
    append_position(out, usual_crs(), {box.east, box.north});
    return out;
}

}  // namespace

void FeaturePage::heading(std::string_view words) { m_page.html.element("h2", {}, words); }

void FeaturePage::hint(std::string_view words) {
    m_page.html.element("p", {{"class", "hint"}}, words);
}

void FeaturePage::list(const Value::List& words) {
    m_page.html.open("ul", {{"class", "list"}});
    for (const Value& one : words) m_page.html.element("li", {}, one.string_or(""));
    m_page.html.close("ul");
}

void FeaturePage::links(const Value::List& links) {
    heading(m_page.text("ogc.links"));
    m_page.html.open("ul", {{"class", "list"}});
    for (const Value& link : links) {
        const std::string rel = link.text("rel");
        const std::string title = link.text("title");
        m_page.html.open("li");
        m_page.html.element("a", {{"href", link.text("href")}, {"rel", rel}},
                            title.empty() ? rel : title);
        m_page.html.text(" " + link.text("type")).close("li");
    }
    m_page.html.close("ul");
}

void FeaturePage::cards_of_collections() {
    for (const Collection& one : features::collections()) {
        if (!one.is_for(m_reading)) continue;
        const std::string address = m_service.base + "/collections/" + std::string(one.name);
        m_page.html.open("a", {{"class", "card"}, {"href", address + "?f=html"}})
            .element("strong", {}, title_of(one, m_page.text))
            .text(m_page.text("ogc.about." + std::string(one.name)))
            .close("a");
    }
}

void FeaturePage::fact(std::string_view name, std::string_view value) {
    m_page.html.element("dt", {}, name).element("dd", {}, value);
}

void FeaturePage::about(const Value& collection) {
    m_page.html.element("p", {}, collection.text("description"));
    const Value& box = collection["extent"]["spatial"]["bbox"];
    m_page.html.open("dl");
    fact("id", collection.text("id"));
    if (box.if_list() != nullptr) fact(m_page.text("ogc.extent"), shown(box.if_list()->front()));
    fact(m_page.text("ogc.storage_crs"), collection.text("storageCrs"));
    m_page.html.close("dl");
}

Response FeaturePage::landing(const Value& document) {
    m_page.html.element("p", {}, document.text("description"));
    cards_of_collections();
    links(document.items("links"));
    return m_page.answer(document.text("title"));
}

Response FeaturePage::conformance(const Value& document) {
    list(document.items("conformsTo"));
    m_page.html.open("p");
    m_page.anchor("button quiet", m_page.link("/ogc", {{"f", "html"}}), m_page.text("ogc.title"));
    m_page.html.close("p");
    return m_page.answer(m_page.text("ogc.conformance"));
}

Response FeaturePage::collections(const Value& document) {
    for (const Value& one : document.items("collections")) {
        m_page.html.open("section", {{"class", "card"}});
        heading(one.text("title"));
        about(one);
        links(one.items("links"));
        m_page.html.close("section");
    }
    heading(m_page.text("ogc.crs"));
    list(document.items("crs"));
    links(document.items("links"));
    return m_page.answer(m_page.text("ogc.collections"));
}

Response FeaturePage::collection(const Value& document) {
    about(document);
    links(document.items("links"));
    heading(m_page.text("ogc.crs"));
    list(document.items("crs"));
    return m_page.answer(document.text("title"));
}

Response FeaturePage::queryables(const Value& document) {
    hint(document.text("title"));
    m_page.html.open("dl");
    const Value::Map* fields = document["properties"].if_map();
    for (const auto& [name, schema] : *fields) {
        const std::string format = schema.text("format");
        std::string value = schema.text("title");
        value.append(value.empty() ? "" : " · ");
        value.append(schema.text(schema["$ref"].is_null() ? "type" : "$ref"));
        fact(name, format.empty() ? value : value + ", " + format);
    }
    m_page.html.close("dl");
    m_page.html.open("p");
    m_page.anchor("", document.text("$id") + "?f=json", "JSON Schema");
    m_page.html.close("p");
    return m_page.answer(m_page.text("ogc.queryables"));
}

Response FeaturePage::api(const Value& document) {
    m_page.html.element("p", {}, document["info"].text("description"));
    m_page.html.open("p");
    m_page.anchor("button quiet", m_service.base + "/api?f=json", "OpenAPI 3.0");
    m_page.html.close("p");
    const Value& known = document["components"]["parameters"];
    const Value::Map* paths = document["paths"].if_map();
    for (const auto& [path, item] : *paths) {
        const Value& get = item["get"];
        m_page.html.open("section", {{"class", "card"}});
        heading("GET " + path);
        m_page.html.element("p", {}, get.text("summary"));
        m_page.html.open("ul", {{"class", "list"}});
        for (const Value& one : get.items("parameters")) {
            const std::string ref = one.text("$ref");
            const Value& parameter = ref.empty() ? one : known[ref.substr(ref.rfind('/') + 1)];
            m_page.html.open("li").element("strong", {}, parameter.text("name"));
            m_page.html.text(" " + parameter.text("description")).close("li");
        }
        m_page.html.close("ul").close("section");
    }
    return m_page.answer(m_page.text("ogc.api"));
}

void FeaturePage::facts(const Collection& collection, const FeatureRow& row) {
    for (std::size_t i = 0; i < collection.fields.size(); ++i)
        fact(label_of(collection.fields[i], m_page.text), shown(row.values[i]));
}

Response FeaturePage::items(const Collection& collection, const ItemsPage& page,
                            const Links& links) {
    if (page.matched)
        m_page.html.element(
            "p", {},
            m_page.text("ogc.counts", {{"matched", *page.matched}, {"shown", page.rows.size()}}));
    const Writing writing{m_service, collection, usual_crs()};
    for (const FeatureRow& row : page.rows) {
        const std::string address =
            address_of(m_service, collection) + "/items/" + percent_encoded(row.id) + "?f=html";
        m_page.html.open("section", {{"class", "card"}});
        m_page.html.element("a", {{"href", address}}, row.id);
        m_page.html.open("dl");
        facts(collection, row);
        fact(m_page.text("ogc.place"), place_text(writing, row));
        m_page.html.close("dl").close("section");
    }
    for (const Link& link : links)
        if (link.rel == "next") {
            m_page.html.open("p");
            m_page.anchor("button", link.href, link.title);
            m_page.html.close("p");
        }
    const Value tree = links_tree(links);
    this->links(*tree.if_list());
    return m_page.answer(title_of(collection, m_page.text));
}

Response FeaturePage::item(const Writing& writing, const FeatureRow& row, const Links& links) {
    m_page.html.open("dl");
    fact("id", row.id);
    facts(writing.collection, row);
    fact(m_page.text("ogc.place"), place_text(writing, row));
    m_page.html.close("dl");
    const Value tree = links_tree(links);
    this->links(*tree.if_list());
    return m_page.answer(title_of(writing.collection, m_page.text));
}

}  // namespace kongdi::server
