// SPDX-License-Identifier: Apache-2.0
#include "server/features/documents.hpp"

#include "core/base/text.hpp"
#include "core/codec/geojson.hpp"
#include "server/features/conformance.hpp"

namespace kongdi::server::features {

namespace {

constexpr std::string_view kQueryablesRel = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

Value schema_of(const Field& field, const Words& words) {
    Value out = Value::map({{"title", label_of(field, words)}});
    switch (field.type) {
        case FieldType::Whole: return out.set("type", "integer");
        case FieldType::Number: return out.set("type", "number");
        case FieldType::Date: return out.set("type", "string").set("format", "date");
        case FieldType::Time: return out.set("type", "string").set("format", "date-time");
        case FieldType::Text:
        case FieldType::List: break;
    }
    return out.set("type", "string");
}

Value uris() {
    Value out = Value::list();
    for (const Crs& crs : crs_table()) out.push(crs.uri);
    return out;
}

}  // namespace

std::string title_of(const Collection& collection, const Words& words) {
    return std::string(words("ogc." + std::string(collection.name)));
}

std::string label_of(const Field& field, const Words& words) {
    return std::string(words("ogc.field." + std::string(field.name)));
}

std::string address_of(const Service& service, const Collection& collection) {
    return service.base + "/collections/" + std::string(collection.name);
}

Links links_to_self(const std::string& self, const Pairs& parameters, std::string_view type,
                    bool is_html) {
    const std::string json = address_of(self, with(parameters, "f", "json"));
    const std::string html = address_of(self, with(parameters, "f", "html"));
    return {{is_html ? html : json, "self", is_html ? kHtmlType : type},
            {is_html ? json : html, "alternate", is_html ? type : kHtmlType}};
}

Value landing_document(const Service& service, bool is_html) {
    const auto& words = service.words;
    Links links = links_to_self(service.base, {}, kJsonType, is_html);
    links.push_back({service.base + "/api?f=json", "service-desc", kOpenApiType,
                     std::string(words("ogc.api"))});
    links.push_back(
        {service.base + "/api?f=html", "service-doc", kHtmlType, std::string(words("ogc.api"))});
    links.push_back({service.base + "/conformance", "conformance", kJsonType,
                     std::string(words("ogc.conformance"))});
    links.push_back(
        {service.base + "/collections", "data", kJsonType, std::string(words("ogc.collections"))});
    return Value::map({{"title", words("ogc.title")},
                       {"description", words("ogc.about")},
                       {"links", links_tree(links)}});
}

Value conformance_document() {
    Value classes = Value::list();
    for (const std::string_view one : conformance_classes()) classes.push(one);
    return Value::map({{"conformsTo", std::move(classes)}});
}

Value collection_document(const Service& service, const Collection& collection, const Box& extent,
                          bool is_html) {
    const std::string self = address_of(service, collection);
    const std::string title = title_of(collection, service.words);
    Links links = links_to_self(self, {}, kJsonType, is_html);
    links.push_back({self + "/items?f=json", "items", kGeojsonType, title});
    links.push_back({self + "/items?f=html", "items", kHtmlType, title});
    links.push_back({self + "/queryables?f=json", kQueryablesRel, kSchemaType,
                     std::string(service.words("ogc.queryables"))});
    Value out =
        Value::map({{"id", collection.name},
                    {"title", title},
                    {"description", service.words("ogc.about." + std::string(collection.name))},
                    {"itemType", "feature"}});
    if (!extent.empty())
        out.set("extent",
                Value::map(
                    {{"spatial",
                      Value::map({{"bbox", Value::list({Value::list({extent.west, extent.south,
                                                                     extent.east, extent.north})})},
                                  {"crs", usual_crs().uri}})}}));
    out.set("crs", uris());
    out.set("storageCrs", usual_crs().uri);
    return out.set("links", links_tree(links));
}

Value collections_document(const Service& service, Value all, bool is_html) {
    return Value::map({{"links", links_tree(links_to_self(service.base + "/collections", {},
                                                          kJsonType, is_html))},
                       {"crs", uris()},
                       {"collections", std::move(all)}});
}

Value queryables_document(const Service& service, const Collection& collection) {
    const bool is_point = collection.geometry == GeometryKind::Point;
    Value fields = Value::map();
    // One reference and nothing beside it: what JSON Schema's readers and QGIS both understand.
    fields.set(kGeometryName,
               Value::map({{"$ref", is_point ? "https://geojson.org/schema/Point.json"
                                             : "https://geojson.org/schema/MultiPolygon.json"}}));
    for (const Field& field : collection.fields)
        if (field.is_queryable()) fields.set(field.name, schema_of(field, service.words));
    return Value::map({{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                       {"$id", address_of(service, collection) + "/queryables"},
                       {"type", "object"},
                       {"title", title_of(collection, service.words)},
                       {"properties", std::move(fields)},
                       {"additionalProperties", false}});
}

Links links_of_items(const Service& service, const Collection& collection, const Pairs& parameters,
                     const ItemsPage& page, bool is_html) {
    const std::string self = address_of(service, collection);
    Links out = links_to_self(self + "/items", parameters, kGeojsonType, is_html);
    out.push_back({self, "collection", kJsonType, title_of(collection, service.words)});
    if (!page.next.empty()) {
        Pairs next = with(with(parameters, "after", page.next), "f", is_html ? "html" : "json");
        out.push_back({address_of(self + "/items", next), "next",
                       is_html ? kHtmlType : kGeojsonType, std::string(service.words("ogc.next"))});
    }
    return out;
}

Links links_of_item(const Service& service, const Collection& collection, const Pairs& parameters,
                    std::string_view id, bool is_html) {
    const std::string self = address_of(service, collection);
    Links out =
        links_to_self(self + "/items/" + percent_encoded(id), parameters, kGeojsonType, is_html);
    out.push_back({self, "collection", kJsonType, title_of(collection, service.words)});
    return out;
}

}  // namespace kongdi::server::features
